package answer_test

import (
	"strings"
	"testing"

	"sitrep/bot"
)

func TestRefusalInAnotherLanguageIsNotSaidToBeOutOfScope(t *testing.T) {
	record, searcher := library(t, articles())
	a := ask(t, engine(record, searcher), bot.Question{Text: "Wer hat die Bäckerei im Dorf nicht mehr geöffnet und warum?"})
	if a.Refusal == nil || a.Note != bot.NoteLanguage {
		t.Fatalf("got %+v, want a refusal with a note on the language", a)
	}
	if got := a.Refusal.Message; !strings.HasPrefix(got, "The question is in German and the articles are in English") {
		t.Errorf("refused with %q", got)
	}
}
