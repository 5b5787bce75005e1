package attribution

import (
	"regexp"
	"strings"
)

// subjectBefore is the noun phrase that ends where a verb begins: back to the start of the
// clause, with an apposition between commas taken in.
func subjectBefore(flat, outside string) string {
	head := strings.TrimRight(outside, " ")
	start := 0
	for _, mark := range []string{"”", `"`, ":", ";", " — ", " -- ", "] "} {
		if at := strings.LastIndex(head, mark); at >= 0 && at+len(mark) > start {
			start = at + len(mark)
		}
	}
	end := start + relative(head[start:])
	if at := lastJoint(head[start:end]); at > 0 {
		start += at
	}
	subject := trimLead(strings.Trim(flat[start:end], " ,"))
	if aux.MatchString(strings.TrimRight(flat[:len(head)], " ,")) {
		return "" // "could not be confirmed", "was told"
	}
	return subject
}

// aux ends what stands before a participle or an infinitive, where the verb is not said of
// its subject: "could not be confirmed", "was told", "needless to".
var aux = regexp.MustCompile(`(?i)(?:^| )(?:be|been|being|is|are|was|were|not|to|n['’]t|cannot|can|could|would|should|might|may|must|will|declined to|refused to)$`)

// relative is where a relative clause or the like begins that stands between commas at the
// end of a stretch: "Mr Castellane, who has been mayor since 2015,"; else its length.
func relative(s string) int {
	if at := relativeClause.FindStringIndex(s); at != nil && strings.TrimSpace(s[:at[0]]) != "" {
		return at[0]
	}
	return len(s)
}

var relativeClause = regexp.MustCompile(`, (?:who|whose|which|where|quoted by|speaking|citing|aged|reached by|asked|when) ?[^,]*(?:, and [^,]*)?,$|, \d{1,3},$`)

// joint ends a clause to the left of a subject: "... but X said", "while X said".
var joint = regexp.MustCompile(`(?i)(?:^|[\s,])(?:but|while|although|though|because|after|before|when|where|as|that|which|and that|however|whereas|since) `)

func lastJoint(s string) int {
	all := joint.FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return 0
	}
	return all[len(all)-1][1]
}

// openers stand before a subject and are no part of it.
var openers = regexp.MustCompile(`(?i)^(?:[”"]? ?)(?:(?:\[\p{L}+\]|(?:in|at|during|speaking|asked|after|before|under|for|by|with|despite|following|over|since|on|from) [^,“"]{2,80},|on the other hand|in addition|for (?:his|her|its|their) part|in a \w+|meanwhile|however|nevertheless|` +
	`moreover|furthermore|likewise|similarly|also|still|yet|and|but|then|later|today|yesterday|earlier|finally|instead|besides|` +
	`in turn|in response|on \w+day|last \w+|this \w+|in \d{4}|nor|so|both)\s*,?\s+)+`)

func trimLead(s string) string {
	return strings.Trim(openers.ReplaceAllString(s, ""), " ,”“\"")
}

// stops end a subject that stands behind its verb or behind "according to".
var stops = regexp.MustCompile(`[”“":;]|\. |\.$| (?:that|who|which|in an?|in \d{4}|in (?:early|late|mid)\b|during|at a|after|when|while|as|adding|including that|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|has|have|had|is|was|are|were|will|would)\b`)

// cutSubject is the noun phrase at the start of s.
func cutSubject(s, outside string) string {
	end := len(outside)
	if at := stops.FindStringIndex(outside); at != nil {
		end = at[0]
	}
	return strings.Trim(s[:roleEnd(outside[:end])], " ,.")
}

// roleEnd is where a person's description ends: behind the first part between commas, and
// those after it that read as a role: "X, a customs officer, retired captain".
func roleEnd(s string) int {
	parts := strings.Split(s, ",")
	keep := len(parts[0])
	for i, part := range parts[1:] {
		goesOn := i > 0 && andRole.MatchString(part) && !finiteVerb.MatchString(part)
		if !roleLike(part) && !goesOn {
			break
		}
		keep += 1 + len(part)
	}
	return keep
}

// andRole ends a list of roles: "X, a judge, retired captain, and graduate of the academy".
var andRole = regexp.MustCompile(`^ (?:and|as well as) (?:an? |former )?\p{Ll}`)

// roleLike reports whether a stretch between commas describes a person: it holds a word for
// an office, or is "a ..." without a verb.
func roleLike(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) >= 160 || hasVerb(s) || predicate.MatchString(s) {
		return false
	}
	return hasRoleWord(s) || describing.MatchString(s) && !finiteVerb.MatchString(s)
}

// predicate is how a stretch opens that says what somebody did: "counted the rebels".
var predicate = regexp.MustCompile(`^\p{Ll}+ed (?:the|an?|its|his|her|their|that|this|these|those|no|all|at least|more than|\d)\b`)

