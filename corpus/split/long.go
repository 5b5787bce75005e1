package split

import (
	"strings"
	"unicode/utf8"

	"sitrep/corpus"
)

// A sentence above either bound is cut, so that quotes and passages stay readable.
const (
	maxSentenceWords = 120
	maxSentenceBytes = 1600
)

// appendBounded appends span, cut where it can be cut best if it is too long.
func appendBounded(out []corpus.Span, text string, span corpus.Span) []corpus.Span {
	for {
		span = trim(text, span)
		if span.Len() <= maxSentenceBytes && countWords(text[span.Start:span.End]) <= maxSentenceWords {
			return append(out, span)
		}
		cut := span.Start + clauseEnd(text[span.Start:span.End])
		out = append(out, corpus.Span{Start: span.Start, End: cut})
		span.Start = cut
	}
}

// clauseEnd is where to cut s, which is too long: after the last semicolon within bounds,
// else the last dash, colon or comma before a conjunction, comma, space, or character.
func clauseEnd(s string) int {
	limit := boundedPrefix(s)
	head := s[:limit]
	least := limit / 4
	for _, marks := range [][]string{
		{"; ", ";\n"},
		{" -- ", " — ", " – ", ": "},
		{", and ", ", but ", ", while ", ", which ", ", AND ", ", BUT ", ", WHILE ", ", WHICH "},
		{", "},
		{" ", "\n"},
	} {
		best := -1
		for _, mark := range marks {
			if at := strings.LastIndex(head, mark); at > best {
				best = at + len(mark) - len(strings.TrimLeft(mark, ";:,-—– "))
				if strings.HasPrefix(mark, ", ") {
					best = at + 1
				}
			}
		}
		if best > least && best < len(s) {
			return best
		}
	}
	return limit
}

// boundedPrefix is the length of the longest prefix of s within the bounds of a sentence
// that ends at a character boundary; it is never 0.
func boundedPrefix(s string) int {
	words, inWord := 0, false
	for i, r := range s {
		if i > 0 && i+utf8.RuneLen(r) > maxSentenceBytes {
			return i
		}
		switch {
		case r < utf8.RuneSelf && isSpace(byte(r)):
			inWord = false
			continue
		case isIdeograph(r):
			words++
			inWord = false
		case !inWord && isWordRune(r):
			words++
			inWord = true
		}
		if words > maxSentenceWords {
			return i
		}
	}
	return len(s)
}
