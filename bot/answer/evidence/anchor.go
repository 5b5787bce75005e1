package evidence

import (
	"cmp"
	"slices"

	"sitrep/bot/answer/question"
)

// ownWeight is added to the score of a sentence that holds both all that a question names and
// a value of the kind it asks for. The learned weights add the two up, so that a sentence with
// many values, of something else, outweighs the one with the value of that which is named.
const ownWeight = 6

// favourNames puts sentences that hold the question's names and a number or a time, if that is
// asked for, before those that merely hold one, where the best so far holds nothing of a name.
func (r *Ranking) favourNames() {
	ask := r.asking
	anchors := ask.anchors()
	if ask.Kind != question.HowMany && ask.Kind != question.When || len(anchors) == 0 || len(r.Candidates) == 0 {
		return
	}
	top := r.Candidates[0]
	held := top.here | r.supportOf(top).here
	if !slices.ContainsFunc(anchors, func(b bag) bool { return held&b == 0 }) {
		return
	}
	for i := range r.Candidates {
		c := &r.Candidates[i]
		if c.Features[fExpected] > 0 && !slices.ContainsFunc(anchors, func(b bag) bool { return c.here&b != b }) {
			c.Score += ownWeight
		}
	}
	r.sort()
}

// sort puts the best candidates first, of equal ones the one that stands earlier.
func (r *Ranking) sort() {
	slices.SortStableFunc(r.Candidates, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
}

// anchors are the terms of the question that tell what it is about: its names, but for one
// that qualifies a building that building. What "the Kestrel airport" is about is the airport,
// where more is said of Kestrel than of airports.
func (a *asking) anchors() []bag {
	known := senses()
	var list []bag
	for _, name := range a.names {
		anchor := name
		heaviest := 0.
		for i, weight := range a.weight {
			if name.has(i) {
				heaviest = max(heaviest, weight)
			}
		}
		for _, pair := range a.Pairs {
			qualified := a.Terms[pair[1]]
			if name.has(pair[0]) && qualified.Role == question.Plain && known[qualified.Stem]&senseBuilding != 0 && a.weight[pair[1]] > heaviest {
				anchor = 1 << pair[1]
			}
		}
		list = append(list, anchor)
	}
	return list
}

// stranger reports whether a sentence is not by the person whose words are asked for, though
// the first that was chosen is.
func (r *Ranking) stranger(first, c Candidate) bool {
	return first.Features[fSpeaker] >= 1 && c.Features[fSpeaker] < 1
}

// Quoted names the person whose words are asked for, as the articles have the name, if they
// quote any; else it is empty.
func (r *Ranking) Quoted() string {
	for _, c := range r.Candidates {
		if c.Features[fSpeaker] >= 1 {
			speaker, _ := r.articles[c.Article].speakers.Speaker(c.Sentence)
			return speaker.Name
		}
	}
	return ""
}
