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
	ask := r.asking
	if ask.Kind != question.Who || len(ask.names) == 0 {
		return false
	}
	act := 0
	for _, t := range ask.Terms {
		if line := sameActs()[strings.ToLower(t.Word)]; line > 0 && line <= personalActs && t.Role != question.Name {
			act = line
		}
	}
	return act > 0 && !slices.ContainsFunc(r.Candidates, func(c Candidate) bool {
		a := r.articles[c.Article]
		named := slices.ContainsFunc(ask.names, func(name bag) bool { return c.near&name == name })
		return named && says(a.Document.Text, &a.sentences[c.Sentence], act)
	})
}

// says reports whether a sentence has a word for an act.
func says(text string, s *sentence, act int) bool {
	return slices.ContainsFunc(s.words, func(w word) bool {
		return !w.joined && sameActs()[strings.ToLower(text[w.start:w.end])] == act
	})
}
