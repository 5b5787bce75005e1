package group

import (
	"cmp"
	"slices"
	"strings"
)

// Variant is a name to search for.
type Variant struct {
	Text string
	// Weight is what a match is worth beside a word of the question, which is worth 1:
	// greater than 0 and less than 1. A document that carries several variants of one
	// group should be credited with the best of them, not with their sum.
	Weight   float64
	Kind     Kind // how far the variant can be trusted to name the group
	Disputed bool // some sources deny that it names the group
}

// Expansion is a group that a question mentions and the names it has besides.
type Expansion struct {
	Group    ID
	Disputed bool      // only some sources take the question's name for this group's
	Variants []Variant // by descending weight; at most maxVariants
}

// maxVariants bounds the variants of one group, so that a group with sixty aliases costs a
// search no more than one with a few.
const maxVariants = 24

// The weights of variants. They are chosen so that a name of a group counts less than a
// word that the asker chose, and were not tuned on any collection.
const (
	redivided     = 0.9 // the name in the question, divided into words otherwise
	ownName       = 0.6 // the group's own name
	attestedTwice = 0.5 // an alias that two sources or more attest
	attestedOnce  = 0.4
	wordFactor    = 0.4 // for names that are ordinary words
	disputeFactor = 0.4 // for disputed names, and names of groups that are themselves disputed
)

// Expand gives, for each group that a question mentions, its other names, in the order in
// which the question first mentions them. Names that the question uses already are left
// out, unless their words are divided otherwise (APT 28, APT28); so are bare numbers and names
// of fewer than three letters, which would find anything. A group none of whose names remain is listed without variants.
func (t *Table) Expand(question string) []Expansion {
	var expansions []Expansion
	asked := map[string][]string{} // the ways in which a name is divided, by its letters
	mentions := t.Find(question)
	for _, m := range mentions {
		name := question[m.Span.Start:m.Span.End]
		asked[letters(name)] = append(asked[letters(name)], divided(name))
	}
	add := func(id ID, disputed bool) {
		known := func(e Expansion) bool { return e.Group == id }
		if i := slices.IndexFunc(expansions, known); i >= 0 {
			if !disputed && expansions[i].Disputed {
				expansions[i] = t.expansion(id, false, asked)
			}
			return
		}
		expansions = append(expansions, t.expansion(id, disputed, asked))
	}
	for _, m := range mentions {
		for _, id := range m.Groups {
			add(id, false)
		}
		for _, id := range m.Disputed {
			add(id, true)
		}
	}
	return expansions
}

// expansion is the names of one group but those that are asked, by letters and division.
func (t *Table) expansion(id ID, disputed bool, asked map[string][]string) Expansion {
	g := &t.groups[t.byID[id]]
	e := Expansion{Group: id, Disputed: disputed}
	byKey := map[string]int{}
	for i := range g.Aliases {
		a := &g.Aliases[i]
		key := letters(a.Name)
		if len(key) < 3 || isNumber(key) || slices.Contains(asked[key], divided(a.Name)) {
			continue
		}
		variant := Variant{Text: a.Name, Weight: weigh(a, i == 0), Kind: a.Kind, Disputed: a.Disputed}
		if asked[key] != nil {
			variant.Weight = max(variant.Weight, redivided)
		}
		if disputed {
			variant.Weight *= disputeFactor
		}
		if at, known := byKey[key]; known {
			if e.Variants[at].Weight < variant.Weight {
				e.Variants[at] = variant
			}
			continue
		}
		byKey[key] = len(e.Variants)
		e.Variants = append(e.Variants, variant)
	}
	slices.SortStableFunc(e.Variants, func(a, b Variant) int { return cmp.Compare(b.Weight, a.Weight) })
	e.Variants = e.Variants[:min(len(e.Variants), maxVariants)]
	return e
}

func weigh(a *Alias, own bool) float64 {
	weight := attestedOnce
	switch {
	case own:
		weight = ownName
	case len(a.Sources) > 1:
		weight = attestedTwice
	}
	if a.Kind == Word {
		weight *= wordFactor
	}
	if a.Disputed {
		weight *= disputeFactor
	}
	return weight
}

// letters is a name's key with transliterations left as they are: what counts as one word
// in a search.
func letters(name string) string {
	f := foldPlain(name)
	return string(f.letters)
}

// divided is a name's folded words, one space between them.
func divided(name string) string {
	f := foldPlain(name)
	words := make([]string, len(f.tokens))
	for i, tok := range f.tokens {
		words[i] = string(f.word(tok))
	}
	return strings.Join(words, " ")
}

func isNumber(key string) bool {
	return !slices.ContainsFunc([]byte(key), func(c byte) bool { return c < '0' || c > '9' })
}
