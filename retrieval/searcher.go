package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/fusion"
	"sitrep/retrieval/index"
)

// Searcher ranks the passages of one generation. It is safe for concurrent use.
type Searcher struct {
	live       *index.Live
	embedder   embed.Embedder
	groups     *group.Table // nil: groups are known by no other name than the question's
	publishers publishers
	calendar   *calendar
	spellings  func() spellings // folded when the first question comes
	weights    weights
	reranking  Reranking // Reranker is nil where there is none
	lg         *slog.Logger
}

// NewSearcher searches live, whose vectors must have been made by e.
func NewSearcher(live *index.Live, e embed.Embedder) *Searcher {
	return &Searcher{
		live:       live,
		embedder:   e,
		publishers: newPublishers(live.Documents),
		calendar:   newCalendar(live),
		spellings:  sync.OnceValue(func() spellings { return newSpellings(live.Lexical) }),
		weights:    defaultWeights(),
	}
}

// WithGroups returns a searcher that also finds groups under the other names that table
// gives them.
func (s *Searcher) WithGroups(table *group.Table) *Searcher {
	with := *s
	with.groups = table
	return &with
}

// Live is the generation that is searched.
func (s *Searcher) Live() *index.Live { return s.live }

// Search returns the passages that answer the query best. A query without a word that the
// index or the embedder knows finds nothing, which is no error. When ctx ends, or the
// embedder fails, there is an error and no results.
func (s *Searcher) Search(ctx context.Context, q Query) (Results, error) {
	start := time.Now()
	k := q.K
	if k <= 0 {
		k = DefaultK
	}
	results := Results{Generation: s.live.Generation.Number}
	clock := stopwatch{last: start}

	allowed, count := eligible(q.Filter, s.live.Documents)
	results.Eligible = count
	clock.lap(&results.Timings.Filter)

	allow := func(doc int) bool { return allowed[doc] }
	text := s.usualNames(withoutExcluded(s.cased(q.Text, allow)), allow)
	asked := readQuestion(text, q.Now, s.live.Lexical, &s.publishers)
	clock.lap(&results.Timings.Analyse)

	vector, err := embed.Question(ctx, s.embedder, s.readable(text))
	if err != nil {
		return Results{}, fmt.Errorf("embed the query: %w", err)
	}
	clock.lap(&results.Timings.Embed)

	scores := s.live.Lexical.Score(asked.terms, allow)
	s.creditSpellings(&scores, asked, allow)
	aliases := s.aliases(asked, allow)
	for i := range aliases {
		s.credit(&scores, &aliases[i], allow)
	}
	size := max(k, minPool)
	passages := byWords(s.live.Lexical, scores, size)
	clock.lap(&results.Timings.Lexical)

	passages, cosines, err := s.byMeaning(ctx, vector, passages, size, allowed)
	if err != nil {
		return Results{}, err
	}
	clock.lap(&results.Timings.Vector)

	candidates := s.candidates(asked, scores, passages, cosines, aliases)
	if asked.latest || asked.window != nil || len(asked.days) > 0 {
		relevant := s.relevant(candidates)
		if asked.latest {
			s.preferNewest(relevant)
		}
		results.Undated = s.undated(relevant)
	}
	results.Hits = s.rank(candidates, s.depth(k))
	clock.lap(&results.Timings.Rank)

	results.Hits = s.reorder(ctx, q.Text, results.Hits, k)
	clock.lap(&results.Timings.Rerank)
	if err := ctx.Err(); err != nil {
		return Results{}, err
	}
	results.Timings.Total = time.Since(start)
	return results, nil
}

// nearDuplicate is the share of common word triples (Jaccard) from which two passages are
// taken to say the same.
const nearDuplicate = .7

// rank returns the k best candidates, near-duplicates folded, without those for which
// nothing speaks. The candidates are in ascending order of passage.
func (s *Searcher) rank(candidates []candidate, k int) []Hit {
	ranked := make([]fusion.Ranked, 0, len(candidates))
	for i := range candidates {
		if score := candidates[i].score(&s.weights); score > 0 {
			ranked = append(ranked, fusion.Ranked{Ordinal: candidates[i].passage, Score: score})
		}
	}
	groups := fusion.Fold(ranked, k, nearDuplicate, s.shingles)
	hits := make([]Hit, 0, len(groups))
	for i, group := range groups {
		at, _ := slices.BinarySearchFunc(candidates, group.Ordinal, func(c candidate, passage int) int {
			return cmp.Compare(c.passage, passage)
		})
		hit := s.hit(&candidates[at], group)
		hit.Rank = i + 1
		hits = append(hits, hit)
	}
	return hits
}

func (s *Searcher) hit(c *candidate, group fusion.Group) Hit {
	doc, at := s.place(c.passage)
	entry := &s.live.Documents[doc]
	span := entry.Layout.Passages[at].Span
	hit := Hit{
		Score:      group.Score,
		Document:   entry.Document.ID,
		Passage:    corpus.NewPassageID(entry.Document.ID, at),
		Span:       span,
		Text:       entry.Document.Text[span.Start:span.End],
		Scores:     c.explain(&s.weights),
		DocumentAt: doc,
		PassageAt:  at,
	}
	for _, folded := range group.Folded {
		doc, at := s.place(folded.Ordinal)
		id := s.live.Documents[doc].Document.ID
		hit.Duplicates = append(hit.Duplicates, Duplicate{
			Document: id, Passage: corpus.NewPassageID(id, at), DocumentAt: doc, PassageAt: at,
		})
	}
	return hit
}

// shingles is the set of word triples of a passage.
func (s *Searcher) shingles(passage int) []uint64 {
	words := s.live.Lexical.AppendWords(nil, passage)
	numbers := make([]uint32, len(words))
	for i, word := range words {
		numbers[i] = uint32(word.Term)
	}
	return fusion.Shingles(numbers)
}

// place is the document and the place in it of a passage that is numbered over all.
func (s *Searcher) place(passage int) (doc, at int) {
	doc = s.live.Lexical.PassageDocument(passage)
	return doc, passage - s.live.Lexical.FirstPassage(doc)
}

// stopwatch measures one stage after the other.
type stopwatch struct{ last time.Time }

func (w *stopwatch) lap(into *time.Duration) {
	now := time.Now()
	*into = now.Sub(w.last)
	w.last = now
}
