package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus"
)

// trim is span without white space at either end.
func trim(text string, span corpus.Span) corpus.Span {
	s := text[span.Start:span.End]
	left := strings.TrimLeftFunc(s, unicode.IsSpace)
	start := span.Start + len(s) - len(left)
	return corpus.Span{Start: start, End: start + len(strings.TrimRightFunc(left, unicode.IsSpace))}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isWordRune reports whether r is part of a word: a letter, a digit or a mark on one.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isOpener reports whether r can stand before the first word of a sentence.
func isOpener(r rune) bool { return strings.ContainsRune("“”\"‘'([{«»„‹¿¡*_", r) }

// isIdeograph reports whether r is of a script that is written without spaces, where one
// character is about one word.
func isIdeograph(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// mostlyCapitals reports whether a text is written in capitals throughout, as wire copy is.
func mostlyCapitals(text string) bool {
	upper, lower := 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case 'A' <= c && c <= 'Z':
			upper++
		case 'a' <= c && c <= 'z':
			lower++
		}
	}
	return upper > 4*lower
}

// lastRune and firstRune are utf8.RuneError for the empty string.
func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// endsStatement reports whether s ends with a mark that ends a sentence, with any quotation
// marks and brackets after it.
func endsStatement(s string) bool {
	s = trimClosers(s)
	return s != "" && strings.ContainsRune(".!?…。！？؟۔।", lastRune(s))
}

// trimClosers is s without quotation marks, brackets and emphasis at its end.
func trimClosers(s string) string {
	return strings.TrimRight(s, "”’\"')]}»*_ ")
}
