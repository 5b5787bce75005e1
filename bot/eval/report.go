package eval

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"time"

	"sitrep/bot"
)

// Report is what a run measured. Its JSON form is part of the command line's contract.
type Report struct {
	Dataset string `json:"-"` // its name stands beside the report
	Figures
	Latency Latency            `json:"latency_ms"`
	Types   map[string]Figures `json:"types,omitempty"` // by type of question
	Curve   *Curve             `json:"curve,omitempty"` // if it was asked for, see [Trace]
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
	QuotesPerAnswer    float64 `json:"quotes_per_answer"` // citations
	// EvidenceHit is the share of the answerable questions with a known relevant document
	// whose answer quotes one.
	EvidenceHit float64 `json:"evidence_hit"`
	Quotes      int     `json:"quotes"`   // citations, and texts between quotation marks elsewhere
	Verbatim    float64 `json:"verbatim"` // of all these
	// AnsweredRight is the share of the questions that can be judged which were served as
	// they should be, see [Outcome.Right].
	AnsweredRight float64 `json:"answered_right"`
	Sentences     int     `json:"sentences"`
	Unsupported   int     `json:"unsupported_sentences"` // of these, see [Support]
	// CitationRecall is the share of the sentences that what they cite supports;
	// CitationPrecision that of the citations which stand by themselves or are needed.
	CitationRecall    float64 `json:"citation_recall"`
	CitationPrecision float64 `json:"citation_precision"`
	Generated         int     `json:"generated"` // answers that a model has worded
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

func figures(questions []Judged) Figures {
	var f Figures
	var unanswerable, rightlyRefused, falselyRefused, gold, first, any, known, evidence, verbatim, cited int
	var judged, right int
	var support Support
	for _, j := range questions {
		o := j.Outcome
		f.Questions++
		f.Quotes += o.Cited + o.Marked
		cited += o.Cited
		support.add(o.Support)
		if isRight, told := o.Right(); told {
			judged++
			right += one(isRight)
		}
		if j.Answer.Mode == bot.Generated {
			f.Generated++
		}
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
	f.QuotesPerAnswer = share(cited, f.Answered)
	f.EvidenceHit = share(evidence, known)
	f.Verbatim = share(verbatim, f.Quotes)
	f.AnsweredRight = share(right, judged)
	f.Sentences, f.Unsupported = support.Sentences, support.Sentences-support.Supported
	f.CitationRecall = share(support.Supported, support.Sentences)
	f.CitationPrecision = share(support.Precise, support.Citations)
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
	fmt.Fprintln(table, "answers\tquestions\tanswered\trefusal recall\tfalse refusal\tin first quote\tin quotes\tquotes each\tevidence\tverbatim\tright\tunsupported\tcite recall\tcite precision\tp50 ms\tp95 ms\t")
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
	fmt.Fprintf(w, "%s\t%d\t%d\t%.1f%%\t%.1f%%\t%.1f%%\t%.1f%%\t%.2f\t%.1f%%\t%.1f%%\t%.1f%%\t%d of %d\t%.1f%%\t%.1f%%\t%s\t\n", name, f.Questions, f.Answered,
		100*f.RefusalRecall, 100*f.FalseRefusal, 100*f.AnswerInFirstQuote, 100*f.AnswerInQuotes,
		f.QuotesPerAnswer, 100*f.EvidenceHit, 100*f.Verbatim, 100*f.AnsweredRight,
		f.Unsupported, f.Sentences, 100*f.CitationRecall, 100*f.CitationPrecision, latency)
}
