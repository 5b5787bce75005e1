// Package vectortest holds every vector store to the contract of [vector.Store]. Each case
// stands for a way in which an engine was seen to fail.
package vectortest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/retrieval/vector"
)

// Open makes a store of the rows of values.
type Open func(values []float32, dims int) (vector.Store, error)

// TestStore runs the suite against the stores that open makes.
func TestStore(t *testing.T, open Open) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Open)
	}{
		{"finds the nearest as a plain comparison does", findsNearest},
		{"orders equal scores by ordinal", ordersTies},
		{"bounds k by what it holds", boundsK},
		{"answers from an empty store", answersEmpty},
		{"skips ordinals without a vector", skipsAbsent},
		{"filters before it counts", filters},
		{"rejects vectors that are not of unit length", rejectsVectors},
		{"rejects queries without a direction", rejectsQueries},
		{"takes a query of any length", scalesQuery},
		{"makes a cancelled search an error", reportsCancel},
		{"hands out nothing that is its own", sharesNothing},
		{"compares with single vectors", compares},
		{"serves many at once", servesConcurrently},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, open)
		})
	}
}

// Random makes rows random vectors of unit length, the same for the same seed.
func Random(rows, dims int, seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	values := make([]float32, rows*dims)
	for i := range rows {
		row := values[i*dims : (i+1)*dims]
		var sum float64
		for j := range row {
			row[j] = float32(r.NormFloat64())
			sum += float64(row[j]) * float64(row[j])
		}
		for j := range row {
			row[j] = float32(float64(row[j]) / math.Sqrt(sum))
		}
	}
	return values
}

func findsNearest(t *testing.T, open Open) {
	const dims = 19
	for _, rows := range []int{1, 2, 100, 9001} {
		values := Random(rows, dims, uint64(rows))
		store := mustOpen(t, open, values, dims)
		if got := store.Len(); got != rows {
			t.Errorf("Len() = %d, want %d", got, rows)
		}
		query := Random(1, dims, 99)
		want := plain(values, dims, query, nil)
		got := mustSearch(t, store, query, 10, nil)
		same(t, fmt.Sprintf("%d rows", rows), got, want[:min(10, rows)])
	}
}

func ordersTies(t *testing.T, open Open) {
	values := slices.Repeat([]float32{0, 1, 0}, 500)
	for i := 7; i < 500; i += 50 {
		copy(values[3*i:], []float32{1, 0, 0})
	}
	store := mustOpen(t, open, values, 3)
	got := mustSearch(t, store, []float32{.8, .6, 0}, 13, nil)
	want := []int{7, 57, 107, 157, 207, 257, 307, 357, 407, 457, 0, 1, 2}
	if diff := cmp.Diff(want, ordinals(got)); diff != "" {
		t.Errorf("ordinals (-want +got):\n%s", diff)
	}
}

func boundsK(t *testing.T, open Open) {
	store := mustOpen(t, open, Random(5, 4, 1), 4)
	for k, want := range map[int]int{-1: 0, 0: 0, 1: 1, 5: 5, 6: 5, 1 << 40: 5} {
		if got := mustSearch(t, store, []float32{1, 0, 0, 0}, k, nil); len(got) != want {
			t.Errorf("k = %d finds %d, want %d", k, len(got), want)
		}
	}
}

func answersEmpty(t *testing.T, open Open) {
	store := mustOpen(t, open, nil, 4)
	if store.Len() != 0 {
		t.Errorf("Len() = %d, want 0", store.Len())
	}
	if got := mustSearch(t, store, []float32{1, 0, 0, 0}, 3, nil); len(got) != 0 {
		t.Errorf("an empty store finds %v", got)
	}
}

func skipsAbsent(t *testing.T, open Open) {
	store := mustOpen(t, open, []float32{0, 0, -1, 0, 0, 0, 0, 1}, 2)
	got := mustSearch(t, store, []float32{1, 0}, 4, nil)
	if diff := cmp.Diff([]vector.Match{{Ordinal: 3}, {Ordinal: 1, Score: -1}}, got); diff != "" {
		t.Errorf("matches (-want +got):\n%s", diff)
	}
	nothing := mustOpen(t, open, make([]float32, 6), 2)
	if got := mustSearch(t, nothing, []float32{1, 0}, 4, nil); len(got) != 0 {
		t.Errorf("a store without any vector finds %v", got)
	}
}

func filters(t *testing.T, open Open) {
	const rows, dims = 2000, 8
	values := Random(rows, dims, 3)
	store := mustOpen(t, open, values, dims)
	query := Random(1, dims, 4)
	for name, allow := range map[string]func(int) bool{
		"none":    func(int) bool { return false },
		"one":     func(i int) bool { return i == 1234 },
		"few":     func(i int) bool { return i%400 == 0 },
		"half":    func(i int) bool { return i%2 == 0 },
		"all":     func(int) bool { return true },
		"the end": func(i int) bool { return i >= rows-20 },
	} {
		want := plain(values, dims, query, allow)
		same(t, name, mustSearch(t, store, query, 10, allow), want[:min(10, len(want))])
	}
}

func rejectsVectors(t *testing.T, open Open) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for name, values := range map[string][]float32{
		"not a number":      {1, 0, nan, 0},
		"infinite":          {1, 0, inf, 0},
		"too long":          {1, 0, 1, 1},
		"too short":         {1, 0, .1, 0},
		"cut short":         {1, 0, 1},
		"of more than held": {1, 0, 0, 1, 0},
	} {
		if store, err := open(values, 2); err == nil {
			t.Errorf("%s: open = %v, want an error", name, store)
		}
	}
	for _, dims := range []int{0, -2} {
		if store, err := open(nil, dims); err == nil {
			t.Errorf("%d dimensions: open = %v, want an error", dims, store)
		}
	}
}

