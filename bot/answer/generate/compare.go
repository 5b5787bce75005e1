package generate

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus/group"
	"sitrep/retrieval/lexical"
)

// Likeness is what a statement has in common with one sentence of evidence.
type Likeness struct {
	// Share is how much of the weight of the statement's words the evidence has too, in any
	// form and order, 0 to 1. Words that deny weigh nothing.
	Share float64
	// Named reports whether every name, number and date of the statement stands in the
	// evidence: a group by any of its names, a month as any day of it. A first word counts as
	// a name, for nobody can tell.
	Named bool
	// Opposed reports whether one of the two denies what the other does not.
	Opposed bool
}

// Compare sets a statement, which may be anybody's, beside evidence. weigh says how much a
// word or name means, 0 for one that means nothing. Its time is proportional to the product
// of the lengths.
func Compare(statement string, e Evidence, groups *group.Table, weigh func(text string) float64) Likeness {
	sorted := classes()
	written, source := tokenise(statement, e.Published, groups), tokenise(e.Text, e.Published, groups)
	like := Likeness{Named: true, Opposed: count(written, sorted, negating)%2 != count(source, sorted, negating)%2}
	stems := stemsOf(e.Text)
	var shared, all float64
	for _, t := range written {
		if sorted[t.form] == negating {
			continue
		}
		text := statement[t.start:t.end]
		weight := weigh(text)
		stood := stands(t, source) || t.kind == date && dateWithin(t, source) ||
			t.kind <= name && holds(stems, text) || t.kind == name && spelledOut(text, e.Text, source)
		if t.kind > word && (weight > 0 || !t.opens) {
			like.Named = like.Named && stood
		}
		all += weight
		if stood {
			shared += weight
		}
	}
	if all > 0 {
		like.Share = shared / all
	}
	return like
}

// stemsOf are the stems of a text's words.
func stemsOf(text string) map[string]bool {
	stems := map[string]bool{}
	for _, t := range lexical.Analyse(text) {
		stems[t.Stem] = true
	}
	return stems
}

// holds reports whether each word of a text, in any form, is among stems.
func holds(stems map[string]bool, text string) bool {
	tokens := lexical.Analyse(text)
	for _, t := range tokens {
		if !stems[t.Stem] {
			return false
		}
	}
	return len(tokens) > 0
}

// spelledOut reports whether capitals are the initials of names that follow each other in the
// evidence: "UN" of the "United Nations".
func spelledOut(capitals, text string, source []token) bool {
	if len(capitals) < 2 || strings.ToUpper(capitals) != capitals {
		return false
	}
	var initials strings.Builder
	for _, s := range source {
		initial, _ := utf8.DecodeRuneInString(text[s.start:s.end])
		if !unicode.IsUpper(initial) {
			initial = ' '
		}
		initials.WriteRune(initial)
	}
	return strings.Contains(initials.String(), capitals)
}

// stands reports whether a token has its like in a list.
func stands(t token, list []token) bool {
	for _, s := range list {
		if same(t, s) {
			return true
		}
	}
	return false
}

// dateWithin reports whether a list has a date that lies in the one of the token.
func dateWithin(t token, list []token) bool {
	first, last := days(t)
	for _, s := range list {
		if s.kind != date {
			continue
		}
		if from, to := days(s); first <= from && to <= last {
			return true
		}
	}
	return false
}

// days are the first and the last day of a date, as overlay numbers them.
func days(t token) (first, last int64) {
	if _, err := fmt.Sscanf(t.form, "@%d-%d", &first, &last); err != nil {
		panic("generate: a date's form is made in overlay: " + err.Error())
	}
	return first, last
}
