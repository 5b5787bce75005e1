package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
	"sitrep/retrieval"
	"sitrep/retrieval/eval"
)

// canned answers each question with given documents, in a given time.
type canned struct {
	rankings map[string][]retrieval.Hit
	took     map[string]time.Duration
	asked    []retrieval.Query
	fail     error
}

func (c *canned) Search(_ context.Context, q retrieval.Query) (retrieval.Results, error) {
	c.asked = append(c.asked, q)
	time.Sleep(c.took[q.Text])
	return retrieval.Results{Hits: c.rankings[q.Text]}, c.fail
}

func hits(documents string) []retrieval.Hit {
	var made []retrieval.Hit
	for _, id := range ids(documents) {
		made = append(made, retrieval.Hit{Document: id})
	}
	return made
}

func harbour() eval.Dataset {
	return eval.Dataset{
		Name: "harbour",
		Questions: []eval.Question{
			{ID: "1", Text: "one", Type: "who"},
			{ID: "2", Text: "two", Type: "why"},
			{ID: "3", Text: "three"},
			{ID: "4", Text: "four", Type: "who"},
		},
		Judgements: map[string]map[corpus.DocumentID]int{"1": {"a": 1}, "2": {"a": 1, "b": 1}, "3": {"a": 0}, "4": {"z": 1}},
	}
}

func TestRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		searcher := &canned{
			rankings: map[string][]retrieval.Hit{"one": hits("aab"), "two": hits("xxab"), "three": hits("a"), "four": hits("x")},
			took:     map[string]time.Duration{"one": time.Millisecond, "two": 2 * time.Millisecond, "four": 9 * time.Millisecond},
		}
		var progress []int
		report, err := eval.Run(t.Context(), harbour(), searcher, eval.Options{
			Filter:   retrieval.Filter{MaxMarking: corpus.Red},
			Progress: func(done, total int) { progress = append(progress, done, total) },
		})
		if err != nil {
			t.Fatal(err)
		}
		var asked []string
		for _, q := range searcher.asked {
			asked = append(asked, q.Text)
			if q.K < 100 || q.Filter.MaxMarking != corpus.Red {
				t.Errorf("asked %+v, want enough passages for 100 documents, and the filter", q)
			}
		}
		if diff := cmp.Diff([]string{"one", "one", "two", "four"}, asked); diff != "" {
			t.Errorf("questions asked (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]int{1, 3, 2, 3, 3, 3}, progress); diff != "" {
			t.Errorf("progress (-want +got):\n%s", diff)
		}
		if report.Queries != 3 || report.Hit1 != 1./3 || report.Hit4 != 2./3 || report.MRR10 != .5 {
			t.Errorf("figures are %+v", report.Figures)
		}
		if got := report.Types["who"]; got.Queries != 2 || got.Hit1 != .5 {
			t.Errorf("figures of type who are %+v", got)
		}
		if diff := cmp.Diff(eval.Latency{P50: 2, P95: 9, P99: 9}, report.Latency); diff != "" {
			t.Errorf("latency (-want +got):\n%s", diff)
		}
		if len(report.Questions) != 3 || report.Questions[2].Question.ID != "4" || report.Questions[2].Figures.Hit10 != 0 {
			t.Errorf("questions are %+v", report.Questions)
		}
	})
}

func TestRunAsksForK(t *testing.T) {
	t.Parallel()
	searcher := &canned{}
	if _, err := eval.Run(t.Context(), harbour(), searcher, eval.Options{K: 7}); err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(searcher.asked, func(q retrieval.Query) bool { return q.K != 7 }) {
		t.Errorf("asked %+v, want 7 passages each", searcher.asked)
	}
}

func TestRunFails(t *testing.T) {
	t.Parallel()
	if _, err := eval.Run(t.Context(), eval.Dataset{Name: "bare"}, &canned{}, eval.Options{}); err == nil || !strings.Contains(err.Error(), "bare") {
		t.Errorf("Run without judgements = %v", err)
	}
	broken := errors.New("no index")
	if _, err := eval.Run(t.Context(), harbour(), &canned{fail: broken}, eval.Options{}); !errors.Is(err, broken) || !strings.Contains(err.Error(), "question 1") {
		t.Errorf("Run = %v, want %v with the question's id", err, broken)
	}
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	folded := hits("abacb")
	folded[0].Duplicates = []retrieval.Duplicate{{Document: "d"}, {Document: "b"}, {Document: "a"}}
	if diff := cmp.Diff(ids("adbc"), eval.Documents(folded)); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
}

func TestReportJSON(t *testing.T) {
	t.Parallel()
	report := eval.Report{Dataset: "harbour", Figures: eval.Figures{Queries: 2, NDCG10: .5}, Latency: eval.Latency{P50: 1.5}}
	got, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"dataset":"harbour","queries":2,"ndcg@10":0.5,"recall@1":0,"recall@5":0,"recall@10":0,"recall@100":0,"mrr@10":0,` +
		`"hit@1":0,"hit@4":0,"hit@5":0,"hit@10":0,"latency_ms":{"p50":1.5,"p95":0,"p99":0}}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("JSON (-want +got):\n%s", diff)
	}
}

func TestWriteTable(t *testing.T) {
	t.Parallel()
	report := eval.Report{
		Dataset: "harbour", Figures: eval.Figures{Queries: 3, NDCG10: .5},
		Types: map[string]eval.Figures{"why": {Queries: 1, NDCG10: 1}, "": {Queries: 2, NDCG10: .25}},
	}
	var table bytes.Buffer
	if err := eval.WriteTable(&table, []eval.Report{report}, true); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(table.String(), "\n")
	for i, want := range []string{"nDCG@10", "harbour        3   0.5000", "(no type)        2   0.2500", "why        1   1.0000", ""} {
		if !strings.Contains(lines[i], want) || len(lines) != 5 {
			t.Errorf("line %d of %d is %q, want %q in it", i+1, len(lines), lines[i], want)
		}
	}
}

func TestWriteTableOfSeveralSets(t *testing.T) {
	t.Parallel()
	reports := []eval.Report{
		{Dataset: "harbour", Figures: eval.Figures{Queries: 30, NDCG10: .5}, Latency: eval.Latency{P50: 4, P95: 7.25}},
		{Dataset: "airfield", Figures: eval.Figures{Queries: 2, NDCG10: 1}, Types: map[string]eval.Figures{"a": {}, "b": {}}},
	}
	var table bytes.Buffer
	if err := eval.WriteTable(&table, reports, false); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(table.String(), "\n")
	for i, want := range []string{"p95 ms", "7.2", "airfield        2   1.0000", "mean       32   0.7500", ""} {
		if !strings.Contains(lines[i], want) || len(lines) != 5 {
			t.Errorf("line %d of %d is %q, want %q in it", i+1, len(lines), lines[i], want)
		}
	}
}

func TestWriteStages(t *testing.T) {
	t.Parallel()
	report := eval.Report{Latency: eval.Latency{P50: 1, P95: 2, P99: 3}, Stages: []eval.Stage{{Name: "embed", P50: 1, P95: 2, Share: .75}}}
	var table bytes.Buffer
	if err := report.WriteStages(&table); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"latency p50 1.0 ms, p95 2.0 ms, p99 3.0 ms\n", "embed", "75%"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("no %q in %q", want, table.String())
		}
	}
}
