package evidence

import (
	"strings"

	"sitrep/bot/answer/question"
)

// support is what of a question stands around one candidate.
type support struct {
	here  bag // in the sentence or the title above it
	near  bag // or in a sentence next to it
	whole bag // or anywhere in the article
	soft  bag // near, words that only begin like the question's included
}

// supportOf looks around a candidate.
func (r *Ranking) supportOf(c Candidate) support {
	a := r.articles[c.Article]
	title := r.asking.bagOfStems(a.title) | a.titled
	var s support
	for i := range a.sentences {
		have := a.sentences[i].bag()
		s.whole |= have
		if i < c.Sentence-1 || i > c.Sentence+1 {
			continue
		}
		s.near |= have
		s.soft |= have | softBag(a.sentences[i].words)
		if i == c.Sentence {
			s.here = have
		}
	}
	s.here |= title
	s.near |= title
	s.whole |= title
	s.soft |= title
	return s
}

// softBag is which terms of the question some words begin like.
func softBag(list []word) bag {
	var b bag
	for i := range list {
		if t := list[i].soft; t >= 0 {
			b |= 1 << t
		}
	}
	return b
}

// worstName is the share of the question's name of which b holds least, 1 if it has none.
func (a *asking) worstName(b bag) float64 {
	worst := 1.
	for _, name := range a.names {
		worst = min(worst, a.shareOf(b, name))
	}
	return worst
}

// shareOf is the weight of the terms in of that b holds over that of all of them.
func (a *asking) shareOf(b, of bag) float64 {
	var have, all float64
	for i, weight := range a.weight {
		if !of.has(i) {
			continue
		}
		all += weight
		if b.has(i) {
			have += weight
		}
	}
	if all == 0 {
		return 1
	}
	return have / all
}

// nameBags are the terms of each of the question's names.
func nameBags(ask *asking) []bag {
	var bags []bag
	for _, name := range ask.Names {
		var b bag
		for _, stem := range stemsOf(name) {
			if t, asked := ask.index[stem]; asked && ask.Terms[t].Role == question.Name {
				b |= 1 << t
			}
		}
		if b != 0 {
			bags = append(bags, b)
		}
	}
	return bags
}

// nameSignals tell whether what the question names stands where the answer would.
func (r *Ranking) nameSignals(s []float32) {
	ask, top := r.asking, r.Candidates[0]
	around := r.supportOf(top)
	s[sNameHere] = float32(ask.worstName(around.here))
	s[sNameNear] = float32(ask.worstName(around.near))
	s[sNameWhole] = float32(ask.worstName(around.whole))
	sentence := &r.articles[top.Article].sentences[top.Sentence]
	fresh := top.Features[fNewNames] > 0
	for _, name := range ask.names {
		if fresh && ask.shareOf(around.near, name) == 0 {
			s[sSwapped] = 1
		}
	}
	var all bag
	for i, t := range ask.Terms {
		if t.Role != question.Name {
			all |= 1 << i
		}
		if t.Role == question.Number && !around.near.has(i) && otherNumber(sentence, len(t.Word)) {
			s[sNumberSwapped] = 1
		}
	}
	for n, c := range r.Candidates {
		if n >= deepest {
			break
		}
		around := r.supportOf(c)
		named := ask.worstName(around.here)
		joint := float32(named * ask.shareOf(around.here, all))
		if n == 0 {
			s[sJointTop] = joint
		}
		s[sJoint] = max(s[sJoint], joint)
		s[sLabelNamed] = max(s[sLabelNamed], c.Features[fLabel]*float32(named))
		if n < 5 {
			s[sNameBest] = max(s[sNameBest], float32(ask.worstName(around.near)))
			s[sSoftBest] = max(s[sSoftBest], float32(ask.share(around.soft, -1)))
		}
	}
	r.apartSignals(s, around)
}

// deepest is how many candidates are looked at for one that has everything.
const deepest = 20

