package lexical_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"sitrep/corpus"
	"sitrep/retrieval/lexical"
)

var sizes = []int{1_000, 10_000, 100_000} // passages

// prose makes n words whose frequencies fall as those of English do (Zipf).
func prose(r *rand.Rand, zipf *rand.Zipf, n int) string {
	syllables := [...]string{"ba", "ri", "ton", "mar", "ek", "sol", "ud", "in", "za", "per", "gha", "lo", "nit", "es", "kor", "ay"}
	var text strings.Builder
	for i := range n {
		if i > 0 {
			text.WriteByte(' ')
		}
		if r.IntN(2) == 0 {
			text.WriteString([...]string{"the", "of", "and", "in", "was", "by"}[r.IntN(6)])
			continue
		}
		for rank := zipf.Uint64() + 1; rank > 0; rank /= uint64(len(syllables)) {
			text.WriteString(syllables[rank%uint64(len(syllables))])
		}
	}
	return text.String()
}

// articles makes documents of five passages of 150 words.
func articles(passages int) func(yield func(lexical.Document) bool) {
	return func(yield func(lexical.Document) bool) {
		r := rand.New(rand.NewPCG(1, 2))
		zipf := rand.NewZipf(r, 1.1, 8, 120_000)
		for range passages / 5 {
			doc := lexical.Document{Title: prose(r, zipf, 8), Source: "Valley News"}
			for range 5 {
				start := len(doc.Text)
				doc.Text += prose(r, zipf, 150)
				doc.Passages = append(doc.Passages, corpus.Span{Start: start, End: len(doc.Text)})
				doc.Text += "\n"
			}
			if !yield(doc) {
				return
			}
		}
	}
}

func BenchmarkAnalyse(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 8, 120_000)
	plain := prose(r, zipf, 1000)
	for _, text := range []struct{ name, text string }{
		{"plain", plain},
		{"punctuated", strings.ReplaceAll(plain, " the ", ", the group’s IS-KP ")},
	} {
		b.Run(text.name, func(b *testing.B) {
			b.SetBytes(int64(len(text.text)))
			b.ReportAllocs()
			for b.Loop() {
				lexical.Analyse(text.text)
			}
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		lexical.Build(articles(10_000))
	}
}

func BenchmarkScore(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	zipf := rand.NewZipf(r, 1.1, 8, 120_000)
	questions := make([]lexical.Terms, 64)
	for i := range questions {
		questions[i] = lexical.TermsOf(prose(r, zipf, 12)) // about six of them indexed
	}
	for _, passages := range sizes {
		ix := lexical.Build(articles(passages))
		b.Run(fmt.Sprint(passages), func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				ix.Score(questions[i%len(questions)], nil)
				i++
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	for _, passages := range sizes {
		snapshot := write(b, lexical.Build(articles(passages)))
		b.Run(fmt.Sprint(passages), func(b *testing.B) {
			b.SetBytes(int64(len(snapshot)))
			for b.Loop() {
				if _, err := lexical.Read(bytes.NewReader(snapshot)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
