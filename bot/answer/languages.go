package answer

import (
	"sitrep/bot"
	"sitrep/retrieval/language"
)

// noteLanguage says so where a question is in a language that no article is in that may be
// seen. Sentences are then picked by the names and numbers that both share; only a model
// that words the answer reads across languages.
func (i *inquiry) noteLanguage() {
	if i.answer.Note != bot.NoteNone || i.answer.Mode == bot.Generated || i.found.eligible == 0 {
		return
	}
	asked, allow := language.Detect(i.asked.Text), i.asked.Filter.Allow()
	for at := range i.live.Documents {
		if i.live.Lexical.Language(at) == asked && allow(&i.live.Documents[at].Document) {
			return
		}
	}
	i.answer.Note = bot.NoteLanguage
}
