package attribution

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// doubled sets double quotation marks where a sentence has single ones or guillemets, so
// that the rest of the package knows one kind. It keeps every byte's place. Open says that
// a quotation in such marks goes on from the sentence before.
func doubled(s string, open bool) string {
	s = guillemets.Replace(s)
	if !strings.ContainsAny(s, "‘’'") {
		return s
	}
	b := []byte(s)
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRuneInString(s[i:])
		switch {
		case !open && opensSingle(s, i, r, width):
			if close, found := closingSingle(s, i+width, r); found || strings.TrimSpace(s[:i]) == "" || strings.HasSuffix(strings.TrimSpace(s[:i]), ":") {
				setDouble(b, i, r, true)
				open = !found
				if found {
					setDouble(b, close, r, false)
					i = close
					_, width = utf8.DecodeRuneInString(s[i:])
				}
			}
		case open && (r == '’' || r == '\'') && closesHere(s, i, width):
			setDouble(b, i, r, false)
			open = false
		}
		i += width
	}
	return string(b)
}

// guillemets are as many bytes as a straight mark and a space.
var guillemets = strings.NewReplacer("«", ` "`, "»", `" `)

// setDouble overwrites a single mark by the double one of the same length.
func setDouble(b []byte, at int, single rune, opening bool) {
	switch {
	case single == '\'':
		b[at] = '"'
	case opening:
		copy(b[at:], "“")
	default:
		copy(b[at:], "”")
	}
}

// opensSingle reports whether the mark at i opens a quotation: nothing, a space or a colon
// before it and a letter behind; a straight one only at the start or behind a colon or comma.
func opensSingle(s string, i int, r rune, width int) bool {
	if r != '‘' && r != '\'' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[i+width:])
	before := strings.TrimRight(s[:i], " ")
	if !unicode.IsLetter(next) || len(before) == i && i > 0 && s[i-1] != '(' {
		return false
	}
	return r == '‘' || before == "" || strings.HasSuffix(before, ":") || strings.HasSuffix(before, ",")
}

// closingSingle finds the mark that closes a quotation: the first behind punctuation, or
// else the last that ends a word.
func closingSingle(s string, from int, opened rune) (at int, found bool) {
	mark := '’'
	if opened == '\'' {
		mark = '\''
	}
	for i, r := range s[from:] {
		if r != mark || !closesHere(s, from+i, utf8.RuneLen(r)) {
			continue
		}
		at, found = from+i, true
		if strings.ContainsRune(",.?!", rune(s[at-1])) {
			return at, true
		}
	}
	return at, found
}

// closesHere reports whether no letter follows the mark at i.
func closesHere(s string, i, width int) bool {
	next, _ := utf8.DecodeRuneInString(s[i+width:])
	return !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

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

// quotedWords finds a quotation of two words at least: a single one may be a title or doubt.
var quotedWords = regexp.MustCompile(`[“"”]\s*[^“”"\s]+\s+[^“”"\s]`)

// wholeQuotation reports whether a sentence is quotation from its first character to its
// last.
func wholeQuotation(sentence string) bool {
	s := strings.TrimRightFunc(strings.TrimSpace(sentence), unicode.IsPunct)
	trimmed := strings.TrimSpace(sentence)
	return strings.HasPrefix(trimmed, "“") && !strings.Contains(s, "”") ||
		strings.HasPrefix(trimmed, `"`) && strings.Count(s, `"`) == 1
}
