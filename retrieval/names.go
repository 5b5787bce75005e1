package retrieval

import (
	"strings"

	"sitrep/corpus/group"
	"sitrep/retrieval/lexical"
)

// alias is a group that a question names, and what is found under its other names.
type alias struct {
	group    group.ID
	disputed bool                 // only some sources take the question's name for this group's
	own      lexical.Terms        // the words by which the question names it
	named    lexical.PhraseScores // what has that name as it stands in the question
	found    lexical.PhraseScores
	// share is the part of the question's weight that the name carries, and pairs the part
	// of the weight of its word pairs.
	share, pairs float64
}

// standIn is the factor for the weights of other names when the question's own name is
// found nowhere. The table gives a group's proper name .6 beside a word of the question; a
// name that stands in for one that nobody uses counts as that word itself.
const standIn = 1 / .6

// aliases looks up the other names of the groups that a question names.
func (s *Searcher) aliases(q *question, allow func(doc int) bool) []alias {
	if s.groups == nil {
		return nil
	}
	mentioned := map[group.ID][]lexical.Phrase{}
	for _, mention := range s.groups.Find(q.text) {
		name := lexical.Phrase{Text: q.text[mention.Span.Start:mention.Span.End], Weight: 1}
		for _, id := range mention.Groups {
			mentioned[id] = append(mentioned[id], name)
		}
		for _, id := range mention.Disputed {
			mentioned[id] = append(mentioned[id], name)
		}
	}
	var aliases []alias
	for _, expansion := range s.groups.Expand(q.text) {
		own := mentioned[expansion.Group]
		factor := 1.
		named := s.live.Lexical.ScorePhrases(own, allow)
		if len(named.Documents) == 0 {
			factor = standIn
		}
		names := make([]lexical.Phrase, len(expansion.Variants))
		for i, variant := range expansion.Variants {
			names[i] = lexical.Phrase{Text: variant.Text, Weight: min(1, factor*variant.Weight)}
		}
		a := alias{group: expansion.Group, disputed: expansion.Disputed, named: named, found: s.live.Lexical.ScorePhrases(names, allow)}
		a.own, a.share, a.pairs = q.partOf(own, s.live.Lexical)
		aliases = append(aliases, a)
	}
	return aliases
}

// partOf returns the terms of the question that stand in names, and the part of its weight
// and of the weight of its pairs that they carry.
func (q *question) partOf(names []lexical.Phrase, ix *lexical.Index) (terms lexical.Terms, share, pairs float64) {
	in := map[string]bool{}
	for _, name := range names {
		for _, token := range lexical.Analyse(name.Text) {
			in[token.Stem] = true
		}
	}
	for _, term := range q.terms {
		if in[term.Stem] {
			terms = append(terms, term)
			share += term.Weight * ix.IDF(term.Stem) / q.total
		}
	}
	for first, second := range neighbours(q.tokens) {
		if in[first.Stem] && in[second.Stem] {
			pairs += pairWeight(first, second, ix) / q.pairTotal
		}
	}
	return terms, share, pairs
}

// credit raises scores to what a group's other names are worth, where that is more than
// what its name in the question scores there. So a text gains by one name or another,
// never by several, and other names cannot drown the rest of the question.
func (s *Searcher) credit(scores *lexical.Scores, a *alias, allow func(doc int) bool) {
	own := s.live.Lexical.Score(a.own, allow)
	for passage, score := range a.found.Passages {
		scores.Passages[passage] += max(0, score-own.Passages[passage])
	}
	s.discountHalves(scores, a, own)
	for doc, score := range a.found.Documents {
		scores.Documents[doc] += max(0, score-own.Documents[doc])
		covered := own.Coverage[doc]
		scores.Coverage[doc] += float32(a.share) * max(0, float32(a.found.Weights[doc])-covered)
		scores.Coverage[doc] = min(1, scores.Coverage[doc])
	}
	for doc, share := range a.found.TitleShare {
		scores.TitleShare[doc] = max(scores.TitleShare[doc], share)
	}
}

// halfName is what words of a group's name count in a document that nowhere has the whole
// name, nor another one of the group: Cobalt Strike is no part of the Cobalt Group.
const halfName = .4

// discountHalves lowers the scores of documents that have only a part of a group's name.
func (s *Searcher) discountHalves(scores *lexical.Scores, a *alias, own lexical.Scores) {
	if len(a.own) < 2 || len(a.named.Documents)+len(a.found.Documents) == 0 {
		return
	}
	half := func(doc int) bool {
		_, named := a.named.Documents[doc]
		_, found := a.found.Documents[doc]
		return !named && !found
	}
	for passage, score := range own.Passages {
		if half(s.live.Lexical.PassageDocument(passage)) {
			scores.Passages[passage] -= (1 - halfName) * score
		}
	}
	for doc, score := range own.Documents {
		if half(doc) {
			scores.Documents[doc] -= (1 - halfName) * score
			scores.Coverage[doc] = max(0, scores.Coverage[doc]-(1-halfName)*float32(a.share)*own.Coverage[doc])
		}
	}
}

// creditClose does the same for the features that look at the words of a passage. A passage
// that does not name the group stands under the title of its document as far as that does.
func (a *alias) creditClose(c *candidate) {
	weight := float64(a.found.TitleShare[c.document])
	if _, found := a.found.Passages[c.passage]; found {
		weight = a.found.Weights[c.document]
	}
	c.features[proximity] = min(1, c.features[proximity]+weight*a.share)
	c.features[phrase] = max(c.features[phrase], weight*a.pairs)
}

// readable is the text that is embedded for a question: with the proper names of the groups
// that it names otherwise, which an embedder is more likely to know, and as for passages in
// lower case where it is all in capitals.
func (s *Searcher) readable(text string) string {
	if s.groups != nil {
		for _, expansion := range s.groups.Expand(text) {
			if len(expansion.Variants) > 0 && !expansion.Disputed {
				text += " " + expansion.Variants[0].Text
			}
		}
	}
	if lexical.Shouted(text) {
		return strings.ToLower(text)
	}
	return text
}
