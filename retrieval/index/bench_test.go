package index

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sitrep/corpus"
	"sitrep/corpus/source"
	"sitrep/corpus/store"
)

// benchEmbedder makes vectors of the size of the built-in model's.
func benchEmbedder() *fakeEmbedder { return &fakeEmbedder{dims: 512} }

// news is n documents of so many paragraphs, of 160 words each, which is a passage. Words
// are as rare as in English: the r-th most frequent occurs in proportion to 1/r.
func news(n, paragraphs int) []corpus.Document {
	rng := rand.New(rand.NewPCG(5, 5))
	frequent := rand.NewZipf(rng, 1.05, 3, 60_000)
	docs := make([]corpus.Document, n)
	for i := range docs {
		var text strings.Builder
		for range paragraphs {
			for range 8 {
				fmt.Fprintf(&text, "In district %d", frequent.Uint64())
				for range 17 {
					fmt.Fprintf(&text, " w%x", frequent.Uint64())
				}
				text.WriteString(". ")
			}
			text.WriteString("\n\n")
		}
		docs[i] = article(fmt.Sprintf("document-%05d", i), strings.TrimSpace(text.String()))
	}
	return docs
}

// BenchmarkLoad opens an index as a new process does. The larger size takes a minute to
// build first.
func BenchmarkLoad(b *testing.B) {
	for _, size := range []struct{ documents, paragraphs int }{{1700, 3}, {5000, 20}} {
		b.Run(fmt.Sprintf("documents=%d/passages=%d", size.documents, size.documents*size.paragraphs), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "sitrep.db")
			mustBuild(b, openStore(b, path), benchEmbedder(), news(size.documents, size.paragraphs))
			for b.Loop() {
				st, err := store.Open(b.Context(), path, store.Options{})
				if err != nil {
					b.Fatal(err)
				}
				live := mustLoad(b, st, benchEmbedder())
				b.ReportMetric(float64(live.Generation.Passages), "passages")
				_ = st.Close()
			}
		})
	}
}

// BenchmarkUnchanged is a build of 1,700 articles, 4 MB, read from files, that finds
// nothing to do.
func BenchmarkUnchanged(b *testing.B) {
	dir := b.TempDir()
	for _, doc := range news(1700, 2) {
		if err := os.WriteFile(filepath.Join(dir, string(doc.ID)+".txt"), []byte(doc.Text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	st, lg := newStore(b), slog.New(slog.DiscardHandler)
	run := func() Report {
		report, err := Build(context.Background(), lg, st, benchEmbedder(), source.Read(b.Context(), []string{dir}), Options{})
		if err != nil {
			b.Fatal(err)
		}
		return report
	}
	run()
	for b.Loop() {
		if report := run(); !report.Unchanged || report.Kept != 1700 {
			b.Fatalf("%+v", report)
		}
	}
}

// BenchmarkOneChanged is a build of 1,700 articles of which one has changed, its passages'
// embedding left out.
func BenchmarkOneChanged(b *testing.B) {
	docs := news(1700, 3)
	st := newStore(b)
	mustBuild(b, st, benchEmbedder(), docs)
	for n := 0; b.Loop(); n++ {
		docs[7].Text = fmt.Sprintf("Edition %d. %s", n, docs[8].Text)
		docs[7].Seal()
		if report := mustBuild(b, st, benchEmbedder(), docs); report.Changed != 1 {
			b.Fatalf("%+v", report)
		}
	}
}
