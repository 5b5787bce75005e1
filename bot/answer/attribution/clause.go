package attribution

import (
	"regexp"
	"strings"
)

// clause is an attribution found in a sentence: who, still as the sentence puts it, and how.
type clause struct {
	subject string
	manner  Manner
}

// The verbs of saying, by what they say about the truth of what follows. Only forms that
// news uses to attribute are here: past, present, participle behind an auxiliary.
const (
	neutralVerbs = `sa(?:id|ys|y)|told|tells|stat(?:ed|es)|add(?:ed|s)|not(?:ed|es)|explain(?:ed|s)|report(?:ed|s)|` +
		`announc(?:ed|es)|declar(?:ed|es)|stress(?:ed|es)|emphasi[sz](?:ed|es)|highlight(?:ed|s)|underlin(?:ed|es)|` +
		`underscor(?:ed|es)|mention(?:ed|s)|point(?:ed|s) out|observ(?:ed|es)|remark(?:ed|s)|comment(?:ed|s)|conclud(?:ed|es)|` +
		`confirm(?:ed|s)|recall(?:ed|s)|reveal(?:ed|s)|disclos(?:ed|es)|indicat(?:ed|es)|inform(?:ed|s)|notif(?:ied|ies)|` +
		`describ(?:ed|es)|discussed|acknowledg(?:ed|es)|admit(?:ted|s)|concede[sd]|confess(?:ed|es)|replied|` +
		`responded|promis(?:ed|es)|pledg(?:ed|es)|vow(?:ed|s)|insist(?:ed|s)|reiterat(?:ed|es)|testif(?:ied|ies)|` +
		`wr(?:ote|ites)|cit(?:ed|es)|estimat(?:ed|es)|predict(?:ed|s)|suggest(?:ed|s)|believ(?:es|ed)|recommend(?:ed|s)|` +
		`urg(?:ed|es)|kept in mind|went on to say|add(?:ed|s) that|includ(?:ed|es) that|pledged|expressed|demanded`
	claimVerbs = `claim(?:ed|s)|alleg(?:ed|es)|assert(?:ed|s)|argu(?:ed|es)|maintain(?:ed|s)|contend(?:ed|s)|accus(?:ed|es)|boast(?:ed|s)|blam(?:ed|es)`
	denyVerbs  = `den(?:ied|ies|y)|reject(?:ed|s)|dismiss(?:ed|es)|refut(?:ed|es)|disput(?:ed|es)|turned down|rebuff(?:ed|s)|` +
		`condemn(?:ed|s)|critici[sz](?:ed|es)|slammed|rebuked|denounc(?:ed|es)`
	warnVerbs = `warn(?:ed|s)|caution(?:ed|s)|alert(?:ed|s)|threaten(?:ed|s)`
	allVerbs  = neutralVerbs + `|` + claimVerbs + `|` + denyVerbs + `|` + warnVerbs
	// adverbs may stand between a subject and its verb.
	adverbs = `(?:(?:has|have|had|also|later|then|further|recently|repeatedly|reportedly|actually|likewise|just|simply|even more|even|` +
		`publicly|again|earlier|today|yesterday|meanwhile|now|on \w+day|consistently|\w+ly) )*`
)

var (
	accordingTo = regexp.MustCompile(`(?:^|[\s,(“"—-])[Aa]ccording to (.+)$`)
	// inverted is `...,” said X`.
	inverted = regexp.MustCompile(`[”"],?\s+` + adverbs + `(` + allVerbs + `)\s+(.+)$`)
	// plainInverted is `..., said X` without quotation marks: only the commonest verbs, which
	// do not follow an apposition without being its predicate.
	plainInverted = regexp.MustCompile(`,\s+(said|says|added|warned|reported)\s+((?:the |an? )?[\p{L}].+)$`)
	// afterQuotation is `...,” X included`: any verb in the past will do there.
	afterQuotation = regexp.MustCompile(`[,.?!_][”"]\s+((?:[Hh]e|[Ss]he|the \w+|[\p{Lu}][\p{L}'’.-]+(?: [\p{Lu}][\p{L}'’.-]+){0,3}) )(?:` + adverbs + `)(\p{Ll}+ed|said|says|told|wrote|put)\b`)
	// verbAfter finds the next verb of saying; what stands before it in its clause is the subject.
	verbAfter = regexp.MustCompile(`(?:^|[\s,—”"])(` + adverbs + `)(` + allVerbs + `)(?:$|[\s,:.;“"—])`)
	// nounToo are forms that are more often plural nouns than verbs.
	nounToo = regexp.MustCompile(`^(?:reports|claims|notes|comments|remarks|estimates|states|alerts|promises|pledges|cites|points out|suggests|details|blames)$`)
	denies  = regexp.MustCompile(`^(?:` + denyVerbs + `)`)
	claims  = regexp.MustCompile(`^(?:` + claimVerbs + `)`)
	warns   = regexp.MustCompile(`^(?:` + warnVerbs + `)`)
)

// findClause looks for an attribution, the surest form first: "according to X", then
// `“...,” said X` and `“...,” X said`, then "X said".
func findClause(sentence string) (clause, bool) {
	flat := strings.Join(strings.Fields(sentence), " ")
	outside := maskQuotations(flat)
	if shouting(flat) {
		outside = lowerASCII(outside)
	}
	if match := accordingTo.FindStringSubmatchIndex(outside); match != nil {
		if subject := cutSubject(flat[match[2]:], outside[match[2]:]); speakerLike(subject) {
			return clause{subject: subject}, true
		}
	}
	for _, pattern := range []*regexp.Regexp{inverted, plainInverted} {
		match := pattern.FindStringSubmatchIndex(outside)
		if match == nil || pattern == plainInverted && subjectLike(lastPart(flat[:match[0]])) {
			continue
		}
		if subject := cutSubject(flat[match[4]:], outside[match[4]:]); speakerLike(subject) {
			return clause{subject, mannerOf(outside[match[2]:match[3]])}, true
		}
	}
	if match := afterQuotation.FindStringSubmatchIndex(outside); match != nil {
		if subject := strings.TrimSpace(flat[match[2]:match[3]]); speakerLike(subject) {
			return clause{subject, mannerOf(outside[match[4]:match[5]])}, true
		}
	}
	for from := 0; ; {
		match := verbAfter.FindStringSubmatchIndex(outside[from:])
		if match == nil {
			return clause{}, false
		}
		before, verb, rest := from+match[2], outside[from+match[4]:from+match[5]], outside[from+match[5]:]
		subject := subjectBefore(flat[:before], outside[:before])
		if speakerLike(subject) && speaks(verb, rest) {
			return clause{subject, mannerOf(verb)}, true
		}
		from += match[5]
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

func mannerOf(verb string) Manner {
	switch {
	case denies.MatchString(verb):
		return Denied
	case claims.MatchString(verb):
		return Claimed
	case warns.MatchString(verb):
		return Warned
	}
	return Said
}

// speaks reports whether what follows a verb can be what was said: not its agent in a
// passive ("was reported by"), and behind a form that is rather a noun ("media reports") only "that",
// a colon or a quotation.
func speaks(verb, rest string) bool {
	rest = strings.TrimSpace(rest)
	for _, passive := range []string{"by ", "as ", "to be "} {
		if strings.HasPrefix(rest, passive) {
			return false
		}
	}
	if nounToo.MatchString(verb) {
		return strings.HasPrefix(rest, "that ") || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "“") || strings.HasPrefix(rest, `"`)
	}
	return true
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
