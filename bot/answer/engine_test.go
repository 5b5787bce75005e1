package answer_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"sitrep/bot"
	"sitrep/corpus"
	"sitrep/retrieval"
)

func TestAnswerIsTheRightSentence(t *testing.T) {
	record, searcher := library(t, articles())
	e := engine(record, searcher)
	for question, want := range map[string]struct{ quote, speaker string }{
		"Who warned that the northern route is open?":              {"warned that the northern route is open again", "Mara Lindqvist, the chair of the harbour commission"},
		"How many lorries did Lindqvist say had crossed?":          {"forty lorries had crossed", "Mara Lindqvist, the chair of the harbour commission"},
		"What did Ilya Brandt say about the lorries?":              {"nine lorries at most", "Ilya Brandt, a customs officer"},
		"When was the bridge over the gorge closed?":               {"closed on 1 December", ""},
		"How many people were hurt when the lorries had collided?": {"Three people were hurt", ""},
	} {
		a := ask(t, e, bot.Question{Text: question})
		if a.Refusal != nil {
			t.Errorf("%s: refused: %s", question, a.Refusal.Message)
			continue
		}
		found := false
		for _, c := range a.Citations {
			found = found || strings.Contains(c.Quote, want.quote) && c.Speaker == want.speaker
		}
		if !found {
			t.Errorf("%s: none of %+v is %q by %q", question, a.Citations, want.quote, want.speaker)
		}
	}
}

func TestQuotesAreTheRecordsBytes(t *testing.T) {
	record, searcher := library(t, articles())
	a := ask(t, engine(record, searcher), bot.Question{Text: "What is known about the northern route?"})
	if len(a.Citations) == 0 {
		t.Fatal("no quotes")
	}
	for _, c := range a.Citations {
		doc, err := record.Document(t.Context(), a.Generation, corpus.DocumentID(c.Document))
		if err != nil {
			t.Fatal(err)
		}
		if c.Quote != doc.Text[c.Start:c.End] || c.Hash != doc.Hash.String() {
			t.Errorf("citation %d is not what the record holds: %+v", c.N, c)
		}
	}
}

func TestMarkingsAreFilteredBeforeRetrieval(t *testing.T) {
	record, searcher := library(t, articles())
	e := engine(record, searcher)
	question := bot.Question{Text: "When does the convoy over the northern route leave?"}
	for _, c := range ask(t, e, question).Citations {
		if c.Document == "secret" {
			t.Error("a TLP:RED article is quoted to somebody who may see TLP:CLEAR only")
		}
	}
	if until := ask(t, e, question).CorpusUntil; until != "2025-02-12" {
		t.Errorf("the corpus reaches until %s, want the newest article that may be seen", until)
	}
	question.Filter.MaxMarking = corpus.Red
	a := ask(t, e, question)
	if len(a.Citations) == 0 || a.Citations[0].Document != "secret" {
		t.Errorf("who may see TLP:RED gets %+v, want the convoy's time", a.Citations)
	}
}

func TestRefusals(t *testing.T) {
	record, searcher := library(t, articles())
	empty, nothing := library(t, nil)
	for name, c := range map[string]struct {
		question bot.Question
		empty    bool
		want     bot.RefusalKind
	}{
		"empty corpus":  {question: bot.Question{Text: "Who warned?"}, empty: true, want: bot.EmptyCorpus},
		"outside dates": {question: bot.Question{Text: "Who warned of the northern route?", Filter: retrieval.Filter{Since: date(2030, 1, 1)}}, want: bot.OutsideDates},
		"false premise": {question: bot.Question{Text: "Why did Mara Lindqvist attack Ilya Brandt?"}, want: bot.FalsePremise},
		"not allowed":   {question: bot.Question{Text: "Who warned?", Filter: retrieval.Filter{Collections: []string{"other"}}}, want: bot.NotAllowed},
	} {
		e := engine(record, searcher)
		if c.empty {
			e = engine(empty, nothing)
		}
		a := ask(t, e, c.question)
		if a.Refusal == nil || a.Refusal.Kind != c.want || a.Refusal.Message == "" || len(a.Sentences)+len(a.Citations) != 0 {
			t.Errorf("%s: got %+v, want a refusal of kind %s and nothing else", name, a.Refusal, c.want)
		}
	}
	a := ask(t, engine(record, searcher), bot.Question{Text: "Why did Mara Lindqvist attack Ilya Brandt?"})
	if a.Refusal == nil || !strings.Contains(a.Refusal.Message, "that Mara Lindqvist did this to Ilya Brandt.") {
		t.Errorf("got %+v, want a refusal that says who is not said to have done it to whom", a.Refusal)
	}
	a = ask(t, engine(record, searcher), bot.Question{Text: "why did lindqvist attack brandt?"})
	if a.Refusal == nil || a.Refusal.Kind != bot.FalsePremise || a.Question != "why did lindqvist attack brandt?" {
		t.Errorf("asked without capitals got %+v for %q, want the same refusal for the question as it was typed", a.Refusal, a.Question)
	}
	a = ask(t, engine(record, searcher), bot.Question{Text: "Who won the chess championship in Lisbon?"})
	if a.Refusal == nil || len(a.Refusal.Nearest) == 0 {
		t.Errorf("got %+v, want a refusal that names the nearest articles", a.Refusal)
	}
}

func TestAlteredArticleIsNotQuoted(t *testing.T) {
	record, searcher := library(t, articles())
	question := bot.Question{Text: "Who warned that the northern route is open?"}
	for name, alter := range map[string]func(*corpus.Document) error{
		"one byte of the text": func(d *corpus.Document) error { d.Text = strings.Replace(d.Text, "again", "Again", 1); return nil },
		"another publisher":    func(d *corpus.Document) error { d.Publisher += "x"; return nil },
		"deleted":              func(*corpus.Document) error { return corpus.ErrNotFound },
	} {
		a := ask(t, engine(altered{record, alter}, searcher), question)
		if a.Refusal == nil || a.Dropped == 0 {
			t.Errorf("%s: got %d quotes and %d drops, want a refusal and the drops counted", name, len(a.Citations), a.Dropped)
		}
	}
	broken := errors.New("disk on fire")
	_, err := engine(altered{record, func(*corpus.Document) error { return broken }}, searcher).Ask(t.Context(), question)
	if !errors.Is(err, broken) {
		t.Errorf("a record that cannot be read gives %v, want its error", err)
	}
}

func TestCancelledQuestion(t *testing.T) {
	record, searcher := library(t, articles())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	start := time.Now()
	if _, err := engine(record, searcher).Ask(ctx, bot.Question{Text: "Who warned?"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}
