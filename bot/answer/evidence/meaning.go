package evidence

import (
	"strings"
	"sync"

	"sitrep/bot/answer/question"
	"sitrep/retrieval/embed/uselite"
)

// wordVectors are the built-in model's.
var wordVectors = sync.OnceValue(func() *uselite.Words {
	w, err := uselite.NewWords()
	if err != nil {
		panic("evidence: " + err.Error())
	}
	return w
})

// alikeFrom is the cosine of two words' vectors above which one counts, in part, for the other.
// Unrelated words have about .2; .4 did worse in folds.
const alikeFrom = .25

// sameActs are words for acts that threat reporting is full of and that the vectors keep apart,
// each line of one meaning: who heads a group leads it.
var sameActs = sync.OnceValue(func() map[string]int {
	lines := []string{
		"lead leads led leading leader leaders head heads headed heading command commands commanded commander chief",
		"found founds founded founder founders establish established create created creator formed",
		"designate designated designates designation proscribed banned blacklisted sanctioned",
		"regroup regroups regrouping regrouped rebuild rebuilds rebuilding rebuilt resurgence resurgent resurging regain regained reorganise reorganising reconstitute",
		"free freed release released releases",
	}
	acts := map[string]int{}
	for i, line := range lines {
		for word := range strings.FieldsSeq(line) {
			acts[word] = i + 1
		}
	}
	return acts
})

// meanings tell how far other words stand for those of the question: "bought" for "acquired".
// Names and numbers have no other words.
type meanings struct {
	asking  *asking
	terms   []meantTerm
	likened map[string][]float64 // of a word, how far it stands for each of the terms
}

// meantTerm is a word of the question with its vector, nil for a rare word.
type meantTerm struct {
	index  int // among the question's terms
	asked  bool
	act    int // 0, or the line of sameActs that it stands in
	vector []float32
}

func newMeanings(ask *asking) *meanings {
	m := &meanings{asking: ask, likened: map[string][]float64{}}
	for i, t := range ask.Terms {
		if t.Role == question.Plain || t.Role == question.Asked {
			word := strings.ToLower(t.Word)
			m.terms = append(m.terms, meantTerm{i, t.Role == question.Asked, sameActs()[word], wordVectors().Vector(word)})
		}
	}
	return m
}

// features tells how far a sentence that has some terms of the question says the others in
// other words.
func (m *meanings) features(f *features, text string, s *sentence, have bag) {
	met := make([]float64, len(m.terms))
	for i := range s.words {
		w := &s.words[i]
		if w.stop || w.joined || w.digit || w.term >= 0 {
			continue
		}
		for k, x := range m.likeness(strings.ToLower(text[w.start:w.end])) {
			met[k] = max(met[k], x)
		}
	}
	var all, said, asked, askedSaid, missing, heaviest float64
	for k, t := range m.terms {
		weight := m.asking.weight[t.index]
		if have.has(t.index) {
			met[k] = 1
		}
		all += weight
		said += weight * met[k]
		heaviest = max(heaviest, weight)
		missing = max(missing, weight*(1-met[k]))
		if t.asked {
			asked += weight
			askedSaid += weight * met[k]
		}
	}
	f[fMeant], f[fMeantAsked] = 1, 1
	if all > 0 {
		f[fMeant] = ratio(said, all)
	}
	if asked > 0 {
		f[fMeantAsked] = ratio(askedSaid, asked)
	}
	f[fMeantMissing] = ratio(missing, heaviest)
}

// likeness is how far a word stands for each of the terms, from 0 to 1.
func (m *meanings) likeness(word string) []float64 {
	if known, seen := m.likened[word]; seen {
		return known
	}
	list := make([]float64, len(m.terms))
	act, vector := sameActs()[word], wordVectors().Vector(word)
	for k, t := range m.terms {
		switch {
		case act > 0 && act == t.act:
			list[k] = 1
		case vector != nil && t.vector != nil:
			cosine := 0.0
			for i, x := range t.vector {
				cosine += float64(x) * float64(vector[i])
			}
			list[k] = max(0, cosine-alikeFrom) / (1 - alikeFrom)
		}
	}
	m.likened[word] = list
	return list
}
