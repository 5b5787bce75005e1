package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus"
)

// findSentences cuts the running text in span at the ends of its sentences.
func findSentences(text string, span corpus.Span, caps bool) []corpus.Span {
	s := scanner{text: text[span.Start:span.End], caps: caps}
	s.matchBrackets()
	var out []corpus.Span
	for _, cut := range s.scan() {
		out = append(out, corpus.Span{Start: span.Start + cut.Start, End: span.Start + cut.End})
	}
	return out
}

// scanner finds the ends of sentences in one paragraph.
type scanner struct {
	text     string
	caps     bool
	brackets map[int]int // from an opening bracket to the closing one that ends it
	quoted   bool        // inside double quotation marks
	start    int         // of the sentence at hand
	said     bool        // the sentence at hand holds a letter or digit
	out      []corpus.Span
}

// maxBracket is how much text in brackets, in bytes, is kept in one sentence, however many
// full stops are in it.
const maxBracket = 400

// maxNote is the length in bytes up to which brackets behind a full stop are a note on the
// sentence before them.
const maxNote = 40

// matchBrackets finds the brackets whose content is kept whole.
func (s *scanner) matchBrackets() {
	if !strings.ContainsAny(s.text, "([") {
		return
	}
	s.brackets = map[int]int{}
	var open []int
	for i := range len(s.text) {
		switch s.text[i] {
		case '(', '[':
			open = append(open, i)
		case ')', ']':
			if len(open) == 0 {
				continue
			}
			start := open[len(open)-1]
			open = open[:len(open)-1]
			if i-start <= maxBracket {
				s.brackets[start] = i
			}
		}
	}
}

// scan returns the sentences in order. White space between them belongs to none.
func (s *scanner) scan() []corpus.Span {
	for i := 0; i < len(s.text); {
		r, width := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case isTerminator(r):
			i = s.passStop(i)
		case r == '(' || r == '[':
			i = s.passBracket(i)
		default:
			s.said = s.said || isWordRune(r)
			s.noteQuote(r, i, width)
			i += width
		}
	}
	return append(s.out, corpus.Span{Start: s.start, End: len(s.text)})
}

// endAt ends the sentence at hand at end; the next one begins at next.
func (s *scanner) endAt(end, next int) {
	s.out = append(s.out, corpus.Span{Start: s.start, End: end})
	s.start, s.said = next, false
}

// passStop ends the sentence at the run of terminators at i, if they do end it, and returns
// where to go on.
func (s *scanner) passStop(i int) int {
	end := s.terminatorEnd(i)
	closed, quote := s.closersEnd(end)
	next := s.skipSpace(closed)
	if next == len(s.text) {
		return next
	}
	boundary := s.isBoundary(stop{at: i, end: end, closed: closed, next: next, quote: quote})
	s.quoted = s.quoted && !quote
	if !boundary {
		return closed
	}
	s.endAt(closed, next)
	return next
}

// passBracket passes over the brackets that open at i, if they are short, and ends the
// sentence behind them if they hold it all. It returns where to go on.
func (s *scanner) passBracket(i int) int {
	closing, ok := s.brackets[i]
	if !ok {
		return i + 1
	}
	s.said = true
	end := closing + 1
	next := s.skipSpace(end)
	if next > end && next < len(s.text) && s.isAside(closing) && s.opensSentence(next) {
		s.endAt(end, next)
		return next
	}
	return end
}

// isAside reports whether the brackets that end at closing hold a sentence of their own: they
// are all there is of the sentence at hand, and end with a full stop inside.
func (s *scanner) isAside(closing int) bool {
	return s.brackets[s.start] == closing && endsStatement(s.text[s.start:closing])
}

// opensSentence reports whether the text at i begins like a sentence.
func (s *scanner) opensSentence(i int) bool {
	r := firstRune(s.text[s.skipOpeners(i):])
	return !unicode.IsLower(r)
}

// noteQuote follows double quotation marks in and out.
func (s *scanner) noteQuote(r rune, at, width int) {
	switch r {
	case '“', '„', '«':
		s.quoted = true
	case '”', '»':
		s.quoted = s.startsWord(at, width) && !s.quoted
	case '"':
		s.quoted = s.startsWord(at, width) || at+width < len(s.text) && !s.quoted && !s.followedBySpace(at+width)
	}
}

