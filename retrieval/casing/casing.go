// Package casing gives a question that was typed without capitals those of its names. Who
// chats writes "why did the salt brigade burn eastport", and names are told from words by
// their capitals: the articles know which words have them.
package casing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus"
	"sitrep/retrieval/lexical"
)

// Articles is what casing is learnt from. Implementations need not be safe for concurrent use.
type Articles interface {
	// With returns some texts that hold all of the stems, anywhere; none if there are none.
	With(stems []string) []string
	// Known are the places of names in a question that are known from elsewhere, by their
	// capitals too.
	Known(text string) []corpus.Span
	// Ordinary reports whether a word in small letters is a common one, so that it is a name
	// only where the articles say so.
	Ordinary(word string) bool
}

// sure is the share of places in running text where a word has to stand with a capital to be
// a name. Some are left for misprints and the odd common use.
const sure = .9

// Restore writes those words of a question large that are names in the articles, as they stand
// there: "ttp" becomes "TTP", and those that are known as names. What no article has in running
// text is a name where it would be known as one with a capital, and else, unless the question
// begins with one, where it is no common word. A
// question that has names by its own capitals, is written in capitals throughout or has more
// words than questions have is returned as it is. It changes letters only in their case.
func Restore(text string, articles Articles) string {
	if named(text) || lexical.Shouted(text) {
		return text
	}
	units := unitsOf(text)
	if len(units) > mostUnits {
		return text
	}
	r := restorer{articles: articles, written: []byte(text)}
	known := articles.Known(text)
	for i := range units {
		r.single(&units[i])
		if u := &units[i]; !u.named && u.within(known) {
			r.write(u, u.large())
		}
	}
	for i := 1; i < len(units); i++ {
		if first, second := &units[i-1], &units[i]; !first.named || !second.named {
			r.pair(text, first, second)
		}
	}
	careful := Capitalised(text) // whoever wrote it may have meant all small letters
	for i := range units {
		if u := &units[i]; !u.seen && !u.named {
			r.unseen(u, text, careful)
		}
	}
	return string(r.written)
}

// named reports whether a question has capitals of its own, but for those that begin sentences.
func named(text string) bool {
	end, first := 0, true
	for i, t := range lexical.Analyse(text) {
		if t.Start >= end { // else it is a part of a hyphenated word
			first = i == 0 || strings.ContainsAny(text[end:t.Start], ".?!")
		}
		word := text[t.Start:t.End]
		if capitals := strings.IndexFunc(word, unicode.IsUpper) >= 0; capitals && word != "I" && (!first || acronym(word)) {
			return true
		}
		end = max(t.End, end)
	}
	return false
}

// acronym reports whether a word has two capitals or more and no small letter.
func acronym(word string) bool {
	upper := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			return false
		}
	}
	return upper > 1
}

// mostUnits is how many words with a meaning a question has at most.
const mostUnits = 50

// unit is a word of the question that may be a name or a part of one.
type unit struct {
	text       string
	start, end int
	stems      []string
	seen       bool // it stands in running text of the articles
	named      bool
}

// unitsOf are the words of a question that carry meaning, hyphenated ones whole.
func unitsOf(text string) []unit {
	var units []unit
	end := 0 // of the latest hyphenated word
	for _, t := range lexical.Analyse(text) {
		switch {
		case t.Start < end: // a part of a hyphenated word
			if last := &units[len(units)-1]; !t.Stop {
				last.stems = append(last.stems, t.Stem)
			}
		case t.Joined:
			units = append(units, newUnit(text, t))
			end = t.End
		case !t.Stop:
			u := newUnit(text, t)
			u.stems = []string{t.Stem}
			units = append(units, u)
		}
	}
	return units
}

func newUnit(text string, t lexical.Token) unit {
	word := text[t.Start:t.End]
	for _, possessive := range []string{"'s", "’s"} {
		if len(word) > len(possessive) {
			word = strings.TrimSuffix(word, possessive)
		}
	}
	return unit{text: word, start: t.Start, end: t.Start + len(word)}
}

func (u *unit) numbered() bool { return strings.ContainsAny(u.text, "0123456789") }

func (u *unit) within(spans []corpus.Span) bool {
	return slices.ContainsFunc(spans, func(s corpus.Span) bool { return s.Start <= u.start && u.end <= s.End })
}

type restorer struct {
	articles Articles
	written  []byte
}

// single decides about a word by itself.
func (r *restorer) single(u *unit) {
	if len(u.stems) == 0 {
		return
	}
	texts := r.articles.With(u.stems)
	seen := usageOf(u.text, texts, r.articles.Ordinary(u.text))
	u.seen = seen.total > 0
	if form, ok := seen.name(); ok {
		r.write(u, form)
		return
	}
	if !u.seen {
		u.seen = small(u.stems, texts)
	}
}

// unseen decides about a word that the articles do not have in running text.
func (r *restorer) unseen(u *unit, text string, careful bool) {
	if u.within(r.articles.Known(text[:u.start]+u.large()+text[u.end:])) ||
		!careful && !u.numbered() && !r.ordinary(u) {
		r.write(u, u.large())
	}
}

// ordinary reports whether a word that the articles say nothing of is no name: a common one, a
// form of one, a compound, a misprint, or one too short or too long to tell.
func (r *restorer) ordinary(u *unit) bool {
	const shortest, longest = 3, 10
	if len(u.text) < shortest || len(u.text) > longest || len(u.stems) != 1 {
		return true
	}
	is, stem := r.articles.Ordinary, u.stems[0]
	return is(u.text) || stem != u.text && (is(stem) || is(stem+"e")) || misprint(u.text, is)
}

// pair decides about two neighbours that are a name together, as "salt brigade" is.
func (r *restorer) pair(text string, first, second *unit) {
	if len(first.stems) == 0 || len(second.stems) == 0 || !joint(text[first.end:second.start]) {
		return
	}
	both := append(append([]string{}, first.stems...), second.stems...)
	form, ok := usageOf(text[first.start:second.end], r.articles.With(both), false).name()
	if !ok {
		return
	}
	r.write(first, form[:len(first.text)])
	r.write(second, form[len(form)-len(second.text):])
}

// joint reports whether what stands between two words can stand within a name.
func joint(between string) bool {
	switch strings.Join(strings.Fields(between), " ") {
	case "", "of", "of the", "de", "de la", "del", "al", "bin", "ibn":
		return strings.HasPrefix(between, " ")
	}
	return false
}

// write sets a form of a word, which has as many bytes as the word, in its place.
func (r *restorer) write(u *unit, form string) {
	if len(form) == len(u.text) {
		copy(r.written[u.start:u.end], form)
		u.named = true
	}
}

// large is a word as names are written: "Eastport", "APT28".
func (u *unit) large() string {
	if u.numbered() {
		return strings.ToUpper(u.text)
	}
	first, size := utf8.DecodeRuneInString(u.text)
	return string(unicode.ToUpper(first)) + u.text[size:]
}
