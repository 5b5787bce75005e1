package answer

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sitrep/bot"
)

// unsupported lists the names, numbers and dates of a sentence that neither the quotes it
// cites hold nor what is known about them (speaker, title, publisher, date). The sentence's
// citations have to exist.
func unsupported(s bot.Sentence, citations []bot.Citation) []string {
	known := map[string]bool{}
	for _, n := range s.Citations {
		c := citations[n-1]
		for _, field := range []string{c.Quote, c.Speaker, c.Title, c.Publisher, c.Published, c.Document} {
			for _, w := range wordsOf(field) {
				known[strings.ToLower(w)] = true
			}
		}
		if when, err := time.Parse(time.DateOnly, c.Published); err == nil {
			for _, w := range wordsOf(when.Format(longDay)) {
				known[strings.ToLower(w)] = true
			}
		}
	}
	var missing []string
	for i, w := range wordsOf(s.Text) {
		if mustStand(w, i == 0) && !known[strings.ToLower(w)] {
			missing = append(missing, w)
		}
	}
	return missing
}

// mustStand reports whether a word is a name or a number. A sentence's first word is large
// for another reason.
func mustStand(w string, first bool) bool {
	if strings.ContainsAny(w, "0123456789") {
		return true
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && !first
}

// wordsOf splits at everything that is neither letter nor digit.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// longDay is how an answer writes a date.
const longDay = "2 January 2006"

// day is a date as answers carry it, "2025-02-11", or empty.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}
