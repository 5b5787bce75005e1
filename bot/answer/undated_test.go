package answer_test

import (
	"testing"

	"sitrep/bot"
	"sitrep/corpus"
)

// raids are reports of one kind of event on several days, and one of no known day.
func raids() []corpus.Document {
	return []corpus.Document{
		{ID: "undated", Title: "The ferry burned", Publisher: "Monk's Letters", Text: "Raiders burned the ferry at Tessim, and nobody was hurt. The monks rang the bell."},
		{ID: "old", Title: "Raid at Tessim", Publisher: "Valley Wire", Published: date(2031, 1, 5), Text: "Raiders burned the ferry at Tessim at night. Two monks were hurt in the raid."},
		{ID: "new", Title: "Second raid at Tessim", Publisher: "Harbour Post", Published: date(2031, 8, 9), Text: "Raiders came back to Tessim and burned the new ferry there. Five monks were hurt in the second raid."},
		{ID: "else", Title: "Wool", Publisher: "Harbour Post", Published: date(2031, 8, 20), Text: "Wool sold for less than salt in the market of Estan."},
	}
}

func TestUndatedArticlesComeLastAndAreMentioned(t *testing.T) {
	record, searcher := library(t, raids())
	e := engine(record, searcher)
	for question, want := range map[string]bot.Note{
		"Who burned the ferry at Tessim in the latest raid?": bot.NoteUndated,
		"Who burned the ferry at Tessim on 9 August 2031?":   bot.NoteUndated,
		"Who burned the ferry at Tessim?":                    bot.NoteNone,
		"What is the latest price of wool in Estan?":         bot.NoteNone,
	} {
		a := ask(t, e, bot.Question{Text: question})
		if a.Refusal != nil || a.Note != want {
			t.Errorf("%s: note %q, refusal %+v, want an answer with note %q", question, a.Note, a.Refusal, want)
			continue
		}
		undated := false
		for _, c := range a.Citations {
			if want == bot.NoteUndated && undated && c.Published != "" {
				t.Errorf("%s: a quote of %s stands behind one without a date", question, c.Published)
			}
			undated = undated || c.Published == ""
		}
	}
}
