package answer

import (
	"context"
	"errors"
	"fmt"

	"sitrep/bot"
	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/generate"
	"sitrep/bot/answer/question"
	"sitrep/retrieval/lexical"
)

// Writer words an answer from numbered sentences. What it returns as written has been checked
// against them: [generate.Gate] is one. Implementations are safe for concurrent use.
type Writer interface {
	// Write answers a question from its evidence alone. The error is ctx's; all else that
	// goes wrong is a verdict.
	Write(ctx context.Context, q generate.Question) (generate.Outcome, error)
}

var _ Writer = (*generate.Gate)(nil)

// mostStatements is how many sentences a writer is given. More cost more, and answers stood
// among the first twenty wherever they were found at all.
const mostStatements = 20

// written is a sentence that a writer worded, with the places of its quotes in the inquiry's.
type written struct {
	text   string
	quotes []int
}

// write has the writer, if there is one, word the answer from the best sentences. The quotes
// are then those that it cites; where it does not get as far as that they stay those chosen,
// and a note says why.
func (i *inquiry) write(ctx context.Context) error {
	if i.options.Writer == nil {
		return nil
	}
	given, statements, err := i.statements(ctx)
	if err != nil || len(given) == 0 {
		return err
	}
	given = i.saidByAsked(given)
	out, err := i.options.Writer.Write(ctx, generate.Question{Text: i.question.Text, Account: i.asked.Account, Evidence: given})
	if err != nil {
		return err
	}
	i.lg.InfoContext(ctx, "model asked", "verdict", string(out.Verdict), "rounds", out.Rounds, "dropped", len(out.Drops),
		"read", out.Usage.Read, "written", out.Usage.Written, "cost", out.Usage.Cost, "err", out.Err)
	i.answer.Dropped += len(out.Drops)
	if note := out.Verdict.Note(); note != bot.NoteNone {
		i.answer.Note = note
		return nil
	}
	i.take(out.Sentences, statements)
	return nil
}

// statements are the best sentences by their ids, those alone that the record bears out and
// that the asker may see.
func (i *inquiry) statements(ctx context.Context) ([]generate.Evidence, map[string]evidence.Statement, error) {
	allow := i.asked.Filter.Allow()
	byID := map[string]evidence.Statement{}
	var given []generate.Evidence
	for _, s := range i.ranking.Statements(i.quotes, mostStatements) {
		doc := i.found.articles[s.Article].Document
		if !allow(doc) {
			continue
		}
		_, proved, err := i.prover.cut(ctx, doc.ID, s.Quote.Span, s.Quote.Text)
		if errors.Is(err, ErrUnproved) {
			i.lg.ErrorContext(ctx, "sentence withheld from the model", "doc", doc.ID, "err", err)
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		id := fmt.Sprintf("d%ds%d", s.Article+1, s.Sentence)
		byID[id] = s
		given = append(given, generate.Evidence{
			ID: id, Document: proved.ID, Span: s.Span, Text: s.Text,
			Speaker: s.Quote.Speaker, Publisher: proved.Publisher, Published: proved.Published,
		})
	}
	return given, byID, nil
}

// saidByAsked keeps, for a question what somebody said, their sentences alone if there are any.
func (i *inquiry) saidByAsked(given []generate.Evidence) []generate.Evidence {
	asked := lexical.Analyse(i.question.Speaker)
	if i.question.Kind != question.Said || len(asked) == 0 {
		return given
	}
	var theirs []generate.Evidence
	for _, e := range given {
		if names(e.Speaker.Voices(), asked) {
			theirs = append(theirs, e)
		}
	}
	if len(theirs) == 0 {
		return given
	}
	return theirs
}

// names reports whether a speaker is called by all words of asked that are not too common to
// tell, or by a surname for a full name.
func names(speaker string, asked []lexical.Token) bool {
	stems := map[string]bool{}
	all := lexical.Analyse(speaker)
	for _, t := range all {
		stems[t.Stem] = true
	}
	named := false
	for _, t := range asked {
		if !t.Stop && !stems[t.Stem] {
			return len(all) == 1 && all[0].Stem == asked[len(asked)-1].Stem
		}
		named = named || !t.Stop
	}
	return named
}

// take makes what a writer worded the answer, with the quotes that it stands on in the place
// of those chosen. Each sentence has its first quote; further ones are cited as far as there
// is room.
func (i *inquiry) take(sentences []generate.Sentence, statements map[string]evidence.Statement) {
	var quotes []evidence.Quote
	var taken []written
	for at, s := range sentences[:min(len(sentences), mostQuotes)] {
		later := min(len(sentences), mostQuotes) - at - 1 // each needs one quote
		w := written{text: s.Text}
		for n, id := range s.Cites {
			statement, known := statements[id]
			if !known {
				continue
			}
			place := holding(quotes, statement)
			if place < 0 && (n == 0 || len(quotes)+later < mostQuotes) {
				place = len(quotes)
				quotes = append(quotes, showing(quotes, statement))
			}
			if place >= 0 {
				w.quotes = append(w.quotes, place)
			}
		}
		if len(w.quotes) > 0 {
			taken = append(taken, w)
		}
	}
	if len(taken) == 0 {
		i.answer.Note = bot.NoteUnsupported
		return
	}
	i.written, i.quotes = taken, quotes
	i.answer.Mode = bot.Generated
}

// holding is the place of the quote that a statement stands in already, or -1.
func holding(quotes []evidence.Quote, s evidence.Statement) int {
	for at, q := range quotes {
		if q.Article == s.Article && q.Span.Start <= s.Span.Start && s.Span.End <= q.Span.End {
			return at
		}
	}
	return -1
}

// showing is the quote that shows a statement: without the sentence before it where that is
// shown already.
func showing(quotes []evidence.Quote, s evidence.Statement) evidence.Quote {
	shown := s.Quote
	for _, q := range quotes {
		if q.Article == s.Article && q.Span.Overlaps(shown.Span) {
			shown.Span, shown.Text = s.Span, s.Text
		}
	}
	return shown
}
