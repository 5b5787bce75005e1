package evidence

import (
	"strings"
	"unicode"

	"sitrep/bot/answer/question"
	"sitrep/corpus"
)

// content is what a sentence holds beyond the words of the question.
type content struct {
	names, longestName, bracketed                                              int
	roles, bodies, weapons, buildings, places, times, numbers, reasons, speech int
	blame                                                                      int
	expected                                                                   []int // places among the words of what the kind expects
}

// contentOf reads a sentence for a kind of question.
func contentOf(a *article, s *sentence, kind question.Kind) content {
	var c content
	run := 0
	endRun := func(at int) {
		if run > 0 {
			c.names++
			c.longestName = max(c.longestName, run)
			switch kind {
			case question.Who, question.Group, question.Thing, question.Said:
				c.expected = append(c.expected, at)
			}
		}
		run = 0
	}
	expect := func(kinds question.Kind, at int) {
		if kind == kinds {
			c.expected = append(c.expected, at)
		}
	}
	text := a.Document.Text
	previous := -1
	for i := range s.words {
		w := &s.words[i]
		if w.joined {
			continue
		}
		fresh := w.term < 0
		if fresh && nameLike(a, s, i) {
			if run == 0 && previous >= 0 && placing[s.words[previous].stem] {
				c.places++
				expect(question.Where, i)
			}
			run++
			if bracketed(text, w) {
				c.bracketed++
				expect(question.Group, i)
			}
		} else if !(run > 0 && w.stop && nameJoint[w.stem]) {
			endRun(i)
		}
		previous = i
		switch {
		case w.digit && fresh:
			c.numbers++
			expect(question.HowMany, i)
			if year(w.stem) {
				c.times++
				expect(question.When, i)
			}
		case w.stop && w.stem == "because":
			c.reasons++
			expect(question.Why, i)
		}
		if !fresh || w.sense == 0 {
			continue
		}
		count := func(s sense, n *int, k question.Kind) {
			if w.sense&s != 0 {
				*n++
				expect(k, i)
			}
		}
		count(senseRole, &c.roles, question.Who)
		count(senseBody, &c.bodies, question.Group)
		count(senseWeapon, &c.weapons, question.Weapon)
		count(senseBuilding, &c.buildings, question.Open)
		count(sensePlace, &c.places, question.Where)
		count(senseTime, &c.times, question.When)
		count(senseQuantity, &c.numbers, question.HowMany)
		count(senseReason, &c.reasons, question.Why)
		count(senseSpeech, &c.speech, question.Said)
		count(senseBlame, &c.blame, question.Open)
	}
	endRun(len(s.words) - 1)
	return c
}

// nameLike takes a word for part of a name: capitalised inside a sentence, or, where
// capitals mean nothing, rare in the corpus and no word of the lexicon.
func nameLike(a *article, s *sentence, i int) bool {
	w := &s.words[i]
	if w.stop || w.digit {
		return false
	}
	if a.shouted {
		return w.rare && w.sense == 0 && w.end-w.start > 2
	}
	if !w.capital {
		return false
	}
	if i > 0 && !opensQuotation(a.Document.Text, w.start) {
		return true
	}
	return i+1 < len(s.words) && s.words[i+1].capital || allCapitals(a.Document.Text[w.start:w.end])
}

func opensQuotation(text string, at int) bool {
	before := strings.TrimRight(text[max(0, at-4):at], " ")
	return strings.HasSuffix(before, "“") || strings.HasSuffix(before, `"`) || strings.HasSuffix(before, ":")
}

func allCapitals(w string) bool {
	letters := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 1
}

// bracketed reports whether a word stands alone between brackets, as an acronym does
// behind the name it is short for.
func bracketed(text string, w *word) bool {
	if w.start == 0 || w.end >= len(text) || w.end-w.start > 8 {
		return false
	}
	open, end := text[w.start-1], text[w.end]
	return open == '(' && end == ')' || open == '[' && end == ']'
}

func year(s string) bool {
	return len(s) == 4 && (s[0] == '1' || s[0] == '2' && s[1] == '0') && s[1] >= '0' && s[1] <= '9' && s[3] <= '9'
}

var (
	placing   = map[string]bool{"in": true, "at": true, "near": true, "from": true, "to": true, "toward": true, "outsid": true, "insid": true}
	nameJoint = map[string]bool{"of": true, "the": true, "de": true, "la": true, "del": true, "and": true, "for": true, "el": true, "al": true}
)

// contentFeatures tells what the sentence adds to the question.
func (p *pool) contentFeatures(f *features, a *article, i int) {
	s := &a.sentences[i]
	c := contentOf(a, s, p.asking.Kind)
	f[fNewNames], f[fLongestName], f[fBracketed] = log1(c.names), log1(c.longestName), log1(c.bracketed)
	f[fRoles], f[fBodies], f[fWeapons], f[fBuildings] = log1(c.roles), log1(c.bodies), log1(c.weapons), log1(c.buildings)
	f[fPlaces], f[fTimes], f[fNumbers] = log1(c.places), log1(c.times), log1(c.numbers)
	f[fReasons], f[fSpeech], f[fBlame] = log1(c.reasons), log1(c.speech), log1(c.blame)
	f[fExpected] = boolean(len(c.expected) > 0)
	f[fExpectedNear] = nearness(s, c.expected)
	f[fLength] = log1(len(s.words))
	f[fStatement] = boolean(s.Kind == corpus.Statement)
	f[fHeading] = boolean(s.Kind == corpus.Heading || s.Kind == corpus.Fragment)
	f[fBackward] = boolean(opensBackward(s))
	f[fQuestion] = boolean(len(s.text) > 0 && s.text[len(s.text)-1] == '?')
	speaker, named := a.speakers.Speaker(i)
	f[fAttributed] = boolean(named)
	if named && p.asking.Speaker != "" {
		f[fSpeaker] = speakerShare(speaker.Voices(), p.asking.Speaker)
	}
	if len(p.asking.topic) > 0 {
		n := 0
		seen := map[string]bool{}
		for k := range s.words {
			if stem := s.words[k].stem; p.asking.topic[stem] && !seen[stem] {
				seen[stem] = true
				n++
			}
		}
		f[fTopic] = float32(n) / float32(len(p.asking.topic))
	}
}
