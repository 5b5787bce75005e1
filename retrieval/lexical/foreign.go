package lexical

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"sitrep/retrieval/language"
)

func (a *analyser) isForeign() bool { return a.language != "" && a.language != language.English }

// foreignToken is a word in the form it is indexed under in a language other than English:
// stemmed by its rules, and only then without accents, which the rules need. a.lower has
// the plain form of the word.
func (a *analyser) foreignToken(word string, start, end int) Token {
	if isDigit(a.lower[0]) || isInitials(word) || isAcronym(word) && len(a.lower) <= maxWholeAcronym {
		return Token{Stem: string(a.lower), Start: start, End: end}
	}
	word = a.withoutElision(strings.ToLower(norm.NFC.String(word)))
	token := Token{Start: start, End: end, Stop: a.language.IsFunctionWord(word)}
	if stem, known := a.stems[word]; known {
		token.Stem = stem
		return token
	}
	token.Stem = string(appendPlain(nil, a.language.Stem(word)))
	if token.Stem == "" {
		token.Stem = string(a.lower)
	}
	if a.stems != nil {
		a.stems[word] = token.Stem
	}
	return token
}

// withoutElision cuts what an apostrophe joins to a word in French and Italian: of
// "l’attaque" the word is "attaque".
func (a *analyser) withoutElision(word string) string {
	at := strings.IndexFunc(word, isApostrophe)
	if at <= 0 || !a.language.IsFunctionWord(word[:at]) {
		return word
	}
	if rest := strings.TrimLeftFunc(word[at:], isApostrophe); rest != "" {
		return rest
	}
	return word
}

// AnalyseIn is [Analyse] for a text in some language, whose words are stemmed and told from
// function words by that language's rules. The closed forms of hyphenated words are stemmed
// as in English whatever the language, so that one question finds them all.
func AnalyseIn(in language.Language, text string) []Token {
	a := analyser{language: in}
	return a.analyse(nil, text)
}

// TermsIn returns the words of a question in some language, to be found in an index of
// articles in several: each word under its stem in English and, if there are articles in the
// question's language, in that; names, which are spelt alike in many languages, under their
// stems in the other languages of articles as well. Function words of the question's
// language are left out. For a question in English and articles in English it is [TermsOf].
func TermsIn(in language.Language, question string, articles []language.Language) Terms {
	terms := TermsOf(question)
	if in != language.English {
		terms = withoutFunctionWords(terms, question, AnalyseIn(in, question))
	}
	for _, l := range articles {
		if l == language.English {
			continue
		}
		for _, token := range AnalyseIn(l, question) {
			if token.Joined || token.Stop || l != in && !isNameLike(question[token.Start:token.End]) {
				continue
			}
			known := slices.ContainsFunc(terms, func(t Term) bool { return t.Stem == token.Stem })
			if !known {
				terms = append(terms, Term{Stem: token.Stem, Weight: 1})
			}
		}
	}
	return terms
}

// withoutFunctionWords leaves out the English readings of the function words of another
// language.
func withoutFunctionWords(terms Terms, question string, own []Token) Terms {
	var a analyser
	drop := map[string]bool{}
	for _, token := range own {
		if token.Stop {
			for _, english := range a.analyse(nil, question[token.Start:token.End]) {
				drop[english.Stem] = true
			}
		}
	}
	return slices.DeleteFunc(terms, func(t Term) bool { return drop[t.Stem] })
}

// isNameLike reports whether a word of a question may be a name: it is capitalised, or not
// in letters that have capitals.
func isNameLike(word string) bool {
	for _, r := range word {
		return !unicode.IsLower(r)
	}
	return false
}

// codeSize is the length in bytes of the language codes that an index keeps.
const codeSize = 2

// languageCode is a language in codeSize bytes; "??" stands for one that has no such code.
func languageCode(l language.Language) string {
	if len(l) != codeSize {
		return "??"
	}
	return string(l)
}

// Language is the language that a document was indexed in.
func (ix *Index) Language(doc int) language.Language {
	return language.Language(ix.languages[codeSize*doc : codeSize*(doc+1)])
}

// Languages lists the languages of the documents, that of the most first. It must not be
// changed.
func (ix *Index) Languages() []language.Language { return ix.byFrequency }

// countLanguages fills what Languages returns.
func (ix *Index) countLanguages() {
	counts := map[language.Language]int{}
	for doc := range ix.Documents() {
		counts[ix.Language(doc)]++
	}
	ix.byFrequency = slices.SortedFunc(maps.Keys(counts), func(a, b language.Language) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
}
