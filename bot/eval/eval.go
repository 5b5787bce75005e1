// Package eval measures answers with labelled questions: whether the gold answer stands in
// the quotes that are shown, whether what cannot be answered is refused and what can is
// not, whether every quote is byte for byte what the record holds, and how long it takes.
// Figures are strict: over all answerable questions, a refusal is a miss.
package eval

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/corpus"
	"sitrep/retrieval"
	"sitrep/retrieval/eval"
)

// Asker answers questions; [answer.Engine] is one.
type Asker interface {
	Ask(ctx context.Context, q bot.Question) (bot.Answer, error)
}

// Options of a run. The zero value lets every public document be seen.
type Options struct {
	Filter retrieval.Filter
	// Progress, if set, is called after each question.
	Progress func(done, total int)
}

// Judged is one question, its answer, and what was found right with it.
type Judged struct {
	Question eval.Question
	Answer   bot.Answer
	Outcome  Outcome
}

// Outcome is how one answer fares.
type Outcome struct {
	Answerable bool // the set says so
	HasGold    bool // the set has strings that count as the answer
	Judged     bool // the set says which documents are relevant
	Refused    bool
	InFirst    bool // a gold string stands in the first quote
	InQuotes   bool // or in any quote
	Evidence   bool // a relevant document is quoted
	Cited      int  // quotes shown as citations
	Marked     int  // texts between quotation marks elsewhere in the answer
	Verbatim   int  // of both: equal to the document's text in the record, or part of a citation that is
	Support    Support
}

// Run asks every question of a set once, in order, and judges the answers; quotes are
// compared with what record holds at the time. The first question is asked once more
// before the clock starts.
func Run(ctx context.Context, set eval.Dataset, asker Asker, record answer.Record, opts Options) (Report, error) {
	if len(set.Questions) == 0 {
		return Report{}, fmt.Errorf("dataset %s has no questions", set.Name)
	}
	ask := func(q eval.Question) (bot.Answer, error) {
		a, err := asker.Ask(ctx, bot.Question{Text: q.Text, Filter: opts.Filter})
		if err != nil {
			return a, fmt.Errorf("question %s: %w", q.ID, err)
		}
		return a, nil
	}
	if _, err := ask(set.Questions[0]); err != nil {
		return Report{}, err
	}
	var judged []Judged
	var took []time.Duration
	for i, q := range set.Questions {
		start := time.Now()
		a, err := ask(q)
		if err != nil {
			return Report{}, err
		}
		took = append(took, time.Since(start))
		outcome := outcomeOf(q, set.Judgements[q.ID], a)
		cited, err := verbatim(ctx, record, a)
		if err != nil {
			return Report{}, fmt.Errorf("question %s: %w", q.ID, err)
		}
		all, inside := markedVerbatim(a)
		outcome.Marked, outcome.Verbatim = all, cited+inside
		judged = append(judged, Judged{q, a, outcome})
		if opts.Progress != nil {
			opts.Progress(i+1, len(set.Questions))
		}
	}
	return report(set.Name, judged, took), nil
}

func outcomeOf(q eval.Question, grades map[corpus.DocumentID]int, a bot.Answer) Outcome {
	o := Outcome{
		Answerable: !q.Unanswerable(),
		HasGold:    len(q.Answers) > 0,
		Refused:    a.Refusal != nil,
		Cited:      len(a.Citations),
		Support:    supportOf(a),
	}
	for _, grade := range grades {
		o.Judged = o.Judged || grade > 0
	}
	for i, c := range a.Citations {
		if holds(c.Quote, q.Answers) {
			o.InQuotes = true
			o.InFirst = o.InFirst || i == 0
		}
		if grades[corpus.DocumentID(c.Document)] > 0 {
			o.Evidence = true
		}
	}
	return o
}

// holds reports whether one of the gold strings stands in a quote, case folded.
func holds(quote string, gold []string) bool {
	quote = strings.ToLower(quote)
	return slices.ContainsFunc(gold, func(g string) bool {
		return g != "" && strings.Contains(quote, strings.ToLower(g))
	})
}

// verbatim counts the quotes that are byte for byte what the record holds at their span.
func verbatim(ctx context.Context, record answer.Record, a bot.Answer) (int, error) {
	n := 0
	for _, c := range a.Citations {
		doc, err := record.Document(ctx, a.Generation, corpus.DocumentID(c.Document))
		if err != nil {
			return 0, fmt.Errorf("read document %q: %w", c.Document, err)
		}
		text, err := corpus.Span{Start: c.Start, End: c.End}.Cut(doc.Text)
		if err == nil && text == c.Quote {
			n++
		}
	}
	return n, nil
}
