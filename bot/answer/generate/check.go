package generate

import (
	"maps"
	"slices"
	"strings"

	"sitrep/bot/answer/attribution"
	"sitrep/corpus/group"
)

// checker checks sentences against the evidence of one question.
type checker struct {
	groups  *group.Table
	classes map[string]class
	proofs  map[string]*proof // by id
}

// proof is one sentence of evidence, taken apart.
type proof struct {
	evidence   Evidence
	tokens     []token
	name, role []token // the speaker's
	publisher  []token
	selfSpoken bool // the sentence itself names its speaker
}

func (p *proof) hasSpeaker() bool {
	return p.evidence.Speaker.Name != "" || p.evidence.Speaker.Role != ""
}

func newChecker(shown []Evidence, groups *group.Table) *checker {
	c := &checker{groups: groups, classes: classes(), proofs: map[string]*proof{}}
	for _, e := range shown {
		p := &proof{evidence: e, tokens: tokenise(e.Text, e.Published, groups)}
		p.name, p.role = tokenise(e.Speaker.Name, e.Published, nil), tokenise(e.Speaker.Role, e.Published, nil)
		p.publisher = tokenise(e.Publisher, e.Published, nil)
		verbs := count(p.tokens, c.classes, saying) + count(p.tokens, c.classes, claiming)
		if e.Speaker.Manner == attribution.Denied {
			verbs += count(p.tokens, c.classes, negating)
		}
		p.selfSpoken = verbs > 0 && p.namesSpeaker(p.tokens) || p.spokenIn(e.Text)
		c.proofs[e.ID] = p
	}
	return c
}

// BearsOut reports whether a sentence of an answer that was checked against a piece of
// evidence, and is written as [Gate.Write] returns it, still passes that check.
func BearsOut(text string, e Evidence) bool {
	c := newChecker([]Evidence{e}, nil)
	_, reason := c.against(text, c.proofs[e.ID])
	return reason == ""
}

// limits of a sentence, in bytes and in tokens.
const (
	longestSentence = 700
	fewestTokens    = 4
	mostTokens      = 90
)

// sentence checks one sentence of the model. The result has no text if it did not pass;
// drops are the reasons for that, or for citations that were taken off it.
func (c *checker) sentence(d drafted) (Sentence, []Drop) {
	dropped := func(r Reason) (Sentence, []Drop) { return Sentence{}, []Drop{{r, d.Text}} }
	if len(d.Text) > longestSentence {
		return dropped(TooLong)
	}
	text, clean := cleanText(d.Text)
	if !clean {
		return dropped(Markup)
	}
	if len(d.Cites) == 0 {
		return dropped(NoCitation)
	}
	var passed Sentence
	var drops []Drop
	for _, id := range d.Cites {
		p := c.proofs[strings.TrimSpace(id)]
		if p == nil {
			drops = append(drops, Drop{UnknownID, d.Text})
			continue
		}
		shown, reason := c.against(text, p)
		switch {
		case reason != "":
			drops = append(drops, Drop{reason, d.Text})
		case passed.Text == "":
			passed = Sentence{Text: shown, Cites: []string{p.evidence.ID}}
		case shown == passed.Text && !slices.Contains(passed.Cites, p.evidence.ID):
			passed.Cites = append(passed.Cites, p.evidence.ID)
		}
	}
	if passed.Text == "" {
		return Sentence{}, drops[:1]
	}
	for i := range drops {
		drops[i].Reason = UselessCite
	}
	return passed, drops
}

