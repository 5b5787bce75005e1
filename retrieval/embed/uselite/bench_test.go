package uselite

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"sitrep/retrieval/embed/internal/matrix"
)

const question = "Who warned that the group was raising money abroad?" // 10 pieces

// passage repeats the longest golden text's opening to exactly one full window.
func fullWindow(b *testing.B, m *Model) string {
	words := strings.Fields(strings.Repeat("a convoy left the depot for the coast with grain and two field kitchens ", 20))
	for n := range words {
		if text := strings.Join(words[:n], " "); len(m.vocabulary.pieces(text)) == maxPieces {
			return text
		}
	}
	b.Fatal("no text of a full window")
	return ""
}

func newBenchModel(b *testing.B, engine *matrix.Engine) *Model {
	m, err := newModel(engine)
	if err != nil {
		b.Fatal(err)
	}
	return m
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPieces(b *testing.B) {
	m := newBenchModel(b, matrix.Best())
	text := fullWindow(b, m)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		m.vocabulary.pieces(text)
	}
}

// BenchmarkEmbed measures one text on one core.
func BenchmarkEmbed(b *testing.B) {
	for _, engine := range matrix.Engines() {
		m := newBenchModel(b, engine)
		for _, text := range []struct{ name, text string }{{"question", question}, {"window", fullWindow(b, m)}} {
			b.Run(engine.Name()+"/"+text.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := m.Embed(context.Background(), []string{text.text}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkBatch measures full windows on one core and on all.
func BenchmarkBatch(b *testing.B) {
	m := newBenchModel(b, matrix.Best())
	texts := make([]string, 64)
	for i := range texts {
		texts[i] = fullWindow(b, m)
	}
	all := runtime.GOMAXPROCS(0)
	for _, cores := range []int{1, all} {
		b.Run(fmt.Sprintf("cores=%d", cores), func(b *testing.B) {
			runtime.GOMAXPROCS(cores)
			defer runtime.GOMAXPROCS(all)
			for b.Loop() {
				if _, err := m.Embed(context.Background(), texts); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "windows/s")
		})
	}
}
