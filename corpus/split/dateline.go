package split

import (
	"regexp"
	"strings"
)

// maxDateline is the length in bytes within which a dateline ends.
const maxDateline = 160

// datelineLen measures the dateline that a paragraph begins with: "KABUL, Afghanistan (AP)
// — ", "SAN SALVADOR, 3 JAN 90 -- [TEXT] ", "[Islamabad] ". It is 0 where there is none, or
// nothing else in the paragraph.
func datelineLen(s string, caps bool) int {
	head := s[:min(len(s), maxDateline)]
	pattern := mixedDateline
	if caps {
		pattern = capsDateline
	}
	n := len(pattern.FindString(head))
	if n == 0 || strings.TrimSpace(s[n:]) == "" {
		return 0
	}
	return n
}

const (
	place    = `\p{Lu}[\p{Lu}.’'/-]*(?: \p{Lu}[\p{Lu}.’'/-]*){0,4}`
	dash     = ` ?(?:—|–|--|-) ?`
	insert   = `\[[^\]]{1,80}\] ?`
	wireDate = `\d{1,2} [A-Z]{3,9} \d{2,4}`
)

// mixedDateline is the dateline of text in mixed case: a place in capitals, perhaps a
// country, a date and an agency, and a dash; or a place alone in square brackets.
var mixedDateline = regexp.MustCompile(`^(?:\[\p{Lu}[\p{L} .’'-]{2,30}\] |` +
	`\(?` + place + `\)?(?:, \p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+)?)?(?:, (?:\p{L}+\.? )?\d{1,2}(?: \p{L}+\.?)?(?:,? \d{4})?)?` +
	`(?: ?\([\p{L} ./-]{2,30}\))?(?: — | – | -- | - |—|--))`)

// capsDateline is the dateline of wire copy: it names a day, and is followed by insertions
// that say what kind of text it is.
var capsDateline = regexp.MustCompile(`^[^\n]{2,100}?` + wireDate + `[^\n]{0,60}?` + dash + `(?:` + insert + `)*`)
