package group

import (
	"slices"
	"strings"
)

// scene is a text in which names are judged by how they are written and what stands
// around them.
type scene struct {
	*folded
}

// fewWords is the number of words up to which a text is treated as a question or a
// headline: what it names is what it is about.
const fewWords = 40

// around is how many words on either side tell how a place in the text uses capitals.
const around = 8

// lettering tells how a place in a text uses capitals.
type lettering uint8

const (
	mixed    lettering = iota // capitals mean something
	capitals                  // everything is in capitals
	small                     // nothing is
)

// brief reports whether the text is a question or a headline rather than an article.
func (s *scene) brief() bool { return len(s.tokens) <= fewWords }

// judge tells whether the words that spell a name are a mention of it.
func (s *scene) judge(c candidate) verdict {
	e := c.entry
	kind := e.kind
	if c.end-c.start > e.words && s.spaced(c) {
		// Words that only together look like the name: "IS I" is not ISI, and "white
		// fly" is Whitefly only where it is written as a name.
		if e.length <= maxAcronym {
			return refuse
		}
		kind = max(kind, Phrase)
	}
	if c.end-c.start > e.words && e.length <= maxInitials {
		return refuse // "I.-S."
	}
	switch kind {
	case Acronym, Initials:
		return s.judgeAcronym(c)
	case Phrase:
		return s.judgePhrase(c)
	case Word:
		return s.judgeWord(c)
	}
	return accept
}

// spaced reports whether white space divides the words of a candidate, other than between
// letters and a number.
func (s *scene) spaced(c candidate) bool {
	for i := c.start + 1; i < c.end; i++ {
		number := s.tokens[i].shape == hasDigit || s.tokens[i-1].shape == hasDigit
		if s.tokens[i].gap == gapSpace && !number {
			return true
		}
	}
	return false
}

func (s *scene) judgePhrase(c candidate) verdict {
	if s.lettering(c) != mixed || s.allCapitalised(c) || s.brief() {
		return accept
	}
	return support
}

func (s *scene) judgeAcronym(c candidate) verdict {
	e := c.entry
	written := s.asWritten(c)
	if !written && !s.allShouted(c) {
		return s.judgeLowered(c)
	}
	switch {
	case e.kind == Initials && !s.brief():
		return support
	case e.ordinary && s.lettering(c) == capitals:
		return support // in a text in capitals, "IS" and "HAS" are verbs
	}
	return accept
}

// judgeLowered judges an acronym that is neither in capitals nor as its source writes it.
func (s *scene) judgeLowered(c candidate) verdict {
	e := c.entry
	titled, lower := s.casing(c)
	switch {
	case e.ordinary:
		return s.smallCase(c)
	case !titled && !lower || e.length < maxInitials:
		return refuse // "miR" is something else
	case e.kind == Initials && !s.brief():
		return refuse
	case titled && e.length > maxInitials, s.brief():
		return accept // "Isis", "Farc"; and "ttp" in a question
	}
	return support
}

// casing tells whether a candidate is one word with nothing but its first letter in upper
// case, and whether none of its letters is.
func (s *scene) casing(c candidate) (titled, lower bool) {
	first := s.tokens[c.start]
	lower = !slices.ContainsFunc(s.tokens[c.start:c.end], func(tok token) bool { return tok.shape&hasUpper != 0 })
	if c.end-c.start > 1 || first.shape&capitalised == 0 {
		return false, lower
	}
	_, size := runeAt(s.text, first.span.Start)
	rest := s.text[first.span.Start+size : first.span.End]
	return strings.ToLower(rest) == rest, false
}

func (s *scene) judgeWord(c candidate) verdict {
	e := c.entry
	around := s.lettering(c)
	switch {
	case s.numeric(c): // a number has no capitals
		return s.supported(c, cues)
	case around == capitals:
		return s.supported(c, plainCues)
	case around == small, !s.allCapitalised(c):
		return s.smallCase(c)
	case s.cued(c, cues):
		return accept
	case s.tokens[c.start].starts, e.length < maxInitials:
		return support
	case e.shouted && s.allShouted(c):
		return accept
	case s.partOfName(c):
		return refuse
	case s.brief():
		return accept
	}
	return support
}

