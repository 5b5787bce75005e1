// Package question reads a question: what kind of thing it asks for, the words an answer
// has to meet, and the names, numbers, dates, outlets and speakers in it. It reads by
// rules over the question's own words and knows nothing of any corpus.
package question

import (
	"strings"

	"sitrep/retrieval/lexical"
)

// Question is what was asked, taken apart. It is not changed after [Parse] and may be
// read by many goroutines.
type Question struct {
	Text    string
	Kind    Kind
	Plural  bool     // asks for several: "which groups", "list the weapons"
	Focus   []Term   // the noun phrase asked for, its head last: "what KIND of COMMITTEE"
	Terms   []Term   // content words in the order of the question, each stem once
	Pairs   [][2]int // neighbours in Terms that also stood next to each other in Text
	Names   []string // capitalised runs, as written: "Doha Agreement"
	Quoted  []string // what stood between quotation marks
	Numbers []string // digits as written, without those that are part of a date
	Dates   []Range  // days, months and years it names, in order
	Outlets []string // publishers it names as such: "the Daily Herald article", "according to X"
	Speaker string   // for Said: whose words are wanted, as written
	Topic   []Term   // for Said: what they should be about; may be empty
}

// Term is one content word of a question.
type Term struct {
	Word string // as written
	Stem string
	Role Role
}

// Role tells what part a term plays in its question.
type Role uint8

// The roles. Plain is a common word, Name part of a capitalised run, Number digits or a
// part of a date, Asked part of the noun phrase that is asked for, Source part of an
// outlet's name.
const (
	Plain Role = iota
	Name
	Number
	Asked
	Source
)

// Parse reads a question. It never fails: a text without a question word is [Open].
func Parse(text string) Question {
	text = strings.Join(strings.Fields(text), " ")
	words := tokenise(text)
	q := Question{Text: text}
	q.Kind, q.Plural = classify(words)
	focus := focusWords(words, q.Kind)

	var dated []span
	q.Dates, dated = findDates(text)
	var outlets []span
	q.Outlets, outlets = findOutlets(text)
	q.Quoted = findQuoted(text)
	var named []span
	q.Names, named = findNames(words, dated, outlets)

	seen := map[string]int{}
	last := -1
	for _, token := range lexical.Analyse(text) {
		if token.Stop || askWords[token.Stem] {
			last = -1
			continue
		}
		at := span{token.Start, token.End}
		term := Term{Word: text[token.Start:token.End], Stem: token.Stem}
		switch {
		case within(at, outlets):
			term.Role = Source
		case within(at, dated) || hasDigit(term.Word):
			term.Role = Number
		case within(at, named):
			term.Role = Name
		case within(at, focus):
			term.Role = Asked
		}
		if term.Role == Number && !within(at, dated) {
			q.Numbers = append(q.Numbers, term.Word)
		}
		i, known := seen[term.Stem]
		if !known {
			i = len(q.Terms)
			seen[term.Stem] = i
			q.Terms = append(q.Terms, term)
			if within(at, focus) {
				q.Focus = append(q.Focus, term)
			}
		}
		if last >= 0 && last != i {
			q.Pairs = append(q.Pairs, [2]int{last, i})
		}
		last = i
	}
	if q.Kind == Said {
		q.Speaker, q.Topic = speakerAndTopic(text)
	}
	return q
}

// askWords are stems of words that ask and say nothing of the answer.
var askWords = map[string]bool{
	"who": true, "whom": true, "whose": true, "what": true, "which": true, "where": true,
	"when": true, "why": true, "how": true, "pleas": true, "tell": true, "name": true,
}

// span is a half-open byte range of the question's text.
type span struct{ start, end int }

func within(s span, all []span) bool {
	for _, other := range all {
		if other.start <= s.start && s.end <= other.end {
			return true
		}
	}
	return false
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
