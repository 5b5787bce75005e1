package evidence

import (
	"slices"
	"strings"

	"sitrep/bot/answer/question"
)

// personalActs are how many lines of sameActs, from the first, are acts by which a person is
// asked for: leading and founding.
const personalActs = 2

// ActUnsaid reports whether the question asks who leads or founded something, and no sentence
// found says of it that anybody does, in these words or others of their meaning.
func (r *Ranking) ActUnsaid() bool {
	act := r.asking.personalAct()
	return act > 0 && !slices.ContainsFunc(r.Candidates, func(c Candidate) bool { return r.tells(c, act) })
}

// personalAct is the line of sameActs by which the question asks for a person, 0 if it does not.
func (a *asking) personalAct() int {
	act := 0
	if a.Kind != question.Who || len(a.names) == 0 {
		return act
	}
	for _, t := range a.Terms {
		if line := sameActs()[strings.ToLower(t.Word)]; line > 0 && line <= personalActs && t.Role != question.Name {
			act = line
		}
	}
	return act
}

// tells reports whether a sentence says the act of somebody or something that the question names.
func (r *Ranking) tells(c Candidate, act int) bool {
	a := r.articles[c.Article]
	named := slices.ContainsFunc(r.asking.names, func(name bag) bool { return c.near&name == name })
	return named && says(a.Document.Text, &a.sentences[c.Sentence], act)
}

// telling is the ranking with none but the sentences that say the act by which the question asks
// for a person: nothing else tells who leads or founded something. It is r itself where the
// question asks otherwise, or for more than that, or no sentence says it.
func (r *Ranking) telling() *Ranking {
	act := r.asking.personalAct()
	if act == 0 || r.asking.plain() > mostPlain {
		return r
	}
	with := *r
	with.Candidates = nil
	for _, c := range r.Candidates {
		if r.tells(c, act) {
			with.Candidates = append(with.Candidates, c)
		}
	}
	if len(with.Candidates) == 0 {
		return r
	}
	return &with
}

// says reports whether a sentence has a word for an act.
func says(text string, s *sentence, act int) bool {
	return slices.ContainsFunc(s.words, func(w word) bool {
		return !w.joined && sameActs()[strings.ToLower(text[w.start:w.end])] == act
	})
}
