package answer

import (
	"fmt"

	"sitrep/bot"
	"sitrep/retrieval/language"
)

// noteLanguage says so where a question is in a language that no article is in that may be
// seen. Sentences are then picked by the names and numbers that both share; only a model
// that words the answer reads across languages. A refusal gives that as its reason: that the
// articles are about something else could not be told.
func (i *inquiry) noteLanguage() {
	if i.answer.Note != bot.NoteNone || i.answer.Mode == bot.Generated || i.found.eligible == 0 {
		return
	}
	asked, allow := language.Detect(i.asked.Text), i.asked.Filter.Allow()
	articles := map[language.Language]bool{}
	for at := range i.live.Documents {
		if allow(&i.live.Documents[at].Document) {
			articles[i.live.Lexical.Language(at)] = true
		}
	}
	if articles[asked] {
		return
	}
	i.answer.Note = bot.NoteLanguage
	if i.answer.Refusal != nil {
		i.answer.Refusal.Message = messageLanguage(asked, articles)
	}
}

// messageLanguage is the refusal of a question in a language that no article is in.
func messageLanguage(asked language.Language, articles map[language.Language]bool) string {
	theirs, ask := "other languages", "one of theirs"
	if len(articles) == 1 {
		for l := range articles {
			theirs, ask = l.Name(), l.Name()
		}
	}
	return fmt.Sprintf("The question is in %s and the articles are in %s, so it could not be looked up by its words. Ask in %s for more.",
		asked.Name(), theirs, ask)
}
