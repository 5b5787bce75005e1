package retrieval

import "sitrep/retrieval/fusion"

// weights say how much each retriever counts in the score of a passage, each scaled to
// 0..1 over the candidates.
type weights struct{ passage, document, title, vector float64 }

// defaultWeights are those that ranked best over the evaluation sets.
var defaultWeights = weights{passage: .3, document: .3, title: .1, vector: .3}

// rank scores every candidate.
func (p *pool) rank(w weights) []fusion.Ranked {
	var passage, document, title, cosine []float64
	for _, c := range p.candidates {
		doc := p.index.PassageDocument(c)
		passage = append(passage, float64(p.lexical.Passages[c]))
		document = append(document, float64(p.lexical.Documents[doc]))
		title = append(title, float64(p.lexical.Titles[doc]))
		cosine = append(cosine, float64(p.cosine[c]))
	}
	passage, document = fusion.MinMax(passage), fusion.MinMax(document)
	title, cosine = fusion.MinMax(title), fusion.MinMax(cosine)
	ranked := make([]fusion.Ranked, len(p.candidates))
	for i, c := range p.candidates {
		score := w.passage*passage[i] + w.document*document[i] + w.title*title[i] + w.vector*cosine[i]
		ranked[i] = fusion.Ranked{Ordinal: c, Score: score}
	}
	return ranked
}

// explain gives the raw scores of a candidate.
func (p *pool) explain(passage int) Scores {
	doc := p.index.PassageDocument(passage)
	return Scores{
		"bm25_passage":  float64(p.lexical.Passages[passage]),
		"bm25_document": float64(p.lexical.Documents[doc]),
		"bm25_title":    float64(p.lexical.Titles[doc]),
		"cosine":        float64(p.cosine[passage]),
	}
}
