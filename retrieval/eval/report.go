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
	Stages  []Stage            `json:"stages,omitempty"`
	Types   map[string]Figures `json:"types,omitempty"` // by type of question
	// Questions are the figures of each judged question, in order, for comparing runs.
	Questions []Judged `json:"-"`
}

// Judged is one question and how well it was served.
type Judged struct {
	Question Question
	Figures  Figures
}

// Mean is the mean over sets, each counting the same however many questions it has.
func Mean(reports []Report) Figures {
	figures := make([]Figures, len(reports))
	for i, r := range reports {
		figures[i] = r.Figures
	}
	return mean(figures)
}

// WriteTable writes reports for people: a line for each set; with types, also one for each
// type of question where a set has more than one; and the mean where there are several sets.
func WriteTable(w io.Writer, reports []Report, types bool) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "set\tqueries\tnDCG@10\trecall@1\trecall@5\trecall@10\trecall@100\tMRR@10\thit@1\thit@10\tp50 ms\tp95 ms\t")
	for _, r := range reports {
		writeRow(table, r.Dataset, r.Figures, fmt.Sprintf("%.1f\t%.1f", r.Latency.P50, r.Latency.P95))
		if !types || len(r.Types) < 2 {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(r.Types)) {
			writeRow(table, shown(name), r.Types[name], "\t")
		}
	}
	if len(reports) > 1 {
		writeRow(table, "mean", Mean(reports), "\t")
	}
	return table.Flush()
}

func writeRow(w io.Writer, name string, f Figures, latency string) {
	fmt.Fprintf(w, "%s\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%s\t\n",
		name, f.Queries, f.NDCG10, f.Recall1, f.Recall5, f.Recall10, f.Recall100, f.MRR10, f.Hit1, f.Hit10, latency)
}

// shown is the name of a type of question as tables have it.
func shown(kind string) string {
	if kind == "" {
		return "(no type)"
	}
	return kind
}

// WriteStages writes where the time of a set's searches went.
func (r Report) WriteStages(w io.Writer) error {
	fmt.Fprintf(w, "latency p50 %.1f ms, p95 %.1f ms, p99 %.1f ms\n", r.Latency.P50, r.Latency.P95, r.Latency.P99)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "stage\tp50 ms\tp95 ms\tshare\t")
	for _, s := range r.Stages {
		fmt.Fprintf(table, "%s\t%.2f\t%.2f\t%.0f%%\t\n", s.Name, s.P50, s.P95, 100*s.Share)
	}
	return table.Flush()
}
