package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sitrep/corpus/group"
)

// question is a line of queries.jsonl.
type question struct {
	Text    string   `json:"text"`
	Answers []string `json:"answers"`
	Type    string   `json:"type"`
}

// tally counts the questions of one type.
type tally struct{ asked, found, resolved, disputed int }

func measure(folders []string, failed bool, stdout io.Writer) error {
	if len(folders) == 0 {
		return errors.New("measure needs folders with a queries.jsonl")
	}
	table, err := group.Default()
	if err != nil {
		return err
	}
	for _, folder := range folders {
		tallies := map[string]*tally{}
		err := eachLine(filepath.Join(folder, "queries.jsonl"), func(line []byte) error {
			var q question
			if err := json.Unmarshal(line, &q); err != nil {
				return err
			}
			if tallies[q.Type] == nil {
				tallies[q.Type] = &tally{}
			}
			counts := tallies[q.Type]
			counts.asked++
			mentions := table.Find(q.Text)
			if len(mentions) > 0 {
				counts.found++
			}
			switch {
			case resolves(table, mentions, q.Answers, func(m group.Mention) []group.ID { return m.Groups }):
				counts.resolved++
			case resolves(table, mentions, q.Answers, func(m group.Mention) []group.ID { return m.Disputed }):
				counts.disputed++
			case failed:
				fmt.Fprintf(stdout, "%s\t%s\t%q\n", q.Type, q.Text, q.Answers)
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := measureMentions(table, folder, stdout); err != nil {
			return err
		}
		for _, kind := range sortedKeys(tallies) {
			c := tallies[kind]
			fmt.Fprintf(stdout, "%s\t%s\tquestions %d\tgroup found %.1f%%\tresolved %.1f%%\tdisputed %.1f%%\n", filepath.Base(folder), kind,
				c.asked, percent(c.found, c.asked), percent(c.resolved, c.asked), percent(c.disputed, c.asked))
		}
	}
	return nil
}

// measureMentions prints how well the documents that name a question's groups agree with
// the documents that are judged relevant to it, over the questions that name a group.
func measureMentions(table *group.Table, folder string, stdout io.Writer) error {
	naming := map[group.ID]map[string]bool{} // documents by group
	err := eachLine(filepath.Join(folder, "corpus.jsonl"), func(line []byte) error {
		var doc struct{ ID, Text string }
		if err := json.Unmarshal(line, &doc); err != nil {
			return err
		}
		for _, m := range table.Find(doc.Text) {
			for _, id := range m.Groups {
				if naming[id] == nil {
					naming[id] = map[string]bool{}
				}
				naming[id][doc.ID] = true
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	relevant, err := readQrels(filepath.Join(folder, "qrels.tsv"))
	if err != nil {
		return err
	}
	judged, found, right := 0, 0, 0
	err = eachLine(filepath.Join(folder, "queries.jsonl"), func(line []byte) error {
		var q struct{ ID, Text string }
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		docs := map[string]bool{}
		for _, m := range table.Find(q.Text) {
			for _, id := range slices.Concat(m.Groups, m.Disputed) {
				for doc := range naming[id] {
					docs[doc] = true
				}
			}
		}
		if len(docs) == 0 {
			return nil
		}
		judged += len(relevant[q.ID])
		found += len(docs)
		for doc := range docs {
			if relevant[q.ID][doc] {
				right++
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s\tdocuments that name the group: relevant ones found %.1f%% of %d, relevant among those found %.1f%% of %d\n",
		filepath.Base(folder), percent(right, judged), judged, percent(right, found), found)
	return nil
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }

func readQrels(path string) (map[string]map[string]bool, error) {
	relevant := map[string]map[string]bool{}
	err := eachLine(path, func(line []byte) error {
		fields := strings.Split(string(line), "\t")
		if len(fields) != 3 || fields[2] == "0" || fields[2] == "score" {
			return nil
		}
		if relevant[fields[0]] == nil {
			relevant[fields[0]] = map[string]bool{}
		}
		relevant[fields[0]][fields[1]] = true
		return nil
	})
	return relevant, err
}

// resolves reports whether an answer is a name of a group that a question mentions.
func resolves(table *group.Table, mentions []group.Mention, answers []string, of func(group.Mention) []group.ID) bool {
	for _, m := range mentions {
		for _, id := range of(m) {
			for _, answer := range answers {
				if carries(table, id, answer) {
					return true
				}
			}
		}
	}
	return false
}

// carries reports whether a group has a name, or a text names the group.
func carries(table *group.Table, id group.ID, name string) bool {
	if groups, _ := table.Lookup(name); slices.Contains(groups, id) {
		return true
	}
	return slices.ContainsFunc(table.Find(name), func(m group.Mention) bool { return slices.Contains(m.Groups, id) })
}

func count(paths []string, stdout io.Writer) error {
	table, err := group.Default()
	if err != nil {
		return err
	}
	names := map[string]int{}
	for _, path := range paths {
		err := eachLine(path, func(line []byte) error {
			var doc struct {
				Text string `json:"text"`
			}
			if err := json.Unmarshal(line, &doc); err != nil {
				return err
			}
			for _, m := range table.Find(doc.Text) {
				names[fmt.Sprintf("%s\t%v\t%v", doc.Text[m.Span.Start:m.Span.End], m.Groups, m.Disputed)]++
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	order := sortedKeys(names)
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(names[b], names[a]) })
	for _, name := range order {
		fmt.Fprintf(stdout, "%d\t%s\n", names[name], name)
	}
	return nil
}

// eachLine calls fn for each line of a file that is not empty.
func eachLine(path string, fn func(line []byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		if err := fn(lines.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return lines.Err()
}