var (
	describing = regexp.MustCompile(`^(?:an?|former|previous|formerly) `)
	finiteVerb = regexp.MustCompile(`\b(?:was|were|is|are|has|had|have|will|would|\pL{3,}ed|broke|blew|fell|took|went|began)\b`)
)

// roleWords are words for a person by what they do, for an office and for a body.
var roleWords = wordSet(`spokesman spokeswoman spokesperson spokespeople spokesmen representative official officer minister president
	secretary general colonel captain major lieutenant commander chief head leader director deputy ambassador envoy
	senator governor mayor judge prosecutor attorney lawyer analyst expert specialist professional researcher fellow
	professor scholar journalist reporter correspondent editor author adviser advisor coordinator chairman chair founder
	member source sources witness witnesses resident victim survivor activist bishop archbishop priest father police
	army ministry government embassy agency company firm report study statement communique command commanders commandant
	committee council commission court group organisation organization front movement network radio newspaper
	authorities officials investigators prosecutors analysts experts researchers rebels militants insurgents guerrillas
	taliban executive ceo manager vice king queen prince pope alumnus ombudsman rapporteur inspector monitor team`)

// hasRoleWord reports whether a stretch holds one of the words for persons, offices and
// bodies, alone or as a part of a compound: "vice-president".
func hasRoleWord(s string) bool {
	for _, w := range tokens(s) {
		if roleWords[w.lower] || roleWords[strings.TrimSuffix(w.lower, "'s")] || roleWords[w.lower[strings.LastIndexByte(w.lower, '-')+1:]] {
			return true
		}
	}
	return false
}

// backward are subjects that can only be understood from what went before. What "it" or
// "they" say cannot be told by position alone and is left to the article.
var backward = regexp.MustCompile(`(?i)^(?:he|she|the \pL+|the same source)$`)

func pronoun(s string) bool { return backward.MatchString(s) }

func personal(s string) bool { return strings.EqualFold(s, "he") || strings.EqualFold(s, "she") }

// speakerLike reports whether a noun phrase can be someone who says something.
func speakerLike(s string) bool {
	if s == "" || len(s) > 220 {
		return false
	}
	if personal(s) {
		return true
	}
	first := strings.ToLower(strings.Fields(s)[0])
	words := strings.Fields(s)
	if notSpeaker[first] || dangling[strings.ToLower(words[len(words)-1])] {
		return false
	}
	if strings.Contains(s, ", ") {
		return nameRun(s) != "" || hasRoleWord(s)
	}
	return len(words) <= 16 && (hasRoleWord(s) || nameRun(s) != "")
}

var notSpeaker = map[string]bool{
	"it": true, "this": true, "these": true, "those": true, "there": true, "what": true, "who": true,
	"which": true, "i": true, "we": true, "you": true, "to": true, "of": true, "by": true, "for": true,
	"on": true, "in": true, "at": true, "they": true, "such": true, "as": true, "not": true, "one": true, "some": true, "many": true, "most": true,
	"whether": true, "if": true, "how": true, "why": true, "when": true, "where": true, "no": true, "nobody": true, "none": true, "neither": true,
	"nothing": true, "everybody": true, "anyone": true, "whoever": true, "needless": true, "that": true, "because": true, "with": true, "from": true,
	"being": true, "having": true, "according": true, "including": true, "much": true, "his": true, "so-called": true,
}

// nounPhrase reports whether a stretch can be who says something, whatever the noun: short,
// without a verb, and not cut off before its noun.
func nounPhrase(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 16 && !strings.Contains(s, ",") || len(s) > 220 {
		return false
	}
	if speakerLike(s) && len(words) > 1 || pronoun(s) {
		return !dangling[strings.ToLower(words[len(words)-1])]
	}
	first := strings.ToLower(words[0])
	if notSpeaker[first] && first != "one" && first != "some" && first != "many" && first != "most" && first != "his" {
		return first == "it" && len(words) == 1
	}
	return !dangling[strings.ToLower(words[len(words)-1])] && !finiteVerb.MatchString(s) && !hasVerb(s) && !strings.Contains(s, ",") && !measures[first]
}

// dangling are words that no noun phrase ends with.
var dangling = wordSet("the a an its his her their this that these those of in for with to by and or so as some any no more most well much least at on from not but so-called our my your too very")

// measures begin what is no speaker: "more than forty", "about a third".
var measures = wordSet("more less about around nearly almost only just even also there here then thus")

// impersonalNoun are words for what is "it" and not "he" or "she".
var impersonalNoun = regexp.MustCompile(`(?i)\b(?:police|army|ministry|government|embassy|agency|company|firm|report|study|statement|communique|command|committee|` +
	`council|commission|court|group|organi[sz]ation|front|movement|network|brigades?|column|mission|party|board|league|navy|line|airlines?|paper)\b`)
