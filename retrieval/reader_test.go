package retrieval_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
)

func discard() *slog.Logger { return slog.New(slog.DiscardHandler) }

func TestReaderNeedsAnIndex(t *testing.T) {
	t.Parallel()
	if _, err := retrieval.NewReader(t.Context(), discard(), newStore(t), &wordEmbedder{}, nil); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("NewReader = %v, want %v", err, corpus.ErrNotFound)
	}
}

func TestReaderRefusesAnotherEmbedder(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	build(t, st, &wordEmbedder{}, reports())
	_, err := retrieval.NewReader(t.Context(), discard(), st, &wordEmbedder{version: "b"}, nil)
	if mismatch, ok := errors.AsType[*index.MismatchError](err); !ok {
		t.Errorf("NewReader = %v, want a %T", err, mismatch)
	}
}

func TestReaderSwaps(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	build(t, st, &wordEmbedder{}, reports()[:1])
	reader, err := retrieval.NewReader(t.Context(), discard(), st, &wordEmbedder{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	question := retrieval.Query{Text: "bomb in the market"}
	old := reader.Searcher()

	if swapped, err := reader.Refresh(t.Context()); swapped || err != nil {
		t.Errorf("Refresh with nothing new = %v, %v", swapped, err)
	}
	build(t, st, &wordEmbedder{}, reports())
	if got, err := reader.Search(t.Context(), question); err != nil || got.Generation != old.Live().Generation.Number {
		t.Errorf("before the refresh generation %d answers, %v", got.Generation, err)
	}
	if swapped, err := reader.Refresh(t.Context()); !swapped || err != nil {
		t.Fatalf("Refresh after a build = %v, %v", swapped, err)
	}
	got, err := reader.Search(t.Context(), question)
	if err != nil || len(got.Hits) == 0 || got.Hits[0].Document != "market" || got.Generation <= old.Live().Generation.Number {
		t.Errorf("after the refresh generation %d finds %v, %v", got.Generation, found(got), err)
	}
	kept := search(t, old, retrieval.Query{Text: "harbour"})
	if diff := cmp.Diff([]corpus.DocumentID{"harbour"}, found(kept)); diff != "" {
		t.Errorf("the old searcher finds (-want +got):\n%s", diff)
	}
}

func TestReaderKeepsServingWhenARefreshFails(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	build(t, st, &wordEmbedder{}, reports())
	reader, err := retrieval.NewReader(t.Context(), discard(), st, &wordEmbedder{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	build(t, st, &wordEmbedder{version: "b"}, reports())
	if swapped, err := reader.Refresh(t.Context()); swapped || err == nil {
		t.Errorf("Refresh to vectors of another embedder = %v, %v", swapped, err)
	}
	if got, err := reader.Search(t.Context(), retrieval.Query{Text: "harbour"}); err != nil || len(got.Hits) == 0 {
		t.Errorf("Search after a failed refresh = %v, %v", found(got), err)
	}
}

func TestReaderSearchesWhileItSwaps(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	build(t, st, &wordEmbedder{}, reports()[:3])
	reader, err := retrieval.NewReader(t.Context(), discard(), st, &wordEmbedder{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var searches sync.WaitGroup
	for range 3 {
		searches.Go(func() {
			for ctx.Err() == nil {
				got, err := reader.Search(context.Background(), retrieval.Query{Text: "who attacked the harbour"})
				if err != nil || len(got.Hits) == 0 {
					t.Errorf("Search = %v, %v", found(got), err)
					return
				}
			}
		})
	}
	for docs := 4; docs <= 6; docs++ {
		build(t, st, &wordEmbedder{}, reports()[:docs])
		if swapped, err := reader.Refresh(t.Context()); !swapped || err != nil {
			t.Errorf("Refresh = %v, %v", swapped, err)
		}
	}
	stop()
	searches.Wait()
}
