package disagree

import (
	"regexp"
	"slices"
	"strings"
)

// culprit is who did it, as somebody says.
type culprit struct {
	key    string // the group's id, or the folded name
	text   string
	denies bool // it is denied
}

const (
	name      = `(?:[Tt]he )?([\p{Lu}][\p{L}'’-]+(?: (?:of the |of |for |in the |al-)?[\p{Lu}][\p{L}'’-]*){0,4})`
	deed      = `(?:attack|attacks|bombing|blast|explosion|killing|killings|murder|assault|shooting|ambush|raid|strike|kidnapping|abduction|assassination|massacre|fire|hack|breach|robbery|responsibility)`
	behindAny = `[^.;]{0,60}?\b` + deed
)

// culpritPatterns name who did it in their first group.
var culpritPatterns = []struct {
	pattern *regexp.Regexp
	denies  bool
}{
	{regexp.MustCompile(name + `,?(?: \(?\p{Lu}+\)?,?)? (?:has |have |had |later |also |quickly |said it )?(?:claimed|admitted|took|assumed|accepted) ` + behindAny), false},
	{regexp.MustCompile(`(?:claimed|admitted) (?:in a statement )?by ` + name), false},
	{regexp.MustCompile(`(?:[Bb]lam(?:ed|es|ing)|[Aa]ccus(?:ed|es|ing)) ` + name + ` (?:for|of|over|after)`), false},
	{regexp.MustCompile(`(?:[Bb]lam(?:ed|es|ing)|[Pp]inned|[Aa]ttributed) (?:the |a |that |this |it|)?` + `[^.;,]{0,50}? (?:on|to) ` + name), false},
	{regexp.MustCompile(`(?:carried out|committed|perpetrated|staged|mounted|planted|launched) by ` + name), false},
	{regexp.MustCompile(name + ` (?:has |have |had )?(?:carried out|committed|staged|mounted|launched|perpetrated|was behind|were behind|is behind|was responsible for|is responsible for|planted)` + behindAny), false},
	{regexp.MustCompile(name + `,?(?: (?:has|have|had))? (?:den(?:ied|ies)|rejected) (?:any |all |its |their |having |having had )?(?:involvement|responsibility|role|part|carrying|a role|hand|being)`), true},
}

// readCulprits finds who is said to have done it.
func (r *reading) readCulprits() []culprit {
	var list []culprit
	for _, p := range culpritPatterns {
		for _, at := range p.pattern.FindAllStringSubmatchIndex(r.Text, -1) {
			text := r.Text[at[2]:at[3]]
			c := culprit{key: r.culpritKey(at[2], at[3]), text: text, denies: p.denies}
			if c.key != "" && !slices.ContainsFunc(list, func(known culprit) bool { return known.key == c.key }) {
				list = append(list, c)
			}
		}
	}
	return list
}

// culpritKey is by what a name is compared: a group by its id.
func (r *reading) culpritKey(start, end int) string {
	for _, m := range r.groups {
		if m.Span.Start < end && start < m.Span.End && len(m.Groups) == 1 {
			return "=" + string(m.Groups[0])
		}
	}
	var words []string
	for w := range strings.FieldsSeq(strings.ToLower(r.Text[start:end])) {
		if !authorities[w] && !calendar[w] {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// authorities are those who blame, at the start of a sentence, rather than those who did it.
var authorities = setOf("police officials authorities witnesses residents investigators prosecutors it he she they nobody no who")

// sameCulprit reports whether two keys can be one: a name and a shorter form of it.
func sameCulprit(a, b string) bool {
	return a == b || !strings.HasPrefix(a, "=") && !strings.HasPrefix(b, "=") &&
		(strings.Contains(" "+a+" ", " "+b+" ") || strings.Contains(" "+b+" ", " "+a+" "))
}

// culprits compares who did it. A statement that names several agrees with each of them.
func culprits(a, b *reading) []Point {
	if len(a.culprits) == 0 || len(b.culprits) == 0 || !sameEvent(a, b) && !sameDeed(a, b) {
		return nil
	}
	var differ *Point
	for _, x := range a.culprits {
		for _, y := range b.culprits {
			p := Point{Kind: Perpetrator, Relation: Disagree, A: Value{Text: x.text, Denies: x.denies}, B: Value{Text: y.text, Denies: y.denies}}
			switch same := sameCulprit(x.key, y.key); {
			case same && x.denies == y.denies:
				p.Relation, p.Exact = Agree, x.key == y.key
				return []Point{p}
			case same:
				return []Point{p}
			case !x.denies && !y.denies && differ == nil:
				differ = &p
			}
		}
	}
	if differ == nil {
		return nil
	}
	return []Point{*differ}
}

// sameDeed reports whether a claim or denial that says no more than "the attack" can be about
// the same one: written about the same days, of one scene.
func sameDeed(a, b *reading) bool {
	return (a.events&violent == 0 || b.events&violent == 0) && sameScene(a, b) && sameDay(a, b)
}
