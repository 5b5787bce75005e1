package answer

import (
	"context"

	"sitrep/bot"
	"sitrep/bot/answer/corroborate"
)

// corroborate says which citations go back to one origin, and grades each.
func (i *inquiry) corroborate(context.Context) error {
	sources := make([]corroborate.Source, len(i.answer.Citations))
	for at, c := range i.answer.Citations {
		sources[at] = corroborate.Source{Document: i.found.articles[i.quotes[at].Article].Document, Quote: c.Quote, Speaker: c.Speaker}
	}
	found := i.judge.Origins(sources)
	for at := range found {
		c := &i.answer.Citations[at]
		c.Origin, c.SameTextAs = found[at].Origin, found[at].ReprintOf+1
		c.Reliability = string(i.judge.Publishers().Reliability(sources[at].Document))
	}
	i.answer.Origins = corroborate.Count(found)
	for at := range i.answer.Citations {
		i.answer.Citations[at].Credibility = credibility(&i.answer, at+1, i.repeats, i.agree)
	}
	return nil
}

// The numbers of the Admiralty system, as commonly given in NATO AJP-2.1: confirmed by other
// sources, probably true, possibly true, doubtful, improbable, truth cannot be judged.
const (
	confirmed = iota + 1
	probablyTrue
	possiblyTrue
	doubtful
	improbable
	cannotBeJudged
)

// credibility is the number of citation n, by what the other citations of the answer say of
// the same matter and nothing else: not by who says it, which the letter is for, and not by
// how likely it sounds.
//
//	1  two origins or more that are independent of each other say it, and none contradicts
//	2  one origin says it, and an independent one agrees on a point of it, without saying the same
//	3  contradicted, but more independent origins say it than contradict it
//	4  contradicted by as many as say it, or within its own origin
//	5  contradicted by more independent origins than say it
//	6  nothing else that is cited bears on it
//
// A count that rose from one report to the next contradicts nobody.
func credibility(a *bot.Answer, n int, repeats map[int]int, agree [][2]int) int {
	same, other, contradicted := standing(a, n, repeats)
	say, against := originsOf(a, same), originsOf(a, other)
	for origin := range say {
		delete(against, origin)
	}
	switch {
	case contradicted && len(against) > len(say):
		return improbable
	case contradicted && len(against) > 0 && len(say) > len(against):
		return possiblyTrue
	case contradicted:
		return doubtful
	case len(say) > 1:
		return confirmed
	}
	for _, pair := range agree {
		for _, c := range pair {
			if (pair[0] == n || pair[1] == n) && !say[a.Citations[c-1].Origin] {
				return probablyTrue
			}
		}
	}
	return cannotBeJudged
}

// standing collects the citations that say what citation n says, itself included, and those
// on other sides of a disagreement with it.
func standing(a *bot.Answer, n int, repeats map[int]int) (same, other map[int]bool, contradicted bool) {
	same, other = map[int]bool{n: true}, map[int]bool{}
	first := n
	if of, repeated := repeats[n]; repeated {
		first = of
		same[first] = true
	}
	for repetition, of := range repeats {
		if of == first {
			same[repetition] = true
		}
	}
	for _, d := range a.Disagreements {
		if d.Rising {
			continue
		}
		var mine, theirs []int
		for _, v := range d.Values {
			if anyOf(same, v.Citations) {
				mine = append(mine, v.Citations...)
			} else {
				theirs = append(theirs, v.Citations...)
			}
		}
		if len(mine) == 0 {
			continue
		}
		contradicted = true
		for _, c := range mine {
			same[c] = true
		}
		for _, c := range theirs {
			other[c] = true
		}
	}
	return same, other, contradicted
}

func anyOf(set map[int]bool, list []int) bool {
	for _, n := range list {
		if set[n] {
			return true
		}
	}
	return false
}

func originsOf(a *bot.Answer, citations map[int]bool) map[int]bool {
	origins := map[int]bool{}
	for n := range citations {
		origins[a.Citations[n-1].Origin] = true
	}
	return origins
}
