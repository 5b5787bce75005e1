package eval

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"time"
)

// Report is what a run measured. Its JSON form is part of the command line's contract.
type Report struct {
	Dataset string `json:"-"` // its name stands beside the report
	Figures
	Latency Latency            `json:"latency_ms"`
	Types   map[string]Figures `json:"types,omitempty"` // by type of question
	// Questions are the judged answers in order, for comparing runs.
	Questions []Judged `json:"-"`
}

// Figures are over the questions of one set or type. Shares are 0..1, and 0 where there is
// nothing to take a share of.
type Figures struct {
	Questions     int     `json:"questions"`
	Answerable    int     `json:"answerable"`
	Answered      int     `json:"answered"`
	Refused       int     `json:"refused"`
	RefusalRecall float64 `json:"refusal_recall"` // refused, of the unanswerable
	FalseRefusal  float64 `json:"false_refusal"`  // refused, of the answerable
	// AnswerInFirstQuote and AnswerInQuotes are shares of the answerable questions that
	// have gold strings.
	AnswerInFirstQuote float64 `json:"answer_in_first_quote"`
	AnswerInQuotes     float64 `json:"answer_in_quotes"`
	QuotesPerAnswer    float64 `json:"quotes_per_answer"`
	// EvidenceHit is the share of the answerable questions with a known relevant document
	// whose answer quotes one.
	EvidenceHit float64 `json:"evidence_hit"`
	Quotes      int     `json:"quotes"`
	Verbatim    float64 `json:"verbatim"` // of the quotes shown
}

// Latency is how long a full answer took, in milliseconds.
type Latency struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	P99 float64 `json:"p99"`
}

func report(name string, judged []Judged, took []time.Duration) Report {
	r := Report{Dataset: name, Figures: figures(judged), Latency: latency(took), Questions: judged}
	byType := map[string][]Judged{}
	for _, j := range judged {
		byType[j.Question.Type] = append(byType[j.Question.Type], j)
	}
	if len(byType) > 1 {
		r.Types = map[string]Figures{}
		for name, list := range byType {
			r.Types[name] = figures(list)
		}
	}
	return r
}

func figures(judged []Judged) Figures {
	var f Figures
	var unanswerable, rightlyRefused, falselyRefused, gold, first, any, known, evidence, verbatim int
	for _, j := range judged {
		o := j.Outcome
		f.Questions++
		f.Quotes += o.Quotes
		verbatim += o.Verbatim
		if o.Refused {
			f.Refused++
		} else {
			f.Answered++
		}
		if !o.Answerable {
			unanswerable++
			rightlyRefused += one(o.Refused)
			continue
		}
		f.Answerable++
		falselyRefused += one(o.Refused)
		if o.HasGold {
			gold++
			first += one(o.InFirst)
			any += one(o.InQuotes)
		}
		if o.Judged {
			known++
			evidence += one(o.Evidence)
		}
	}
	f.RefusalRecall = share(rightlyRefused, unanswerable)
	f.FalseRefusal = share(falselyRefused, f.Answerable)
	f.AnswerInFirstQuote = share(first, gold)
	f.AnswerInQuotes = share(any, gold)
	f.QuotesPerAnswer = share(f.Quotes, f.Answered)
	f.EvidenceHit = share(evidence, known)
	f.Verbatim = share(verbatim, f.Quotes)
	return f
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// latency takes percentiles by the nearest-rank method.
func latency(took []time.Duration) Latency {
	sorted := slices.Sorted(slices.Values(took))
	percentile := func(p int) float64 {
		rank := max(1, (p*len(sorted)+99)/100)
		return float64(sorted[rank-1].Microseconds()) / 1000
	}
	return Latency{P50: percentile(50), P95: percentile(95), P99: percentile(99)}
}

// WriteTable writes reports for people: a line for each set and, with types, one for each
// type of question.
func WriteTable(w io.Writer, reports []Report, types bool) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "answers\tquestions\tanswered\trefusal recall\tfalse refusal\tin first quote\tin quotes\tquotes each\tevidence\tverbatim\tp50 ms\tp95 ms\t")
	for _, r := range reports {
		r.writeRow(table, r.Dataset, fmt.Sprintf("%.1f\t%.1f", r.Latency.P50, r.Latency.P95))
		if types {
			for _, kind := range slices.Sorted(maps.Keys(r.Types)) {
				r.Types[kind].writeRow(table, kind, "\t")
			}
		}
	}
	return table.Flush()
}

func (f Figures) writeRow(w io.Writer, name, latency string) {
	if name == "" {
		name = "(no type)"
	}
	fmt.Fprintf(w, "%s\t%d\t%d\t%.1f%%\t%.1f%%\t%.1f%%\t%.1f%%\t%.2f\t%.1f%%\t%.1f%%\t%s\t\n", name, f.Questions, f.Answered,
		100*f.RefusalRecall, 100*f.FalseRefusal, 100*f.AnswerInFirstQuote, 100*f.AnswerInQuotes,
		f.QuotesPerAnswer, 100*f.EvidenceHit, 100*f.Verbatim, latency)
}
