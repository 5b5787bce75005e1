package eval_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sitrep/retrieval/eval"
)

// saved is a run over two sets: forty questions of "harbour" that reach the values, turn by
// turn, and two of "airfield" that reach .5.
func saved(revision string, values ...float64) eval.Saved {
	s := eval.Saved{Revision: revision, Settings: map[string]string{"k": "200"}}
	for i := range 40 {
		s.Questions = append(s.Questions, eval.Scored{
			Set: "harbour", ID: fmt.Sprint(i), Type: []string{"who", "why"}[i%2], Text: fmt.Sprint("question ", i),
			Metrics: map[string]float64{"ndcg@10": values[i%len(values)]},
		})
	}
	for i := range 2 {
		s.Questions = append(s.Questions, eval.Scored{Set: "airfield", ID: fmt.Sprint(i), Metrics: map[string]float64{"ndcg@10": .5}})
	}
	return s
}

func TestCompare(t *testing.T) {
	t.Parallel()
	before, now := saved("one", .5, .25), saved("two", .25, .25)
	now.Settings["k"] = "50"
	before.Questions = append(before.Questions, eval.Scored{Set: "gone", ID: "1"})
	now.Questions[0].Metrics["ndcg@10"] = .75
	now.Questions[2].Metrics["ndcg@10"] = 0
	c, err := eval.Compare(before, now, "ndcg@10")
	if err != nil {
		t.Fatal(err)
	}
	if c.Before != "one" || c.OnlyBefore != 1 || c.OnlyNow != 0 {
		t.Errorf("compared with %q, %d and %d left over", c.Before, c.OnlyBefore, c.OnlyNow)
	}
	if diff := cmp.Diff([]eval.Setting{{Name: "k", Before: "200", Now: "50"}}, c.Settings); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	// Of the twenty questions of type who, one gains .25, one loses .5, the others lose .25.
	rows := []eval.Difference{
		{Set: "harbour", Questions: 40, Before: .375, Now: .25 + .5/40 - .25/40, Better: 1, Worse: 19, Significant: true},
		{Set: "harbour", Type: "who", Questions: 20, Before: .5, Now: .25 + .5/20 - .25/20, Better: 1, Worse: 19},
		{Set: "harbour", Type: "why", Questions: 20, Before: .25, Now: .25},
		{Set: "airfield", Questions: 2, Before: .5, Now: .5},
		{Set: eval.AllSets, Questions: 42, Before: .4375, Now: (.25 + .25/40 + .5) / 2, Better: 1, Worse: 19, Significant: true},
	}
	for i := range rows {
		rows[i].Change = rows[i].Now - rows[i].Before
	}
	judged := cmpopts.IgnoreFields(eval.Difference{}, "P", "Low", "High")
	if diff := cmp.Diff(rows, c.Rows, judged, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	for _, row := range c.Rows {
		if row.Low > row.Change || row.High < row.Change || row.P <= 0 || row.P > 1 {
			t.Errorf("%s %s: change %v, from %v to %v, p %v", row.Set, row.Type, row.Change, row.Low, row.High, row.P)
		}
	}
	if len(c.Better) != 1 || c.Better[0].ID != "0" || len(c.Worse) != 19 || c.Worse[0].ID != "2" || c.Worse[1].ID != "4" {
		t.Errorf("better %v, worse %v", c.Better, c.Worse)
	}
	if !c.IsWorse() {
		t.Error("the run is not worse")
	}
}

func TestCompareWithItself(t *testing.T) {
	t.Parallel()
	c, err := eval.Compare(saved("one", .5, .3), saved("one", .5, .3), "ndcg@10")
	if err != nil || c.IsWorse() || len(c.Better)+len(c.Worse)+len(c.Settings) != 0 {
		t.Errorf("got %+v, %v", c, err)
	}
	for _, row := range c.Rows {
		if row.P != 1 || math.Abs(row.Change) > 0 {
			t.Errorf("row %+v", row)
		}
	}
}

func TestCompareFails(t *testing.T) {
	t.Parallel()
	other := eval.Saved{Questions: []eval.Scored{{Set: "quay", ID: "1"}}}
	if _, err := eval.Compare(other, saved("", .5), "ndcg@10"); err == nil {
		t.Error("runs without a common question are compared")
	}
}

func TestComparisonTable(t *testing.T) {
	t.Parallel()
	now := saved("two", .5)
	now.Questions[0].Metrics["ndcg@10"] = .7
	now.Questions[1].Metrics["ndcg@10"] = .9
	c, err := eval.Compare(saved("", .5), now, "ndcg@10")
	if err != nil {
		t.Fatal(err)
	}
	var table bytes.Buffer
	if err := c.WriteTable(&table, 1); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ndcg@10 compared with revision unknown ", "harbour", "- who", "+0.0150", "better: 1 of 2\n  0.500 to 0.900  harbour 1  question 1\n"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("no %q in\n%s", want, table.String())
		}
	}
	if strings.Contains(table.String(), "worse:") || strings.Contains(table.String(), "question 0") {
		t.Errorf("too much in\n%s", table.String())
	}
}

func TestSavedRoundTrip(t *testing.T) {
	t.Parallel()
	report := eval.Report{Dataset: "harbour", Questions: []eval.Judged{{
		Question: eval.Question{ID: "q", Text: "Who?", Type: "who"}, Figures: eval.Figures{Queries: 1, NDCG10: .5, Recall1: 1},
	}}}
	s := eval.Saved{Revision: "one", Settings: map[string]string{"k": "200"}, Questions: report.Scored()}
	if m := s.Questions[0].Metrics; m["ndcg@10"] != .5 || m["recall@1"] != 1 || m["hit@1"] != 0 || len(m) != 10 {
		t.Errorf("metrics are %v", m)
	}
	var file bytes.Buffer
	if _, err := s.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	got, err := eval.ReadSaved(&file)
	if diff := cmp.Diff(s, got, cmpopts.IgnoreFields(s, "Format")); err != nil || diff != "" {
		t.Errorf("read back: %v (-want +got):\n%s", err, diff)
	}
}

func TestReadSavedFails(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "no run", `{"dataset":"harbour"}`, `{"format":99}`} {
		if _, err := eval.ReadSaved(strings.NewReader(text)); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	searched := []eval.Scored{{Set: "harbour", ID: "1", Metrics: map[string]float64{"ndcg@10": 1}}, {Set: "quay", ID: "1", Metrics: map[string]float64{"ndcg@10": .5}}}
	answered := []eval.Scored{{Set: "harbour", ID: "2", Metrics: map[string]float64{"right": 1}}, {Set: "harbour", ID: "1", Metrics: map[string]float64{"right": 0}}}
	want := []eval.Scored{
		{Set: "harbour", ID: "2", Metrics: map[string]float64{"right": 1}},
		{Set: "harbour", ID: "1", Metrics: map[string]float64{"right": 0, "ndcg@10": 1}},
		{Set: "quay", ID: "1", Metrics: map[string]float64{"ndcg@10": .5}},
	}
	if diff := cmp.Diff(want, eval.Merge(searched, answered)); diff != "" {
		t.Errorf("merged (-want +got):\n%s", diff)
	}
	if len(searched[0].Metrics) != 1 || len(answered[1].Metrics) != 1 {
		t.Error("the lists that were merged have changed")
	}
}
