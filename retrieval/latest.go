package retrieval

import (
	"slices"
	"strings"

	"sitrep/retrieval/dates"
	"sitrep/retrieval/lexical"
)

// asksLatest reports whether a question asks for the newest of what there is.
func asksLatest(text string, tokens []lexical.Token) bool {
	before := ""
	for _, token := range tokens {
		word := strings.ToLower(text[token.Start:token.End])
		if word == "latest" || word == "newest" || word == "currently" ||
			before == "most" && (word == "recent" || word == "recently") ||
			before == "the" && word == "current" {
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

// relevantShare is the share of the best score, dates left aside, from which a candidate is
// about what was asked, so that its date may decide.
const relevantShare = .7

// relevant are the candidates that are about what was asked, whenever they were published.
func (s *Searcher) relevant(candidates []candidate) []*candidate {
	timeless := s.weights
	timeless[published], timeless[dated] = 0, 0
	best := 0.
	for i := range candidates {
		best = max(best, candidates[i].score(&timeless))
	}
	var relevant []*candidate
	for i := range candidates {
		if c := &candidates[i]; c.score(&timeless) >= relevantShare*best {
			relevant = append(relevant, c)
		}
	}
	return relevant
}

// preferNewest fills the feature of the candidates that are about the question: 1 for the
// newest day of publication, falling evenly with each earlier one. Articles without a date
// get 0, and so stand after the dated ones that are as relevant.
func (s *Searcher) preferNewest(relevant []*candidate) {
	var days []dates.Day
	for _, c := range relevant {
		if on, known := s.calendar.published(c.document); known {
			days = append(days, on.First)
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	for _, c := range relevant {
		if on, known := s.calendar.published(c.document); known {
			older, _ := slices.BinarySearch(days, on.First)
			c.features[newest] = float64(older+1) / float64(len(days))
		}
	}
}

// undated counts the documents of candidates that have no date, if others have one.
func (s *Searcher) undated(relevant []*candidate) int {
	without, others := map[int]bool{}, false
	for _, c := range relevant {
		if _, known := s.calendar.published(c.document); known {
			others = true
		} else {
			without[c.document] = true
		}
	}
	if !others {
		return 0
	}
	return len(without)
}
