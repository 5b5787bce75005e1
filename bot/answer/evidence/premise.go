package evidence

import (
	"regexp"
	"strings"

	"sitrep/bot/answer/question"
)

// alleges matches questions that take for granted that someone did something, or ask whether.
var alleges = regexp.MustCompile(`(?i)^(?:(?:why|how) )?(?:did|does|do|has|have|had) `)

// invasions are stems for entering a country by force, the events that have no sense.
var invasions = map[string]bool{"invad": true, "invas": true, "occupi": true, "occup": true, "annex": true, "incurs": true}

// premise is what a question takes for granted or asks to be told: who did what to whom, as terms of it.
type premise struct {
	act           int
	actor, target bag
}

// premise reads "why did X attack Y" and "did X attack Y", where X and Y are names and the act is one of violence.
func (a *asking) premise() (premise, bool) {
	p := premise{act: -1}
	if !alleges.MatchString(a.Text) {
		return p, false
	}
	known := senses()
	for i, t := range a.Terms {
		switch {
		case t.Role == question.Name && p.act < 0:
			p.actor |= 1 << i
		case t.Role == question.Name:
			p.target |= 1 << i
		case p.act < 0 && t.Role == question.Plain && p.actor != 0 && (invasions[t.Stem] || known[t.Stem]&senseViolence != 0):
			p.act = i
		}
	}
	return p, p.act >= 0 && p.actor != 0 && p.target != 0 && (a.Kind != question.YesNo || a.plain() <= mostPlain)
}

// mostPlain is how many common words a question has at most that asks of nothing but an act:
// "Did X attack the camp of Y?", "Who is the new leader of X?". One with more is about more.
const mostPlain = 2

// plain counts the question's common words.
func (a *asking) plain() int {
	n := 0
	for _, t := range a.Terms {
		if t.Role == question.Plain || t.Role == question.Asked {
			n++
		}
	}
	return n
}

// Presumed names who the question takes to have done violence, or asks of, and to whom, in its
// own words: "the Salt Brigade" and "Westmere".
func (r *Ranking) Presumed() (actor, target string) {
	p, _ := r.asking.premise()
	return r.asking.nameOf(p.actor), r.asking.nameOf(p.target)
}

// nameOf is the first of the question's names that has one of those terms.
func (a *asking) nameOf(terms bag) string {
	for _, name := range a.Names {
		var held bag
		for _, stem := range stemsOf(name) {
			if t, asked := a.index[stem]; asked {
				held |= 1 << t
			}
		}
		if held&terms != 0 {
			for _, article := range []string{"the ", "The "} {
				if strings.Contains(a.Text, article+name) {
					return "the " + name
				}
			}
			return name
		}
	}
	return ""
}

// EventUnsaid reports whether the question takes for granted, or asks whether, one named did
// violence to another, and no sentence, nor one with that before which it leans on, says so.
func (r *Ranking) EventUnsaid() bool {
	p, any := r.asking.premise()
	if !any {
		return false
	}
	for _, a := range r.articles {
		for i := range a.sentences {
			s := &a.sentences[i]
			held := s.bag()
			if i > 0 && opensBackward(s) {
				held |= a.sentences[i-1].bag()
			}
			if r.asking.done(p.act, s) && r.asking.shareOf(held, p.actor) >= .5 && r.asking.shareOf(held, p.target) >= .5 {
				return false
			}
		}
	}
	return true
}

// done reports whether a sentence tells of the kind of act that a term names.
func (a *asking) done(act int, s *sentence) bool {
	stem := a.Terms[act].Stem
	wanted := senses()[stem] & senseViolence
	switch {
	case wanted&senseAttack != 0:
		wanted = senseViolence // whatever was done, it was an attack
	case wanted != 0:
		wanted |= senseAttack
	}
	for i := range s.words {
		w := &s.words[i]
		if w.term == act || w.sense&wanted != 0 || invasions[stem] && invasions[w.stem] {
			return true
		}
	}
	return false
}
