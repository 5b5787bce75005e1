package attribution

import (
	"regexp"
	"strings"
)

// clause is an attribution found in a sentence: who, still as the sentence puts it, and how.
type clause struct {
	subject string
	verb    verb
	word    string // the verb, small, "" for "according to"
	rest    string // the sentence behind the verb, quotations included
	behind  int    // where rest begins in the flat sentence, 0 if that is not behind the verb
	inner   string // whom the subject quotes in turn, named; or empty
	denied  bool   // "neither confirmed nor denied": the verb itself is negated
}

// anyVerb are the verbs of saying that may stand in front of their subject.
const anyVerb = `\p{Ll}+(?: out| in mind)?`

var (
	authority = regexp.MustCompile(`(?i)(?:^|[\s,(“"—-])(?:according to|in the (?:view|words|opinion) of|as (?:told|reported|stated) by) (.+)$`)
	// inverted is `...,” said X`, its adverbs passed over.
	inverted = regexp.MustCompile(`[”"],?\s+(?:(?:has|had|also|later|then|further) |\p{Ll}+ly )*(` + anyVerb + `)\s+(.+)$`)
	// plainInverted is `..., said X` without quotation marks: only the commonest verbs, which
	// do not follow an apposition without being its predicate.
	plainInverted = regexp.MustCompile(`,\s+(said|says|added|warned|reported)\s+((?:the |an? )?[\p{L}].+)$`)
	// afterQuotation is `...,” X included`: any verb in the past will do there.
	afterQuotation = regexp.MustCompile(`[,.?!_][”"],?\s+((?:[Hh]e|[Ss]he|[Tt]he \w+|[\p{Lu}][\p{L}'’.-]+(?: [\p{Lu}][\p{L}'’.-]+){0,3}) )(?:\p{Ll}+ly )?(\p{Ll}+ed|said|says|told|wrote|put)\b`)
	// closing is `..., X said` with nothing behind it but when, where or to whom.
	closing = regexp.MustCompile(`^(.+), ([^,:;]{2,90}?) (` + anyVerb + `)(?: (?:(?:in|on|at|late|earlier|yesterday|today|[A-Z]\w+day)\b|to (?:the|an?|reporters|journalists|[A-Z]))[^,]*)?[.]?$`)
	// quotedAs is "the agency quoted X as saying".
	quotedAs = regexp.MustCompile(`\bquot(?:ed|es|ing) (.+?) as (?:saying|telling|writing|warning|having said)\b`)
	// wasQuoted is "X was quoted by the agency as saying".
	wasQuoted = regexp.MustCompile(`^(.+?) (?:was|were|is|are|has been|have been) (?:quoted|cited)\b.*? as (?:saying|telling|writing|warning|having said)\b`)
	// citing is an outlet that hands on somebody's words: "the paper, citing X, reported".
	citing = regexp.MustCompile(`^(?:[^,“"]{2,60}, )?([^,“"]{2,80}),? (?:citing|quoting|pointing out) (.+)$`)
	// claimedBy is a claim in the passive.
	claimedBy = regexp.MustCompile(`\b(?:was|were|been) (?:later |also )?(claimed) by (.+)$`)
)

// findClause looks for an attribution, the surest form first: "according to X", those whom an
// outlet quotes, then `“...,” said X` and `“...,” X said`, then "X said".
func findClause(sentence string) (clause, bool) {
	flat := strings.Join(strings.Fields(sentence), " ")
	outside := maskQuotations(flat)
	if shouting(flat) {
		outside = lowerASCII(outside)
	}
	if !mayAttribute(outside) {
		return clause{}, false
	}
	for _, form := range []func(flat, outside string) (clause, bool){ofAuthority, ofQuoted, ofInversion, ofClosing, ofVerb} {
		if found, yes := form(flat, outside); yes {
			if found.behind > 0 {
				found.inner = innerSubject(flat[found.behind:], outside[found.behind:])
			}
			return found, true
		}
	}
	return clause{}, false
}

// innerSubject is whose words somebody hands on in turn: "X said that Y had warned ...".
func innerSubject(flat, outside string) string {
	if inner, found := ofVerb(flat, outside); found && nameRun(inner.subject) != "" {
		return inner.subject
	}
	return ""
}

// mayAttribute is a cheap test that lets everything through that the forms can find.
func mayAttribute(outside string) bool {
	if strings.ContainsAny(outside, `”"`) || containsAny(outside, "ccording to", " view of ", " words of ", " opinion of ", "quot", "citing") {
		return true
	}
	words := tokens(outside)
	for i := range words {
		if _, _, found := verbAt(outside, words, i); found {
			return true
		}
	}
	return false
}

