// Package generate has a model write an answer from numbered sentences and lets through
// only what those sentences say.
//
// The model is not trusted, and neither is what it reads: an article may tell it to lie. A
// sentence of the model passes if one single sentence that it cites says the same in the
// same order, with nothing left out but whole phrases (align.go), if the speaker of that
// sentence is kept (frame.go), and if it carries no marks, links or foreign characters
// (clean.go). Names, numbers and dates are then written as the article writes them. So a
// sentence cannot be put together from several, cannot turn who did what to whom, and
// cannot lose a "not", a "may" or a "claimed". Whatever fails is dropped and counted.
package generate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"sitrep/bot"
	"sitrep/bot/answer/attribution"
	"sitrep/bot/llm"
	"sitrep/corpus"
	"sitrep/corpus/group"
)

// Evidence is one numbered sentence that the model may use.
type Evidence struct {
	ID        string // "d3s14": document 3, sentence 14, as numbered for this question
	Document  corpus.DocumentID
	Span      corpus.Span
	Text      string              // one sentence, the document's Text[Span.Start:Span.End]
	Speaker   attribution.Speaker // whose words it hands on; the zero value if the article itself speaks
	Publisher string
	Published time.Time
}

// Sentence is one that passed. Text holds no quotation marks; every name, number and date in
// it occurs, so written, in the evidence cited or is its speaker or publisher.
type Sentence struct {
	Text  string
	Cites []string // ids of evidence, each of which alone bears it out; at least one
}

// Drop is one sentence, or one citation, that did not pass.
type Drop struct {
	Reason Reason
	Text   string // the model's; untrusted, for logs and figures only
}

// Verdict says what to show.
type Verdict string

// The verdicts.
const (
	Written     Verdict = "written"     // Sentences is the answer
	Unsupported Verdict = "unsupported" // nothing the model wrote passed: show the extractive answer
	Unanswered  Verdict = "unanswered"  // it finds no answer in the evidence: likewise
	Malformed   Verdict = "malformed"   // it did not write the form asked for: likewise
	Unavailable Verdict = "unavailable" // it could not be asked, or broke off: likewise
	OverBudget  Verdict = "over_budget" // the account has spent its budget: likewise
)

// Note is what the reader of the quotes shown instead has to know; none where the model's
// answer is shown.
func (v Verdict) Note() bot.Note {
	switch v {
	case Unsupported:
		return bot.NoteUnsupported
	case Malformed, Unavailable:
		return bot.NoteUnavailable
	case OverBudget:
		return bot.NoteOverBudget
	case Unanswered:
		return bot.NoteUnanswered
	}
	return bot.NoteNone
}

// Outcome is what came of one question.
type Outcome struct {
	Verdict   Verdict
	Sentences []Sentence // at least one if Verdict is Written, else none
	Drops     []Drop     // over all rounds, in the order met
	Withheld  []string   // ids of evidence that the model was not shown, see [Question]
	Rounds    int        // requests to the model
	Usage     llm.Usage
	Err       error // why, for Unavailable and OverBudget
}

// Options say how answers are written. The zero value gives the defaults named here.
type Options struct {
	Groups     *group.Table // folds the names of one group into each other; nil folds none
	Sentences  int          // at most, 5
	MostTokens int          // of a reply, 800
	// Recheck has the model also asked, for each sentence that passed, whether it follows
	// from its evidence. That can only take sentences away, at the price of a request each.
	Recheck bool
}

func (o Options) withDefaults() Options {
	if o.Sentences <= 0 {
		o.Sentences = 5
	}
	if o.MostTokens <= 0 {
		o.MostTokens = 800
	}
	return o
}

// Gate has answers written and checks them. It is safe for concurrent use.
type Gate struct {
	lg        *slog.Logger
	generator llm.Generator
	options   Options
}

// New makes a gate in front of a model.
func New(lg *slog.Logger, generator llm.Generator, options Options) *Gate {
	return &Gate{lg: lg, generator: generator, options: options.withDefaults()}
}

