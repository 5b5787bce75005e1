package main

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"sitrep/retrieval/lexical"
)

// Terms are taken from the best passages as in RM3 (Abdul-Jaleel et al., TREC 2004): by how
// often a passage has them, weighted by its score, and by rarity.
const (
	feedbackPassages = 5
	feedbackTerms    = 10
)

// feedback searches with the most telling words of the passages that the weights in use put
// first. Its column is the mean of BM25 over passage and over document, each over the best.
func feedback(_ context.Context, sets []set, _ int) ([]set, error) {
	_, weights := inUse()
	return withColumn(sets, func(s, q int) []float64 {
		return sets[s].questions[q].feedback(sets[s].live.Lexical, weights)
	}), nil
}

func (q question) feedback(ix *lexical.Index, weights []float64) []float64 {
	scores := ix.Score(q.tellingTerms(ix, weights), nil)
	var passages, documents []float64
	for _, c := range q.candidates {
		passages = append(passages, float64(scores.Passages[c.passage]))
		documents = append(documents, float64(scores.Documents[ix.PassageDocument(c.passage)]))
	}
	column := make([]float64, len(q.candidates))
	for _, values := range [][]float64{passages, documents} {
		for i, value := range values {
			if most := slices.Max(values); most > 0 {
				column[i] += value / most / 2
			}
		}
	}
	return column
}

func (q question) tellingTerms(ix *lexical.Index, weights []float64) lexical.Terms {
	shares := map[string]float64{}
	for _, c := range q.candidates[:min(feedbackPassages, len(q.candidates))] {
		behind := dot(weights, q.candidates[0].features) - dot(weights, c.features)
		words := ix.AppendWords(nil, c.passage)
		for _, word := range words {
			shares[ix.Stem(word.Term)] += math.Exp(-behind) / float64(len(words))
		}
	}
	stems := slices.SortedFunc(maps.Keys(shares), func(a, b string) int {
		return cmp.Or(cmp.Compare(shares[b]*ix.IDF(b), shares[a]*ix.IDF(a)), cmp.Compare(a, b))
	})
	var terms lexical.Terms
	for _, stem := range stems[:min(feedbackTerms, len(stems))] {
		terms = append(terms, lexical.Term{Stem: stem, Weight: shares[stem]})
	}
	return terms
}
