package answer_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/bot/answer/generate"
	"sitrep/bot/llm/llmtest"
	"sitrep/corpus"
)

func TestRepeatedQuestionsAreNotPaidTwice(t *testing.T) {
	record, searcher := library(t, articles())
	server := llmtest.New(t, 1)
	e, _ := writing(t, record, searcher, server)
	base := bot.Question{Text: aboutRoute, Now: date(2025, 3, 1), Account: "1"}
	first := ask(t, e, base)
	if first.Mode != bot.Generated {
		t.Fatalf("%+v, want a written answer", first)
	}
	first.Citations[0].Quote = "changed by a caller"
	for name, c := range map[string]struct {
		change func(*bot.Question)
		pays   bool
	}{
		"the same":            {func(*bot.Question) {}, false},
		"other case":          {func(q *bot.Question) { q.Text = "  who warned that the northern route is OPEN " }, false},
		"later that day":      {func(q *bot.Question) { q.Now = q.Now.Add(5 * time.Hour) }, false},
		"another account":     {func(q *bot.Question) { q.Account = "2" }, false},
		"another question":    {func(q *bot.Question) { q.Text = "What did Lindqvist say about lorries?" }, true},
		"may see more":        {func(q *bot.Question) { q.Filter.MaxMarking = corpus.Green }, true},
		"other dates":         {func(q *bot.Question) { q.Filter.Since = date(2025, 1, 1) }, true},
		"other publisher":     {func(q *bot.Question) { q.Filter.Publishers = []string{"Harbour Post"} }, true},
		"after another":       {func(q *bot.Question) { q.Earlier = []bot.Turn{{Question: "What is known about lorries?"}} }, true},
		"another day's today": {func(q *bot.Question) { q.Now = q.Now.AddDate(0, 0, 1) }, true},
	} {
		q := base
		c.change(&q)
		before := server.Tries()
		a := ask(t, e, q)
		if paid := server.Tries() > before; paid != c.pays {
			t.Errorf("%s: asked the model: %t, want %t", name, paid, c.pays)
		}
		if a.Question != q.Text || strings.Contains(a.Citations[0].Quote, "changed") {
			t.Errorf("%s: %q is answered with %q", name, a.Question, a.Citations[0].Quote)
		}
		if faults, err := answer.Verify(t.Context(), record, a.Generation, a); err != nil || len(faults) > 0 {
			t.Errorf("%s: %v, %v", name, faults, err)
		}
		before = server.Tries()
		ask(t, e, q)
		if server.Tries() != before {
			t.Errorf("%s: the second time is paid again", name)
		}
	}
}

func TestWhatIsNotRemembered(t *testing.T) {
	record, searcher := library(t, articles())
	server := llmtest.New(t, 1)
	e, _ := writing(t, record, searcher, server)
	server.Play(llmtest.Broken(), llmtest.Broken(), llmtest.Honest())
	if a := ask(t, e, bot.Question{Text: aboutRoute}); a.Note != bot.NoteUnavailable {
		t.Fatalf("the note is %q", a.Note)
	}
	if a := ask(t, e, bot.Question{Text: aboutRoute}); a.Mode != bot.Generated {
		t.Error("a failure is remembered")
	}
}

// TestRememberedQuotesAreProvedAgain changes the record behind a remembered answer.
func TestRememberedQuotesAreProvedAgain(t *testing.T) {
	record, searcher := library(t, articles())
	server := llmtest.New(t, 1)
	gone := false
	changed := altered{record, func(d *corpus.Document) error {
		if gone {
			return corpus.ErrNotFound
		}
		return nil
	}}
	e, _ := writing(t, changed, searcher, server)
	ask(t, e, bot.Question{Text: aboutRoute})
	gone = true
	if a := ask(t, e, bot.Question{Text: aboutRoute}); len(a.Citations) > 0 {
		t.Errorf("quotes of articles that have gone are shown: %+v", a.Citations)
	}
}

func TestTheOldestAnswersAreForgotten(t *testing.T) {
	record, searcher := library(t, articles())
	server := llmtest.New(t, 1)
	current := func() answer.Searcher { return searcher }
	e := answer.New(slog.New(slog.DiscardHandler), current, record, answer.Options{Writer: gate(t, server, generate.Options{}), Remember: 2})
	question := func(i int) bot.Question {
		q := bot.Question{Text: aboutRoute}
		q.Filter.Publishers = []string{"Harbour Post", fmt.Sprint(i)}
		return q
	}
	paid := func(i int) bool {
		before := server.Tries()
		if _, err := e.Ask(context.Background(), question(i)); err != nil {
			t.Fatal(err)
		}
		return server.Tries() > before
	}
	for i, want := range []struct {
		question int
		pays     bool
	}{{1, true}, {2, true}, {1, false}, {3, true}, {1, false}, {2, true}} {
		if got := paid(want.question); got != want.pays {
			t.Errorf("step %d: question %d is paid: %t, want %t", i, want.question, got, want.pays)
		}
	}
}
