// Package embedtest is the conformance suite of [embed.Embedder]. Tests of every
// implementation run it.
package embedtest

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"

	"sitrep/retrieval/embed"
)

// tolerance is how far a component of a vector may move with the texts it is embedded with:
// a server may compute batches of different sizes with different rounding.
const tolerance = 1e-4

var texts = []string{
	"The ferry was late because of the fog.",
	"Two ministers resigned on the same evening.",
	"grain",
	"How many wells were dug last year, and where?",
	"Ein Satz in einer anderen Sprache, mit Umlauten: äöü.",
	"A longer one. It has several sentences. None of them matters much, but together they are " +
		"long enough to make a batch uneven, which is what a padded batch gets wrong.",
}

// TestEmbedder checks what the comments of embed.Embedder promise. open makes a new
// embedder, or returns the same one each time.
func TestEmbedder(t *testing.T, open func(t *testing.T) embed.Embedder) {
	t.Run("fingerprint", func(t *testing.T) { testFingerprint(t, open(t)) })
	t.Run("unit length", func(t *testing.T) { testUnitLength(t, open(t)) })
	t.Run("order and batches", func(t *testing.T) { testBatches(t, open(t)) })
	t.Run("nothing to read", func(t *testing.T) { testBlank(t, open(t)) })
	t.Run("odd input", func(t *testing.T) { testOddInput(t, open(t)) })
	t.Run("ownership", func(t *testing.T) { testOwnership(t, open(t)) })
	t.Run("cancelled", func(t *testing.T) { testCancelled(t, open(t)) })
	t.Run("concurrent use", func(t *testing.T) { testConcurrent(t, open(t)) })
}

func mustEmbed(t *testing.T, e embed.Embedder, texts ...string) [][]float32 {
	t.Helper()
	vectors, err := e.Embed(t.Context(), texts)
	if err != nil {
		t.Fatalf("Embed: %v", err)
	}
	if len(vectors) != len(texts) {
		t.Fatalf("Embed returned %d vectors for %d texts", len(vectors), len(texts))
	}
	return vectors
}

func same(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(x, y float32) bool { return math.Abs(float64(x-y)) <= tolerance })
}

func testFingerprint(t *testing.T, e embed.Embedder) {
	f := e.Fingerprint()
	if f.Model == "" || f.Version == "" || f.Dimensions <= 0 {
		t.Errorf("fingerprint %+v is not complete", f)
	}
	mustEmbed(t, e, texts[0])
	if again := e.Fingerprint(); again != f {
		t.Errorf("fingerprint was %v and became %v", f, again)
	}
}

func testUnitLength(t *testing.T, e embed.Embedder) {
	for i, v := range mustEmbed(t, e, texts...) {
		if len(v) != e.Fingerprint().Dimensions {
			t.Fatalf("vector %d has %d dimensions, the fingerprint %d", i, len(v), e.Fingerprint().Dimensions)
		}
		var sum float64
		for _, x := range v {
			sum += float64(x) * float64(x)
		}
		if !(math.Abs(math.Sqrt(sum)-1) <= 1e-5) {
			t.Errorf("vector %d has length %g, want 1", i, math.Sqrt(sum))
		}
	}
}

// testBatches embeds the texts alone, together, backwards and repeated.
func testBatches(t *testing.T, e embed.Embedder) {
	var alone [][]float32
	for _, text := range texts {
		alone = append(alone, mustEmbed(t, e, text)[0])
	}
	for i := range alone {
		for j := range i {
			if same(alone[i], alone[j]) {
				t.Errorf("%q and %q have the same vector", texts[i], texts[j])
			}
		}
	}
	backwards := slices.Clone(texts)
	slices.Reverse(backwards)
	for _, batch := range [][]string{texts, backwards, slices.Repeat(texts, 20)} {
		for i, v := range mustEmbed(t, e, batch...) {
			if want := alone[slices.Index(texts, batch[i])]; !same(v, want) {
				t.Fatalf("text %d of %d has another vector than alone: %q", i, len(batch), batch[i])
			}
		}
	}
}

func testBlank(t *testing.T, e embed.Embedder) {
	mustEmbed(t, e)
	vectors := mustEmbed(t, e, "", texts[0], " ", "\n\t \u00a0\u3000", texts[1])
	for _, i := range []int{0, 2, 3} {
		if vectors[i] != nil {
			t.Errorf("blank text %d has a vector of %d dimensions, want nil", i, len(vectors[i]))
		}
	}
	for at, text := range map[int]string{1: texts[0], 4: texts[1]} {
		if !same(vectors[at], mustEmbed(t, e, text)[0]) {
			t.Errorf("text %d has the wrong vector among blank ones", at)
		}
	}
	for i, v := range mustEmbed(t, e, "", "") {
		if v != nil {
			t.Errorf("empty text %d of two has a vector, want nil", i)
		}
	}
}

// testOddInput wants no more than vectors that are nil or whole.
func testOddInput(t *testing.T, e embed.Embedder) {
	odd := []string{"\xff\xfe", "a\xc3", "\x00", "漢字", "🙂", "\u200b", "﷽", "e\u0301\u0301\u0301", "?"}
	for i, v := range mustEmbed(t, e, odd...) {
		if v != nil && len(v) != e.Fingerprint().Dimensions {
			t.Errorf("%q has a vector of %d dimensions", odd[i], len(v))
		}
		for _, x := range v {
			if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
				t.Fatalf("%q has a vector with %g in it", odd[i], x)
			}
		}
	}
}

func testOwnership(t *testing.T, e embed.Embedder) {
	first := mustEmbed(t, e, texts...)
	want := slices.Clone(first[1])
	for _, v := range first {
		clear(v)
	}
	if !same(mustEmbed(t, e, texts...)[1], want) {
		t.Error("clearing a returned vector changed a later one")
	}
}

func testCancelled(t *testing.T, e embed.Embedder) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	vectors, err := e.Embed(ctx, texts)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want context.Canceled", err)
	}
	if vectors != nil {
		t.Errorf("%d vectors came with the error", len(vectors))
	}
}

func testConcurrent(t *testing.T, e embed.Embedder) {
	want := mustEmbed(t, e, texts...)
	var group sync.WaitGroup
	for first := range 8 {
		group.Go(func() {
			i := first % len(texts)
			batch := slices.Concat(texts[i:], texts[:i])
			vectors, err := e.Embed(t.Context(), batch)
			if err != nil {
				t.Errorf("Embed: %v", err)
				return
			}
			for k, v := range vectors {
				if !same(v, want[(i+k)%len(texts)]) {
					t.Errorf("text %d has the wrong vector when several are embedded at once", k)
				}
			}
		})
	}
	group.Wait()
}
