package language

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// Stem returns the stem of a word in lower case and Unicode form C, by the Snowball
// algorithm of the language (https://snowballstem.org/algorithms/). A word of a language
// without one, English among them (see package lexical), comes back as it is.
func (l Language) Stem(word string) string {
	stem := l.stemmer()
	if stem == nil {
		return word
	}
	env := snowballstem.NewEnv(word)
	stem(env)
	return env.Current()
}

func (l Language) stemmer() func(*snowballstem.Env) bool {
	switch l {
	case German:
		return german.Stem
	case French:
		return french.Stem
	case Spanish:
		return spanish.Stem
	case Italian:
		return italian.Stem
	case Portuguese:
		return portuguese.Stem
	case Dutch:
		return dutch.Stem
	case Swedish:
		return swedish.Stem
	case Danish:
		return danish.Stem
	case Norwegian:
		return norwegian.Stem
	case Finnish:
		return finnish.Stem
	case Turkish:
		return turkish.Stem
	case Russian:
		return russian.Stem
	case Arabic:
		return arabic.Stem
	}
	return nil
}
