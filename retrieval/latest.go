package retrieval

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"sitrep/retrieval/lexical"
)

// asksLatest reports whether a question asks for the newest of what there is.
func asksLatest(text string, tokens []lexical.Token) bool {
	before := ""
	for _, token := range tokens {
		word := strings.ToLower(text[token.Start:token.End])
		if word == "latest" || word == "newest" || before == "most" && word == "recent" {
			return true
		}
		before = word
	}
	return false
}

// saysLatest reports whether a term is one of the words by which the newest is asked for.
func saysLatest(term lexical.Term) bool {
	switch term.Stem {
	case "latest", "newest", "recent":
		return true
	}
	return false
}

// relevantShare is the share of the best score from which a candidate is about what was
// asked, so that its date may decide.
const relevantShare = .7

// preferNewest fills the feature of those candidates that are about the question: 1 for
// the newest day of publication, falling evenly with each earlier one. Articles without a
// date get 0, and so stand after the dated ones that are as relevant. It returns how many
// relevant articles have no date.
func (s *Searcher) preferNewest(candidates []candidate) (undated int) {
	best := 0.
	for i := range candidates {
		best = max(best, candidates[i].score(&s.weights))
	}
	published := map[int]time.Time{} // by document
	var days []time.Time
	var relevant []*candidate
	for i := range candidates {
		c := &candidates[i]
		if c.score(&s.weights) < relevantShare*best {
			continue
		}
		relevant = append(relevant, c)
		if _, known := published[c.document]; known {
			continue
		}
		at := s.live.Documents[c.document].Document.Published
		if !at.IsZero() {
			at = at.UTC().Truncate(24 * time.Hour)
			days = append(days, at)
		} else {
			undated++
		}
		published[c.document] = at
	}
	slices.SortFunc(days, func(a, b time.Time) int { return cmp.Compare(a.Unix(), b.Unix()) })
	days = slices.CompactFunc(days, time.Time.Equal)
	for _, c := range relevant {
		if at := published[c.document]; !at.IsZero() {
			older := slices.IndexFunc(days, at.Equal)
			c.features[newest] = float64(older+1) / float64(len(days))
		}
	}
	return undated
}

// undatedNote tells that articles without a date stand after the others.
func undatedNote(articles int) string {
	if articles == 1 {
		return "One article found has no date; it stands after the dated ones."
	}
	return fmt.Sprintf("%d articles found have no date; they stand after the dated ones.", articles)
}
