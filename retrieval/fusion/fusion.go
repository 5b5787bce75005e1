// Package fusion has the steps by which several rankings become one: it picks the best of
// each, brings scores to one scale, puts the sums in order, and folds what says the same.
// It is pure, works on numbers alone, and does not depend on the order in which candidates
// come.
package fusion

import (
	"cmp"
	"math"
	"slices"
)

// MinMax scales scores so that the lowest becomes 0 and the highest 1. Where all are equal
// they tell nothing, and become 0. Not-a-number counts as the lowest.
func MinMax(scores []float64) []float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, score := range scores {
		if !math.IsNaN(score) {
			low, high = min(low, score), max(high, score)
		}
	}
	scaled := make([]float64, len(scores))
	if !(high > low) {
		return scaled
	}
	for i, score := range scores {
		if !math.IsNaN(score) {
			scaled[i] = (score - low) / (high - low)
		}
	}
	return scaled
}

// Ranked is a candidate, by whatever number the caller knows it, and its score.
type Ranked struct {
	Ordinal int
	Score   float64
}

// Sort puts candidates in order: by falling score, and by ordinal where scores are equal.
func Sort(candidates []Ranked) {
	slices.SortFunc(candidates, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Ordinal, b.Ordinal))
	})
}

// Top returns the k highest of scores above 0, in order, numbered by their place in scores.
func Top(scores []float32, k int) []Ranked {
	if k <= 0 {
		return nil
	}
	var top []Ranked
	least := float32(0)
	for i, score := range scores {
		if score <= least {
			continue
		}
		top = append(top, Ranked{i, float64(score)})
		if len(top) == 2*k { // keep the better half, and let in only what beats its worst
			Sort(top)
			top = top[:k]
			least = float32(top[k-1].Score)
		}
	}
	Sort(top)
	return top[:min(k, len(top))]
}
