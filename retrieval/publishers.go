package retrieval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/retrieval/index"
	"sitrep/retrieval/lexical"
)

// publishers finds the publishers of an index in questions: "according to the Coast
// Herald" asks for what the Coast Herald wrote.
type publishers struct {
	of    []int // by document: its publisher's number, from 0
	names map[string][]publisherName
}

// publisherName is a name as the stems of its words, kept under the first of them.
type publisherName struct {
	stems     []string
	publisher int
}

func newPublishers(documents []index.Entry) publishers {
	p := publishers{of: make([]int, len(documents)), names: map[string][]publisherName{}}
	numbers := map[string]int{}
	for i := range documents {
		name := documents[i].Document.Publisher
		number, known := numbers[name]
		if !known {
			number = len(numbers)
			numbers[name] = number
			if stems := nameStems(name); len(stems) > 0 {
				p.names[stems[0]] = append(p.names[stems[0]], publisherName{stems, number})
			}
		}
		p.of[i] = number
	}
	return p
}

// nameStems are the words of a publisher's name without a leading article and without what
// stands behind a divider, which is a slogan or a section: "Valley News | World". A name
// without a word of its own has none.
func nameStems(name string) []string {
	if at := strings.IndexAny(name, "|(/,:"); at > 0 {
		name = name[:at]
	}
	name, _, _ = strings.Cut(name, " - ")
	var stems []string
	telling := false
	for _, token := range lexical.Analyse(name) {
		if token.Joined || len(stems) == 0 && token.Stem == "the" {
			continue
		}
		stems = append(stems, token.Stem)
		telling = telling || !token.Stop
	}
	if !telling {
		return nil
	}
	return stems
}

// namedIn is the set of publishers that a question names, and the stems of their names.
// Where the question has capitals, a name must begin with one: "the age of the captives"
// does not name "The Age".
func (p *publishers) namedIn(text string, tokens []lexical.Token) (named map[int]bool, stems map[string]bool) {
	var words []lexical.Token
	for _, token := range tokens {
		if !token.Joined {
			words = append(words, token)
		}
	}
	named, stems = map[int]bool{}, map[string]bool{}
	capitals := strings.IndexFunc(text, unicode.IsUpper) >= 0
	for i, word := range words {
		first, _ := utf8.DecodeRuneInString(text[word.Start:])
		if capitals && unicode.IsLower(first) {
			continue
		}
		for _, name := range p.names[word.Stem] {
			if !begins(words[i:], name.stems) {
				continue
			}
			named[name.publisher] = true
			for _, stem := range name.stems {
				stems[stem] = true
			}
		}
	}
	return named, stems
}

func begins(words []lexical.Token, stems []string) bool {
	if len(words) < len(stems) {
		return false
	}
	for i, stem := range stems {
		if words[i].Stem != stem {
			return false
		}
	}
	return true
}