// startsWord reports whether a quotation mark at the given place stands where an opening one
// does: at the start or after a space.
func (s *scanner) startsWord(at, width int) bool {
	return (at == 0 || isSpace(s.text[at-1])) && at+width < len(s.text)
}

func (s *scanner) followedBySpace(at int) bool { return at >= len(s.text) || isSpace(s.text[at]) }

func isTerminator(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।':
		return true
	}
	return false
}

// terminatorEnd is the end of the run of terminators at i; ". . ." is one run.
func (s *scanner) terminatorEnd(i int) int {
	for i < len(s.text) {
		r, width := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case isTerminator(r):
			i += width
		case strings.HasPrefix(s.text[i:], " .") && !strings.HasPrefix(s.text[i:], " .NET") && !s.wordAt(i+2):
			i += 2
		default:
			return i
		}
	}
	return i
}

func (s *scanner) wordAt(i int) bool { return i < len(s.text) && isWordRune(firstRune(s.text[i:])) }

// closersEnd is the end of the quotation marks, brackets and note numbers after a full stop,
// and whether a double quotation mark is among them.
func (s *scanner) closersEnd(i int) (end int, quote bool) {
	for i < len(s.text) {
		r, width := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case r == '”' || r == '»' || r == '"' && (s.quoted || s.followedBySpace(i+width)):
			quote = true
		case strings.HasPrefix(s.text[i:], "''"):
			quote = true
			width = 2
		case r == '’' || r == ')' || r == ']' || r == '}':
		case r == '\'' && s.followedBySpace(i+width):
		case r == '[' && s.isNote(i):
			width = s.brackets[i] + 1 - i
		case r == ' ' && s.quoted && !quote && s.isLooseCloser(i+1):
			quote = true
			_, mark := utf8.DecodeRuneInString(s.text[i+1:])
			width += mark
		default:
			return i, quote
		}
		i += width
	}
	return i, quote
}

// isLooseCloser reports whether a closing quotation mark stands alone between spaces at i.
func (s *scanner) isLooseCloser(i int) bool {
	r, width := utf8.DecodeRuneInString(s.text[i:])
	return (r == '”' || r == '"') && s.followedBySpace(i+width)
}

// isNote reports whether the brackets that open at i, right behind a full stop, hold a note
// on what comes before: "[5]", "[citation needed]".
func (s *scanner) isNote(i int) bool {
	closing, ok := s.brackets[i]
	return ok && closing-i <= maxNote && s.followedBySpace(closing+1)
}

func (s *scanner) skipSpace(i int) int {
	for i < len(s.text) && isSpace(s.text[i]) {
		i++
	}
	return i
}

// skipOpeners skips opening marks, and spaces and dashes between them, up to a word.
func (s *scanner) skipOpeners(i int) int {
	for i < len(s.text) {
		r, width := utf8.DecodeRuneInString(s.text[i:])
		if !isOpener(r) && r != ' ' && r != '\n' && r != '-' && r != '–' && r != '—' && r != '…' {
			return i
		}
		i += width
	}
	return i
}

// maxWord is the length in bytes up to which a word around a full stop is looked at.
const maxWord = 64

// word is the word at i, apostrophes included, or its first maxWord bytes.
func (s *scanner) word(i int) string {
	rest := s.text[i:min(len(s.text), i+maxWord)]
	end := strings.IndexFunc(rest, func(r rune) bool { return !isWordRune(r) && r != '’' && r != '\'' })
	if end < 0 {
		return rest
	}
	return strings.TrimRight(rest[:end], "’'")
}

// tokenBefore is the run of characters before i up to white space or an opening mark, or
// its last maxWord bytes.
func (s *scanner) tokenBefore(i int) string {
	before := s.text[max(s.start, i-maxWord):i]
	if space := strings.LastIndexAny(before, " \n([\""); space >= 0 {
		before = before[space+1:]
	}
	return strings.TrimLeftFunc(before, isOpener)
}
