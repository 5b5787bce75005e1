package answer

import "sitrep/bot"

// Unsupported lists what a sentence of an answer says and nothing it cites does: names,
// numbers and dates, and of a sentence that a model has worded every word that counts. The
// quotes that it cites have to exist.
func Unsupported(a bot.Answer, s bot.Sentence) []string {
	if worded(a, s) {
		return strangers(s, a.Citations)
	}
	return unsupported(s, a.Citations)
}

// worded reports whether a model has worded the sentence. One that only leads to its quotes
// is always code's.
func worded(a bot.Answer, s bot.Sentence) bool {
	return a.Mode == bot.Generated && !introduces(s)
}
