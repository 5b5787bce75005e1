package evidence

import (
	"math"

	"sitrep/bot/answer/question"
	"sitrep/retrieval/lexical"
)

// The features of a candidate sentence. Shares are in 0..1 and weighted by how rare the
// words are; "rel" is divided by the best candidate's.
const (
	fBM25Rel        = iota // words of the question in the sentence, BM25 over sentences
	fBM25Abs               // the same over the best that any sentence could reach
	fBM25Rank              // log of 1 + rank by it
	fCoverage              // share of the question's words in the sentence
	fCoverNear             // in it or its neighbours
	fCoverParagraph        // in its paragraph
	fCoverArticle          // in its article, title included
	fCoverTitle            // in the title
	fCoverTitled           // in the sentence or its title: what "Terrorist groups: ..." is about
	fLabel                 // share of the noun phrase asked for in the label a sentence opens with, "Weapons: ..."
	fCoverNames            // share of the names, 1 if the question has none
	fCoverNumbers          // of numbers and dates
	fCoverPlain            // of the other words
	fCoverAsked            // of the noun phrase asked for
	fCoverEvents           // share of the kinds of event that the question names, 1 if none
	fNamesNear             // names in it or its neighbours
	fNamesArticle          // names in its article
	fPairs                 // share of neighbouring words of the question that are near each other here
	fDensity               // matched words over the stretch they stand in
	fMissing               // weight of the heaviest word that is missing, over the heaviest
	fPhrase                // share of the question's pairs of adjoining words, function words included, here
	fRun                   // longest stretch of the question's words in a row, over the question's length
	fSoft                  // coverage when words that begin alike count too: partner, partnership
	fSubject               // a word of the question is the first that is no function word
	fCopula                // the same, and a form of "to be" follows soon
	fMatches               // number of the question's words here
	fPrevBM25              // rel of the sentence before
	fNextBM25              // rel of the sentence behind
	fArticleRel            // the article's score over the best article's
	fArticleRank           // log of 1 + rank
	fPassageRel            // the best passage around it over the best passage
	fPassageRank           // log of 1 + its rank; large when it was not found
	fArticleBest           // rel of the best sentence of its article
	fDaysOff               // log of 1 + days between the article and the dates asked for
	fSameDays              // they lie within three days of each other
	fDateHere              // a date of the question stands in the sentence
	fExpected              // the sentence holds what the question's kind expects
	fExpectedNear          // how near to a word of the question it stands, 1 adjacent, 0 none
	fNewNames              // runs of capitalised or rare words that the question does not have
	fLongestName           // words in the longest of them
	fBracketed             // acronyms in brackets
	fRoles                 // new words for offices
	fBodies                // new words for organisations
	fWeapons               // new words for weapons
	fBuildings             // new words for targets
	fPlaces                // places: names behind "in", "at", "near", "from", and words for places
	fTimes                 // new words for times, years
	fNumbers               // new numbers in digits or words
	fReasons               // words that open a reason
	fSpeech                // verbs of saying
	fBlame                 // words for responsibility
	fSpeaker               // the speaker asked for says it
	fAttributed            // someone is named who says it
	fTopic                 // share of the topic asked about
	fIndex                 // log of 1 + index in the article
	fOpens                 // first statement of the article
	fDepth                 // index over the number of sentences
	fLength                // log of words
	fStatement             // running text
	fHeading               // a heading or a fragment
	fBackward              // opens with a pronoun
	fQuestion              // ends in a question mark
	fBaseCount
)

// features is one candidate's values.
type features [fBaseCount]float32

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
}

func newAsking(q question.Question, words Words) *asking {
	a := &asking{Question: q, index: map[string]int{}, topic: map[string]bool{}}
	known := senses()
	for i, t := range q.Terms {
		a.index[t.Stem] = i
		a.weight = append(a.weight, words.IDF(t.Stem))
		for e := senseKilling; e <= senseInjury; e <<= 1 {
			if known[t.Stem]&e != 0 && t.Role == question.Plain {
				a.events = append(a.events, known[t.Stem]&senseEvents)
				break
			}
		}
	}
	a.readOrder()
	for _, t := range q.Topic {
		a.topic[t.Stem] = true
	}
	return a
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
			have := bagOf(article.sentences[i].words)
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

// bag is which terms of the question some words hold, a bit for each of the first 64.
type bag uint64

func (b bag) has(term int) bool { return term < 64 && b&(1<<term) != 0 }

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

func log1(x int) float32 { return float32(math.Log1p(float64(x))) }

func boolean(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
