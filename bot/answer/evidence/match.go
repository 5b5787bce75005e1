package evidence

import (
	"math"
	"strings"
)

// labelShare is the share of what is asked for that the sentence's label names: the few
// words before a colon at its start.
func (a *asking) labelShare(s *sentence) float32 {
	const longest = 60 // bytes
	colon := strings.IndexByte(s.text[:min(longest, len(s.text))], ':')
	if colon < 0 || len(a.Focus) == 0 {
		return 0
	}
	end := s.Span.Start + colon
	named := 0
	for _, term := range a.Focus {
		for i := range s.words {
			if w := &s.words[i]; w.start < end && w.stem == term.Stem {
				named++
				break
			}
		}
	}
	return float32(named) / float32(len(a.Focus))
}

// matchFeatures tells how the question's words stand in the sentence.
func (p *pool) matchFeatures(f *features, s *sentence, have bag) {
	ask := p.asking
	first, last, matches := -1, -1, 0
	lastAt := make([]int, len(ask.Terms))
	for i := range lastAt {
		lastAt[i] = -100
	}
	near := make([]bool, len(ask.Pairs))
	place := 0
	for i := range s.words {
		w := &s.words[i]
		if !w.joined {
			place++
		}
		if w.term < 0 {
			continue
		}
		lastAt[w.term] = place
		if first < 0 {
			first = place
		}
		last = place
		matches++
		for k, pair := range ask.Pairs {
			if pair[0] == w.term || pair[1] == w.term {
				gap := lastAt[pair[1]] - lastAt[pair[0]]
				near[k] = near[k] || gap >= -2 && gap <= 3
			}
		}
	}
	if len(near) > 0 {
		n := 0
		for _, is := range near {
			if is {
				n++
			}
		}
		f[fPairs] = float32(n) / float32(len(near))
	}
	if matches > 0 {
		f[fDensity] = float32(matches) / float32(last-first+1)
	}
	f[fMatches] = log1(matches)
	heaviest, missing := 0.0, 0.0
	for i, weight := range ask.weight {
		heaviest = max(heaviest, weight)
		if !have.has(i) {
			missing = max(missing, weight)
		}
	}
	f[fMissing] = ratio(missing, heaviest)
	f[fCoverEvents] = eventShare(ask.events, s)
	p.orderFeatures(f, s, have)
}

// orderFeatures tells how far the sentence repeats the question's own wording.
func (p *pool) orderFeatures(f *features, s *sentence, have bag) {
	ask := p.asking
	soft := have
	var met [64]uint64
	pairs, run, longest, last := 0, 0, 0, -1
	for i := range s.words {
		w := &s.words[i]
		if w.joined {
			continue
		}
		if w.soft >= 0 {
			soft |= 1 << w.soft
		}
		if w.place >= 0 && last >= 0 && ask.follow[last]&(1<<w.place) != 0 {
			run++
			longest = max(longest, run)
			if met[last]&(1<<w.place) == 0 {
				met[last] |= 1 << w.place
				pairs++
			}
		} else {
			run = 0
		}
		last = w.place
	}
	f[fPhrase] = ratio(float64(pairs), float64(ask.pairs))
	f[fRun] = ratio(float64(longest), float64(ask.length))
	f[fSoft] = float32(ask.share(soft, -1))
	for i := range s.words {
		if s.words[i].stop {
			continue
		}
		f[fSubject] = boolean(s.words[i].term >= 0)
		if s.words[i].term >= 0 {
			f[fCopula] = boolean(copulaSoon(s.words[i:]))
		}
		break
	}
}

// copulaSoon reports whether a form of "to be" stands among the next few words, before any
// other than the question's.
func copulaSoon(list []word) bool {
	for i := range min(len(list), 8) {
		switch w := &list[i]; {
		case w.stop && copula[w.stem]:
			return true
		case w.term < 0 && !w.stop:
			return false
		}
	}
	return false
}

var copula = map[string]bool{"is": true, "are": true, "was": true, "were": true}

func eventShare(events []sense, s *sentence) float32 {
	if len(events) == 0 {
		return 1
	}
	var all sense
	for i := range s.words {
		all |= s.words[i].sense
	}
	n := 0
	for _, e := range events {
		if all&e != 0 {
			n++
		}
	}
	return float32(n) / float32(len(events))
}

// nearness is 1 / the smallest distance in words between an expected thing and a word of
// the question.
func nearness(s *sentence, expected []int) float32 {
	best := math.MaxInt
	for _, at := range expected {
		for i := range s.words {
			if s.words[i].term >= 0 {
				best = min(best, max(1, abs(i-at)))
			}
		}
	}
	if best == math.MaxInt {
		return 0
	}
	return 1 / float32(best)
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
