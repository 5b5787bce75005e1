package eval_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"text/tabwriter"

	"github.com/google/go-cmp/cmp"

	"sitrep/retrieval/eval"
	"sitrep/retrieval/eval/evaltest"
)

var update = flag.Bool("update", false, "rewrite the figures of ranking quality")

// TestRankingQuality holds ranking to committed figures, so that what a change does to it
// shows in the diff. Figures that fall are no reason to keep a change back if those of the
// larger sets rise; they are a reason to look.
func TestRankingQuality(t *testing.T) {
	notices := evaltest.Open(t)
	report, err := eval.Run(t.Context(), notices.Set, notices.Searcher, eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var figures bytes.Buffer
	table := tabwriter.NewWriter(&figures, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "type\tquestions\trecall@1\trecall@5\tMRR@10\tnDCG@10")
	row := func(name string, f eval.Figures) {
		fmt.Fprintf(table, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\n", name, f.Queries, f.Recall1, f.Recall5, f.MRR10, f.NDCG10)
	}
	for _, kind := range slices.Sorted(maps.Keys(report.Types)) {
		row(kind, report.Types[kind])
	}
	row("all", report.Figures)
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&figures, "\nanother article first:")
	for _, q := range report.Questions {
		if q.Figures.Hit1 == 0 {
			fmt.Fprintf(&figures, "%-13s nDCG@10 %.2f  %s\n", q.Question.ID, q.Figures.NDCG10, q.Question.Text)
		}
	}

	golden := filepath.Join("testdata", "ranking.txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, figures.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), figures.String()); diff != "" {
		t.Errorf("the quality of ranking has changed (go test ./retrieval/eval -run Quality -update) (-was +is):\n%s", diff)
	}
}
