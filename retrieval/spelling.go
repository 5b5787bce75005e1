package retrieval

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus/group"
	"sitrep/retrieval/lexical"
)

// What another spelling of a name counts beside the spelling in the question, and what it
// counts where no document has the latter. Both are set by hand.
const (
	otherSpelling = .2
	soleSpelling  = 1.
)

// leastFolded is the length in bytes from which a folded name tells one name from another;
// shorter ones fall together by chance.
const leastFolded = 5

// spellings are the stems of an index by what they fold to as the name of a person, so that
// stems under one key may be spellings of one name.
type spellings map[string][]string

// newSpellings folds the vocabulary of an index. Stemming takes the end of Mohammed and
// Khaled for that of a verb, so each stem is also folded with that end put back.
func newSpellings(ix *lexical.Index) spellings {
	all := spellings{}
	for stem := range ix.Stems() {
		if len(stem) < 3 || !isLetters(stem) {
			continue
		}
		plain, whole := group.FoldName(stem), group.FoldName(stem+"ed")
		all.add(plain, stem)
		if whole != plain {
			all.add(whole, stem)
		}
	}
	return all
}

func (s spellings) add(folded, stem string) {
	if len(folded) >= leastFolded {
		s[folded] = append(s[folded], stem)
	}
}

// variants returns the other spellings of the names in a question as terms, and gives them
// the slots of the question's own, so that they stand for these where nearness is judged.
// A word is taken for a name if it has a capital letter or stands in no document, unless it
// is part of the name of a group, whose spellings are known.
func (s spellings) variants(q *question, ix *lexical.Index, groups []group.Mention) lexical.Terms {
	asked := map[string]float64{}
	for _, term := range q.terms {
		asked[term.Stem] = term.Weight
	}
	shouted := lexical.Shouted(q.text)
	var terms lexical.Terms
	for _, token := range q.tokens {
		word := q.text[token.Start:token.End]
		known := ix.DocumentFrequency(token.Stem) > 0
		inGroup := slices.ContainsFunc(groups, func(m group.Mention) bool {
			return m.Span.Start < token.End && token.Start < m.Span.End
		})
		if inGroup || asked[token.Stem] == 0 || token.Joined || known && (shouted || !isCapitalised(word)) {
			continue
		}
		factor := soleSpelling
		if known {
			factor = otherSpelling
		}
		for _, stem := range s[group.FoldName(word)] {
			if asked[stem] == 0 {
				asked[stem] = factor
				terms = append(terms, lexical.Term{Stem: stem, Weight: factor})
				q.stand(stem, token.Stem, ix)
			}
		}
	}
	return terms
}

// stand lets a stem stand for one of the question's, whether or not the index knows that.
func (q *question) stand(stem, asked string, ix *lexical.Index) {
	term, known := ix.Term(stem)
	if !known {
		return
	}
	if own, inIndex := ix.Term(asked); inIndex {
		if slot := q.slots[own]; slot > 0 {
			q.slots[term] = slot
		}
	}
}

// creditSpellings raises scores by the names in the question that are spelt otherwise.
func (s *Searcher) creditSpellings(scores *lexical.Scores, q *question, allow func(doc int) bool) {
	var groups []group.Mention
	if s.groups != nil {
		groups = s.groups.Find(q.text)
	}
	others := s.spellings().variants(q, s.live.Lexical, groups)
	if len(others) == 0 {
		return
	}
	found := s.live.Lexical.Score(others, allow)
	share := 0.
	for _, term := range others {
		share += term.Weight * s.live.Lexical.IDF(term.Stem)
	}
	share = min(1, share/q.total)
	for passage, score := range found.Passages {
		scores.Passages[passage] += score
	}
	for doc, score := range found.Documents {
		scores.Documents[doc] += score
		scores.Titles[doc] += found.Titles[doc]
		scores.Coverage[doc] = min(1, scores.Coverage[doc]+float32(share)*found.Coverage[doc])
		scores.TitleShare[doc] = min(1, scores.TitleShare[doc]+found.TitleShare[doc])
	}
}

func isCapitalised(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

func isLetters(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}
