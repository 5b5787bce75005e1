package eval

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"sitrep/bot"
	"sitrep/corpus"
	"sitrep/retrieval/eval"
)

// scripted answers questions by their text, and keeps the documents it quotes.
type scripted map[string]bot.Answer

func (s scripted) Ask(_ context.Context, q bot.Question) (bot.Answer, error) {
	a, known := s[q.Text]
	if !known {
		return a, errors.New("no such question")
	}
	return a, nil
}

func (s scripted) Document(_ context.Context, _ int64, id corpus.DocumentID) (corpus.Document, error) {
	return corpus.Document{ID: id, Text: "The ferry ran at noon. The bridge was closed."}, nil
}

func quoting(quotes ...string) bot.Answer {
	var a bot.Answer
	for _, quote := range quotes {
		start := strings.Index("The ferry ran at noon. The bridge was closed.", quote)
		if start >= 0 && len(a.Sentences) == 0 {
			a.Sentences = []bot.Sentence{{Text: quote, Citations: []int{1}}}
		}
		a.Citations = append(a.Citations, bot.Citation{Document: "d", Quote: quote, Start: start, End: start + len(quote)})
	}
	return a
}

func refusing() bot.Answer { return bot.Answer{Refusal: &bot.Refusal{Kind: bot.NoEvidence}} }

func question(id, kind string, gold ...string) eval.Question {
	return eval.Question{ID: id, Text: id, Type: kind, Answers: gold}
}

func TestFigures(t *testing.T) {
	asker := scripted{
		"first":   quoting("The ferry ran at noon.", "The bridge was closed."),
		"second":  quoting("The bridge was closed.", "The ferry ran at noon."),
		"missed":  quoting("The bridge was closed."),
		"refused": refusing(),
		"trick":   refusing(),
		"fooled":  quoting("The bridge was closed."),
	}
	altered := quoting("The bridge was closed.")
	altered.Citations[0].Quote = "The bridge was open."
	altered.Sentences[0].Text = "In May it was open."
	asker["altered"] = altered
	set := eval.Dataset{
		Name: "harbour",
		Questions: []eval.Question{
			question("first", "when", "AT NOON"), question("second", "when", "at noon"), question("missed", "when", "at noon"),
			question("refused", "when", "at noon"), question("altered", "when", "closed"),
			question("trick", "unanswerable"), question("fooled", "null_query"),
		},
		Judgements: map[string]map[corpus.DocumentID]int{"first": {"d": 1}, "second": {"other": 1}},
	}
	report, err := Run(t.Context(), set, asker, asker, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := Figures{
		Questions: 7, Answerable: 5, Answered: 5, Refused: 2,
		RefusalRecall: .5, FalseRefusal: .2, AnswerInFirstQuote: .2, AnswerInQuotes: .4,
		QuotesPerAnswer: 7. / 5, EvidenceHit: .5, Quotes: 7, Verbatim: 6. / 7,
		AnsweredRight: 3. / 7, Sentences: 5, Unsupported: 1, CitationRecall: .8, CitationPrecision: 4. / 5,
	}
	if report.Figures != want {
		t.Errorf("got  %+v\nwant %+v", report.Figures, want)
	}
	if got := report.Types["when"].FalseRefusal; got != .2 {
		t.Errorf("of the type when %v are falsely refused, want .2", got)
	}
	var table bytes.Buffer
	if err := WriteTable(&table, []Report{report}, true); err != nil || !strings.Contains(table.String(), "harbour") {
		t.Errorf("table %q, %v", table.String(), err)
	}
}

func TestErrorsNameTheQuestion(t *testing.T) {
	set := eval.Dataset{Name: "harbour", Questions: []eval.Question{question("unknown", "")}}
	if _, err := Run(t.Context(), set, scripted{}, scripted{}, Options{}); err == nil || !strings.Contains(err.Error(), "unknown") {
		t.Errorf("got %v, want an error that names the question", err)
	}
	if _, err := Run(t.Context(), eval.Dataset{Name: "harbour"}, scripted{}, scripted{}, Options{}); err == nil {
		t.Error("a set without questions is measured")
	}
}
