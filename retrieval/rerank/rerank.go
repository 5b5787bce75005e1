// Package rerank puts the best of a ranking in a better order: a model reads the question
// together with each passage, which is too slow for a whole corpus and well worth it for the
// first fifty. Implementations are [Endpoint], a service, and the cross-encoders of
// sitrep/retrieval/embed/bert, models from files.
package rerank

import (
	"cmp"
	"context"
	"slices"
)

// Reranker says how well passages answer a question. Implementations are safe for
// concurrent use.
type Reranker interface {
	// Score returns a finite score for each passage, in the order of passages: the higher,
	// the better the passage answers. Scores are comparable within one call only. The
	// score of a passage does not depend on the others. On error, or when ctx ends, no
	// scores are returned.
	Score(ctx context.Context, question string, passages []string) ([]float32, error)
}

// Order lists the places of scores from the highest to the lowest, equal ones in the order
// they stand in.
func Order(scores []float32) []int {
	places := make([]int, len(scores))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return places
}
