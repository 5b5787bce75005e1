package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxBlankLines is the number of blank lines that may stand in a row in a normalised text.
const maxBlankLines = 2

// Normalise returns s as document text: valid UTF-8 (what is not becomes U+FFFD) in Unicode
// normalisation form C, "\n" as the only line end and plain spaces as the only other white
// space. Characters that cannot be seen are removed: control characters, zero-width and
// bidirectional marks, soft hyphens, variation selectors and tags; the joiners that Arabic
// and Indic spelling needs are kept. Spaces at the end of a line and blank lines at either
// end of the text are cut, and more than two blank lines in a row become two.
//
// Normalise(Normalise(s)) == Normalise(s).
func Normalise(s string) string {
	if isPlain(s) {
		return foldLines(s)
	}
	return foldLines(norm.NFC.String(cleanRunes(norm.NFC.String(s))))
}

// isPlain reports whether s is ASCII without control characters other than "\n".
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c == 0x7f || c < ' ' && c != '\n' {
			return false
		}
	}
	return true
}

// cleanRunes replaces or removes single characters; see [Normalise] for which.
func cleanRunes(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	previous := rune('\n')
	for i, r := range s {
		switch {
		case r == '\r':
			if strings.HasPrefix(s[i+1:], "\n") {
				continue
			}
			r = '\n'
		case r == '\n' || ' ' <= r && r < 0x7f:
		case r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			r = '\n'
		case r == '\t' || unicode.Is(unicode.Zs, r):
			r = ' '
		case isJoiner(r):
			if !takesJoiner(previous) {
				continue
			}
		case isInvisible(r):
			continue
		}
		b.WriteRune(r)
		previous = r
	}
	return b.String()
}

// isJoiner reports whether r is the zero-width non-joiner or joiner.
func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

// takesJoiner reports whether a joiner after r can matter to a reader: in cursive and Indic
// scripts it changes how a word is spelt; between Latin letters it only hides.
func takesJoiner(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari,
		unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
		unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala)
}

// isInvisible reports whether r shows nothing: controls, formatting characters (zero-width,
// bidirectional, tags, the byte order mark) and variation selectors.
func isInvisible(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector)
}

// foldLines cuts spaces at line ends and blank lines that are too many.
func foldLines(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " ")
		if line == "" {
			blank++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n\n"[:1+min(blank, maxBlankLines)])
		}
		b.WriteString(line)
		blank = 0
	}
	return b.String()
}

// oneLine is s normalised, with every run of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(Normalise(s)), " ") }
