package evidence

import (
	"math"
	"slices"

	"sitrep/bot/answer/question"
	"sitrep/corpus/group"
	"sitrep/retrieval/lexical"
)

// asking is the question in the form scoring needs.
type asking struct {
	question.Question
	index   map[string]int // stem -> place in Terms
	weight  []float64      // by term
	total   float64
	average float64        // words a sentence
	events  []sense        // kinds of event named
	begin   map[string]int // the first letters of a stem -> place in Terms
	place   map[string]int // every word of the question, function words too -> its bit in follow
	follow  [64]uint64     // follow[i] has bit j: word j comes right behind word i
	length  int            // words of the question, function words too
	pairs   int
	topic   map[string]bool
	groups  map[group.ID]bag // groups named, with the terms of their names
	names   []bag            // the terms of each name of the question
	shape   shape
}

func newAsking(q question.Question, words Known) *asking {
	a := &asking{Question: q, index: map[string]int{}, topic: map[string]bool{}, groups: map[group.ID]bag{}, shape: shapeOf(q)}
	known := senses()
	for i, t := range q.Terms {
		a.index[t.Stem] = i
		a.weight = append(a.weight, words.IDF(t.Stem))
		for e := senseKilling; e <= senseInjury; e <<= 1 {
			if known[t.Stem]&e != 0 && t.Role == question.Plain {
				event := known[t.Stem] & senseEvents
				if event&senseAttack != 0 {
					event |= senseViolence
				}
				a.events = append(a.events, event)
				break
			}
		}
	}
	a.readOrder()
	a.readGroups(words.Groups)
	a.names = nameBags(a)
	for _, t := range q.Topic {
		a.topic[t.Stem] = true
	}
	return a
}

// readGroups notes which groups the question names, and by which of its terms.
func (a *asking) readGroups(groups *group.Table) {
	if groups == nil {
		return
	}
	for _, m := range groups.Find(a.Text) {
		var terms bag
		for _, t := range lexical.Analyse(a.Text[m.Span.Start:m.Span.End]) {
			if i, asked := a.index[t.Stem]; asked {
				terms |= 1 << i
			}
		}
		for _, id := range append(slices.Clone(m.Groups), m.Disputed...) {
			a.groups[id] |= terms
		}
	}
}

// named are the terms of the question by which it names a group that is mentioned, 0 if it
// does not.
func (a *asking) named(m group.Mention) bag {
	var terms bag
	for _, id := range m.Groups {
		terms |= a.groups[id]
	}
	for _, id := range m.Disputed {
		terms |= a.groups[id]
	}
	return terms
}

// weigh settles how much each term counts: by how rare it is in the corpus and, in as far
// as that is too small to tell, in the sentences that were found.
func (a *asking) weigh(articles []*article, words Words) {
	const enough = 20 // documents from which the corpus counts as much as the sentences
	sentences := 0
	holding := make([]float64, len(a.Terms))
	for _, article := range articles {
		sentences += len(article.sentences)
		for i := range article.sentences {
			have := article.sentences[i].bag()
			for t := range a.Terms {
				if have.has(t) {
					holding[t]++
				}
			}
		}
	}
	n := float64(words.Documents())
	for t, term := range a.Terms {
		here := math.Log(1 + (float64(sentences)+1)/(holding[t]+.5))
		w := (n*a.weight[t] + enough*here) / (n + enough)
		switch {
		case generic[term.Stem]:
			w *= .25
		case term.Role == question.Asked, term.Role == question.Source:
			w *= .5
		}
		a.weight[t] = w
		a.total += w
	}
}

// beginning is how many letters two words have to share to count as alike.
const beginning = 5

// readOrder notes which words of the question stand side by side.
func (a *asking) readOrder() {
	a.begin, a.place = map[string]int{}, map[string]int{}
	for i, t := range a.Terms {
		if len(t.Stem) >= beginning && t.Role != question.Number {
			a.begin[t.Stem[:beginning]] = i
		}
	}
	last := -1
	for _, t := range lexical.Analyse(a.Text) {
		if t.Joined {
			continue
		}
		at, known := a.place[t.Stem]
		if !known {
			at = len(a.place)
			if at >= len(a.follow) {
				break
			}
			a.place[t.Stem] = at
		}
		if last >= 0 && a.follow[last]&(1<<at) == 0 {
			a.follow[last] |= 1 << at
			a.pairs++
		}
		last = at
		a.length++
	}
}

// generic are stems that questions are built with; an answer seldom repeats them.
var generic = map[string]bool{
	"take": true, "place": true, "occur": true, "happen": true, "report": true, "accord": true, "articl": true,
	"incid": true, "kind": true, "type": true, "sort": true, "mani": true, "much": true, "call": true,
	"use": true, "involv": true, "mention": true, "say": true, "said": true, "inform": true, "consid": true,
}

// stemsOf are the stems of a text's words that carry meaning.
func stemsOf(text string) []string {
	var stems []string
	for _, t := range lexical.Analyse(text) {
		if !t.Stop {
			stems = append(stems, t.Stem)
		}
	}
	return stems
}

// bag is which terms of the question some words hold, a bit for each of the first 64.
type bag uint64

func (b bag) has(term int) bool { return term < 64 && b&(1<<term) != 0 }

// bag is which terms of the question the sentence holds, groups by any of their names.
func (s *sentence) bag() bag { return bagOf(s.words) | s.alias }

func bagOf(list []word) bag {
	var b bag
	for i := range list {
		if t := list[i].term; t >= 0 {
			b |= 1 << t
		}
	}
	return b
}

func (a *asking) bagOfStems(stems []string) bag {
	var b bag
	for _, stem := range stems {
		if t, asked := a.index[stem]; asked {
			b |= 1 << t
		}
	}
	return b
}

// share is the weight of the terms of one role that b holds over that of all of them; 1
// when the question has none. A negative role takes all terms.
func (a *asking) share(b bag, role int) float64 {
	var have, all float64
	for i, t := range a.Terms {
		if role >= 0 && t.Role != question.Role(role) {
			continue
		}
		all += a.weight[i]
		if b.has(i) {
			have += a.weight[i]
		}
	}
	if all == 0 {
		return 1
	}
	return have / all
}

// bm25 scores a sentence's words (k1 1.2, b .6: sentences repeat little and differ much in
// length).
func (a *asking) bm25(list []word, counts []int) float64 {
	const k1, b = 1.2, .6
	clear(counts)
	n := 0
	for i := range list {
		if list[i].joined || list[i].stop {
			continue
		}
		n++
		if t := list[i].term; t >= 0 {
			counts[t]++
		}
	}
	score := 0.0
	for t, count := range counts {
		if count > 0 {
			tf := float64(count)
			score += a.weight[t] * tf * (k1 + 1) / (tf + k1*(1-b+b*float64(n)/a.average))
		}
	}
	return score
}
