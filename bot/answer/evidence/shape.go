package evidence

import (
	"regexp"
	"strings"

	"sitrep/bot/answer/question"
)

// shape is what a question says about the form of its answer, beyond its kind.
type shape struct {
	measure *regexp.Regexp // finds what it asks for: a year, a month, an amount of money; nil for nothing so definite
	called  bool           // it asks for a name: "what is X called"
}

// measures are the forms of answers that questions ask for by name, the first that fits.
var measures = []struct{ asked, answer *regexp.Regexp }{
	{regexp.MustCompile(`(?i)\b(?:what|which|in|by) years?\b`), regexp.MustCompile(`\b(?:1[0-9]|20)\d\d\b`)},
	{regexp.MustCompile(`(?i)\b(?:what|which) (?:calendar )?months?\b`), regexp.MustCompile(`\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\b`)},
	{regexp.MustCompile(`(?i)\bday of the week\b|\bweekday\b`), regexp.MustCompile(`(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b`)},
	{regexp.MustCompile(`(?i)\b(?:what|which) (?:century|centuries)\b`), regexp.MustCompile(`(?i)\bcentur`)},
	{regexp.MustCompile(`(?i)\b(?:what|which) decades?\b`), regexp.MustCompile(`\b\d\d(?:\d\d)?s\b`)},
	{regexp.MustCompile(`(?i)\bpercent|\b(?:what|which) (?:share|proportion|fraction)\b`), regexp.MustCompile(`(?i)%|\bper ?cent|\bhalf\b|\bthird|\bquarter`)},
	{regexp.MustCompile(`(?i)\bhow much (?:money|did|does|was|were|is|are|will|would)\b|\b(?:price|cost|salary|ransom|reward)\b`), regexp.MustCompile(`(?i)[$€£]|\b(?:dollar|euro|pound|peso|franc|free\b|million|billion)`)},
	{regexp.MustCompile(`(?i)\bhow (?:long|old)\b`), regexp.MustCompile(`(?i)\b(?:second|minute|hour|day|week|month|year|decade|centur)(?:s|ies|y)?\b|\baged?\b`)},
	{regexp.MustCompile(`(?i)\bhow (?:far|tall|high|deep|wide|large|big)\b`), regexp.MustCompile(`(?i)\b(?:km|kilomet|met(?:re|er)|mile|f(?:ee|oo)t|acre|hectare|square|inch|cm|mm)`)},
	{regexp.MustCompile(`(?i)\bhow many times\b|\bhow often\b`), regexp.MustCompile(`(?i)\b(?:once|twice|times|thrice|every|each|daily|weekly|monthly|annual|-fold)\b`)},
}

var (
	asksName  = regexp.MustCompile(`(?i)\b(?:called|named|known as|nickname|referred to|term|name (?:of|for)|other names?|another name|stand for)\b`)
	givesName = regexp.MustCompile(`(?i)\b(?:called|named|known|nicknamed|dubbed|termed|referred to as|terms?|names?|abbreviated|short for)\b|\((?:or |also |the )`)
)

// shapeOf reads what form of answer a question asks for.
func shapeOf(q question.Question) shape {
	s := shape{called: asksName.MatchString(q.Text)}
	for _, m := range measures {
		if m.asked.MatchString(q.Text) {
			s.measure = m.answer
			break
		}
	}
	return s
}

// shapeFeatures tells whether the sentence has the form of the answer that is asked for.
func (p *pool) shapeFeatures(f *features, s *sentence) {
	ask := p.asking
	if ask.shape.measure != nil {
		f[fMeasure] = boolean(ask.shape.measure.MatchString(s.text))
	}
	if ask.shape.called {
		f[fCalled] = boolean(givesName.MatchString(s.text))
	}
	if ask.Plural {
		f[fListed] = log1(strings.Count(s.text, ",") + strings.Count(s.text, ";"))
	}
	if s.lead != nil {
		f[fDateline] = 1
	}
	f[fDefines] = boolean(defines(s))
	f[fLeansOn] = f[fBackward] * f[fPrevBM25]
	f[fNamedAsked] = boolean(p.namesAsked(s))
}

// defines reports whether a sentence says what its subject, which is the question's, is: its
// first words are the question's, and "is a" or the like follows.
func defines(s *sentence) bool {
	begun := false
	for i := range s.words {
		w := &s.words[i]
		switch {
		case w.joined:
		case w.term >= 0:
			begun = true
		case !w.stop:
			return false
		case copula[w.stem]:
			return begun && i+1 < len(s.words) && indefinite[s.words[i+1].stem]
		}
	}
	return false
}

var indefinite = map[string]bool{"a": true, "an": true, "one": true, "the": true, "any": true}

// namesAsked reports whether the noun that is asked for stands here beside a name that is not
// in the question: "which sea" and "the North Sea".
func (p *pool) namesAsked(s *sentence) bool {
	if len(p.asking.Focus) == 0 {
		return false
	}
	head := p.asking.Focus[len(p.asking.Focus)-1].Stem
	for i := range s.words {
		if s.words[i].stem != head {
			continue
		}
		for _, beside := range [...]int{i - 1, i + 1} {
			if beside < 0 || beside >= len(s.words) {
				continue
			}
			if w := &s.words[beside]; w.capital && w.term < 0 && !w.stop && beside > 0 {
				return true
			}
		}
	}
	return false
}
