package retrieval_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"sitrep/retrieval"
	"sitrep/retrieval/embed/uselite"
	"sitrep/retrieval/vector"
	"sitrep/retrieval/vector/vectortest"
)

// BenchmarkLatency asks 10,000 passages one question after the other as a person would: the
// built-in model embeds the question, and vectors have its length. It reports percentiles
// over the questions, and the share of each stage. Limit the cores by -cpu 2.
func BenchmarkLatency(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 8, 120_000)
	model, err := uselite.New()
	if err != nil {
		b.Fatal(err)
	}
	live := newLive(b, r, zipf, 10_000)
	dims := model.Fingerprint().Dimensions
	if live.Vectors, err = vector.NewChromem(b.Context(), vectortest.Random(live.Lexical.Passages(), dims, 1), dims); err != nil {
		b.Fatal(err)
	}
	s := retrieval.NewSearcher(live, model).WithGroups(bands(b))
	var took []time.Duration
	var sum retrieval.Timings
	for b.Loop() {
		question := "What did " + prose(r, zipf, 12) + "on 14 March 2031?"
		results, err := s.Search(b.Context(), retrieval.Query{Text: question})
		if err != nil {
			b.Fatal(err)
		}
		t := results.Timings
		took = append(took, t.Total)
		sum.Embed += t.Embed
		sum.Lexical += t.Lexical
		sum.Vector += t.Vector
		sum.Rank += t.Rank
		sum.Total += t.Total
	}
	slices.Sort(took)
	milliseconds := func(p int) float64 { return float64(took[(len(took)-1)*p/100].Microseconds()) / 1000 }
	b.ReportMetric(milliseconds(50), "p50-ms")
	b.ReportMetric(milliseconds(95), "p95-ms")
	for _, stage := range []struct {
		unit string
		took time.Duration
	}{{"embed-%", sum.Embed}, {"lexical-%", sum.Lexical}, {"vector-%", sum.Vector}, {"rank-%", sum.Rank}} {
		b.ReportMetric(100*float64(stage.took)/float64(sum.Total), stage.unit)
	}
}
