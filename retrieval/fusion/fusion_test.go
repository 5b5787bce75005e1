package fusion_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sitrep/retrieval/fusion"
)

func TestMinMax(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name         string
		scores, want []float64
	}{
		{"none", nil, []float64{}},
		{"one", []float64{7}, []float64{0}},
		{"equal", []float64{2, 2}, []float64{0, 0}},
		{"scaled", []float64{2, 6, 4}, []float64{0, 1, .5}},
		{"negative", []float64{-1, 0, 3}, []float64{0, .25, 1}},
		{"not a number", []float64{math.NaN(), 1, 3}, []float64{0, 0, 1}},
	} {
		if diff := cmp.Diff(test.want, fusion.MinMax(test.scores)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestTopEqualsSorting(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		scores := rapid.SliceOf(rapid.Float32Range(-1, 3)).Draw(t, "scores")
		for i := range scores {
			scores[i] = float32(math.Round(float64(scores[i])*2) / 2) // many ties
		}
		k := rapid.IntRange(0, 12).Draw(t, "k")
		var want []fusion.Ranked
		for i, score := range scores {
			if score > 0 {
				want = append(want, fusion.Ranked{Ordinal: i, Score: float64(score)})
			}
		}
		fusion.Sort(want)
		want = want[:min(k, len(want))]
		if got := fusion.Top(scores, k); !slices.Equal(got, want) {
			t.Fatalf("Top(%v, %d) = %v, want %v", scores, k, got, want)
		}
	})
}

func TestFold(t *testing.T) {
	t.Parallel()
	report := []uint32{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	reprint := []uint32{1, 2, 3, 4, 5, 6, 7, 8, 9, 99}
	sets := map[int][]uint64{
		1: fusion.Shingles(report),
		2: fusion.Shingles([]uint32{20, 21, 22, 23}),
		3: fusion.Shingles(reprint),
		4: fusion.Shingles(report),
		5: nil,
		6: nil,
	}
	candidates := []fusion.Ranked{{6, .1}, {4, .4}, {2, .8}, {3, .6}, {1, .9}, {5, .2}}
	for _, test := range []struct {
		k    int
		want string
	}{
		{0, ""},
		{1, "1"},
		{2, "1[3 4] 2"},
		{3, "1[3 4] 2 5"},
		{9, "1[3 4] 2 5 6"},
	} {
		got := show(fusion.Fold(candidates, test.k, .7, func(i int) []uint64 { return sets[i] }))
		if got != test.want {
			t.Errorf("Fold to %d = %s, want %s", test.k, got, test.want)
		}
	}
}

func TestFoldIgnoresTheOrderOfCandidates(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.SliceOfN(rapid.Uint32Range(0, 3), 0, 8), 0, 20).Draw(t, "texts")
		candidates := make([]fusion.Ranked, len(texts))
		for i := range candidates {
			candidates[i] = fusion.Ranked{Ordinal: i, Score: float64(rapid.IntRange(0, 5).Draw(t, "score"))}
		}
		shingles := func(i int) []uint64 { return fusion.Shingles(texts[i]) }
		k := rapid.IntRange(0, 20).Draw(t, "k")
		same := rapid.Float64Range(.1, 1).Draw(t, "same")
		want := fusion.Fold(candidates, k, same, shingles)
		shuffled := slices.Clone(candidates)
		seed := rapid.Uint64().Draw(t, "seed")
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		if diff := cmp.Diff(want, fusion.Fold(shuffled, k, same, shingles)); diff != "" {
			t.Fatalf("another order of input changes the groups (-first +second):\n%s", diff)
		}
		for _, group := range want {
			for _, folded := range group.Folded {
				if got := jaccard(shingles(group.Ordinal), shingles(folded.Ordinal)); got < same-1e-9 {
					t.Fatalf("%d was folded into %d, whose similarity is %v, below %v", folded.Ordinal, group.Ordinal, got, same)
				}
			}
		}
	})
}

func TestShingles(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		words []uint32
		want  int
	}{
		{nil, 0},
		{[]uint32{1}, 1},
		{[]uint32{1, 2, 3}, 1},
		{[]uint32{1, 2, 3, 4}, 2},
		{[]uint32{1, 1, 1, 1, 1}, 1},
	} {
		if got := fusion.Shingles(test.words); len(got) != test.want || !slices.IsSorted(got) {
			t.Errorf("Shingles(%v) = %v, want %d in order", test.words, got, test.want)
		}
	}
	if a, b := fusion.Shingles([]uint32{1, 2, 3}), fusion.Shingles([]uint32{3, 2, 1}); slices.Equal(a, b) {
		t.Error("the order of words does not tell")
	}
}

// jaccard is the measure as it is defined.
func jaccard(a, b []uint64) float64 {
	union := map[uint64]bool{}
	common := 0
	for _, x := range a {
		union[x] = true
	}
	for _, x := range b {
		if union[x] {
			common++
		}
		union[x] = true
	}
	return float64(common) / float64(len(union))
}

func show(groups []fusion.Group) string {
	shown := ""
	for i, group := range groups {
		if i > 0 {
			shown += " "
		}
		shown += fmt.Sprint(group.Ordinal)
		var folded []int
		for _, candidate := range group.Folded {
			folded = append(folded, candidate.Ordinal)
		}
		if folded != nil {
			shown += fmt.Sprint(folded)
		}
	}
	return shown
}

func BenchmarkFold(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var candidates []fusion.Ranked
	var texts [][]uint32
	for i := range 200 {
		text := make([]uint32, 150)
		for j := range text {
			text[j] = uint32(r.IntN(2000))
		}
		candidates = append(candidates, fusion.Ranked{Ordinal: i, Score: r.Float64()})
		texts = append(texts, text)
	}
	for b.Loop() {
		fusion.Fold(candidates, 100, .7, func(i int) []uint64 { return fusion.Shingles(texts[i]) })
	}
}