// against checks a sentence against one piece of evidence. It returns the text to show, or
// the reason why there is none.
func (c *checker) against(text string, p *proof) (string, Reason) {
	if quotesFirstPerson(p.evidence.Text) {
		return "", FirstPerson
	}
	list := tokenise(text, p.evidence.Published, c.groups)
	if stutters(text) && !stutters(p.evidence.Text) {
		return "", Wording
	}
	if len(list) < fewestTokens || len(list) > mostTokens || len(p.tokens) > mostTokens {
		return "", TooLong
	}
	for _, allow := range []bool{false, true} {
		if pairs := c.pair(list, p, allow); pairs != nil {
			return c.finish(text, list, pairs, p, !allow && (p.selfSpoken || !p.hasSpeaker()))
		}
	}
	blamed := false
	for _, f := range c.frames(text, list) {
		if len(f.rest) < fewestTokens-1 {
			continue
		}
		f.rest = reopened(f.rest, f.verb != "")
		pairs := c.pair(f.rest, p, true)
		if pairs == nil {
			continue
		}
		who := p.who(f)
		if who == stranger || !p.weak(f.verb, who) && who != unclear {
			blamed = true
			continue
		}
		if who == unclear || p.selfSpoken && p.namesSpeaker(f.rest) {
			words := upperFirst(f.words)
			return c.finish(words, tokenise(words, p.evidence.Published, c.groups), nil, p, !p.hasSpeaker() || who != unclear)
		}
		return c.finish(text, f.rest, pairs, p, true)
	}
	if blamed {
		return "", Misattributed
	}
	return "", c.diagnose(list, p)
}

// stutters reports whether a text has a word twice in a row, which articles before names and
// the "that" of speech are not compared for.
func stutters(text string) bool {
	last := ""
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if w == last {
			return true
		}
		last = w
	}
	return false
}

// reopened marks the first token behind a frame as one whose capital may be missing.
func reopened(list []token, needed bool) []token {
	if !needed || list[0].kind > name {
		return list
	}
	list = append([]token(nil), list...)
	list[0].opens = true
	return list
}

// pair aligns tokens with a piece of evidence, with its speaker left out too if withoutToo.
func (c *checker) pair(list []token, p *proof, withoutToo bool) []int {
	speaker := formsOf(append(p.name[:len(p.name):len(p.name)], p.role...))
	maps.DeleteFunc(speaker, func(form string, _ bool) bool { return c.classes[form] != plainWord })
	a := aligner{classes: c.classes, written: list, source: p.tokens, speaker: speaker}
	pairs := a.align()
	if pairs == nil && withoutToo && p.hasSpeaker() {
		pairs = a.alignWithout()
	}
	return pairs
}

// finish makes the text to show of one that is borne out. It writes names, numbers
// and dates as the source does and puts the speaker in front unless kept says that the text
// has them. pairs may be nil, to be found here.
func (c *checker) finish(text string, list []token, pairs []int, p *proof, kept bool) (string, Reason) {
	if pairs == nil {
		pairs = c.pair(list, p, true)
	}
	if pairs == nil {
		return "", Misattributed
	}
	var b strings.Builder
	at := 0
	for i, t := range list {
		source := p.tokens[pairs[i]]
		original := p.evidence.Text[source.start:source.end]
		if t.kind == word && source.kind == word || t.form == "percent" || strings.EqualFold(text[t.start:t.end], original) && t.kind != groupName {
			continue
		}
		if t.opens && t.kind <= name && source.kind == word || source.opens && source.kind <= name && t.kind == word {
			continue
		}
		if cleaned, ok := cleanText(original); ok {
			b.WriteString(text[at:t.start])
			b.WriteString(cleaned)
			at = t.end
		} else {
			return "", Markup
		}
	}
	b.WriteString(text[at:])
	shown := upperFirst(b.String())
	if !kept && !p.spokenIn(shown) {
		attributed, ok := p.attributed(shown)
		if !ok {
			return "", Misattributed
		}
		shown = attributed
	}
	if _, clean := cleanText(shown); !clean {
		return "", Markup
	}
	return shown, ""
}

// diagnose finds the plainest reason why a sentence does not restate a piece of evidence.
func (c *checker) diagnose(list []token, p *proof) Reason {
	reason := Order
	for _, t := range list {
		if stands(t, p.tokens) {
			continue
		}
		switch {
		case t.kind == number || t.kind == date:
			return NewNumber
		case t.kind == groupName || t.kind == name && !t.opens:
			reason = NewName
		case reason == Order:
			reason = Wording
		}
	}
	if reason == NewName {
		return reason
	}
	for _, by := range []struct {
		class  class
		reason Reason
	}{{negating, Negation}, {hedging, Modality}, {claiming, Misattributed}} {
		if count(list, c.classes, by.class) != count(p.tokens, c.classes, by.class) {
			return by.reason
		}
	}
	return reason
}
