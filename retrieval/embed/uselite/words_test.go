package uselite

import (
	"math"
	"testing"
)

func TestWordsOfOneMeaningAreClose(t *testing.T) {
	t.Parallel()
	words, err := NewWords()
	if err != nil {
		t.Fatal(err)
	}
	closeness := func(a, b string) float64 { return dot(words.Vector(a), words.Vector(b)) }
	for _, triple := range [][3]string{
		{"bought", "acquired", "river"}, {"prison", "jail", "language"}, {"killed", "died", "largest"}, {"biggest", "largest", "bomb"},
	} {
		if near, far := closeness(triple[0], triple[1]), closeness(triple[0], triple[2]); near < far+.2 {
			t.Errorf("%q is %.2f close to %q, and %.2f to %q", triple[0], near, triple[1], far, triple[2])
		}
	}
	if length := math.Sqrt(closeness("river", "river")); math.Abs(length-1) > 1e-5 {
		t.Errorf("length %v, want 1", length)
	}
	if v := words.Vector("zqxjkvb"); v != nil {
		t.Errorf("a word that nobody knows has the vector %v", v)
	}
}
