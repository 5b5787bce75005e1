package eval

import (
	"bytes"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"text/tabwriter"

	"github.com/google/go-cmp/cmp"

	"sitrep/bot/answer"
	"sitrep/corpus/group"
	"sitrep/retrieval/eval/evaltest"
)

var update = flag.Bool("update", false, "rewrite the figures of answering quality")

// TestAnsweringQuality holds answers to committed figures, so that what a change does to them
// shows in the diff.
func TestAnsweringQuality(t *testing.T) {
	notices := evaltest.Open(t)
	groups, err := group.Default()
	if err != nil {
		t.Fatal(err)
	}
	engine := answer.New(slog.New(slog.DiscardHandler), func() answer.Searcher { return notices.Searcher }, notices.Record, answer.Options{Groups: groups})
	report, err := Run(t.Context(), notices.Set, engine, notices.Record, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if report.Verbatim != 1 || report.Unsupported != 0 {
		t.Errorf("of %d quotes a share of %v is verbatim, and %d sentences are unsupported", report.Quotes, report.Verbatim, report.Unsupported)
	}
	var figures bytes.Buffer
	table := tabwriter.NewWriter(&figures, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "type\tquestions\tright\tin first quote\tin quotes\trefused rightly\tfalsely")
	row := func(name string, f Figures) {
		fmt.Fprintf(table, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\n", name, f.Questions, f.AnsweredRight,
			f.AnswerInFirstQuote, f.AnswerInQuotes, f.RefusalRecall, f.FalseRefusal)
	}
	for _, kind := range slices.Sorted(maps.Keys(report.Types)) {
		row(kind, report.Types[kind])
	}
	row("all", report.Figures)
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&figures, "\nnot served as they should be:")
	for _, j := range report.Questions {
		if right, known := j.Outcome.Right(); known && !right {
			did := "answered"
			if j.Outcome.Refused {
				did = "refused"
			}
			fmt.Fprintf(&figures, "%-16s %-8s  %s\n", j.Question.ID, did, j.Question.Text)
		}
	}

	golden := filepath.Join("testdata", "answering.txt")
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
		t.Errorf("the quality of answers has changed (go test ./bot/eval -run Quality -update) (-was +is):\n%s", diff)
	}
}
