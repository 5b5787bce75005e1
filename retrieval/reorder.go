package retrieval

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"time"

	"sitrep/retrieval/fusion"
	"sitrep/retrieval/rerank"
)

// Reranking says how the best of a ranking are put in a better order.
type Reranking struct {
	Reranker rerank.Reranker
	Top      int           // passages that the reranker reads for each query; default 40
	Timeout  time.Duration // for all of them; default 3 s
}

func (r Reranking) withDefaults() Reranking {
	if r.Top <= 0 {
		r.Top = 40
	}
	if r.Timeout <= 0 {
		r.Timeout = 3 * time.Second
	}
	return r
}

// rerankWeight is how much the reranker's opinion counts beside the ranking it is given,
// both scaled from 0 to 1. A reranker reads better than any other part here, and sees neither
// dates of publication nor the other names of groups.
const rerankWeight = .6

// WithReranking returns a searcher that puts its best passages in a better order. A
// reranker that fails or takes too long is logged, and leaves the order as it is.
func (s *Searcher) WithReranking(lg *slog.Logger, r Reranking) *Searcher {
	with := *s
	with.lg, with.reranking = lg, r.withDefaults()
	return &with
}

// depth is how many hits are wanted before reranking, where k are after it.
func (s *Searcher) depth(k int) int {
	if s.reranking.Reranker == nil {
		return k
	}
	return max(k, s.reranking.Top)
}

// reorder puts the first hits in the order of both rankings fused, and cuts to k. A hit
// takes the score of its new place: scores keep their meaning for those who compare them
// from one query to the next.
func (s *Searcher) reorder(ctx context.Context, query string, hits []Hit, k int) []Hit {
	top := min(len(hits), s.reranking.Top)
	if s.reranking.Reranker != nil && top > 1 {
		s.reorderTop(ctx, query, hits[:top])
	}
	return hits[:min(len(hits), k)]
}

func (s *Searcher) reorderTop(ctx context.Context, query string, hits []Hit) {
	ctx, cancel := context.WithTimeout(ctx, s.reranking.Timeout)
	defer cancel()
	opinions, err := s.reranking.Reranker.Score(ctx, query, s.readings(hits))
	if err != nil {
		s.lg.WarnContext(ctx, "passages were not reranked; their order stays", "err", err)
		return
	}
	own, theirs := make([]float64, len(hits)), make([]float64, len(hits))
	for i := range hits {
		own[i], theirs[i] = hits[i].Score, float64(opinions[i])
		hits[i].Scores["rerank"] = theirs[i]
	}
	places := slices.Clone(own) // descending
	own, theirs = fusion.MinMax(own), fusion.MinMax(theirs)
	for i := range hits {
		hits[i].Score = (1-rerankWeight)*own[i] + rerankWeight*theirs[i]
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	for i := range hits {
		hits[i].Rank, hits[i].Score = i+1, places[i]
	}
}

// readings are the texts that a reranker is given for hits: each below its article's title.
func (s *Searcher) readings(hits []Hit) []string {
	texts := make([]string, len(hits))
	for i, hit := range hits {
		texts[i] = hit.Text
		if title := s.live.Documents[hit.DocumentAt].Document.Title; title != "" {
			texts[i] = title + ". " + hit.Text
		}
	}
	return texts
}