// apartSignals tell what words of the question are missing around the best sentence.
func (r *Ranking) apartSignals(s []float32, around support) {
	ask := r.asking
	heaviest, missing := 0., 0
	var apart [question.Source + 1]float64
	for i, t := range ask.Terms {
		heaviest = max(heaviest, ask.weight[i])
		if !around.soft.has(i) {
			missing++
			apart[t.Role] = max(apart[t.Role], ask.weight[i])
		}
	}
	s[sApartName] = ratio(apart[question.Name], heaviest)
	s[sApartPlain] = ratio(apart[question.Plain], heaviest)
	s[sApartNumber] = ratio(apart[question.Number], heaviest)
	s[sApartAsked] = ratio(apart[question.Asked], heaviest)
	s[sMissingCount] = log1(missing)
	s[sSoftNear] = float32(ask.share(around.soft, -1))
}

// otherNumber reports whether a sentence has a number of that many digits that the
// question does not have.
func otherNumber(s *sentence, digits int) bool {
	for i := range s.words {
		if w := &s.words[i]; w.digit && w.term < 0 && w.end-w.start == digits {
			return true
		}
	}
	return false
}

// typeSignals tell whether what kind of thing the question asks for is there at all.
func (r *Ranking) typeSignals(s []float32) {
	ask, top := r.asking, r.Candidates[0]
	expects := ask.Kind != question.Open && ask.Kind != question.YesNo && ask.Kind != question.How &&
		ask.Kind != question.Definition
	if expects {
		s[sLacks] = 1 - top.Features[fExpected]
		s[sLacksAll] = 1
		for _, c := range r.Candidates[:min(3, len(r.Candidates))] {
			s[sLacksAll] = min(s[sLacksAll], 1-c.Features[fExpected])
		}
	}
	s[sActorHere], s[sActorNear], s[sActorWhole] = 1, 1, 1
	if ask.Kind != question.Group {
		return
	}
	a := r.articles[top.Article]
	s[sActorHere], s[sActorNear], s[sActorWhole] = 0, 0, 0
	actors := 0
	for i := range a.sentences {
		unknown, is := actor(a, &a.sentences[i])
		near := i >= top.Sentence-2 && i <= top.Sentence+2
		if near && unknown {
			s[sUnclaimed] = 1
		}
		if !is {
			continue
		}
		actors++
		if near {
			s[sActorNear] = 1
		}
		if i == top.Sentence {
			s[sActorHere] = 1
		}
	}
	s[sActorWhole] = ratio(float64(actors), float64(len(a.sentences)))
}

// actor reports whether a sentence names an organisation that the question does not, and
// whether it says that someone is not known.
func actor(a *article, s *sentence) (unknown, is bool) {
	is = s.group
	for i := range s.words {
		w := &s.words[i]
		if unidentified[w.stem] {
			unknown = true
		}
		if w.term < 0 && w.sense&senseBody != 0 || bracketed(a.Document.Text, w) && w.term < 0 && !w.digit {
			is = true
		}
	}
	return unknown, is
}

// unidentified are stems that say that someone is not known.
var unidentified = map[string]bool{
	"unidentifi": true, "unknown": true, "unclaim": true, "nobodi": true, "anonym": true, "undetermin": true,
}

// contrastSignals tell whether the best sentence says the opposite of the question, or
// less strictly what it says.
func (r *Ranking) contrastSignals(s []float32) {
	ask, top := r.asking, r.Candidates[0]
	sentence := &r.articles[top.Article].sentences[top.Sentence]
	have := sentence.bag()
	all := opposites()
	for i, t := range ask.Terms {
		if have.has(i) {
			continue
		}
		for k := range sentence.words {
			if all[t.Stem][sentence.words[k].stem] {
				s[sContrast] = 1
			}
		}
	}
	inQuestion, inSentence := strictness(ask.Text), strictness(sentence.text)
	for w := range inQuestion {
		if !inSentence[w] {
			s[sStrict] = 1
		}
	}
}

// strictness is which words of a text say that a thing is the only one, or one of a rank.
func strictness(text string) map[string]bool {
	found := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), notLetter) {
		switch w {
		case "only", "first", "last", "never", "all", "always", "every", "except", "most", "least", "second", "third", "none", "sole", "not", "no":
			found[w] = true
		}
	}
	return found
}
