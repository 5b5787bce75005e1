package retrieval_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"sitrep/corpus"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
	"sitrep/retrieval/lexical"
	"sitrep/retrieval/vector"
	"sitrep/retrieval/vector/vectortest"
)

// prose makes n words whose frequencies fall as those of English do (Zipf), half of them
// function words.
func prose(r *rand.Rand, zipf *rand.Zipf, n int) string {
	syllables := [...]string{"ba", "ri", "ton", "mar", "ek", "sol", "ud", "in", "za", "per", "gha", "lo", "nit", "es", "kor", "ay"}
	var text strings.Builder
	for range n {
		if r.IntN(2) == 0 {
			text.WriteString([...]string{"the ", "of ", "and ", "in ", "was ", "by "}[r.IntN(6)])
			continue
		}
		for rank := zipf.Uint64() + 1; rank > 0; rank /= uint64(len(syllables)) {
			text.WriteString(syllables[rank%uint64(len(syllables))])
		}
		text.WriteByte(' ')
	}
	return text.String()
}

// newLive makes an index in memory: documents of four passages of 150 words, each with a
// random vector.
func newLive(b *testing.B, r *rand.Rand, zipf *rand.Zipf, passages int) *index.Live {
	b.Helper()
	live := &index.Live{}
	for d := range passages / 4 {
		doc := corpus.Document{
			ID: corpus.DocumentID(fmt.Sprint(d)), Title: prose(r, zipf, 8), Publisher: fmt.Sprint("Herald ", d%40),
			Published: day(2030, 1, 1).AddDate(0, 0, d%700),
		}
		var layout corpus.Layout
		for range 4 {
			start := len(doc.Text)
			doc.Text += prose(r, zipf, 150) + day(2030, 1, 1).AddDate(0, 0, r.IntN(700)).Format("2 January 2006") + "\n"
			layout.Passages = append(layout.Passages, corpus.Passage{Span: corpus.Span{Start: start, End: len(doc.Text)}})
		}
		live.Documents = append(live.Documents, index.Entry{Document: doc, Layout: layout})
	}
	live.Lexical = lexical.Build(func(yield func(lexical.Document) bool) {
		for _, entry := range live.Documents {
			doc := lexical.Document{Title: entry.Document.Title, Source: entry.Document.Publisher, Text: entry.Document.Text}
			for _, p := range entry.Layout.Passages {
				doc.Passages = append(doc.Passages, p.Span)
			}
			if !yield(doc) {
				return
			}
		}
	})
	var err error
	live.Vectors, err = vector.NewChromem(b.Context(), vectortest.Random(live.Lexical.Passages(), fakeDims, 1), fakeDims)
	if err != nil {
		b.Fatal(err)
	}
	return live
}

// BenchmarkSearch asks for the ten best passages by about six words and a date. Vectors are
// short and cost next to nothing: see BenchmarkSearch of package vector for those.
func BenchmarkSearch(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 8, 120_000)
	for _, passages := range []int{1_000, 10_000} {
		s := retrieval.NewSearcher(newLive(b, r, zipf, passages), &wordEmbedder{}).WithGroups(bands(b))
		questions := make([]string, 64)
		for i := range questions {
			questions[i] = "What did " + prose(r, zipf, 12) + "on 14 March 2031?"
		}
		b.Run(fmt.Sprint(passages), func(b *testing.B) {
			b.ReportAllocs()
			var stages retrieval.Timings
			asked := 0
			for b.Loop() {
				results, err := s.Search(b.Context(), retrieval.Query{Text: questions[asked%len(questions)]})
				if err != nil {
					b.Fatal(err)
				}
				asked++
				stages.Lexical += results.Timings.Lexical
				stages.Vector += results.Timings.Vector
				stages.Rank += results.Timings.Rank
			}
			b.ReportMetric(float64(stages.Lexical.Microseconds())/float64(asked), "lexical-µs/op")
			b.ReportMetric(float64(stages.Vector.Microseconds())/float64(asked), "vector-µs/op")
			b.ReportMetric(float64(stages.Rank.Microseconds())/float64(asked), "rank-µs/op")
		})
	}
}
