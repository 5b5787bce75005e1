package main

import (
	"bytes"
	"context"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestLearnersPullTheRightDocumentUp(t *testing.T) {
	t.Parallel()
	start := []float64{1, 1.2, .5}
	for name, l := range map[string]learner{
		"logistic": {pull: .001}, "towards those in use": {pull: .001, prior: 1}, "lambdarank": {pull: .001, prior: 1, swaps: true},
	} {
		sets := []set{lopsided("a"), lopsided("b")}
		if before, after := mean(sets, start), mean(sets, l.fit(sets, start)); after < before+.3 {
			t.Errorf("%s raises the mean from %v to %v, want .3 more", name, before, after)
		}
	}
}

func TestTrialsLearnFromTheOtherSets(t *testing.T) {
	t.Parallel()
	// Telling is a column that knows the answer, which each set may use.
	telling := trial{name: "telling", says: "the answer", every: true, fit: mix(1), column: func(_ context.Context, sets []set, _ int) ([]set, error) {
		return withColumn(sets, func(s, q int) []float64 {
			asked := sets[s].questions[q]
			column := make([]float64, len(asked.candidates))
			for i, c := range asked.candidates {
				column[i] = 9 * float64(asked.grades[asked.documents[c.document]])
			}
			return column
		}), nil
	}}
	misled := trial{name: "misled", says: "weights of the other sets", fit: learner{pull: .001}.fit}
	sets := []set{numbered(lopsided("a")), numbered(lopsided("b")), numbered(contrary())}
	start := []float64{.9, 1, 0}
	var out bytes.Buffer
	if err := try(t.Context(), &out, []trial{telling, misled}, "telling,misled", sets, start); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"telling a 20 ", "telling contrary 1 1.000 1.000", "misled contrary 1 1.000 0.631"} {
		if got := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(got, want) {
			t.Errorf("the table has no %q:\n%s", want, out.String())
		}
	}
	if len(sets[0].questions[0].candidates[0].features) != 3 {
		t.Error("a trial changed the sets")
	}
	if err := try(t.Context(), &out, []trial{telling}, "unheard", sets, start); err == nil || !strings.Contains(err.Error(), "telling") {
		t.Errorf("an unknown trial gives %v, want an error that lists those there are", err)
	}
}

// numbered is a set whose questions have ids, by which they are compared.
func numbered(s set) set {
	for i := range s.questions {
		s.questions[i].id = s.name + string(rune('a'+i))
	}
	return s
}

func TestAdapterFindsWhereASentenceIsFrom(t *testing.T) {
	t.Parallel()
	// Each rest lies a little closer to another sentence than to its own.
	pairs := []pair{
		{[]float32{1, 0, 0, 0}, []float32{.65, .7, 0, 0}}, {[]float32{0, 1, 0, 0}, []float32{0, .65, .7, 0}}, {[]float32{0, 0, 1, 0}, []float32{.7, 0, .65, 0}},
	}
	right := func(matrix [][]float64) int {
		n := 0
		for _, p := range pairs {
			best, nearest := math.Inf(-1), -1
			for i, other := range pairs {
				if c := float64(product(turn(matrix, p.sentence), other.rest)); c > best {
					best, nearest = c, i
				}
			}
			if &pairs[nearest].rest[0] == &p.rest[0] {
				n++
			}
		}
		return n
	}
	identity := [][]float64{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}
	if n := right(identity); n != 0 {
		t.Errorf("%d of 3 sentences are found before anything is learned", n)
	}
	if n := right(newAdapter(nil, false).learn(slices.Clone(pairs))); n != 3 {
		t.Errorf("%d of 3 sentences are found by a learned matrix", n)
	}
}
