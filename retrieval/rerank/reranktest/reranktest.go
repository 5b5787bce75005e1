// Package reranktest is the conformance suite of [rerank.Reranker]. Tests of every
// implementation run it.
package reranktest

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"

	"sitrep/retrieval/rerank"
)

const question = "who closed the bridge?"

var passages = []string{
	"Police closed the bridge at noon.",
	"The market was open.",
	"Rain and wind, all day long, from the north to the south and from the east to the west.",
	"",
	"Ein Satz in einer anderen Sprache: äöü.",
	"the bridge the bridge the bridge",
}

// TestReranker checks what the comments of rerank.Reranker promise. open makes a new
// reranker, or returns the same one each time.
func TestReranker(t *testing.T, open func(t *testing.T) rerank.Reranker) {
	t.Run("order and batches", func(t *testing.T) { testOrder(t, open(t)) })
	t.Run("no passages", func(t *testing.T) { mustScore(t, open(t)) })
	t.Run("odd input", func(t *testing.T) { mustScore(t, open(t), "\xff", "\x00", "漢字", "🙂") })
	t.Run("cancelled", func(t *testing.T) { testCancelled(t, open(t)) })
	t.Run("concurrent use", func(t *testing.T) { testConcurrent(t, open(t)) })
}

func mustScore(t *testing.T, r rerank.Reranker, passages ...string) []float32 {
	t.Helper()
	scores, err := r.Score(t.Context(), question, passages)
	if err != nil {
		t.Fatalf("Score: %v", err)
	}
	if len(scores) != len(passages) {
		t.Fatalf("Score returned %d scores for %d passages", len(scores), len(passages))
	}
	for i, s := range scores {
		if math.IsNaN(float64(s)) || math.IsInf(float64(s), 0) {
			t.Fatalf("score %d is %g", i, s)
		}
	}
	return scores
}

func near(a, b float32) bool { return math.Abs(float64(a-b)) <= 1e-4*(1+math.Abs(float64(a))) }

// testOrder scores the passages alone, together, backwards and repeated.
func testOrder(t *testing.T, r rerank.Reranker) {
	var alone []float32
	for _, p := range passages {
		alone = append(alone, mustScore(t, r, p)[0])
	}
	if slices.Max(alone) == slices.Min(alone) {
		t.Error("all passages have one score")
	}
	backwards := slices.Clone(passages)
	slices.Reverse(backwards)
	for _, batch := range [][]string{passages, backwards, slices.Repeat(passages, 20)} {
		for i, s := range mustScore(t, r, batch...) {
			if want := alone[slices.Index(passages, batch[i])]; !near(s, want) {
				t.Fatalf("passage %d of %d scores %g, alone %g: %q", i, len(batch), s, want, batch[i])
			}
		}
	}
}

func testCancelled(t *testing.T, r rerank.Reranker) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	scores, err := r.Score(ctx, question, passages)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want context.Canceled", err)
	}
	if scores != nil {
		t.Errorf("%d scores came with the error", len(scores))
	}
}

func testConcurrent(t *testing.T, r rerank.Reranker) {
	want := mustScore(t, r, passages...)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			scores, err := r.Score(t.Context(), question, passages)
			if err != nil {
				t.Errorf("Score: %v", err)
				return
			}
			for i, s := range scores {
				if !near(s, want[i]) {
					t.Errorf("passage %d scores %g when several are scored at once, else %g", i, s, want[i])
				}
			}
		})
	}
	group.Wait()
}
