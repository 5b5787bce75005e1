package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus"
	"sitrep/corpus/group"
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

// places are where a question that has no capitals names publishers. A name that is made of
// common words, such as "The Age", has to stand where a question speaks of who published.
func (p *publishers) places(text string) []corpus.Span {
	tokens := slices.DeleteFunc(lexical.Analyse(text), func(t lexical.Token) bool { return t.Joined })
	var places []corpus.Span
	for i, token := range tokens {
		for _, name := range p.names[token.Stem] {
			if !begins(tokens[i:], name.stems) {
				continue
			}
			at := corpus.Span{Start: token.Start, End: tokens[i+len(name.stems)-1].End}
			if !common(strings.TrimSuffix(text[at.Start:at.End], "'s")) || asPublisher(text, at, places) {
				places = append(places, at)
			}
		}
	}
	return places
}

func common(name string) bool {
	for word := range strings.FieldsSeq(name) {
		if !group.Ordinary(word) {
			return false
		}
	}
	return true
}

var (
	beforePublisher = regexp.MustCompile(`(?:according to|as per|(?:report|cover|publish|describ|discuss|mention|highlight|featur|releas|detail|suggest|claim|stat)ed (?:by|in|on)|(?:articles?|reports?|stor(?:y|ies)|pieces?|coverage|interviews?) (?:from|by|in)) (?:both )?(?:the )?['‘"“]?(?:the )?$`)
	behindPublisher = regexp.MustCompile(`^['’"”]?(?:['’]s)? (?:\w+ )?(?:articles?|reports?|stor(?:y|ies)|pieces?|coverage|reviews?|interviews?|editorials?)\b`)
	listed          = regexp.MustCompile(`^['’"”]?(?:,|,? and|,? or)(?: the)? ['‘"“]?(?:the )?$`)
)

// asPublisher reports whether a question speaks of what somebody published where a name stands,
// perhaps the next of a list.
func asPublisher(text string, at corpus.Span, before []corpus.Span) bool {
	if len(before) > 0 && at.Start > before[len(before)-1].End && listed.MatchString(text[before[len(before)-1].End:at.Start]) {
		return true
	}
	return beforePublisher.MatchString(text[:at.Start]) || behindPublisher.MatchString(text[at.End:])
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
