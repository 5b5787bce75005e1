package render

import "sitrep/bot"

// OnlyQuotes reports whether a sentence of an answer is just one of the quotes it cites, so
// that showing both would say it twice.
func OnlyQuotes(s bot.Sentence, citations map[int]bot.Citation) bool {
	return saysOnlyItsQuotes(s, citations)
}
