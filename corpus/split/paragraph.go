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
	number int  // of a numbered list item, else noNumber
	lines  int
}

// Lines are taken to be wrapped by hand at a width within these bounds, in characters, if at
// least half of those that another line follows are at most maxRagged shorter than that and
// stop in the middle of a sentence.
const (
	minWrapWidth = 40
	maxWrapWidth = 130
	maxRagged    = 16
	minWrapped   = 2 // lines
)

// findParagraphs groups the lines of a text. A newline ends a paragraph, as it does in text
// from web pages, unless the lines are wrapped by hand or one breaks off within a sentence:
// then only a blank line, a short line or a marker does.
func findParagraphs(text string) []paragraph {
	lines := findLines(text)
	width := wrapWidth(lines)
	var out []paragraph
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && !lines[end].after {
			end++
		}
		out = appendBlock(out, lines[start:end], width)
		start = end
	}
	return out
}

// appendBlock appends the paragraphs of lines that no blank line separates. Width is that at
// which they are wrapped; 0 if they are not.
func appendBlock(out []paragraph, lines []line, width int) []paragraph {
	for i, l := range lines {
		if i > 0 && l.continues(out[len(out)-1], lines[i-1], width) {
			last := &out[len(out)-1]
			last.span.End = l.span.End
			last.lines++
			continue
		}
		out = append(out, l.paragraph())
	}
	return out
}

// wrapWidth is the width at which the lines of a text are wrapped by hand, in characters; 0
// if they are not.
func wrapWidth(lines []line) int {
	width, followed := 0, 0
	for i := range len(lines) - 1 {
		if lines[i+1].after || lines[i].row || lines[i].heads > 0 {
			continue
		}
		followed++
		width = max(width, utf8.RuneCountInString(lines[i].text))
	}
	if width < minWrapWidth || width > maxWrapWidth {
		return 0
	}
	wrapped := 0
	for i := range len(lines) - 1 {
		if !lines[i+1].after && !endsStatement(lines[i].text) && utf8.RuneCountInString(lines[i].text) >= width-maxRagged {
			wrapped++
		}
	}
	if wrapped < minWrapped || 2*wrapped < followed {
		return 0
	}
	return width
}

// continues reports whether l goes on with p, whose last line is the one before it.
func (l line) continues(p paragraph, before line, width int) bool {
	if l.row || p.row || l.heads > 0 || before.heads > 0 {
		return false
	}
	if l.closes(before) {
		return true
	}
	if l.marker > 0 && (l.number == noNumber || l.number == 1 || l.number == p.number+1 || endsStatement(before.text)) {
		return false
	}
	return width > 0 && l.fills(before, width) || l.runsOn(before)
}

// closes reports whether what looks like the marker "3) " closes brackets that the line
// before opened.
func (l line) closes(before line) bool {
	return l.number != noNumber && l.text[l.marker-2] == ')' && l.text[0] != '(' &&
		strings.LastIndexByte(before.text, '(') > strings.LastIndexByte(before.text, ')')
}

// fills reports whether the first word of l would not have fitted on the line before it.
func (l line) fills(before line, width int) bool {
	word, _, _ := strings.Cut(l.text, " ")
	return utf8.RuneCountInString(before.text)+1+utf8.RuneCountInString(word) > width
}

// runsOn reports whether the line before l breaks off within a sentence: l goes on with
// words in lower case, or with the digits of a subscript, as in "CO" and "2".
func (l line) runsOn(before line) bool {
	if l.marker > 0 || endsStatement(before.text) {
		return false
	}
	last := before.text[strings.LastIndexByte(before.text, ' ')+1:]
	first, rest, _ := strings.Cut(l.text, " ")
	second, _, _ := strings.Cut(rest, " ")
	if isLowerWord(first) && isProse(second) {
		return isProse(last)
	}
	digits := len(first) - len(strings.TrimLeft(first, "0123456789"))
	return 0 < digits && digits <= 2 && !strings.HasPrefix(first[digits:], ".") &&
		(isProse(last) && utf8.RuneCountInString(last) <= 3 || strings.HasSuffix(last, ")"))
}

// isProse reports whether s is a word as running text has it: letters, and perhaps a comma
// or quotation mark.
func isProse(s string) bool {
	s = strings.TrimRight(strings.TrimLeft(s, "(“‘\"'"), ",)”’\"'.")
	return s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\''
	}) < 0
}

// paragraph is the paragraph that begins with l.
func (l line) paragraph() paragraph {
	p := paragraph{span: l.span, lines: 1, row: l.row, number: noNumber}
	switch {
	case l.row:
		p.kind = corpus.Item
		if inner := strings.Trim(l.text, "| "); inner != "" {
			p.span.Start += strings.Index(l.text, inner)
			p.span.End = p.span.Start + len(inner)
		}
	case l.heads > 0:
		p.kind = corpus.Heading
		p.span.Start += l.heads
	case l.marker > 0:
		p.kind = corpus.Item
		p.span.Start += l.marker
		p.number = l.number
	}
	p.marked = p.kind != corpus.Statement
	return p
}
