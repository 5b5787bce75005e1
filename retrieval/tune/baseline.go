package main

import (
	"sitrep/corpus"
	"sitrep/retrieval"
	"sitrep/retrieval/eval"
	"sitrep/retrieval/fusion"
)

// The weights of plain fusion, on scores that are scaled to 0..1 over the candidates.
const (
	plainWords  = .6
	plainVector = .4
)

// The keys of raw scores in [retrieval.Scores].
const (
	passageScore  = "bm25_passage"
	documentScore = "bm25_document"
	cosineScore   = "cosine"
)

// byDocumentWords ranks documents by BM25 over the whole of each.
func byDocumentWords(hits []retrieval.Hit) []corpus.DocumentID {
	return best(hits, column(hits, documentScore))
}

// byPlainFusion ranks documents by their best passage, a passage by the weighted sum of BM25
// and cosine.
func byPlainFusion(hits []retrieval.Hit) []corpus.DocumentID {
	words, cosines := fusion.MinMax(column(hits, passageScore)), fusion.MinMax(column(hits, cosineScore))
	scores := make([]float64, len(hits))
	for i := range hits {
		scores[i] = plainWords*words[i] + plainVector*cosines[i]
	}
	return best(hits, scores)
}

func column(hits []retrieval.Hit, key string) []float64 {
	values := make([]float64, len(hits))
	for i, hit := range hits {
		values[i] = hit.Scores[key]
	}
	return values
}

// best ranks documents by the highest score of their hits, near-duplicates behind the hit
// that they were folded into.
func best(hits []retrieval.Hit, scores []float64) []corpus.DocumentID {
	order := make([]fusion.Ranked, len(hits))
	for i := range hits {
		order[i] = fusion.Ranked{Ordinal: i, Score: scores[i]}
	}
	fusion.Sort(order)
	sorted := make([]retrieval.Hit, 0, len(hits))
	for _, r := range order {
		sorted = append(sorted, hits[r.Ordinal])
	}
	return eval.Documents(sorted)
}
