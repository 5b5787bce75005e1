package split

import (
	"strings"
	"unicode/utf8"

	"sitrep/corpus"
)

// line is one line of text that is not blank.
type line struct {
	text   string      // without white space at the ends
	span   corpus.Span // of text
	marker int         // bytes of list marker at the start, the spaces after it included
	number int         // of a numbered list item, else noNumber
	heads  int         // bytes of "## " at the start
	row    bool        // a table row
	after  bool        // a blank line comes before it
}

// noNumber is the number of a line that is no numbered list item.
const noNumber = -1

// findLines lists the lines of a text that are not blank.
func findLines(text string) []line {
	var lines []line
	after := false
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		span := trim(text, corpus.Span{Start: at, End: end})
		at = end + 1
		if span.Len() == 0 {
			after = true
			continue
		}
		l := line{text: text[span.Start:span.End], span: span, after: after}
		l.readMarkers()
		lines = append(lines, l)
		after = false
	}
	return lines
}

// readMarkers finds out what the line begins with.
func (l *line) readMarkers() {
	l.row = l.text[0] == '|' && strings.Contains(l.text[1:], "|")
	hashes := len(l.text) - len(strings.TrimLeft(l.text, "#"))
	if 0 < hashes && hashes <= 6 && strings.HasPrefix(l.text[hashes:], " ") {
		l.heads = hashes + 1
	}
	l.marker, l.number = listMarker(l.text)
}

// listMarker measures the list marker that s begins with: a bullet, or a number of up to
// three digits with a full stop or in brackets, and the spaces after it.
func listMarker(s string) (size, number int) {
	r, width := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("-*+•‣▪■●○◦·–—►", r) {
		return markerEnd(s, width), noNumber
	}
	at := 0
	if s[0] == '(' {
		at = 1
	}
	first := at
	for at < len(s) && at-first < 3 && isDigit(s[at]) {
		number = 10*number + int(s[at]-'0')
		at++
	}
	if at == first || at == len(s) || s[at] != ')' && (s[at] != '.' || first > 0) {
		return 0, noNumber
	}
	if size = markerEnd(s, at+1); size == 0 {
		return 0, noNumber
	}
	return size, number
}

// markerEnd is at with the spaces after it; 0 where none follows, or nothing else does.
func markerEnd(s string, at int) int {
	rest := strings.TrimLeft(s[at:], " ")
	if rest == "" || len(rest) == len(s)-at {
		return 0
	}
	return len(s) - len(rest)
}
