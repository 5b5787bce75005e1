package generate

import (
	"regexp"
	"strings"
	"unicode"
)

// visible drops characters that nobody sees: controls other than white space, zero-width
// and direction marks, variation selectors, tags and private use.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Variation_Selector, r):
		return -1
	}
	return r
}

// quotationMarks are taken out of sentences: the words in them are checked like others, and
// quotes are placed by code elsewhere.
var quotationMarks = strings.NewReplacer(`"`, "", "“", "", "”", "", "„", "", "«", "", "»", "", "‟", "", "‹", "", "›", "", "「", "", "」", "")

// singleQuotes are single marks that do not stand inside or behind a word.
var singleQuotes = regexp.MustCompile(`(^|[\s(])['‘’‚‛]+|['‘’‛]+([\s.,;:!?)]|$)`)

// address finds web addresses and file names, with a scheme or without: full stops between
// letters that are not initials.
var address = regexp.MustCompile(`(?i)://|\b(?:www|hxxps?|https?|mailto|javascript|data):|\bwww\.|[\p{L}\p{N}-]{2,}\.[\p{L}]{2,}`)

// allowedMarks is every character but letters, digits and spaces that a sentence may hold.
const allowedMarks = ".,;:'’-–—()%$€£&/?!+°"

// cleanText takes quotation marks and outer space off a sentence; false where it holds
// anything that could be more than plain text.
func cleanText(s string) (string, bool) {
	s = singleQuotes.ReplaceAllString(quotationMarks.Replace(s), "$1$2")
	s = strings.Join(strings.Fields(s), " ")
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && r != ' ' && !strings.ContainsRune(allowedMarks, r) {
			return "", false
		}
	}
	if address.MatchString(s) || strings.Contains(s, "//") || strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "+ ") {
		return "", false
	}
	return s, true
}
