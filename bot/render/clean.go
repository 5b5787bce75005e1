package render

import (
	"strings"
	"unicode"
)

// placeholder stands for a character that must not reach a terminal.
const placeholder = '\uFFFD'

// The two invisible characters that some scripts need to spell words.
const (
	zeroWidthNonJoiner = '\u200C'
	zeroWidthJoiner    = '\u200D'
)

// Clean makes one line of s that a terminal shows as it stands: every run of white space,
// line ends included, becomes a space, and every control, formatting or bidirectional
// override character becomes U+FFFD. An escape sequence so loses its escape character and
// shows as the letters it is made of.
func Clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		if hidden(r) {
			r = placeholder
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hidden reports whether r steers a terminal or a text layout instead of showing itself.
func hidden(r rune) bool {
	if r == zeroWidthNonJoiner || r == zeroWidthJoiner {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs)
}
