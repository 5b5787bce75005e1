package eval_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
	"sitrep/retrieval/eval"
)

// folder writes files into a new folder called "harbour".
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "harbour")
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const (
	twoQuestions = `{"_id": "q1", "text": "Who attacked?", "type": "who", "answers": ["the Front"]}

{"id": "q2", "text": "Why?", "type": "null_query"}
`
	header = "query-id\tcorpus-id\tscore\n"
)

func TestLoad(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"corpus.jsonl": "", "queries.jsonl": twoQuestions, "qrels.tsv": header + "q1\tdoc a\t2\nq1\tb\t0\r\nq9\tb\t1\n",
	})
	got, err := eval.Load(dir, eval.Files{})
	if err != nil {
		t.Fatal(err)
	}
	want := eval.Dataset{
		Name:   "harbour",
		Corpus: filepath.Join(dir, "corpus.jsonl"),
		Questions: []eval.Question{
			{ID: "q1", Text: "Who attacked?", Type: "who", Answers: []string{"the Front"}},
			{ID: "q2", Text: "Why?", Type: "null_query"},
		},
		Judgements: map[string]map[corpus.DocumentID]int{"q1": {"doc a": 2, "b": 0}, "q9": {"b": 1}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dataset (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.Questions[:1], got.Judged()); diff != "" {
		t.Errorf("judged questions (-want +got):\n%s", diff)
	}
	if got.Questions[0].Unanswerable() || !got.Questions[1].Unanswerable() {
		t.Error("the second question, and only that, is unanswerable")
	}
}

func TestLoadLayouts(t *testing.T) {
	t.Parallel()
	want := map[string]map[corpus.DocumentID]int{"q1": {"a": 1}}
	for name, files := range map[string]map[string]string{
		"without a header":  {"qrels.tsv": "q1\ta\t1\n"},
		"BEIR's own folder": {"qrels/test.tsv": header + "q1\ta\t1\n"},
		"four columns":      {"qrels.tsv": "q1 0 a 1\n\n"},
		"four by tabs":      {"qrels.tsv": "q1\tQ0\ta\t1"},
	} {
		files["corpus.jsonl"], files["queries.jsonl"] = "", twoQuestions
		got, err := eval.Load(folder(t, files), eval.Files{})
		if diff := cmp.Diff(want, got.Judgements); err != nil || diff != "" {
			t.Errorf("%s: %v, judgements (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestLoadOverrides(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"corpus.jsonl": "", "more.jsonl": `{"id":"x","text":"Where?"}`, "more.tsv": "x\ta\t1\n"})
	got, err := eval.Load(dir, eval.Files{Queries: filepath.Join(dir, "more.jsonl"), Qrels: filepath.Join(dir, "more.tsv")})
	if err != nil || len(got.Judged()) != 1 || got.Judged()[0].ID != "x" {
		t.Errorf("Load = %+v, %v", got, err)
	}
}

func TestLoadFails(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, queries, qrels, want string }{
		{"not JSON", "{\"id\":\"a\",\"text\":\"b\"}\nnonsense", "a\tb\t1", "queries.jsonl:2:"},
		{"no id", `{"text":"b"}`, "a\tb\t1", "queries.jsonl:1: a question without an id"},
		{"no text", `{"id":"a","text":" "}`, "a\tb\t1", "question a without a text"},
		{"twice", "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\",\"text\":\"c\"}", "a\tb\t1", "queries.jsonl:2: question a stands here a second time"},
		{"two columns", twoQuestions, "q1\ta\n", "qrels.tsv:1: 2 columns"},
		{"no number", twoQuestions, header + "q1\ta\tyes\n", "qrels.tsv:2: score:"},
	} {
		dir := folder(t, map[string]string{"corpus.jsonl": "", "queries.jsonl": test.queries, "qrels.tsv": test.qrels})
		if _, err := eval.Load(dir, eval.Files{}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: Load = %v, want %q in it", test.name, err, test.want)
		}
	}
	for _, missing := range []string{"corpus.jsonl", "queries.jsonl", "qrels.tsv"} {
		files := map[string]string{"corpus.jsonl": "", "queries.jsonl": twoQuestions, "qrels.tsv": "q1\ta\t1\n"}
		delete(files, missing)
		if _, err := eval.Load(folder(t, files), eval.Files{}); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("without %s Load = %v, want %v", missing, err, fs.ErrNotExist)
		}
	}
}