// supported accepts a candidate beside a cue, and wants support for any other.
func (s *scene) supported(c candidate, words cueWords) verdict {
	if s.cued(c, words) {
		return accept
	}
	return support
}

// smallCase judges an ordinary word without capitals: only a word that leaves no doubt
// makes it a name.
func (s *scene) smallCase(c candidate) verdict {
	if s.cued(c, plainCues) {
		return accept
	}
	return refuse
}

// partOfName reports whether capitals beside a candidate make it part of another name, as
// in Google Play.
func (s *scene) partOfName(c candidate) bool {
	if before := c.start - 1; before >= 0 && s.tokens[c.start].gap != gapBreak {
		tok := s.tokens[before]
		if tok.shape&capitalised != 0 && !tok.starts && string(s.word(tok)) != "the" {
			return true
		}
	}
	return c.end < len(s.tokens) && s.tokens[c.end].gap != gapBreak && s.tokens[c.end].shape&capitalised != 0
}

// cueWords are words beside a name that tell that it names a group.
type cueWords map[string]bool

// cues make a group of a capitalised word beside them; plainCues of any word after which
// they stand. Both are never changed.
var (
	cues = cueWords(wordSet(`
		actor actors affiliate affiliates apt cell collective commander crew
		faction fighters gang group guerrillas hackers insurgents leader militants
		network operators ransomware rebels spokesman terrorists`))
	plainCues = cueWords(wordSet(`apt gang hackers ransomware`))
	namers    = cueWords(wordSet(`aka alias called codenamed dubbed named`))
	namersAs  = cueWords(wordSet(`known tracked designated labelled labeled`))
)

// cued reports whether a cue stands directly before or after a candidate, or words that
// introduce a name stand before it.
func (s *scene) cued(c candidate, words cueWords) bool {
	if c.end < len(s.tokens) && s.tokens[c.end].gap != gapBreak && words[string(s.word(s.tokens[c.end]))] {
		return true
	}
	if c.start == 0 || s.tokens[c.start].gap == gapBreak {
		return false
	}
	before := string(s.word(s.tokens[c.start-1]))
	if before == "as" && c.start > 1 {
		return namersAs[string(s.word(s.tokens[c.start-2]))]
	}
	return cues[before] && words["group"] || namers[before]
}

// lettering looks at the words around a candidate.
func (s *scene) lettering(c candidate) lettering {
	lower, upper, letters := 0, 0, 0
	for i := max(0, c.start-around); i < min(len(s.tokens), c.end+around); i++ {
		shape := s.tokens[i].shape
		if i >= c.start && i < c.end {
			if shape&hasUpper != 0 {
				upper++
			}
			continue
		}
		if shape&(hasLower|hasUpper) == 0 {
			continue
		}
		letters++
		if shape&hasLower != 0 {
			lower++
		}
		if shape&hasUpper != 0 {
			upper++
		}
	}
	switch {
	case upper == 0:
		return small
	case lower == 0 && letters >= 3:
		return capitals
	}
	return mixed
}

// particles may stay small in a name.
var particles = wordSet("a an and by for in of on the to")

// allCapitalised reports whether every word of a candidate but the particles begins with a
// capital or a digit.
func (s *scene) allCapitalised(c candidate) bool {
	for _, tok := range s.tokens[c.start:c.end] {
		if tok.shape&(capitalised|hasDigit) == 0 && !particles[string(s.word(tok))] {
			return false
		}
	}
	return true
}

func (s *scene) allShouted(c candidate) bool {
	return !slices.ContainsFunc(s.tokens[c.start:c.end], func(tok token) bool {
		return tok.shape != hasDigit && !tok.shape.shouted()
	})
}

func (s *scene) numeric(c candidate) bool {
	return !slices.ContainsFunc(s.tokens[c.start:c.end], func(tok token) bool { return tok.shape != hasDigit })
}

// asWritten reports whether a candidate is spelled exactly as a source writes it.
func (s *scene) asWritten(c candidate) bool {
	text := s.text[s.tokens[c.start].span.Start:s.tokens[c.end-1].span.End]
	return slices.ContainsFunc(c.entry.written, func(w string) bool { return w == text })
}
