package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus"
)

// maxSentenceWords is the length above which a sentence is cut, so that quotes and passages
// stay readable.
const maxSentenceWords = 120

// appendBounded appends span, cut where it can be cut best if it is too long.
func appendBounded(out []corpus.Span, text string, span corpus.Span) []corpus.Span {
	for {
		span = trim(text, span)
		s := text[span.Start:span.End]
		limit := prefixOfWords(s, maxSentenceWords)
		if limit == len(s) {
			return append(out, span)
		}
		cut := span.Start + clauseEnd(s[:limit])
		out = append(out, trim(text, corpus.Span{Start: span.Start, End: cut}))
		span.Start = cut
	}
}

// clauseEnd is where to cut a sentence that goes on after s: behind the last semicolon
// outside brackets, else the last dash or colon, comma before a conjunction, comma, space,
// in the last three quarters of s; else at its end.
func clauseEnd(s string) int {
	var best [noMark]int
	depth := 0
	for i, r := range s {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(depth-1, 0)
		}
		mark := clauseMark(r, s[i:])
		if mark == noMark || depth > 0 && mark != space {
			continue
		}
		best[mark] = i + utf8.RuneLen(r)
	}
	for _, at := range best {
		if at > len(s)/4 {
			return at
		}
	}
	return len(s)
}

// The marks at which a long sentence may be cut, the best first.
const (
	semicolon = iota
	dashOrColon
	commaBeforeConjunction
	comma
	space
	noMark // also the number of marks
)

// clauseMark tells what mark r, the first character of s, is.
func clauseMark(r rune, s string) int {
	switch r {
	case ' ', '\n':
		return space
	case ';', ',', ':', '—', '–':
	default:
		return noMark
	}
	rest := s[utf8.RuneLen(r):]
	switch {
	case !unicode.IsSpace(firstRune(rest)):
		return noMark
	case r == ';':
		return semicolon
	case r != ',':
		return dashOrColon
	}
	word, _, _ := strings.Cut(rest[1:], " ")
	switch strings.ToLower(word) {
	case "and", "but", "while", "which", "or", "who", "where":
		return commaBeforeConjunction
	}
	return comma
}
