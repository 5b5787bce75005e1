package index

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"iter"
	"log/slog"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sitrep/corpus"
	"sitrep/corpus/store"
	"sitrep/retrieval/embed"
)

// slow says that the tests may take minutes, for more cases of the same kind.
func slow() bool { return os.Getenv("SITREP_SLOW_TESTS") == "1" }

func TestMain(m *testing.M) {
	if database := os.Getenv(childDatabase); database != "" {
		os.Exit(buildInChild(database))
	}
	flag.Parse()
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue && !slow() {
		_ = flag.Set("rapid.checks", "15") // each builds databases on disk
	}
	goleak.VerifyTestMain(m)
}

const fakeDims = 16

// fakeEmbedder gives each text a direction of its own, so that a text finds itself. A text
// that ends in "unreadable." gets no vector. It is safe for concurrent use as long as its
// fields do not change.
type fakeEmbedder struct {
	dims    int // 0: fakeDims
	version string
	delay   time.Duration                 // for each text
	before  func(call int) error          // before each call, which counts from 1
	after   func([][]float32) [][]float32 // what to make of the right vectors
	calls   atomic.Int64
	texts   atomic.Int64 // that were embedded
}

func (e *fakeEmbedder) Fingerprint() embed.Fingerprint {
	return embed.Fingerprint{Model: "fake", Version: "1" + e.version, Dimensions: cmp.Or(e.dims, fakeDims)}
}

func (e *fakeEmbedder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	call := e.calls.Add(1)
	if e.before != nil {
		if err := e.before(int(call)); err != nil {
			return nil, err
		}
	}
	time.Sleep(e.delay * time.Duration(len(texts)))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		if !strings.HasSuffix(strings.TrimSpace(text), "unreadable.") {
			vectors[i] = direction(text, cmp.Or(e.dims, fakeDims))
		}
	}
	e.texts.Add(int64(len(texts)))
	if e.after != nil {
		vectors = e.after(vectors)
	}
	return vectors, nil
}

// direction is a unit vector that follows from text.
func direction(text string, dims int) []float32 {
	sum := sha256.Sum256([]byte(text))
	rng := rand.New(rand.NewPCG(binary.LittleEndian.Uint64(sum[:]), binary.LittleEndian.Uint64(sum[8:])))
	values, square := make([]float32, dims), 0.0
	for i := range values {
		values[i] = float32(rng.NormFloat64())
		square += float64(values[i]) * float64(values[i])
	}
	for i := range values {
		values[i] /= float32(math.Sqrt(square))
	}
	return values
}

// article is a sealed document. Its title names it, so that no two have a text in common.
func article(id, text string) corpus.Document {
	doc := corpus.Document{ID: corpus.DocumentID(id), Title: "Article " + id, Publisher: "The Paper", Text: text}
	doc.Seal()
	return doc
}

// long is an article of n paragraphs that differ, with a mark of its own in each.
func long(id string, n int) corpus.Document {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "Paragraph %d of %s tells of a patrol near the river crossing, mark%sx%d included. ", i, id, id, i)
		text.WriteString(strings.Repeat("The spokesman gave no further details of what had happened that day. ", 12))
		text.WriteString("\n\n")
	}
	return article(id, strings.TrimSpace(text.String()))
}

// reading yields documents, and after them errors.
func reading(docs []corpus.Document, problems ...error) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
		for _, err := range problems {
			if !yield(corpus.Document{}, err) {
				return
			}
		}
	}
}

func openStore(t testing.TB, path string) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

func newStore(t testing.TB) *store.Store {
	t.Helper()
	return openStore(t, filepath.Join(t.TempDir(), "sitrep.db"))
}

func mustBuild(t testing.TB, st *store.Store, e embed.Embedder, docs []corpus.Document) Report {
	t.Helper()
	report, err := Build(t.Context(), noWarnings(t), st, e, reading(docs), Options{Sources: []string{"articles"}})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func mustLoad(t testing.TB, st *store.Store, e embed.Embedder) *Live {
	t.Helper()
	live, err := Load(t.Context(), noWarnings(t), st, 0, e)
	if err != nil {
		t.Fatal(err)
	}
	return live
}

// noWarnings is a log that fails the test when something is wrong.
func noWarnings(t testing.TB) *slog.Logger {
	return slog.New(slog.NewTextHandler(failingWriter{t}, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

type failingWriter struct{ t testing.TB }

func (w failingWriter) Write(p []byte) (int, error) {
	w.t.Errorf("logged: %s", p)
	return len(p), nil
}

// logged is a log of warnings to look at.
func logged() (*slog.Logger, *bytes.Buffer) {
	var log bytes.Buffer
	return slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn})), &log
}

// serves checks that live holds exactly docs, in order of id, whole, and that each passage
// is found by what it says, in the vectors and in the lexical index.
func serves(ctx context.Context, live *Live, docs []corpus.Document) error {
	docs = slices.SortedFunc(slices.Values(docs), func(a, b corpus.Document) int { return strings.Compare(string(a.ID), string(b.ID)) })
	if len(live.Documents) != len(docs) || live.Lexical.Documents() != len(docs) || live.Generation.Documents != len(docs) {
		return fmt.Errorf("%d documents, %d in the lexical index, want %d", len(live.Documents), live.Lexical.Documents(), len(docs))
	}
	passages := 0
	for d, entry := range live.Documents {
		if entry.Document != docs[d] {
			return fmt.Errorf("document %d is %+v, want %+v", d, entry.Document, docs[d])
		}
		if live.Lexical.FirstPassage(d) != passages {
			return fmt.Errorf("passages of document %d start at %d, want %d", d, live.Lexical.FirstPassage(d), passages)
		}
		texts := passageTexts(&entry.Document, entry.Layout)
		for n, text := range texts {
			if err := findsItself(ctx, live, text, passages+n); err != nil {
				return fmt.Errorf("document %s: %w", entry.Document.ID, err)
			}
		}
		passages += len(texts)
	}
	if live.Vectors.Len() != passages || live.Lexical.Passages() != passages || live.Generation.Passages != passages {
		return fmt.Errorf("%d vectors and %d passages in the lexical index, want %d", live.Vectors.Len(), live.Lexical.Passages(), passages)
	}
	return nil
}

func findsItself(ctx context.Context, live *Live, text string, ordinal int) error {
	if strings.HasSuffix(strings.TrimSpace(text), "unreadable.") {
		return nil
	}
	matches, err := live.Vectors.Search(ctx, direction(text, fakeDims), 1, nil)
	if err != nil {
		return err
	}
	if len(matches) != 1 || matches[0].Ordinal != ordinal || matches[0].Score < .999 {
		return fmt.Errorf("passage %d is found as %v", ordinal, matches)
	}
	return nil
}

// oneLine fails unless err is of the kind wanted and says every hint in one line.
func oneLine(t *testing.T, err, want error, hints ...string) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
		return
	}
	for _, hint := range hints {
		if !strings.Contains(err.Error(), hint) {
			t.Errorf("%q does not say %q", err, hint)
		}
	}
	if strings.ContainsAny(err.Error(), "\n\r") {
		t.Errorf("%q is more than one line", err)
	}
}