func containsAny(s string, parts ...string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

// ofVerb goes through the verbs of saying, in order, until one has a subject that can speak.
func ofVerb(flat, outside string) (clause, bool) {
	words := tokens(outside)
	floor := 0 // where a relative clause with a verb of its own has ended
	for i := range words {
		v, length, found := verbAt(outside, words, i)
		if !found {
			continue
		}
		from := i
		for from > 0 && passesOver(words, from-1, outside) {
			from--
		}
		last := words[i+length-1]
		subject := core(subjectBefore(flat[floor:words[from].start], outside[floor:words[from].start]))
		if inRelative(outside[floor:words[from].start], subject) {
			floor = last.end
			continue
		}
		able := speakerLike(subject) || v.strong && nounPhrase(subject)
		if able && speaks(v, words[i].lower, subject, outside[last.end:]) {
			negated := from < i && hasNegation(outside[words[from].start:words[i].start])
			said, behind := flat[last.end:], last.end
			if strings.ContainsAny(outside[:words[from].start], `”"`) {
				said, behind = flat[:words[from].start]+said, 0
			}
			return clause{subject: subject, verb: v, word: words[i].lower, rest: said, behind: behind, denied: negated}, true
		}
	}
	return clause{}, false
}

// inRelative reports whether a subject stands in a relative clause: "which X attributes to
// Y" is said of something else than what the sentence tells.
func inRelative(before, subject string) bool {
	before = strings.TrimSuffix(strings.TrimRight(before, " "), strings.ToLower(subject))
	before = strings.TrimSuffix(before, subject)
	return strings.HasSuffix(before, " which ") || strings.HasSuffix(before, " whom ") || strings.HasSuffix(before, " which the ")
}

// passesOver reports whether word i stands between a subject and its verb.
func passesOver(words []token, i int, outside string) bool {
	between := outside[words[i].end:]
	if between == "" || between[0] != ' ' {
		return false
	}
	return adverbial(outside[words[i].start:words[i].end])
}

// adverbial reports whether a word is an adverb: one that is known, or in "-ly" unless it has a
// capital of its own or is one of the nouns that end so.
func adverbial(word string) bool {
	lower := strings.ToLower(word)
	if adverb[lower] {
		return true
	}
	return strings.HasSuffix(lower, "ly") && len(lower) > 4 && !endsInLy[lower] && (word == lower || word == strings.ToUpper(word))
}

// endsInLy are nouns and names that end like an adverb.
var endsInLy = wordSet("family assembly italy supply reply rally daily weekly monthly quarterly sicily monopoly anomaly homily elderly")

var negation = regexp.MustCompile(`(?i)\b(?:neither|nor|never)\b`)

func hasNegation(s string) bool { return negation.MatchString(s) }

func trimAdverbs(s string) string {
	for {
		at := strings.LastIndex(s, " ")
		if at < 0 || !adverbial(s[at+1:]) {
			return s
		}
		s = strings.TrimRight(s[:at], " ,")
	}
}

// subjectLike reports whether a verb behind a comma may belong to what stands before it.
func subjectLike(s string) bool { return nameRun(s) != "" || roleLike(s) }

// lastPart is what stands behind the last comma: a name or role there makes the verb behind
// it its predicate and not an inversion.
func lastPart(s string) string {
	return strings.TrimSpace(s[strings.LastIndex(s, ",")+1:])
}

// lowerASCII lowers A to Z only, so that every byte keeps its place.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// speaks reports whether what follows a verb can be what was said: not its agent in a
// passive ("was reported by"), and behind a form that may be a noun ("media reports") not
// what makes it one.
func speaks(v verb, word, subject, rest string) bool {
	rest = strings.TrimSpace(rest)
	for _, passive := range []string{"by ", "as ", "to be ", "to have "} {
		if strings.HasPrefix(rest, passive) && !(passive == "as " && v.manner == Denied) {
			return false
		}
	}
	next, _, _ := strings.Cut(rest, " ")
	switch {
	case (word == "added" || word == "adds") && !opensSpeech(rest) && addsTo.MatchString(rest):
		return false
	case v.noun && (nounGoesOn[next] || rest == "" || rest == "."):
		return false
	case v.noun && !opensSpeech(rest):
		return nameRun(subject) != "" || hasRoleWord(subject)
	case (word == "claimed" || word == "claim" || word == "found" || word == "included") && !roleLike(subject) && nameRun(subject) == "":
		return opensSpeech(rest) || word == "claimed" && claimOf.MatchString(" claimed "+rest)
	}
	return true
}

// addsTo is what follows "added" where nobody speaks: "added the group to its list".
var addsTo = regexp.MustCompile(`^[^“"]{2,120}? to (?:its|the|their|his|her|an?) `)

// nounGoesOn are words that follow "reports", "claims" and their like where those are nouns.
var nounGoesOn = wordSet("pointing citing quoting suggesting indicating of about by from on in at were are have had was is has against and or with who which for over")

func opensSpeech(rest string) bool {
	for _, opening := range []string{"that ", ":", "“", `"`, "it ", "he ", "she ", "they ", "responsibility", "credit", "to "} {
		if strings.HasPrefix(rest, opening) {
			return true
		}
	}
	return false
}

// maskQuotations overwrites what stands inside quotation marks, marks kept, so that verbs
// within a quotation are not taken for the article's own. It keeps every byte's place.
func maskQuotations(s string) string {
	masked := []byte(s)
	open, straight := -1, false
	blank := func(from, to int) {
		for k := from; k < to; k++ {
			masked[k] = '_'
		}
	}
	for i, c := range s {
		switch {
		case c == '“' && open < 0:
			open = i + len("“")
		case c == '”' && open >= 0 && !straight:
			blank(open, i)
			open = -1
		case c == '”' && i == 0:
			open = i + len("”") // a mark turned the wrong way round
		case c == '"' && open < 0:
			open, straight = i+1, true
		case c == '"' && straight:
			blank(open, i)
			open, straight = -1, false
		}
	}
	if open >= 0 {
		blank(open, len(s))
	}
	return string(masked)
}
