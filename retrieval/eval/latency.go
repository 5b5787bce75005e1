package eval

import (
	"slices"
	"time"

	"sitrep/retrieval"
)

// Latency is how long one search took, in milliseconds, the embedding of the question
// included.
type Latency struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	P99 float64 `json:"p99"`
}

// Stage is one part of searching: how long it took, in milliseconds, and its share, 0..1, of
// the time of all searches.
type Stage struct {
	Name  string  `json:"stage"`
	P50   float64 `json:"p50"`
	P95   float64 `json:"p95"`
	Share float64 `json:"share"`
}

func latency(took []time.Duration) Latency {
	slices.Sort(took)
	return Latency{P50: percentile(took, 50), P95: percentile(took, 95), P99: percentile(took, 99)}
}

// percentile is the p-th percentile of sorted durations by the nearest-rank method, in
// milliseconds; 0 of none.
func percentile(sorted []time.Duration, p int) float64 {
	if len(sorted) == 0 {
		return 0
	}
	rank := (p*len(sorted) + 99) / 100
	return float64(sorted[max(rank, 1)-1].Microseconds()) / 1000
}

// stages are the parts that took any time, in the order in which they happen.
func stages(searches []retrieval.Timings) []Stage {
	var total time.Duration
	took := make([]time.Duration, len(searches))
	for _, t := range searches {
		total += t.Total
	}
	var made []Stage
	for _, part := range parts {
		var sum time.Duration
		for i, t := range searches {
			took[i] = part.of(t)
			sum += took[i]
		}
		if sum == 0 {
			continue
		}
		slices.Sort(took)
		made = append(made, Stage{
			Name: part.name, P50: percentile(took, 50), P95: percentile(took, 95),
			Share: float64(sum) / float64(max(total, 1)),
		})
	}
	return made
}

// parts are the stages of a search.
var parts = [...]struct {
	name string
	of   func(retrieval.Timings) time.Duration
}{
	{"filter", func(t retrieval.Timings) time.Duration { return t.Filter }},
	{"analyse", func(t retrieval.Timings) time.Duration { return t.Analyse }},
	{"embed", func(t retrieval.Timings) time.Duration { return t.Embed }},
	{"lexical", func(t retrieval.Timings) time.Duration { return t.Lexical }},
	{"vector", func(t retrieval.Timings) time.Duration { return t.Vector }},
	{"rank", func(t retrieval.Timings) time.Duration { return t.Rank }},
	{"rerank", func(t retrieval.Timings) time.Duration { return t.Rerank }},
}
