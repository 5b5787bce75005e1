// Package vector finds the vectors nearest to a query. All its stores are exact: they
// differ in speed, not in what they find, and the suite in vectortest holds each to that.
//
// Vectors come as one slab: row after row of float32s, row i being the vector of ordinal
// i. A row of zeros means that the ordinal has no vector; it is never found.
package vector

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
)

// Store holds unit-length vectors under the ordinals 0 to Len()-1. It never changes and is
// safe for concurrent use.
type Store interface {
	// Search returns the k vectors with the highest cosine to the query among those whose
	// ordinal allow lets through (nil: all), best first, and by ordinal where scores are
	// equal. There are fewer than k when no more are allowed, and none when k is not
	// positive. The query need not have unit length, but must have the store's dimensions
	// and a direction. When ctx ends the error is that of ctx.
	Search(ctx context.Context, query []float32, k int, allow func(ordinal int) bool) ([]Match, error)

	// Similarities returns the cosine of the query and the vector of each ordinal, in the
	// order of ordinals; 0 where an ordinal has no vector. Ordinals must lie in the store.
	Similarities(query []float32, ordinals []int) ([]float32, error)

	// Len is the number of ordinals, those without a vector included.
	Len() int
}

// Match is one vector found. Score is its cosine to the query, -1..1.
type Match struct {
	Ordinal int
	Score   float32
}

// unitTolerance is how far the length of a stored vector may be from 1.
const unitTolerance = 1e-3

// slab is the rows that a store was made from.
type slab struct {
	values []float32
	dims   int
}

func (s slab) rows() int { return len(s.values) / s.dims }

func (s slab) row(i int) []float32 { return s.values[i*s.dims : (i+1)*s.dims : (i+1)*s.dims] }

// newSlab checks every row: a vector that is not a number or not of unit length would
// distort every comparison with it.
func newSlab(values []float32, dims int) (slab, error) {
	if dims <= 0 {
		return slab{}, fmt.Errorf("vectors of %d dimensions", dims)
	}
	if len(values)%dims != 0 {
		return slab{}, fmt.Errorf("%d numbers are no whole number of vectors of %d dimensions", len(values), dims)
	}
	s := slab{values, dims}
	for i := range s.rows() {
		if length := norm(s.row(i)); length != 0 && !(math.Abs(length-1) <= unitTolerance) {
			return slab{}, fmt.Errorf("vector %d has length %v, not 1", i, length)
		}
	}
	return s, nil
}

// unit returns a copy of query of unit length.
func (s slab) unit(query []float32) ([]float32, error) {
	if len(query) != s.dims {
		return nil, fmt.Errorf("a query of %d dimensions in a store of %d", len(query), s.dims)
	}
	length := norm(query)
	if length == 0 || math.IsNaN(length) || math.IsInf(length, 0) {
		return nil, fmt.Errorf("a query of length %v has no direction", length)
	}
	scaled := make([]float32, len(query))
	for i, v := range query {
		scaled[i] = float32(float64(v) / length)
	}
	return scaled, nil
}

func (s slab) similarities(query []float32, ordinals []int) ([]float32, error) {
	query, err := s.unit(query)
	if err != nil {
		return nil, err
	}
	similarities := make([]float32, len(ordinals))
	for i, ordinal := range ordinals {
		similarities[i] = dot(query, s.row(ordinal))
	}
	return similarities, nil
}

func norm(v []float32) float64 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	return math.Sqrt(sum)
}

// compare orders matches as they are returned.
func compare(a, b Match) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Ordinal, b.Ordinal))
}

// best sorts matches and returns the first k.
func best(matches []Match, k int) []Match {
	slices.SortFunc(matches, compare)
	return matches[:min(k, len(matches))]
}
