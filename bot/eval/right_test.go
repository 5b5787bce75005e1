package eval

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/retrieval/eval"
)

func TestRight(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name         string
		outcome      Outcome
		right, known bool
	}{
		{"refused, and rightly", Outcome{Refused: true}, true, true},
		{"answered where nothing answers", Outcome{InQuotes: true}, false, true},
		{"gold shown", Outcome{Answerable: true, HasGold: true, InQuotes: true}, true, true},
		{"gold missed in the right document", Outcome{Answerable: true, HasGold: true, Judged: true, Evidence: true}, false, true},
		{"right document, no gold known", Outcome{Answerable: true, Judged: true, Evidence: true}, true, true},
		{"nothing known", Outcome{Answerable: true}, false, false},
	} {
		if right, known := test.outcome.Right(); right != test.right || known != test.known {
			t.Errorf("%s: right %v, known %v", test.name, right, known)
		}
	}
}

func TestScored(t *testing.T) {
	t.Parallel()
	report := Report{Dataset: "harbour", Questions: []Judged{
		{Question: question("a", "when", "noon"), Outcome: Outcome{Answerable: true, HasGold: true, InQuotes: true}},
		{Question: question("b", ""), Outcome: Outcome{Answerable: true}},
	}}
	want := []eval.Scored{{
		Set: "harbour", ID: "a", Type: "when", Text: "a", Metrics: map[string]float64{"answered_right": 1, "refused": 0},
	}}
	if diff := cmp.Diff(want, report.Scored()); diff != "" {
		t.Errorf("scored (-want +got):\n%s", diff)
	}
}
