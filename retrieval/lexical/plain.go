package lexical

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// appendPlain appends the plain form of a word to dst: lower case, accents, apostrophes
// and separators gone, a possessive 's cut, and an ordinal's or a decade's ending cut from
// its number. It may be empty.
func appendPlain(dst []byte, word string) []byte {
	start := len(dst)
	for i := range len(word) {
		c := word[i]
		switch {
		case 'a' <= c && c <= 'z':
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case '0' <= c && c <= '9':
		case c == '.' && isDecimalPoint(word, i):
		case c >= utf8.RuneSelf:
			return cutEnding(appendFolded(dst[:start], word), start)
		case c == '\'' && i == len(word)-2 && (word[i+1] == 's' || word[i+1] == 'S'):
			return cutEnding(dst, start)
		default:
			continue
		}
		dst = append(dst, c)
	}
	return cutEnding(dst, start)
}

// appendFolded does what appendPlain does for words that are not ASCII.
func appendFolded(dst []byte, word string) []byte {
	start := len(dst)
	afterApostrophe := -1
	for _, r := range norm.NFKD.String(word) {
		switch {
		case isApostrophe(r):
			afterApostrophe = len(dst)
			continue
		case unicode.Is(unicode.Mn, r), r == utf8.RuneError:
			continue
		}
		r = unicode.ToLower(r)
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			dst = append(dst, byte(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			dst = append(dst, asciiFor(r)...)
		}
	}
	if afterApostrophe > start && len(dst) == afterApostrophe+1 && dst[afterApostrophe] == 's' {
		dst = dst[:afterApostrophe]
	}
	return dst
}

// asciiFor spells the Latin letters that Unicode does not decompose; other letters stay.
func asciiFor(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	}
	return string(r)
}

// isApostrophe holds for the marks that stand for a letter left out, or for the glottal
// stops of transliterated names (Jama’at, Daʿesh).
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '\u2018', '\u2019', '\u201b', '\u02bb', '\u02bc', '\u02bd', '\u02be', '\u02bf', '\u02b9', '`', '\u00b4', '\uff07':
		return true
	}
	return false
}

func isDecimalPoint(word string, i int) bool {
	return i > 0 && i+1 < len(word) && isDigit(word[i-1]) && isDigit(word[i+1])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// cutEnding turns "3rd" and "1980s" into their numbers. The word begins at start.
func cutEnding(dst []byte, start int) []byte {
	digits := start
	for digits < len(dst) && isDigit(dst[digits]) {
		digits++
	}
	if digits == start {
		return dst
	}
	switch string(dst[digits:]) {
	case "s", "st", "nd", "rd", "th":
		return dst[:digits]
	}
	return dst
}
