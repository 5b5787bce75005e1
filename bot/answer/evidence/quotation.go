package evidence

import (
	"unicode"
	"unicode/utf8"

	"sitrep/corpus"
)

// longestWhole is how many bytes a quote may have after it was widened to a whole quotation.
const longestWhole = 700

// wholeQuotations widens a span of whole sentences, the first of which is sentence i, to those
// beside it in its paragraph without which it would show an opening quotation mark and not the
// closing one, or the reverse. It returns the span as it is where that would be too long, and
// where the article itself leaves a mark out. A sentence from the middle of a speech shows
// neither mark and stays by itself.
func (a *article) wholeQuotations(i int, span corpus.Span) corpus.Span {
	text := a.Document.Text
	whole := span
	inside := a.beginsInside(i)
	if closes := inside && closesFirst(text[span.Start:span.End]); closes {
		for inside {
			i--
			inside = a.beginsInside(i)
		}
		whole.Start = a.sentences[i].Span.Start
	} else if inside {
		return span
	}
	if quoting(text[whole.Start:whole.End], false) {
		last := a.lastOf(whole.End)
		for next := last + 1; ; next++ {
			if next >= len(a.sentences) || a.sentences[next].Paragraph != a.sentences[last].Paragraph {
				return span
			}
			whole.End = a.sentences[next].Span.End
			if !quoting(text[whole.Start:whole.End], false) {
				break
			}
		}
	}
	if whole.Len() > longestWhole {
		return span
	}
	return whole
}

// lastOf is the sentence that ends at a place.
func (a *article) lastOf(end int) int {
	for i := range a.sentences {
		if a.sentences[i].Span.End >= end {
			return i
		}
	}
	return len(a.sentences) - 1
}

// beginsInside reports whether sentence i begins inside a quotation that its paragraph opened
// before.
func (a *article) beginsInside(i int) bool {
	first := i
	for first > 0 && a.sentences[first-1].Paragraph == a.sentences[i].Paragraph {
		first--
	}
	return first < i && quoting(a.Document.Text[a.sentences[first].Span.Start:a.sentences[i].Span.Start], false)
}

// quoting reports whether a quotation is open behind a text, where one is open before it or
// not.
func quoting(text string, open bool) bool {
	marks(text, open, func(now bool) bool { open = now; return true })
	return open
}

// closesFirst reports whether the first double quotation mark of a text that begins inside a
// quotation closes it.
func closesFirst(text string) bool {
	closes := false
	marks(text, true, func(now bool) bool { closes = !now; return false })
	return closes
}

// marks calls yield at each double quotation mark of a text with whether a quotation is open
// behind it, until yield returns false. A closing mark before a word opens one if none is open:
// so badly set ones stand.
func marks(text string, open bool, yield func(open bool) bool) {
	before := ' '
	for i := 0; i < len(text); {
		r, width := utf8.DecodeRuneInString(text[i:])
		i += width
		next, _ := utf8.DecodeRuneInString(text[i:])
		leads := unicode.IsSpace(before) || before == '(' || before == '[' || before == '—'
		mark := true
		switch r {
		case '„', '«':
			open = true
		case '“':
			open = leads || !open
		case '”', '»':
			open = !open && leads && i < len(text)
		case '"':
			open = !open && (leads || !unicode.IsSpace(next))
		default:
			mark = false
		}
		if mark && !yield(open) {
			return
		}
		before = r
	}
}
