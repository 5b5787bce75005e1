package eval_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/retrieval/eval"
)

func TestFind(t *testing.T) {
	t.Parallel()
	const oneQuestion, oneJudgement = `{"id":"q1","text":"Who?"}`, "q1\ta\t1\n"
	dir := folder(t, map[string]string{
		"quay/corpus.jsonl": "", "quay/queries.jsonl": oneQuestion, "quay/qrels.tsv": oneJudgement,
		"quay/queries_night.jsonl": oneQuestion, "quay/qrels_night.tsv": oneJudgement,
		"quay/queries_unjudged.jsonl": oneQuestion,
		"dock/corpus.jsonl":           "", "dock/queries.jsonl": oneQuestion, "dock/qrels.tsv": oneJudgement,
		"notes/README.md": "no set", "README.md": "no set",
	})
	quay, dock := filepath.Join(dir, "quay"), filepath.Join(dir, "dock")
	for _, test := range []struct {
		name    string
		folders []string
		want    []string
	}{
		{"a folder of sets", []string{dir}, []string{"dock", "quay", "quay/night"}},
		{"several sets", []string{quay, dock}, []string{"quay", "quay/night", "dock"}},
		{"one set", []string{quay}, []string{"quay"}},
	} {
		sources, err := eval.Find(test.folders)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range sources {
			set, err := s.Load()
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, set.Name)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestFindNothing(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"README.md": "no set"})
	sources, err := eval.Find([]string{dir})
	if err != nil || len(sources) != 1 {
		t.Fatalf("Find = %v, %v, want the folder itself", sources, err)
	}
	if _, err := sources[0].Load(); err == nil {
		t.Error("a folder without a corpus loads")
	}
	if _, err := eval.Find([]string{filepath.Join(dir, "README.md")}); err == nil {
		t.Error("a file is taken for a folder of sets")
	}
}
