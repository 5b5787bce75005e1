package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus"
)

// paragraph is a block of text: a paragraph in the usual sense, a heading, one list item or
// one table row. Its span has no white space at the ends, and no list or heading marker.
type paragraph struct {
	span   corpus.Span
	kind   corpus.SentenceKind
	marked bool // the text marks it as what kind says it is ("# ", "- ")
	row    bool // a table row
	lines  int
}

// line is one line of text that is not blank.
type line struct {
	span   corpus.Span // without white space at the ends
	marker int         // bytes of list marker at the start, the spaces after it included
	number int         // of a numbered item; -1 for none
	heads  int         // bytes of "## " at the start
	row    bool
	after  bool // a blank line comes before it
}

// Lines are taken to be wrapped by hand at a width within these bounds, in characters.
const (
	minWrapWidth = 40
	maxWrapWidth = 130
)

// findParagraphs groups the lines of a text. A newline ends a paragraph, as it does in text
// from web pages, unless the lines are wrapped by hand: then only a blank line, a short line
// or a marker does.
func findParagraphs(text string) []paragraph {
	lines := findLines(text)
	var out []paragraph
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && !lines[end].after {
			end++
		}
		out = appendBlock(out, text, lines[start:end])
		start = end
	}
	return out
}

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
		l := line{span: span, number: -1, after: after}
		l.readMarkers(text[span.Start:span.End])
		lines = append(lines, l)
		after = false
	}
	return lines
}

// readMarkers finds what s, a line, begins with.
func (l *line) readMarkers(s string) {
	l.row = len(s) > 1 && s[0] == '|' && strings.Contains(s[1:], "|")
	if hashes := len(s) - len(strings.TrimLeft(s, "#")); 0 < hashes && hashes <= 6 && strings.HasPrefix(s[hashes:], " ") {
		l.heads = hashes + 1
	}
	l.marker, l.number = listMarker(s)
}

// listMarker measures the list marker that s begins with: a bullet, or a number of up to
// three digits with a full stop or in brackets, and the spaces after it.
func listMarker(s string) (size, number int) {
	r, width := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("-*+•‣▪■●○◦·–—►", r) {
		if rest := s[width:]; strings.HasPrefix(rest, " ") {
			return markerEnd(s, width), -1
		}
		return 0, -1
	}
	at := 0
	if s[0] == '(' {
		at = 1
	}
	number = 0
	first := at
	for at < len(s) && at-first < 3 && isDigit(s[at]) {
		number = 10*number + int(s[at]-'0')
		at++
	}
	if at == first || at+1 >= len(s) || s[at+1] != ' ' || s[at] != ')' && (s[at] != '.' || s[0] == '(') {
		return 0, -1
	}
	return markerEnd(s, at+1), number
}

// markerEnd is at with the spaces after it; a marker with nothing behind it is none.
func markerEnd(s string, at int) int {
	rest := strings.TrimLeft(s[at:], " ")
	if rest == "" {
		return 0
	}
	return len(s) - len(rest)
}

// appendBlock appends the paragraphs of lines that no blank line separates.
func appendBlock(out []paragraph, text string, lines []line) []paragraph {
	width := wrapWidth(text, lines)
	for i, l := range lines {
		if i > 0 && width > 0 && l.continues(text, lines[i-1], width) {
			last := &out[len(out)-1]
			last.span.End = l.span.End
			last.lines++
			continue
		}
		out = append(out, l.paragraph(text))
	}
	return out
}

// wrapWidth is the width at which lines are wrapped by hand, in characters; 0 if they are
// not.
func wrapWidth(text string, lines []line) int {
	if len(lines) < 2 {
		return 0
	}
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(text[l.span.Start:l.span.End]))
		if width > maxWrapWidth {
			return 0
		}
	}
	if width < minWrapWidth {
		return 0
	}
	return width
}

// continues reports whether l goes on with the paragraph of the line before it: it begins in
// lower case, or its first word would not have fitted on that line.
func (l line) continues(text string, before line, width int) bool {
	if l.row || before.row || l.heads > 0 || before.heads > 0 {
		return false
	}
	s := text[l.span.Start:l.span.End]
	earlier := text[before.span.Start:before.span.End]
	if l.marker > 0 && (l.number < 0 || l.number == 1 || l.number == before.number+1 || endsStatement(earlier)) {
		return false
	}
	if unicode.IsLower(firstRune(s)) {
		return !endsStatement(earlier) || utf8.RuneCountInString(earlier) > width/2
	}
	word, _, _ := strings.Cut(s, " ")
	return utf8.RuneCountInString(earlier)+1+utf8.RuneCountInString(word) > width
}

// paragraph is the paragraph that begins with l.
func (l line) paragraph(text string) paragraph {
	p := paragraph{span: l.span, lines: 1, row: l.row}
	switch {
	case l.row:
		p.kind = corpus.Item
		s := text[l.span.Start:l.span.End]
		inner := strings.Trim(s, "| ")
		if inner != "" {
			p.span.Start += strings.Index(s, inner)
			p.span.End = p.span.Start + len(inner)
		}
	case l.heads > 0:
		p.kind = corpus.Heading
		p.span.Start += l.heads
	case l.marker > 0:
		p.kind = corpus.Item
		p.span.Start += l.marker
	}
	p.marked = p.kind != corpus.Statement
	p.span = trim(text, p.span)
	return p
}
