package retrieval

import (
	"iter"
	"slices"
	"time"

	"sitrep/retrieval/dates"
	"sitrep/retrieval/language"
	"sitrep/retrieval/lexical"
)

// question is a query's text, read for one index.
type question struct {
	text   string
	tokens []lexical.Token
	terms  lexical.Terms
	// slots number the terms that the index knows, from 1, in the order of the question.
	slots map[lexical.TermID]uint8
	// weights are those of all terms by rarity, by slot; total also counts what the index
	// does not know.
	weights [maxSlots + 1]float64
	total   float64
	// pairs are words that follow each other in the question, by their terms, weighted by
	// rarity; pairTotal also counts pairs with a word that the index does not know.
	pairs     map[[2]lexical.TermID]float64
	pairTotal float64
	days      []dates.Range // that the question names, no longer than a month

	window *dates.Range // that the question confines itself to, or nil

	latest bool // the newest of what there is is asked for

	named map[int]bool // publishers that the question names, by number
}

// maxSlots is how many terms of a question are looked at for how near they stand to each
// other: one bit of a word each.
const maxSlots = 64

// outletWeight is what the words of a publisher's name count. They tell who wrote about
// something, and by that alone are matched already; but they may be the subject.
const outletWeight = .5

func readQuestion(text string, now time.Time, ix *lexical.Index, publishers *publishers) *question {
	asked := language.Detect(text)
	read := asked
	if !slices.Contains(ix.Languages(), read) {
		read = language.English // of which at least the names are found
	}
	q := &question{
		text:   text,
		tokens: lexical.AnalyseIn(read, text),
		terms:  lexical.TermsIn(asked, text, ix.Languages()),
		slots:  map[lexical.TermID]uint8{},
		pairs:  map[[2]lexical.TermID]float64{},
	}
	if q.latest = asksLatest(text, q.tokens); q.latest {
		q.terms = slices.DeleteFunc(q.terms, saysLatest) // it says when, not what
	}
	named, nameWords := publishers.namedIn(text, q.tokens)
	q.named = named
	for i := range q.terms {
		if nameWords[q.terms[i].Stem] {
			q.terms[i].Weight *= outletWeight
		}
	}
	for _, word := range q.terms {
		weight := word.Weight * ix.IDF(word.Stem)
		q.total += weight
		if term, known := ix.Term(word.Stem); known && len(q.slots) < maxSlots {
			q.slots[term] = uint8(len(q.slots) + 1)
			q.weights[len(q.slots)] = weight
		}
	}
	q.readPairs(ix)
	if window, confined := dates.Window(text, now); confined {
		q.window = &window
	} else {
		q.days = shortDates(dates.Find(text, time.Time{}))
	}
	return q
}

// readPairs collects the words that follow each other.
func (q *question) readPairs(ix *lexical.Index) {
	for first, second := range neighbours(q.tokens) {
		weight := pairWeight(first, second, ix)
		q.pairTotal += weight
		a, known := ix.Term(first.Stem)
		b, alsoKnown := ix.Term(second.Stem)
		if known && alsoKnown {
			q.pairs[[2]lexical.TermID{a, b}] = weight
		}
	}
}

// neighbours are the words between which nothing stands, function words included.
func neighbours(tokens []lexical.Token) iter.Seq2[lexical.Token, lexical.Token] {
	return func(yield func(lexical.Token, lexical.Token) bool) {
		before := -1
		for i, token := range tokens {
			switch {
			case token.Joined:
				continue
			case token.Stop:
				before = -1
				continue
			}
			if before >= 0 && !yield(tokens[before], token) {
				return
			}
			before = i
		}
	}
}

func pairWeight(first, second lexical.Token, ix *lexical.Index) float64 {
	return (ix.IDF(first.Stem) + ix.IDF(second.Stem)) / 2
}
