package attribution

import (
	"regexp"
	"strings"
)

func ofAuthority(flat, outside string) (clause, bool) {
	if !containsAny(outside, "ccording to ", " view of ", " words of ", " opinion of ", "as told by ", "as reported by ", "as stated by ") {
		return clause{}, false
	}
	match := authority.FindStringSubmatchIndex(outside)
	if match == nil {
		return clause{}, false
	}
	subject := cutSubject(flat[match[2]:], outside[match[2]:])
	if !nounPhrase(subject) || timetable.MatchString(subject) {
		return clause{}, false
	}
	return clause{subject: subject, rest: flat}, true
}

// timetable is what things happen according to without anybody saying so.
var timetable = regexp.MustCompile(`(?i)^(?:(?:the|a|an|his|her|its|their|this|that|our|my) )?(?:\p{L}+ )?(?:plans?|schedule|timetable|rules?|customs?|tradition|laws?|needs?|age|size|rank|season|weather|taste|agreement|constitution|ritual|rite|script|instructions|programme|program)\b`)

func ofQuoted(flat, outside string) (clause, bool) {
	if !containsAny(outside, "quot", " cit", "pointing out", "claimed by") {
		return clause{}, false
	}
	if match := wasQuoted.FindStringSubmatchIndex(outside); match != nil {
		if subject := trimLead(flat[match[2]:match[3]]); nounPhrase(subject) {
			return clause{subject: subject, rest: flat[match[1]:]}, true
		}
	}
	if match := quotedAs.FindStringSubmatchIndex(outside); match != nil {
		if subject := flat[match[2]:match[3]]; nounPhrase(subject) {
			return clause{subject: subject, rest: flat[match[1]:]}, true
		}
	}
	if match := citing.FindStringSubmatchIndex(outside); match != nil {
		words := tokens(outside[match[4]:])
		for i := range words {
			v, length, found := verbAt(outside[match[4]:], words, i)
			if !found {
				continue
			}
			subject := strings.Trim(flat[match[4]:match[4]+words[i].start], " ,")
			if !nounPhrase(subject) || !outlet(flat[match[2]:match[3]]) {
				return clause{}, false
			}
			end := match[4] + words[min(i+length, len(words))-1].end
			return clause{subject: subject, verb: v, word: words[i].lower, rest: flat[end:]}, true
		}
	}
	if match := claimedBy.FindStringSubmatchIndex(outside); match != nil {
		if subject := cutSubject(flat[match[4]:], outside[match[4]:]); nounPhrase(subject) {
			return clause{subject: subject, verb: verbs["claimed"], word: "claimed", rest: " responsibility for " + flat}, true
		}
	}
	return clause{}, false
}

// outlet reports whether a noun phrase can be a medium: it is named, or is one of the words
// for media.
func outlet(s string) bool {
	return nameRun(s) != "" || strings.Contains(strings.ToLower(s), "media") || medium.MatchString(s)
}

var medium = regexp.MustCompile(`(?i)\b(?:newspapers?|agenc(?:y|ies)|reports?|outlets?|radio|television|press|websites?|broadcasters?|dailies|papers?|magazines?|channels?)\b`)

func ofInversion(flat, outside string) (clause, bool) {
	for _, pattern := range []*regexp.Regexp{inverted, plainInverted} {
		if pattern == inverted && !strings.ContainsAny(outside, `”"`) || pattern == plainInverted && !strings.Contains(outside, ", ") {
			continue
		}
		match := pattern.FindStringSubmatchIndex(outside)
		if match == nil || pattern == plainInverted && subjectLike(lastPart(flat[:match[0]])) {
			continue
		}
		word := outside[match[2]:match[3]]
		v, known := inversionVerb(word)
		if !known {
			continue
		}
		subject := cutSubject(flat[match[4]:], outside[match[4]:])
		if pattern == plainInverted && personal(subject) {
			continue
		}
		if nounPhrase(subject) && !agentless[strings.ToLower(strings.Fields(subject)[0])] {
			return clause{subject: subject, verb: v, word: word, rest: flat}, true
		}
	}
	if !strings.ContainsAny(outside, `”"`) {
		return clause{}, false
	}
	if match := afterQuotation.FindStringSubmatchIndex(outside); match != nil {
		if subject := strings.TrimSpace(flat[match[2]:match[3]]); speakerLike(subject) {
			word := outside[match[4]:match[5]]
			return clause{subject: subject, verb: verbs[word], word: word, rest: flat}, true
		}
	}
	return clause{}, false
}

// agentless are words that follow a verb and begin what was said, not who said it.
var agentless = wordSet("that by to in on at for with from it there about")

func inversionVerb(word string) (verb, bool) {
	first, _, phrase := strings.Cut(word, " ")
	if phrase {
		v, _, known := verbAt(word, tokens(word), 0)
		return v, known
	}
	v, known := verbs[first]
	return v, known
}

func ofClosing(flat, outside string) (clause, bool) {
	if !strings.Contains(outside, ", ") {
		return clause{}, false
	}
	match := closing.FindStringSubmatchIndex(outside)
	if match == nil {
		return clause{}, false
	}
	head := flat[match[2]:match[3]]
	word := outside[match[6]:match[7]]
	v, known := inversionVerb(word)
	subject := core(trimLead(flat[match[4]:match[5]]))
	named := nameRun(subject) == strings.TrimPrefix(strings.TrimPrefix(subject, "the "), "The ")
	switch {
	case !known, joint.MatchString(" " + subject), aux.MatchString(subject), v.noun && !named,
		!sentenceLike(outside[match[2]:match[3]]) && !(named && finiteVerb.MatchString(head)),
		!speakerLike(subject) && !(v.strong && nounPhrase(subject)):
		return clause{}, false
	}
	if strings.HasPrefix(word, "report") || strings.HasPrefix(word, "wr") {
		if told, found := ofVerb(head, outside[match[2]:match[3]]); found {
			return told, true // an outlet hands on what somebody said
		}
	}
	return clause{subject: subject, verb: v, word: word, rest: " " + head}, true
}

// sentenceLike reports whether what stands before ", X said" says something by itself.
func sentenceLike(s string) bool {
	return strings.HasSuffix(s, "”") || strings.HasSuffix(s, `"`) || finiteVerb.MatchString(s) && !roleLike(lastPart(s)) || len(strings.Fields(s)) > 4 && !roleLike(lastPart(s))
}
