package uselite

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/embed/embedtest"
	"sitrep/retrieval/embed/internal/matrix"
)

func newTestModel(t testing.TB) *Model {
	t.Helper()
	m, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestEmbedder(t *testing.T) {
	m := newTestModel(t)
	embedtest.TestEmbedder(t, func(*testing.T) embed.Embedder { return m })
}

func TestFingerprint(t *testing.T) {
	// Whoever changes this makes every index of every user anew.
	want := embed.Fingerprint{Model: "use-lite", Version: "1-int8", Dimensions: 512}
	if got := newTestModel(t).Fingerprint(); got != want {
		t.Errorf("the fingerprint is %v, want %v", got, want)
	}
}

// TestMeaning checks that vectors stand near each other when texts mean alike.
func TestMeaning(t *testing.T) {
	vectors, err := newTestModel(t).Embed(t.Context(), []string{
		"How many people died in the flood?",
		"The flood killed thirty-one villagers, officials said.",
		"The bank raised its interest rate by a quarter point.",
	})
	if err != nil {
		t.Fatal(err)
	}
	if near, far := dot(vectors[0], vectors[1]), dot(vectors[0], vectors[2]); near < far+0.2 {
		t.Errorf("the question's cosine is %.3f with its answer and %.3f with another sentence", near, far)
	}
}

// TestBatchesAreExact checks that a vector has the same bits whatever it is embedded with.
func TestBatchesAreExact(t *testing.T) {
	m := newTestModel(t)
	texts := []string{"one", "two words", strings.Repeat("a rather longer text, ", 60), "", "漢字", "last"}
	together, err := m.Embed(t.Context(), slices.Repeat(texts, 3))
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range together {
		alone, err := m.Embed(t.Context(), []string{texts[i%len(texts)]})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(v, alone[0]) {
			t.Errorf("text %d has another vector than alone", i)
		}
	}
}

// TestWindows checks a text of three windows against its windows' vectors.
func TestWindows(t *testing.T) {
	m := newTestModel(t)
	words := strings.Fields(strings.Repeat("convoy grain river field town depot coast bridge ", 30))
	text := strings.Join(words, " ")
	ids := m.vocabulary.pieces(text)
	if len(ids) <= 2*maxPieces || len(ids) > 3*maxPieces {
		t.Fatalf("the text has %d pieces, which are not three windows", len(ids))
	}
	want := make([]float32, Dimensions)
	for _, window := range [][]int32{ids[:len(ids)/3], ids[len(ids)/3 : 2*len(ids)/3], ids[2*len(ids)/3:]} {
		matrix.Add(want, m.network.forward(newScratch(), window))
	}
	matrix.Normalise(want)
	got, err := m.Embed(t.Context(), []string{text})
	if err != nil {
		t.Fatal(err)
	}
	if cosine := dot(got[0], want); cosine < 0.999999 {
		t.Errorf("cosine with the mean of its windows is %.7f, want 1", cosine)
	}
}

// TestDeadline checks that Embed stops inside a text that would take it seconds.
func TestDeadline(t *testing.T) {
	m := newTestModel(t)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := m.Embed(ctx, []string{strings.Repeat("word ", 1<<15)})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v, want context.DeadlineExceeded", err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v to stop", took)
	}
}

func TestScratchIsReused(t *testing.T) {
	m := newTestModel(t)
	texts := []string{question}
	allocations := testing.AllocsPerRun(20, func() {
		if _, err := m.Embed(context.Background(), texts); err != nil {
			t.Fatal(err)
		}
	})
	if allocations > 30 {
		t.Errorf("embedding a question allocates %.0f times, want at most 30", allocations)
	}
}
