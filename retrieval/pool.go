package retrieval

import (
	"context"
	"fmt"
	"slices"

	"sitrep/retrieval/fusion"
	"sitrep/retrieval/lexical"
)

// minPool is how many passages each retriever puts up as candidates at least.
const minPool = 200

// perDocument is how many passages a document puts up that was found as a whole.
const perDocument = 3

// byWords returns the best passages by words, and the best passages of the documents that
// are best as a whole, so that a long report is found whose words are spread.
func byWords(ix *lexical.Index, scores lexical.Scores, size int) []int {
	var passages []int
	for _, passage := range fusion.Top(scores.Passages, size) {
		passages = append(passages, passage.Ordinal)
	}
	for _, field := range [][]float32{scores.Documents, scores.Titles} {
		for _, doc := range fusion.Top(field, size/2) {
			passages = append(passages, bestOf(ix, scores, doc.Ordinal)...)
		}
	}
	return passages
}

// bestOf returns a document's best passages by words, or its first where the words are
// only in its title.
func bestOf(ix *lexical.Index, scores lexical.Scores, doc int) []int {
	from, to := ix.FirstPassage(doc), ix.FirstPassage(doc+1)
	var passages []int
	for _, best := range fusion.Top(scores.Passages[from:to], perDocument) {
		passages = append(passages, from+best.Ordinal)
	}
	if len(passages) == 0 && from < to {
		passages = append(passages, from)
	}
	return passages
}

// byMeaning returns the passages nearest to the query's vector, and the cosine of each of
// them and of the passages given, in ascending order without repeats. Without a vector, the
// embedder having found nothing to read, all cosines are 0.
func (s *Searcher) byMeaning(ctx context.Context, query []float32, passages []int, size int, allowed []bool) ([]int, []float32, error) {
	if query != nil {
		nearest, err := s.live.Vectors.Search(ctx, query, size, func(passage int) bool {
			return allowed[s.live.Lexical.PassageDocument(passage)]
		})
		if err != nil {
			return nil, nil, fmt.Errorf("search vectors: %w", err)
		}
		for _, found := range nearest {
			passages = append(passages, found.Ordinal)
		}
	}
	slices.Sort(passages)
	passages = slices.Compact(passages)
	if query == nil {
		return passages, make([]float32, len(passages)), nil
	}
	cosines, err := s.live.Vectors.Similarities(query, passages)
	if err != nil {
		return nil, nil, fmt.Errorf("compare vectors: %w", err)
	}
	return passages, cosines, nil
}

// candidates works out every feature of the passages.
func (s *Searcher) candidates(q *question, scores lexical.Scores, passages []int, cosines []float32, aliases []alias) []candidate {
	ix := s.live.Lexical
	reader := closeReader{index: ix, question: q, seen: map[[2]lexical.TermID]bool{}}
	candidates := make([]candidate, len(passages))
	for i, passage := range passages {
		doc := ix.PassageDocument(passage)
		c := candidate{
			passage: passage, document: doc,
			words: float64(scores.Passages[passage]), whole: float64(scores.Documents[doc]), cosine: float64(cosines[i]),
		}
		c.features[coverage] = float64(scores.Coverage[doc])
		c.features[title] = float64(scores.TitleShare[doc])
		if q.named[s.publishers.of[doc]] {
			c.features[publisher] = 1
		}
		if c.words > 0 {
			reader.read(&c)
		}
		for i := range aliases {
			aliases[i].creditClose(&c)
		}
		c.features[subject] = s.about(doc, aliases)
		s.calendar.compare(q, &c)
		candidates[i] = c
	}
	scaleScores(candidates)
	return candidates
}