func rejectsQueries(t *testing.T, open Open) {
	store := mustOpen(t, open, []float32{1, 0, 0, 1}, 2)
	for name, query := range map[string][]float32{
		"none":         nil,
		"too few":      {1},
		"too many":     {1, 0, 0},
		"zero":         {0, 0},
		"not a number": {1, float32(math.NaN())},
		"infinite":     {float32(math.Inf(-1)), 0},
	} {
		if got, err := store.Search(t.Context(), query, 1, nil); err == nil {
			t.Errorf("%s: Search = %v, want an error", name, got)
		}
		if got, err := store.Similarities(query, []int{0}); err == nil {
			t.Errorf("%s: Similarities = %v, want an error", name, got)
		}
	}
}

func scalesQuery(t *testing.T, open Open) {
	store := mustOpen(t, open, []float32{1, 0, 0, 1}, 2)
	query := []float32{30, 40}
	got := mustSearch(t, store, query, 1, nil)
	same(t, "matches", got, []vector.Match{{Ordinal: 1, Score: .8}})
	if query[0] != 30 || query[1] != 40 {
		t.Errorf("the search changed its query to %v", query)
	}
}

func reportsCancel(t *testing.T, open Open) {
	store := mustOpen(t, open, Random(100, 4, 5), 4)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, k := range []int{0, 3} {
		got, err := store.Search(ctx, []float32{1, 0, 0, 0}, k, nil)
		if !errors.Is(err, context.Canceled) || got != nil {
			t.Errorf("k = %d: a cancelled search = %v, %v, want %v", k, got, err, context.Canceled)
		}
	}
}

func sharesNothing(t *testing.T, open Open) {
	store := mustOpen(t, open, Random(50, 4, 6), 4)
	query := []float32{1, 0, 0, 0}
	first := mustSearch(t, store, query, 5, nil)
	kept := slices.Clone(first)
	for i := range first {
		first[i] = vector.Match{Ordinal: -1, Score: 9}
	}
	if diff := cmp.Diff(kept, mustSearch(t, store, query, 5, nil)); diff != "" {
		t.Errorf("writing to a result changed the next (-want +got):\n%s", diff)
	}
}

func compares(t *testing.T, open Open) {
	const dims = 11
	values := Random(40, dims, 7)
	clear(values[3*dims : 4*dims])
	store := mustOpen(t, open, values, dims)
	query := Random(1, dims, 8)
	asked := []int{39, 3, 0, 39}
	got, err := store.Similarities(query, asked)
	if err != nil {
		t.Fatal(err)
	}
	for i, ordinal := range asked {
		if want := product(values[ordinal*dims:(ordinal+1)*dims], query); math.Abs(float64(got[i])-want) > 1e-5 {
			t.Errorf("similarity to %d = %v, want %v", ordinal, got[i], want)
		}
	}
	if got, err := store.Similarities(query, nil); err != nil || len(got) != 0 {
		t.Errorf("similarity to nothing = %v, %v", got, err)
	}
}

func servesConcurrently(t *testing.T, open Open) {
	const dims = 6
	store := mustOpen(t, open, Random(300, dims, 9), dims)
	var searches sync.WaitGroup
	for i := range uint64(8) {
		searches.Go(func() {
			query := Random(1, dims, i)
			once, err := store.Search(context.Background(), query, 7, nil)
			again, errAgain := store.Search(context.Background(), query, 7, nil)
			if err != nil || errAgain != nil || !slices.Equal(once, again) {
				t.Errorf("two searches for one query: %v, %v and %v, %v", once, err, again, errAgain)
			}
		})
	}
	searches.Wait()
}

func mustOpen(t *testing.T, open Open, values []float32, dims int) vector.Store {
	t.Helper()
	store, err := open(values, dims)
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func mustSearch(t *testing.T, store vector.Store, query []float32, k int, allow func(int) bool) []vector.Match {
	t.Helper()
	matches, err := store.Search(t.Context(), query, k, allow)
	if err != nil {
		t.Fatal(err)
	}
	return matches
}

// plain is what a store must find: every allowed row compared, and sorted.
func plain(values []float32, dims int, query []float32, allow func(int) bool) []vector.Match {
	var matches []vector.Match
	for i := range len(values) / dims {
		if allow == nil || allow(i) {
			matches = append(matches, vector.Match{Ordinal: i, Score: float32(product(values[i*dims:(i+1)*dims], query))})
		}
	}
	slices.SortStableFunc(matches, func(a, b vector.Match) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	return matches
}

func product(a, b []float32) float64 {
	var sum float64
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

// same compares matches but allows scores to differ by rounding.
func same(t *testing.T, name string, got, want []vector.Match) {
	t.Helper()
	if diff := cmp.Diff(ordinals(want), ordinals(got)); diff != "" {
		t.Errorf("%s: ordinals (-want +got):\n%s", name, diff)
		return
	}
	for i := range want {
		if math.Abs(float64(got[i].Score-want[i].Score)) > 1e-5 {
			t.Errorf("%s: match %d scores %v, want %v", name, i, got[i].Score, want[i].Score)
		}
	}
}

func ordinals(matches []vector.Match) []int {
	found := make([]int, 0, len(matches))
	for _, match := range matches {
		found = append(found, match.Ordinal)
	}
	return found
}
