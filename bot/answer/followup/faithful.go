package followup

import (
	"strings"

	"sitrep/retrieval/lexical"
)

// longestQuestion is how many bytes a rewritten question may have.
const longestQuestion = 400

// Faithful reports whether a rewriting of a question may be asked in its place: it is one
// plain line, keeps every content word of the question, and has none that stands neither
// there nor in the conversation. So it can add no name, number or order of its own.
func Faithful(rewritten, text string, before []string) bool {
	if len(rewritten) == 0 || len(rewritten) > longestQuestion || strings.ContainsAny(rewritten, "\n\r\"“”`*_<>[]{}|@#\\") || strings.Contains(rewritten, "://") {
		return false
	}
	known := stems(text, false)
	for _, earlier := range before {
		for stem := range stems(earlier, false) {
			known[stem] = true
		}
	}
	result := stems(rewritten, false)
	for stem := range stems(rewritten, true) {
		if !known[stem] {
			return false
		}
	}
	for stem := range stems(text, true) {
		if !result[stem] && !stemsOfLinks[stem] {
			return false
		}
	}
	return true
}

// stemsOfLinks are words of a further question that its completion does without.
var stemsOfLinks = map[string]bool{"also": true, "there": true, "them": true, "group": true, "attack": true}

// stems are the stems of a text's words, or of its content words alone.
func stems(text string, content bool) map[string]bool {
	set := map[string]bool{}
	for _, t := range lexical.Analyse(text) {
		if !content || !t.Stop {
			set[t.Stem] = true
		}
	}
	return set
}
