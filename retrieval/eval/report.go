package eval

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
)

// Report is what a run measured. Its JSON form is part of the command line's contract.
type Report struct {
	Dataset string `json:"dataset"`
	Figures
	Latency Latency            `json:"latency_ms"`
	Types   map[string]Figures `json:"types,omitempty"` // by type of question
	// Questions are the figures of each judged question, in order, for comparing runs.
	Questions []Judged `json:"-"`
}

// Judged is one question and how well it was served.
type Judged struct {
	Question Question
	Figures  Figures
}

// Latency is how long one search took, in milliseconds, the embedding of the question
// included.
type Latency struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	P99 float64 `json:"p99"`
}

// WriteTable writes the report for people: a line for the whole set, and one for each type
// of question where there is more than one.
func (r Report) WriteTable(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "set\tqueries\tnDCG@10\trecall@10\trecall@100\tMRR@10\thit@1\thit@4\thit@5\thit@10\t")
	writeRow(table, r.Dataset, r.Figures)
	if len(r.Types) > 1 {
		for _, name := range slices.Sorted(maps.Keys(r.Types)) {
			shown := name
			if shown == "" {
				shown = "(no type)"
			}
			writeRow(table, shown, r.Types[name])
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "latency p50 %.1f ms, p95 %.1f ms, p99 %.1f ms\n", r.Latency.P50, r.Latency.P95, r.Latency.P99)
	return err
}

func writeRow(w io.Writer, name string, f Figures) {
	fmt.Fprintf(w, "%s\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t\n",
		name, f.Queries, f.NDCG10, f.Recall10, f.Recall100, f.MRR10, f.Hit1, f.Hit4, f.Hit5, f.Hit10)
}
