package main

import (
	"slices"
	"testing"

	"sitrep/corpus"
)

// lopsided is a set in which the first feature misleads and the second tells.
func lopsided(name string) set {
	s := set{name: name}
	for i := range 20 {
		q := question{
			grades:    map[corpus.DocumentID]int{"right": 1},
			documents: []corpus.DocumentID{"wrong", "right"},
			candidates: []candidate{
				{document: 0, features: []float64{.9, .1, 0}},
				{document: 0, features: []float64{.1, .1, 0}},
				{document: 1, features: []float64{.1, .3 + float64(i)/40, 0}},
			},
		}
		s.questions = append(s.questions, q)
	}
	return s
}

func TestAscend(t *testing.T) {
	t.Parallel()
	sets := []set{lopsided("a"), lopsided("b")}
	start := []float64{1, 1.2, .5}
	found := ascend(sets, start)
	if before, after := mean(sets, start), mean(sets, found); after <= before || after != 1 {
		t.Errorf("from %v to %v raises the mean from %v to %v, want 1", start, found, before, after)
	}
	if slices.Min(found) < 0 || found[2] != start[2] {
		t.Errorf("found %v, want none below 0 and the last, which tells nothing, as it was", found)
	}
	if !slices.Equal(start, []float64{1, 1.2, .5}) {
		t.Errorf("the start was changed to %v", start)
	}
}

func TestRankTakesTheBestPassage(t *testing.T) {
	t.Parallel()
	q := lopsided("a").questions[0]
	if got := q.rank([]float64{1, 0, 0}); !slices.Equal(got, []corpus.DocumentID{"wrong", "right"}) {
		t.Errorf("by the first feature the ranking is %v", got)
	}
	if got := q.rank([]float64{0, 1, 0}); !slices.Equal(got, []corpus.DocumentID{"right", "wrong"}) {
		t.Errorf("by the second feature the ranking is %v", got)
	}
}
