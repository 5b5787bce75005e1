package lexical

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// stemmer stems English words by the Porter2 algorithm
// (https://snowballstem.org/algorithms/english/stemmer.html). The zero value is ready;
// it is not safe for concurrent use.
type stemmer struct{ env snowballstem.Env }

// of returns the stem of a word in lower case. Names that Porter2 would take for the
// plural of another name stay whole.
func (s *stemmer) of(word string) string {
	switch word {
	case "isis", "aqis":
		return word
	}
	if len(word) <= 2 || isDigit(word[0]) {
		return word
	}
	s.env.SetCurrent(word)
	english.Stem(&s.env)
	return s.env.Current()
}
