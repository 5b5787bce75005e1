package answer_test

import (
	"strings"
	"testing"

	"sitrep/bot"
	"sitrep/corpus"
)

// fronts are reports on two groups, one of which is written about far more than the other.
func fronts() []corpus.Document {
	docs := []corpus.Document{
		{ID: "front", Title: "The Reed Front", Publisher: "Valley Wire", Published: date(2031, 1, 5), Text: "The Reed Front is led by Mara Lindqvist, a former pilot. The Reed Front is based in the marshes of Tessim."},
		{ID: "hand", Title: "The Pale Hand", Publisher: "Almanac", Published: date(2030, 2, 1), Text: "The Pale Hand is a band of smugglers in the hills. The Pale Hand has forty men and two boats."},
		{ID: "wool", Title: "Wool", Publisher: "Harbour Post", Published: date(2031, 8, 20), Text: "Wool sold for less than salt in the market of Estan. Merchants blamed the mild winter."},
	}
	for at, raid := range []string{
		"The Reed Front burned a ferry in the night. Two sailors of the ferry were hurt.",
		"The Reed Front raided a granary. Forty sacks of barley were taken in the raid.",
		"The Reed Front cut the road to the coast. Lorries waited for three days.",
	} {
		docs = append(docs, corpus.Document{ID: corpus.DocumentID("raid" + string(rune('a'+at))), Title: "Reed Front strikes", Publisher: "Valley Wire", Published: date(2031, 3, 1+at), Text: raid})
	}
	return docs
}

func TestEachPartOfAQuestionHasItsQuote(t *testing.T) {
	record, searcher := library(t, fronts())
	e := engine(record, searcher)
	for question, want := range map[string][]string{
		"Who leads the Reed Front, and where is it based?":                 {"led by Mara Lindqvist", "based in the marshes"},
		"Who leads the Reed Front? And how many men has the Pale Hand?":    {"led by Mara Lindqvist", "forty men"},
		"Compare the Reed Front and the Pale Hand":                         {"Reed Front", "Pale Hand"},
		"What is the difference between the Reed Front and the Pale Hand?": {"Reed Front", "Pale Hand"},
	} {
		a := ask(t, e, bot.Question{Text: question})
		if a.Refusal != nil || len(a.Unanswered) > 0 {
			t.Errorf("%s: refused: %+v, unanswered: %q", question, a.Refusal, a.Unanswered)
			continue
		}
		var quotes []string
		for _, c := range a.Citations {
			quotes = append(quotes, c.Quote)
		}
		for _, part := range want {
			if !strings.Contains(strings.Join(quotes, "\n"), part) {
				t.Errorf("%s: none of %q says %q", question, quotes, part)
			}
		}
	}
}

func TestPartsWithoutAnAnswerAreSaid(t *testing.T) {
	record, searcher := library(t, fronts())
	e := engine(record, searcher)
	a := ask(t, e, bot.Question{Text: "Who leads the Reed Front, and who won the chess championship in Lisbon?"})
	want := "Who won the chess championship in Lisbon?"
	if a.Refusal != nil || a.Note != bot.NotePartly || len(a.Unanswered) != 1 || a.Unanswered[0] != want {
		t.Errorf("refusal %+v, note %q, unanswered %q, want an answer without %q", a.Refusal, a.Note, a.Unanswered, want)
	}
	a = ask(t, e, bot.Question{Text: "Who painted the opera in Vienna, and who won the chess championship in Lisbon?"})
	if a.Refusal == nil || a.Note != bot.NoteNone || len(a.Unanswered) != 0 {
		t.Errorf("got %d quotes, note %q and unanswered %q where no part has an answer, want a refusal", len(a.Citations), a.Note, a.Unanswered)
	}
}
