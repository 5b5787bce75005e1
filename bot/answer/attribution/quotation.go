package attribution

import (
	"strings"
	"unicode"
)

// leavesOpen reports whether a quotation is open at the end of a sentence. A straight mark
// opens before a word and closes behind one; curly marks say what they are.
func leavesOpen(sentence string, open bool) bool {
	runes := []rune(sentence)
	for i, c := range runes {
		switch c {
		case '“':
			open = true
		case '”':
			open = opensHere(runes, i) && !open
		case '"':
			open = !open
		}
	}
	return open
}

// opensHere forgives a closing mark set at the start of a sentence where an opening one
// was meant.
func opensHere(runes []rune, i int) bool {
	return i == 0 && len(runes) > 1
}

// wholeQuotation reports whether a sentence is quotation from its first character to its
// last.
func wholeQuotation(sentence string) bool {
	s := strings.TrimRightFunc(strings.TrimSpace(sentence), unicode.IsPunct)
	trimmed := strings.TrimSpace(sentence)
	return strings.HasPrefix(trimmed, "“") && !strings.Contains(s, "”") ||
		strings.HasPrefix(trimmed, `"`) && strings.Count(s, `"`) == 1
}
