package eval

import (
	"bytes"
	"context"
	"math"
	"strings"
	"testing"

	"sitrep/bot"
	"sitrep/retrieval/eval"
)

func near(got, want float64) bool { return math.Abs(got-want) < 1e-9 }

func TestCurve(t *testing.T) {
	t.Parallel()
	c := curve([]chance{
		{odds: 4, answerable: true, right: true},
		{odds: 1.5, answerable: true},
		{odds: .7, answerable: false},
		{odds: .2, answerable: true, right: true},
		{odds: math.Inf(-1), answerable: false},
	})
	// Answered right among the first 1, 2, 3, 4 and 5: 1, 1, 1, 2 and 2.
	if want := (1 + 1./2 + 1./3 + 2./4 + 2./5) / 5; !near(c.Area, want) {
		t.Errorf("area %v, want %v", c.Area, want)
	}
	// Of 3 times 2 pairs the first right answer wins two, the second one.
	if !near(c.AreaRight, 3./6) {
		t.Errorf("area of right answers %v, want .5", c.AreaRight)
	}
	want := Point{Threshold: .5, Coverage: .6, Accuracy: 1. / 3, RefusalRecall: .5, FalseRefusal: 1. / 3}
	if got := pointAt([]chance{
		{odds: 4, answerable: true, right: true},
		{odds: 1.5, answerable: true},
		{odds: .7},
		{odds: .2, answerable: true, right: true},
		{odds: math.Inf(-1)},
	}, .5); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if len(c.Points) == 0 || c.Points[0].Coverage != .8 {
		t.Errorf("points %+v", c.Points)
	}
}

// Questions held for equally likely count alike, whatever their order.
func TestCurveOfTies(t *testing.T) {
	t.Parallel()
	a := []chance{{odds: 1, answerable: true, right: true}, {odds: 1}}
	b := []chance{a[1], a[0]}
	for _, all := range [][]chance{a, b} {
		if c := curve(all); !near(c.Area, .5) || !near(c.AreaRight, .5) {
			t.Errorf("area %v and %v, want .5 and .5", c.Area, c.AreaRight)
		}
	}
	if c := curve(nil); c.Area != 0 || c.AreaRight != 0 {
		t.Errorf("of nothing %+v", c)
	}
}

// unsure answers what scripted does, and holds longer questions for likelier.
type unsure struct {
	scripted
	odds float64
}

func (u *unsure) Ask(ctx context.Context, q bot.Question) (bot.Answer, error) {
	u.odds = float64(len(q.Text))
	return u.scripted.Ask(ctx, q)
}

func (u *unsure) Odds() float64 { return u.odds }

func TestTrace(t *testing.T) {
	t.Parallel()
	judge := &unsure{scripted: scripted{"longest": quoting("The ferry ran at noon."), "long": quoting("The bridge was closed."), "?": quoting("The ferry ran at noon.")}}
	set := eval.Dataset{Questions: []eval.Question{
		question("long", "unanswerable"), question("longest", "when", "noon"), question("?", "unjudged"),
	}}
	c, err := Trace(t.Context(), set, judge, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !near(c.Area, .75) || !near(c.AreaRight, 1) {
		t.Errorf("area %v and %v, want .75 and 1", c.Area, c.AreaRight)
	}
	var table bytes.Buffer
	if err := WriteCurves(&table, []Report{{Dataset: "harbour", Curve: &c}, {Dataset: "quay"}}); err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(table.String()), " ")
	if !strings.Contains(words, "harbour area 0.750 area right 1.000") || strings.Contains(table.String(), "quay") {
		t.Errorf("table:\n%s", table.String())
	}
	set.Questions = append(set.Questions, question("unknown", ""))
	if _, err := Trace(t.Context(), set, judge, Options{}); err == nil || !strings.Contains(err.Error(), "unknown") {
		t.Errorf("got %v, want an error that names the question", err)
	}
}
