package retrieval

import (
	"context"
	"fmt"
	"slices"

	"sitrep/retrieval/fusion"
	"sitrep/retrieval/lexical"
	"sitrep/retrieval/vector"
)

// minPool is how many passages each retriever puts up as candidates at least.
const minPool = 200

// perDocument is how many passages a document puts up that was found as a whole.
const perDocument = 3

// pool is the passages that may be among the results, with what is known of each.
type pool struct {
	index      *lexical.Index
	size       int // candidates of each retriever
	lexical    lexical.Scores
	candidates []int           // passages, ascending
	cosine     map[int]float32 // by passage
}

// newPool takes the best passages by words, and the best passages of the best documents.
func newPool(ix *lexical.Index, scores lexical.Scores, size int) *pool {
	p := &pool{index: ix, size: size, lexical: scores, cosine: map[int]float32{}}
	for _, passage := range fusion.Top(scores.Passages, size) {
		p.candidates = append(p.candidates, passage.Ordinal)
	}
	for _, field := range [][]float32{scores.Documents, scores.Titles} {
		for _, doc := range fusion.Top(field, size/2) {
			p.addDocument(doc.Ordinal)
		}
	}
	return p
}

// addDocument adds a document's best passages, or its first where no words are found in
// any of them.
func (p *pool) addDocument(doc int) {
	from, to := p.index.FirstPassage(doc), p.index.FirstPassage(doc+1)
	if from == to {
		return
	}
	best := fusion.Top(p.lexical.Passages[from:to], perDocument)
	if len(best) == 0 {
		p.candidates = append(p.candidates, from)
	}
	for _, passage := range best {
		p.candidates = append(p.candidates, from+passage.Ordinal)
	}
}

// addVectors takes the passages nearest to the query, and compares it with all candidates.
// A nil query adds nothing: the embedder found nothing to read.
func (p *pool) addVectors(ctx context.Context, store vector.Store, query []float32, allowed []bool) error {
	if query != nil {
		nearest, err := store.Search(ctx, query, p.size, func(passage int) bool {
			return allowed[p.index.PassageDocument(passage)]
		})
		if err != nil {
			return fmt.Errorf("search vectors: %w", err)
		}
		for _, match := range nearest {
			p.candidates = append(p.candidates, match.Ordinal)
		}
	}
	slices.Sort(p.candidates)
	p.candidates = slices.Compact(p.candidates)
	if query == nil {
		return nil
	}
	similarities, err := store.Similarities(query, p.candidates)
	if err != nil {
		return fmt.Errorf("compare vectors: %w", err)
	}
	for i, passage := range p.candidates {
		p.cosine[passage] = similarities[i]
	}
	return nil
}
