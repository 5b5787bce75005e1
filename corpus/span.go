package corpus

import (
	"fmt"
	"unicode/utf8"
)

// Span is the half-open byte range [Start, End) of a document's text, 0 <= Start <= End.
// The zero value is the empty span at the start of the text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether other lies wholly inside s.
func (s Span) Contains(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(other Span) bool { return s.Start < other.End && other.Start < s.End }

// Cut returns text[Start:End]. It fails if the span does not lie inside text, or if either
// end falls inside a UTF-8 sequence.
func (s Span) Cut(text string) (string, error) {
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		return "", fmt.Errorf("span [%d, %d) does not lie in a text of %d bytes", s.Start, s.End, len(text))
	}
	if !atRuneBoundary(text, s.Start) || !atRuneBoundary(text, s.End) {
		return "", fmt.Errorf("span [%d, %d) cuts a character", s.Start, s.End)
	}
	return text[s.Start:s.End], nil
}

func atRuneBoundary(text string, at int) bool {
	return at == len(text) || utf8.RuneStart(text[at])
}
