package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"sitrep/corpus/group"
	"sitrep/corpus/group/importer"
)

// codes are the short codes of sources in the stored table. A source that is not here gets
// its own name's letters.
var codes = map[string]string{
	"sitrep":                   "sitrep",
	"MITRE ATT&CK":             "mitre",
	"MISP galaxy threat-actor": "misp",
	"Public Safety Canada":     "ca",
	"UN Security Council":      "un",
}

func makeTable(out, words string, paths []string, stderr io.Writer) error {
	if out == "" || len(paths) == 0 {
		return errors.New("make needs -o TABLE and the files to join")
	}
	var sources [][]group.Group
	for _, path := range paths {
		read, err := readFile(path)
		if err != nil {
			return err
		}
		for _, problem := range read.skipped {
			fmt.Fprintf(stderr, "%s: skipped %v\n", path, problem)
		}
		for _, groups := range read.sources {
			fmt.Fprintf(stderr, "%s: %d groups of %s\n", path, len(groups), groups[0].Aliases[0].Sources[0].Source)
			sources = append(sources, groups)
		}
	}
	groups := group.Merge(sources...)
	if words != "" {
		if err := markWords(groups, words); err != nil {
			return err
		}
	}
	var table bytes.Buffer
	fmt.Fprintln(&table, "# Made by corpus/group/aliastable; do not edit. The sources' terms are in NOTICE.")
	if err := group.Write(&table, groups, codesOf(groups)); err != nil {
		return err
	}
	if _, err := group.NewTable(groups); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "%s: %d groups, %d bytes\n", out, len(groups), table.Len())
	return os.WriteFile(out, table.Bytes(), 0o644)
}

// file is what one file holds, by source.
type file struct {
	sources [][]group.Group
	skipped []*importer.Problem
}

func readFile(path string) (file, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return file{}, err
	}
	if bytes.HasPrefix(data, []byte("[")) || bytes.Contains(data, []byte(alsoKnown)) {
		return readProfiles(data)
	}
	result, err := importer.File(path)
	if err != nil {
		return file{}, err
	}
	return file{sources: [][]group.Group{result.Groups}, skipped: result.Skipped}, nil
}

// markWords gives the kind of ordinary words to names that stand in a file of English
// words, one a line. Names that we chose ourselves keep their kinds.
func markWords(groups []group.Group, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	english := map[string]bool{}
	for word := range strings.Lines(string(data)) {
		english[strings.TrimSpace(word)] = true
	}
	for i := range groups {
		for n := range groups[i].Aliases {
			a := &groups[i].Aliases[n]
			ours := slices.ContainsFunc(a.Sources, func(p group.Provenance) bool { return p.Source == "sitrep" })
			word := strings.TrimPrefix(strings.ToLower(a.Name), "the ")
			if kind := group.KindOf(a.Name); !ours && english[word] && kind != group.Initials {
				a.Kind = group.Word
			}
		}
	}
	return nil
}

// codesOf is the codes of all sources that attest a name.
func codesOf(groups []group.Group) map[string]string {
	used := map[string]string{}
	for _, g := range groups {
		for _, a := range g.Aliases {
			for _, p := range a.Sources {
				used[p.Source] = codeOf(p.Source)
			}
		}
	}
	return used
}

func codeOf(source string) string {
	if code, ok := codes[source]; ok {
		return code
	}
	return strings.ReplaceAll(string(group.Slug(source)), "-", "")
}

// sortedKeys is the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
