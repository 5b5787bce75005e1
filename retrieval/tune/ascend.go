package main

import (
	"math"
	"slices"

	"sitrep/corpus"
	"sitrep/retrieval/eval"
	"sitrep/retrieval/fusion"
)

// ascend returns weights near start by which the mean nDCG@10 of the sets is highest. It
// moves one weight at a time by a step that shrinks; no weight falls below 0, for nothing
// that speaks for a passage may speak against it.
func ascend(sets []set, start []float64) []float64 {
	const (
		firstStep = .16
		lastStep  = .01
		shrink    = .7
		least     = 5e-5 // a smaller gain is noise
	)
	weights := slices.Clone(start)
	best := mean(sets, weights)
	for step := firstStep; step >= lastStep; step *= shrink {
		for i := range weights {
			for _, by := range []float64{step, -step} {
				for weights[i]+by >= 0 {
					moved := slices.Clone(weights)
					moved[i] += by
					reached := mean(sets, moved)
					if reached <= best+least {
						break
					}
					weights, best = moved, reached
				}
			}
		}
	}
	return weights
}

// mean is the mean over sets, however many questions each has.
func mean(sets []set, weights []float64) float64 {
	sum := 0.
	for _, s := range sets {
		sum += s.ndcg(weights)
	}
	return sum / float64(len(sets))
}

func (s set) ndcg(weights []float64) float64 {
	sum := 0.
	for _, q := range s.questions {
		sum += eval.Measure(q.rank(weights), q.grades).NDCG10
	}
	return sum / float64(len(s.questions))
}

// rank returns the first ten documents.
func (q question) rank(weights []float64) []corpus.DocumentID {
	var ranking []corpus.DocumentID
	order := q.order(weights)
	for _, doc := range order[:min(10, len(order))] {
		ranking = append(ranking, q.documents[doc])
	}
	return ranking
}

// order is documents by their best passage.
func (q question) order(weights []float64) []int {
	scores := make([]fusion.Ranked, len(q.documents))
	for i := range scores {
		scores[i] = fusion.Ranked{Ordinal: i, Score: math.Inf(-1)}
	}
	for _, c := range q.candidates {
		scores[c.document].Score = max(scores[c.document].Score, dot(weights, c.features))
	}
	fusion.Sort(scores)
	order := make([]int, len(scores))
	for i, ranked := range scores {
		order[i] = ranked.Ordinal
	}
	return order
}
