package disagree

import (
	"regexp"
	"strings"
)

// denial is what a statement says is not so.
type denial struct {
	text  string // the matter, as written
	words []word
	plain bool // by "not" alone, which says less than "denied"
	// groups are those whose doing it is: the ones that the matter names, and the denier's
	// where it is their own.
	groups map[string]bool
	naming map[string]bool // stems of the words in names of groups
}

const matter = `((?:[^.;”"]|\.\d)+)`

// denialPatterns have the matter that is denied in their first group. Who is said to deny an
// act without being told whose ("denied recruiting children") denies their own.
var denialPatterns = []struct {
	pattern    *regexp.Regexp
	plain, own bool
}{
	{regexp.MustCompile(`(?i)\b(?:den(?:ied|ies|ying)|reject(?:ed|s|ing)?|dismiss(?:ed|es|ing)?|refut(?:ed|es|ing)|disput(?:ed|es)|turned down|ruled out|contradicted) (?:as (?:false|baseless|untrue|propaganda) )?(?:all |any |the |these |those |such |its |their )*(?:claims?|reports?|allegations?|suggestions?|accusations?|assertions?|rumou?rs?|idea|notion|charges?|warnings?) (?:that|of|about) ` + matter), false, false},
	{regexp.MustCompile(`(?i)\b(?:den(?:ied|ies|ying)|reject(?:ed|s)|ruled out|disput(?:ed|es)) that ` + matter), false, false},
	{regexp.MustCompile(`(?i)(?:^|[^s] )den(?:ied|ies|ying) ((?:any |having |being |\p{L}+ing |involvement |links |ties |a |the )[^.;”"]+)`), false, true},
	{regexp.MustCompile(`(?i)\bno (?:\p{L}+ )?(?:evidence|signs?|indications?|proof|truth|basis) (?:that|of|to suggest that|to suggest|in reports that|in claims that|in|for) ` + matter), false, false},
	{regexp.MustCompile(`(?i)\b(?:false|untrue|baseless|wrong|unfounded|incorrect|not true|a lie) that ` + matter), false, false},
	{regexp.MustCompile(`(?i)\b(?:claims?|reports?|allegations?|rumou?rs?|suggestions?) (?:that|of|about) (.+?),? (?:is|are|was|were) (?:\p{L}+ )?(?:false|untrue|baseless|wrong|unfounded|incorrect|a lie|lies|fabricated)`), false, false},
	{regexp.MustCompile(`(?i)^(.*\b(?:is|are|was|were|has|have|had|did|does|do|will)(?:n['’]t| not| never| no longer)\b.*)$`), true, false},
}

// noMatter are things that are denied to somebody, not said to be untrue.
var noMatter = setOf("bail entry access visa visas permission them him her us asylum leave a-visa")

// saidBehind is who says it, at the end of a sentence: ", the mayor said".
var saidBehind = regexp.MustCompile(`,[^,]{1,80}? (?:said|says|added|told|wrote|stated|reported|reports|noted)\b.*$`)

// readDenials finds what a statement denies.
func (r *reading) readDenials() []denial {
	if notDenied.MatchString(r.Text) {
		return nil
	}
	for _, p := range denialPatterns {
		at := p.pattern.FindStringSubmatchIndex(r.Text)
		if at == nil {
			continue
		}
		text := strings.TrimSpace(saidBehind.ReplaceAllString(r.Text[at[2]:at[3]], ""))
		words := wordsOf(text)
		if len(words) == 0 || noMatter[words[0].lower] {
			continue
		}
		own := p.own || pronouns[words[0].lower]
		return []denial{{text, words, p.plain, r.doers(at[2], at[3], own), r.naming()}}
	}
	return nil
}

var pronouns = setOf("it they he she its their his her")

// naming collects the stems of all words that are part of the name of a group.
func (r *reading) naming() map[string]bool {
	stems := map[string]bool{}
	for _, w := range r.words {
		if r.inGroup(w) {
			stems[w.stem] = true
		}
	}
	return stems
}

// doers are the groups that a matter, a stretch of the statement, is about.
func (r *reading) doers(start, end int, own bool) map[string]bool {
	groups := map[string]bool{}
	for _, m := range r.groups {
		if len(m.Groups) == 1 && (own || m.Span.Start < end && start < m.Span.End) {
			groups["="+string(m.Groups[0])] = true
		}
	}
	return groups
}

// notDenied turns a denial round, or makes it less than one.
var notDenied = regexp.MustCompile(`(?i)\b(?:not|never|neither|nor|cannot|n['’]t) (?:immediately |yet )?(?:den(?:y|ied)|rule|ruled|reject(?:ed)?|confirm|be (?:denied|ruled))\b|\bnot only\b|\bnot (?:immediately|yet) (?:clear|known)\b|\bif\b`)

// The share of a denial's words that the other statement has to have.
const (
	deniedShare = .6
	plainShare  = .75
)

