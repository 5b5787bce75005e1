package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"sitrep/corpus"
)

// Dataset is labelled questions over a corpus.
type Dataset struct {
	Name   string // the folder's
	Corpus string // path of the corpus, to be indexed
	// Questions are in the order of their file, those without judgements included.
	Questions []Question
	// Judgements hold, for each question's id, the grade of every document that was judged.
	// A document is relevant if its grade is above 0, the more so the higher it is.
	Judgements map[string]map[corpus.DocumentID]int
}

// Question is one line of a query file.
type Question struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	// Type is the kind of question, by which figures are broken down; often empty.
	Type string `json:"type"`
	// Answers are strings that count as the answer, where the set has them.
	Answers []string `json:"answers"`
}

// Unanswerable reports whether the set says that its corpus does not hold the answer.
func (q Question) Unanswerable() bool {
	return strings.HasPrefix(q.Type, "unanswerable") || q.Type == "null_query"
}

// Files overrides where a dataset's parts are read from. Empty means the usual name in the
// dataset's folder.
type Files struct {
	Queries string // "queries.jsonl"
	Qrels   string // "qrels.tsv", or else "qrels/test.tsv"
}

// Load reads a dataset in the layout of BEIR (https://github.com/beir-cellar/beir): a
// folder with corpus.jsonl, queries.jsonl and qrels.tsv. It does not read the corpus.
func Load(folder string, files Files) (Dataset, error) {
	set := Dataset{Corpus: filepath.Join(folder, "corpus.jsonl")}
	absolute, err := filepath.Abs(folder)
	if err != nil {
		return Dataset{}, fmt.Errorf("dataset %s: %w", folder, err)
	}
	set.Name = filepath.Base(absolute)
	if _, err := os.Stat(set.Corpus); err != nil {
		return Dataset{}, fmt.Errorf("dataset %s has no corpus: %w", folder, err)
	}
	if files.Queries == "" {
		files.Queries = filepath.Join(folder, "queries.jsonl")
	}
	if files.Qrels == "" {
		files.Qrels = filepath.Join(folder, "qrels.tsv")
		if _, err := os.Stat(files.Qrels); errors.Is(err, fs.ErrNotExist) {
			files.Qrels = filepath.Join(folder, "qrels", "test.tsv")
		}
	}
	if set.Questions, err = readFile(files.Queries, readQuestions); err != nil {
		return Dataset{}, err
	}
	if set.Judgements, err = readFile(files.Qrels, readJudgements); err != nil {
		return Dataset{}, err
	}
	return set, nil
}

// Judged are the questions with at least one relevant document, the only ones that say
// something about ranking.
func (s Dataset) Judged() []Question {
	var judged []Question
	for _, question := range s.Questions {
		if relevant(s.Judgements[question.ID]) > 0 {
			judged = append(judged, question)
		}
	}
	return judged
}

func readFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	var none T
	file, err := os.Open(path)
	if err != nil {
		return none, err
	}
	defer file.Close()
	parsed, err := read(file)
	if err != nil {
		return none, fmt.Errorf("%s:%w", path, err)
	}
	return parsed, nil
}

// lineError is a reason with the 1-based line it was met on.
func lineError(line int, err error) error { return fmt.Errorf("%d: %w", line, err) }

const longestLine = 16 << 20 // bytes

func readQuestions(r io.Reader) ([]Question, error) {
	var questions []Question
	seen := map[string]bool{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	line := 0
	for lines.Scan() {
		line++
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var raw struct {
			Question
			Underscored string `json:"_id"`
		}
		if err := json.Unmarshal(lines.Bytes(), &raw); err != nil {
			return nil, lineError(line, err)
		}
		if raw.ID == "" {
			raw.ID = raw.Underscored
		}
		switch {
		case raw.ID == "":
			return nil, lineError(line, errors.New("a question without an id"))
		case strings.TrimSpace(raw.Text) == "":
			return nil, lineError(line, fmt.Errorf("question %s without a text", raw.ID))
		case seen[raw.ID]:
			return nil, lineError(line, fmt.Errorf("question %s stands here a second time", raw.ID))
		}
		seen[raw.ID] = true
		questions = append(questions, raw.Question)
	}
	if err := lines.Err(); err != nil {
		return nil, lineError(line+1, err)
	}
	return questions, nil
}

// readJudgements reads lines of "query-id corpus-id score" divided by tabs, or trec_eval's
// four columns divided by any space; the first line may be a header.
func readJudgements(r io.Reader) (map[string]map[corpus.DocumentID]int, error) {
	judgements := map[string]map[corpus.DocumentID]int{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	line := 0
	for lines.Scan() {
		line++
		columns := strings.Split(lines.Text(), "\t")
		if len(columns) < 3 {
			columns = strings.Fields(lines.Text())
		}
		if len(columns) == 0 {
			continue
		}
		if len(columns) == 4 {
			columns = append(columns[:1], columns[2:]...)
		}
		if len(columns) != 3 {
			return nil, lineError(line, fmt.Errorf("%d columns, want query-id, corpus-id and score", len(columns)))
		}
		grade, err := strconv.Atoi(strings.TrimSpace(columns[2]))
		if err != nil {
			if line == 1 {
				continue
			}
			return nil, lineError(line, fmt.Errorf("score: %w", err))
		}
		question, doc := columns[0], corpus.DocumentID(columns[1])
		if judgements[question] == nil {
			judgements[question] = map[corpus.DocumentID]int{}
		}
		judgements[question][doc] = grade
	}
	if err := lines.Err(); err != nil {
		return nil, lineError(line+1, err)
	}
	return judgements, nil
}