// Question is what is to be answered, and from what. Evidence that addresses a model rather
// than a reader, that asks instead of stating, or that quotes a first person is withheld from
// it; that is no part of the protection, it only saves a round.
type Question struct {
	Text     string
	Account  string // who pays for the model
	Evidence []Evidence
}

// rounds is how often the model may write: once, and once more when told what was wrong.
const rounds = 2

// Write answers a question, and reports to whoever watches ctx how many sentences have passed
// (see [bot.Watch]). The error is ctx's; everything else that goes wrong is a verdict.
func (g *Gate) Write(ctx context.Context, q Question) (Outcome, error) {
	var out Outcome
	shown := make([]Evidence, 0, len(q.Evidence))
	for _, e := range q.Evidence {
		if withhold(e.Text) {
			out.Withheld = append(out.Withheld, e.ID)
			continue
		}
		shown = append(shown, e)
	}
	if len(shown) == 0 {
		out.Verdict = Unanswered
		return out, nil
	}
	check := newChecker(shown, g.options.Groups)
	if err := g.draft(ctx, &out, check, g.request(q, shown)); err != nil {
		return Outcome{}, fmt.Errorf("write the answer: %w", err)
	}
	if g.options.Recheck {
		if err := g.recheck(ctx, &out, check, q.Account); err != nil {
			return Outcome{}, fmt.Errorf("check the answer: %w", err)
		}
	}
	g.lg.DebugContext(ctx, "answer written", "verdict", string(out.Verdict), "sentences", len(out.Sentences), "dropped", len(out.Drops))
	return out, nil
}

// draft has the model write, once more if most of it did not pass. The error is ctx's.
func (g *Gate) draft(ctx context.Context, out *Outcome, check *checker, request llm.Request) error {
	for out.Rounds < rounds {
		out.Rounds++
		reply, err := g.generator.Generate(ctx, request, g.watch(ctx, check, len(out.Sentences)))
		out.Usage = out.Usage.Plus(reply.Usage)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			g.lg.WarnContext(ctx, "model did not answer", "round", out.Rounds, "err", err)
			if len(out.Sentences) == 0 {
				out.Verdict, out.Err = verdictOf(err), err
			}
			return nil
		}
		faults := g.take(out, check, reply)
		if !worthRepair(*out, faults) {
			break
		}
		request.Messages = append(request.Messages, repair(reply.Text, faults)...)
	}
	return nil
}

// take checks one reply. It returns what was wrong with it, for the model to read.
func (g *Gate) take(out *Outcome, check *checker, reply llm.Reply) []Drop {
	draft, ok := parse(reply.Text)
	if !ok {
		if len(out.Sentences) > 0 {
			return nil
		}
		out.Verdict = Malformed
		if reply.Refusal != "" {
			out.Verdict = Unanswered
			return nil
		}
		return []Drop{{Reason: NotJSON}}
	}
	var faults []Drop
	for _, d := range draft.Sentences {
		if len(out.Sentences) == g.options.Sentences {
			break
		}
		sentence, drops := check.sentence(d)
		faults = append(faults, drops...)
		if sentence.Text != "" && !out.repeats(sentence) {
			out.Sentences = append(out.Sentences, sentence)
		}
	}
	out.Drops = append(out.Drops, faults...)
	switch {
	case len(out.Sentences) > 0:
		out.Verdict = Written
	case len(faults) == 0:
		out.Verdict = Unanswered
	default:
		out.Verdict = Unsupported
	}
	return faults
}

func (o *Outcome) repeats(s Sentence) bool {
	for _, known := range o.Sentences {
		if known.Text == s.Text {
			return true
		}
	}
	return false
}

// worthRepair reports whether the model is asked again: when more failed than stands.
func worthRepair(out Outcome, faults []Drop) bool { return len(faults) > len(out.Sentences) }

func verdictOf(err error) Verdict {
	if _, spent := errors.AsType[*llm.BudgetError](err); spent {
		return OverBudget
	}
	return Unavailable
}