// truths compares what one statement denies with what the other says.
func truths(a, b *reading) []Point {
	for _, pair := range []struct {
		denier, other *reading
		turned        bool
	}{{a, b, false}, {b, a, true}} {
		for _, d := range pair.denier.denials {
			if !pair.other.affirms(d, pair.denier) {
				continue
			}
			denied, affirmed := Value{Denies: true}, Value{}
			p := Point{Kind: Truth, Relation: Disagree, A: denied, B: affirmed, About: d.text}
			if pair.turned {
				p.A, p.B = affirmed, denied
			}
			return []Point{p}
		}
	}
	return nil
}

// affirms reports whether a statement says what another denies: of the same group or names,
// by a word of the same meaning, in no other place and about the same time.
func (r *reading) affirms(d denial, denier *reading) bool {
	if len(r.denials) > 0 || r.negated || !sameStory(r, denier) {
		return false
	}
	if len(r.days) > 0 && len(denier.days) > 0 && nearestDays(r.days, denier.days) > 0 {
		return false
	}
	if len(r.places) > 0 && len(denier.places) > 0 && shared(r.places, denier.places) == 0 && shared(r.places, denier.anchors()) == 0 {
		return false
	}
	group := shared(r.names, d.groups) > 0
	if d.ofPart() && len(r.culprits) == 0 || len(d.groups) > 0 && !group {
		return false
	}
	t := r.tally(d)
	all, met := t.names+t.plain+t.classes, t.namesMet+t.plainMet+t.classesMet
	switch {
	case t.names > 0 && t.namesMet == 0 && !group, t.names == 0 && !group && shared(r.anchors(), denier.anchors()) == 0:
		return false
	case d.plain:
		return met >= 3 && float64(met) >= plainShare*float64(all)
	case t.classes > 0 && t.classesMet == 0:
		return false
	case t.classesMet > 0 && t.names > 0 && !r.says(d):
		return false
	case t.classesMet > 0 && group:
		return t.objects < 2 || 2*t.objectsMet >= t.objects
	}
	return met >= 2 && float64(met) >= deniedShare*float64(all)
}

// tally is how much of a denied matter a statement says: names, words that have a class of
// meaning, and others. Objects are the names and others outside the groups whose doing it is
// and before any place: to whom or what it is done.
type tally struct {
	names, namesMet, plain, plainMet, classes, classesMet, objects, objectsMet int
}

func (r *reading) tally(d denial) tally {
	meaning := predicates()
	said, meant := map[string]bool{}, map[string]bool{}
	for _, w := range r.words {
		said[w.stem] = true
		meant[meaning[w.stem]] = true
	}
	one := map[bool]int{true: 1}
	var t tally
	placed := false
	for i, w := range d.words {
		placed = placed || placing[w.lower] || w.lower == "on"
		if w.stop || calendar[w.lower] {
			continue
		}
		if class := meaning[w.stem]; class != "" {
			t.classes++
			t.classesMet += one[meant[class]]
			continue
		}
		if w.capital && (i > 0 || r.names[w.stem]) {
			t.names++
			t.namesMet += one[said[w.stem]]
		} else {
			t.plain++
			t.plainMet += one[said[w.stem]]
		}
		if !placed && !d.naming[w.stem] {
			t.objects++
			t.objectsMet += one[said[w.stem]]
		}
	}
	return t
}

// ofPart reports whether somebody denies having had a part in something, which only a
// statement that names them as a culprit says.
func (d denial) ofPart() bool {
	for _, w := range d.words[:min(3, len(d.words))] {
		if part[w.lower] && !w.capital {
			return true
		}
	}
	return false
}

var part = setOf("responsibility involvement role part")

// nearName is how many words a name and what is said of it may lie apart.
const nearName = 5

// says reports whether a word that means what is denied stands close to a group whose doing
// it is, or, where no group is known, to one of the names of the denial.
func (r *reading) says(d denial) bool {
	meaning := predicates()
	classes, named := map[string]bool{}, map[string]bool{}
	for _, w := range d.words {
		if class := meaning[w.stem]; class != "" {
			classes[class] = true
		} else if w.capital && len(d.groups) == 0 {
			named[w.stem] = true
		}
	}
	last := map[bool]int{false: -nearName - 1, true: -nearName - 1} // of what is said, and of a name
	alone := len(d.groups) > 0 && len(r.groups) == 1                // so that "it" is the group
	for i, w := range r.words {
		said, name := classes[meaning[w.stem]], named[w.stem] && w.capital || r.inGroupOf(w, d.groups)
		name = name || alone && standsFor[w.lower] && r.groups[0].Span.End < w.start
		if said {
			last[false] = i
		}
		if name {
			last[true] = i
		}
		if (said || name) && abs(last[false]-last[true]) <= nearName && min(last[false], last[true]) >= 0 {
			return true
		}
	}
	return false
}

// standsFor are the pronouns that stand for a group.
var standsFor = setOf("it its they their")

// inGroupOf reports whether a word is part of the name of one of some groups.
func (r *reading) inGroupOf(w word, groups map[string]bool) bool {
	for _, m := range r.groups {
		if m.Span.Start <= w.start && w.end <= m.Span.End && len(m.Groups) == 1 && groups["="+string(m.Groups[0])] {
			return true
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }
