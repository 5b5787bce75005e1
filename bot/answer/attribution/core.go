package attribution

import (
	"regexp"
	"strings"
)

// longestCore is how many words a subject has that is a name or a noun phrase; one in capitals
// that is longer has part of another clause in front of it or behind.
const longestCore = 12

// core is who speaks of a stretch in front of a verb of saying: without the adverbs behind it
// and without a clause that stands before it, "A GUARD WAS WOUNDED, OFFICIAL SOURCES" or
// "COMMENTING ON THE STRIKE, THE MINISTER". It is empty where the stretch is all clause: then
// the verb is no predicate but a participle, "POLICE HAVE ARRESTED TWO MEN accused of ...".
// In mixed case the ends of names and clauses are told otherwise, and only the adverbs go.
func core(subject string) string {
	subject = trimAdverbs(subject)
	if !shouting(subject) {
		return subject
	}
	fold := lowerASCII(subject)
	if at := finiteAt(fold); at >= 0 {
		return lastPhrase(subject, at)
	}
	if fronted.MatchString(fold) {
		return lastPhrase(subject, 0)
	}
	if len(strings.Fields(subject)) <= longestCore {
		return subject
	}
	head, rest, found := strings.Cut(fold, ", ")
	switch {
	case !found:
		return subject[:whoClause(fold)]
	case whoClause(head) < len(head):
		return subject[:whoClause(head)]
	case len(strings.Fields(head)) > longestCore/2 && startsWithArticle(head) && hasRoleWord(lastPart(rest)):
		return lastPhrase(subject, 0)
	}
	return strings.TrimRight(subject[:roleEnd(fold)], " ,")
}

// whoClause is where a relative clause begins in a noun phrase, or its length.
func whoClause(fold string) int {
	if at := strings.Index(fold, " who "); at > 0 {
		return at
	}
	return len(fold)
}

// clauseVerb are forms that only a clause's predicate has, and an -ed with its object behind.
var clauseVerb = regexp.MustCompile(`\b(?:was|were|is|are|has|had|have|will|would|does|do|did|could|can|must|should|took|went|began|broke|blew|fell|left|` +
	`(\p{L}{2,}ed) (?:the|an?|its|his|her|their|no|all|that|at least|more than)) `)

// naming are participles with a name behind: "A GROUP CALLED THE NIGHT WATCH".
var naming = wordSet("called named dubbed entitled titled")

// finiteAt is where the first finite verb ends that stands outside a relative clause, or -1.
func finiteAt(fold string) int {
	for _, at := range clauseVerb.FindAllStringSubmatchIndex(fold, -1) {
		if at[2] >= 0 && naming[fold[at[2]:at[3]]] {
			continue
		}
		before := fold[strings.LastIndex(fold[:at[0]], ",")+1 : at[0]]
		if !relativeWord.MatchString(before) {
			return at[1]
		}
	}
	return -1
}

var relativeWord = regexp.MustCompile(`\b(?:who|which|that|whose|whom|where)\b`)

// fronted opens a phrase that stands before a subject, "REGARDING THE ATTACK, ...".
var fronted = regexp.MustCompile(`^(?:regarding|concerning|commenting|referring|speaking|causing|answering|replying|responding|assessing|turning|addressing|` +
	`touching|alluding|discussing|recalling|stressing|quoting|toward|towards|less than|during|according to)\b`)

// lastPhrase is the noun phrase at the end of a stretch, behind a comma or an "and" that
// stands after from; a role behind a person's name takes the name in. Empty if there is none.
func lastPhrase(subject string, from int) string {
	fold := bracketed.ReplaceAllStringFunc(lowerASCII(subject), func(s string) string { return strings.Repeat("_", len(s)) })
	at := strings.LastIndex(fold, ", ")
	if at >= from {
		start := at + len(", ")
		if before := strings.LastIndex(fold[:at], ", "); before >= from && (startsWithArticle(fold[start:]) || strings.Contains(fold[start:], " of ")) && bareName(fold[before+2:at]) {
			start = before + len(", ")
		}
		return spoken(subject[start:])
	}
	if at = strings.LastIndex(fold, " and "); at >= from {
		return spoken(subject[at+len(" and "):])
	}
	return ""
}

// bracketed is what stands in brackets, whose commas part nothing.
var bracketed = regexp.MustCompile(`[(\[][^)\]]*[)\]]?`)

// spoken is a phrase that can be a subject, or empty.
func spoken(s string) string {
	s = strings.TrimSuffix(trimLead(s), ",")
	fold := lowerASCII(s)
	if finiteAt(fold+" ") >= 0 || fronted.MatchString(fold) || !nounPhrase(fold) && !nounPhrase(s) {
		return ""
	}
	return s
}

// bareName reports whether a stretch in one case can be a person's name: two to four words,
// none of them an office, an article or a preposition.
func bareName(fold string) bool {
	words := strings.Fields(fold)
	if len(words) < 2 || len(words) > 4 || hasRoleWord(fold) {
		return false
	}
	for _, w := range words {
		if article[w] || binds[w] || notSpeaker[w] || w[0] >= '0' && w[0] <= '9' {
			return false
		}
	}
	return true
}
