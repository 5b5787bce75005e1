package learn

import (
	"bytes"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// eitherOr are cases whose answer is yes where exactly one of two features is high, which no
// weighted sum tells, and noise.
func eitherOr(n int, seed uint64) []Case {
	random := rand.New(rand.NewPCG(seed, 1))
	cases := make([]Case, n)
	for i := range cases {
		x := []float32{random.Float32(), random.Float32(), random.Float32()}
		cases[i] = Case{Values: x, Yes: (x[0] > .5) != (x[1] > .5)}
	}
	return cases
}

var (
	threeNames = []string{"one", "other", "noise"}
	quick      = Boosting{Trees: 40, Depth: 2, Rate: .3, Ridge: 1, Features: 1, Cases: 1}
)

func TestTreesTellWhatNoSumTells(t *testing.T) {
	t.Parallel()
	cases := eitherOr(2000, 1)
	linear := FitClassifier(threeNames, nil, cases, .01)
	boosted := FitBoosted(linear, nil, cases, quick)
	right := func(score func([]float32) float64) int {
		n := 0
		for _, c := range eitherOr(1000, 2) {
			if score(c.Values) > 0 == c.Yes {
				n++
			}
		}
		return n
	}
	if before, after := right(linear.Score), right(boosted.Score); before > 600 || after < 900 {
		t.Errorf("right of 1000 unseen cases: %d by the linear model, want about half, and %d with trees, want 900", before, after)
	}
}

func TestTreesKeepToSigns(t *testing.T) {
	t.Parallel()
	// More of the first feature goes with a yes only below .5, and against it above.
	random := rand.New(rand.NewPCG(3, 1))
	var cases []Case
	for range 2000 {
		x := []float32{random.Float32(), random.Float32(), random.Float32()}
		cases = append(cases, Case{Values: x, Yes: x[0] > .2 && x[0] < .6 || x[1] > .9})
	}
	linear := FitClassifier(threeNames, []Sign{Positive}, cases, .01)
	falls := func(b *Boosted) bool {
		for _, c := range cases[:200] {
			last := math.Inf(-1)
			for x := float32(0); x <= 1; x += .05 {
				score := b.Score([]float32{x, c.Values[1], c.Values[2]})
				if score < last-1e-9 {
					return true
				}
				last = score
			}
		}
		return false
	}
	deep := quick
	deep.Depth = 4
	if !falls(FitBoosted(linear, nil, cases, deep)) {
		t.Fatal("without a sign the score does not fall: the test tells nothing")
	}
	if falls(FitBoosted(linear, []Sign{Positive}, cases, deep)) {
		t.Error("the score falls with a feature that may only speak for a yes")
	}
}

func TestTreesSurviveWriting(t *testing.T) {
	t.Parallel()
	cases := eitherOr(500, 4)
	boosted := FitBoosted(FitClassifier(threeNames, nil, cases, .01), nil, cases, quick)
	var text bytes.Buffer
	if err := boosted.WriteTrees(&text); err != nil {
		t.Fatal(err)
	}
	read, err := ReadTrees(&text, boosted.Model)
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Trees) != quick.Trees {
		t.Fatalf("%d trees read, want %d", len(read.Trees), quick.Trees)
	}
	for _, c := range cases {
		if got, want := read.Score(c.Values), boosted.Score(c.Values); math.Abs(got-want) > 1e-3 {
			t.Fatalf("score of %v: %v after reading, %v before", c.Values, got, want)
		}
	}
}

func TestBadTreesAreRefused(t *testing.T) {
	t.Parallel()
	linear := &Model{Names: threeNames, Weights: make([]float64, 3)}
	for name, text := range map[string]string{
		"unknown feature": "strange\t1\n =\t0\n =\t1\n",
		"breaks off":      "one\t1\n =\t0\n",
		"no number":       "one\tmuch\n =\t0\n =\t1\n",
		"endless":         strings.Repeat("one\t1\n", 100),
	} {
		if _, err := ReadTrees(strings.NewReader(text), linear); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestBoostingIsRepeatable(t *testing.T) {
	t.Parallel()
	cases := eitherOr(300, 5)
	linear := FitClassifier(threeNames, nil, cases, .01)
	sampled := quick
	sampled.Features, sampled.Cases = .5, .7
	if a, b := FitBoosted(linear, nil, cases, sampled), FitBoosted(linear, nil, cases, sampled); !reflect.DeepEqual(a.Trees, b.Trees) {
		t.Error("the same cases gave other trees")
	}
}
