package index

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"sitrep/corpus"
)

// batching is an embedder that takes many texts at once.
type batching struct {
	fakeEmbedder
	most int // texts in one call
}

func (b *batching) BatchSize() int { return 700 }

func (b *batching) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	b.most = max(b.most, len(texts))
	return b.fakeEmbedder.Embed(ctx, texts)
}

func TestNothingIsEmbeddedWithoutApproval(t *testing.T) {
	t.Parallel()
	st, e := newStore(t), &fakeEmbedder{}
	docs := []corpus.Document{long("a", 3), long("b", 2)}
	refused := errors.New("too dear")
	var asked []string
	opts := Options{Approve: func(_ context.Context, texts iter.Seq[string]) error {
		asked = slices.Collect(texts)
		return refused
	}}
	if _, err := Build(t.Context(), noWarnings(t), st, e, reading(docs), opts); !errors.Is(err, refused) {
		t.Errorf("the error is %v, want the refusal", err)
	}
	if e.texts.Load() != 0 || len(asked) == 0 {
		t.Errorf("%d texts were embedded, %d asked about", e.texts.Load(), len(asked))
	}
	refused = nil
	report, err := Build(t.Context(), noWarnings(t), st, e, reading(docs), opts)
	if err != nil || report.Embedded != len(asked) {
		t.Errorf("%d texts were embedded, %d approved, error %v", report.Embedded, len(asked), err)
	}
	asked = nil
	if _, err := Build(t.Context(), noWarnings(t), st, e, reading(docs), opts); err != nil || asked != nil {
		t.Errorf("with nothing to embed %d texts were asked about, error %v", len(asked), err)
	}
}

func TestBatchesAreAsLargeAsTheEmbedderSays(t *testing.T) {
	t.Parallel()
	st, e := newStore(t), &batching{}
	report := mustBuild(t, st, e, []corpus.Document{long("a", 900)})
	if want := min(700, report.Embedded); e.most != want || report.Embedded < 200 {
		t.Errorf("the largest batch of %d texts has %d, want %d", report.Embedded, e.most, want)
	}
}
