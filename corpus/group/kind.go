package group

import (
	"fmt"
	"strings"
)

// Kind says what a name needs to count as a mention of a group.
type Kind uint8

// The kinds of name, from the plainest to the one that needs most.
const (
	// Unclassified lets the table decide by the look of the name.
	Unclassified Kind = iota
	// Distinct counts in any case: "Sofacy", "APT28", "Tehrik-e-Taliban".
	Distinct
	// Phrase is made of several ordinary words, "Fancy Bear": where a text uses capitals,
	// so must the mention.
	Phrase
	// Acronym is a few capitals, "FMLN", or mixed, "AbcD": it counts as the source writes
	// it or in capitals, and in other cases with the help of the context.
	Acronym
	// Initials are three letters, "TTP", "LeT", that mean something else in other fields:
	// an article must name the group in full as well.
	Initials
	// Word is an ordinary word, a number, two letters, or a phrase that says nothing of
	// its own: "Play", "764", "AI", "the Base". It needs capitals and a context.
	Word
)

var kindNames = [...]string{"", "distinct", "phrase", "acronym", "initials", "word"}

// String is the kind's name in lower case; empty for Unclassified.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// ParseKind reads what [Kind.String] prints.
func ParseKind(s string) (Kind, error) {
	for k, name := range kindNames {
		if strings.EqualFold(s, name) {
			return Kind(k), nil
		}
	}
	return Unclassified, fmt.Errorf("kind %q is none of %s", s, strings.Join(kindNames[1:], ", "))
}

// KindOf judges a name by its look.
func KindOf(name string) Kind { return kindOf(fold(name)) }

func kindOf(f *folded) Kind {
	tokens := withoutArticle(f)
	switch {
	case hasArticle(f) && len(f.tokens) == 2:
		return Word // any word may follow "the"
	case len(tokens) == 1:
		return kindOfWord(f, tokens[0])
	}
	ordinary, generic, numbers := true, true, false
	for _, tok := range tokens {
		word := f.word(tok)
		isNumber := tok.shape == hasDigit
		numbers = numbers || isNumber
		ordinary = ordinary && (isNumber || isOrdinary(word) || genericWords[string(word)])
		generic = generic && (isNumber || genericWords[string(word)])
	}
	switch {
	case generic, ordinary && numbers && len(tokens) == 2:
		return Word
	case ordinary:
		return Phrase
	}
	return Distinct
}

// maxAcronym is the number of letters up to which a word in capitals is an acronym, and
// maxInitials that up to which it is initials.
const (
	maxAcronym  = 6
	maxInitials = 3
)

func kindOfWord(f *folded, tok token) Kind {
	word := f.word(tok)
	switch {
	case tok.shape&hasDigit != 0 && tok.shape&(hasUpper|hasLower) != 0:
		return Distinct
	case tok.shape == hasDigit, len(word) < maxInitials:
		return Word
	case tok.shape.shouted() && len(word) <= maxAcronym || looksMixed(f.text[tok.span.Start:tok.span.End]):
		if len(word) <= maxInitials {
			return Initials
		}
		return Acronym
	case isOrdinary(word):
		return Word
	}
	return Distinct
}

// looksMixed reports whether a short word mixes cases as LeT, JeM and TdA do.
func looksMixed(word string) bool {
	if len(word) > 5 {
		return false
	}
	upper := 0
	for _, r := range word {
		if 'A' <= r && r <= 'Z' {
			upper++
		}
	}
	return upper > 1 && upper < len(word)
}
