package answer_test

import (
	"testing"

	"sitrep/bot"
	"sitrep/corpus"
)

// TestCapitalsOfHiddenArticlesAreNotUsed asks of a name that only an article tells which the
// asker may not see: that it is one must not show.
func TestCapitalsOfHiddenArticlesAreNotUsed(t *testing.T) {
	docs := append(articles(), corpus.Document{
		ID: "hidden", Title: "A plan", Publisher: "Harbour Post", Published: date(2025, 3, 2), Marking: corpus.Red,
		Text: "It was said on the quay that the Anvil is where they meet, and that the Anvil has been closed for this.",
	})
	record, searcher := library(t, docs)
	e := engine(record, searcher)
	question := bot.Question{Text: "why did lindqvist attack the anvil?"}
	if a := ask(t, e, question); a.Refusal != nil && a.Refusal.Kind == bot.FalsePremise {
		t.Errorf("got %q, which takes the anvil for a name as only a hidden article does", a.Refusal.Message)
	}
	question.Filter.MaxMarking = corpus.Red
	if a := ask(t, e, question); a.Refusal == nil || a.Refusal.Kind != bot.FalsePremise {
		t.Errorf("who may see the article gets %+v, want a refusal", a.Refusal)
	}
}

func BenchmarkAskWithoutCapitals(b *testing.B) {
	record, searcher := library(b, articles())
	e := engine(record, searcher)
	for name, text := range map[string]string{
		"typed large": "What did Mara Lindqvist warn of on the northern route?",
		"typed small": "what did mara lindqvist warn of on the northern route?",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				ask(b, e, bot.Question{Text: text})
			}
		})
	}
}
