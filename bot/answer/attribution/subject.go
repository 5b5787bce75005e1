package attribution

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
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
	if at := lastJoint(head[start:]); at > 0 {
		start += at
	}
	subject := trimLead(strings.Trim(flat[start:len(head)], " ,"))
	if passive.MatchString(subject) {
		return "" // "could not be confirmed", "was told"
	}
	return subject
}

var passive = regexp.MustCompile(`(?i) (?:be|been|being|is|are|was|were|not)$`)

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
var openers = regexp.MustCompile(`(?i)^(?:[”"]? ?)(?:(?:on the other hand|in addition|for (?:his|her|its|their) part|in a \w+|meanwhile|however|nevertheless|` +
	`moreover|furthermore|likewise|similarly|also|still|yet|and|but|then|later|today|yesterday|earlier|finally|instead|besides|` +
	`in turn|in response|on \w+day|last \w+|this \w+|in \d{4}|in an? [^,]{2,40}|at an? [^,]{2,40}|during [^,]{2,40}|speaking [^,]{2,60}|asked [^,]{2,60})\s*,?\s+)+`)

func trimLead(s string) string {
	return strings.Trim(openers.ReplaceAllString(s, ""), " ,”“\"")
}

// stops end a subject that stands behind its verb or behind "according to".
var stops = regexp.MustCompile(`[”“":;]|\. |\.$| (?:that|who|which|in an?|during|at a|after|when|while|as|adding|including that|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|has|have|had|is|was|are|were|will|would)\b`)

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
	for _, part := range parts[1:] {
		if !roleLike(part) {
			break
		}
		keep += 1 + len(part)
	}
	return keep
}

// roleLike reports whether a stretch between commas describes a person: it holds a word for
// an office, or is "a ..." without a verb.
func roleLike(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) >= 160 || verbAfter.MatchString(s) || predicate.MatchString(s) {
		return false
	}
	return roleNoun.MatchString(s) || describing.MatchString(s) && !finiteVerb.MatchString(s)
}

// predicate is how a stretch opens that says what somebody did: "counted the rebels".
var predicate = regexp.MustCompile(`^\p{Ll}+ed (?:the|an?|its|his|her|their|that|this|these|those|no|all|at least|more than|\d)\b`)

var (
	describing = regexp.MustCompile(`^(?:an?|former|previous|formerly) `)
	finiteVerb = regexp.MustCompile(`\b(?:was|were|is|are|has|had|have|will|would|\pL{3,}ed|broke|blew|fell|took|went|began)\b`)
)

var roleNoun = regexp.MustCompile(`(?i)\b(?:spokes(?:man|woman|person|people|men)|representative|official|officer|minister|president|secretary|` +
	`general|colonel|captain|major|lieutenant|commander|chief|head|leader|director|deputy|ambassador|envoy|senator|governor|mayor|judge|` +
	`prosecutor|attorney|lawyer|analyst|expert|specialist|professional|researcher|fellow|professor|scholar|journalist|reporter|correspondent|editor|author|` +
	`adviser|advisor|coordinator|chairman|chair|founder|member|source|sources|witness(?:es)?|resident|victim|survivor|activist|` +
	`bishop|archbishop|priest|father|police|army|ministry|government|embassy|agency|company|firm|report|study|statement|communique|` +
	`command|command(?:ers|ant)|committee|council|commission|court|group|organi[sz]ation|front|movement|network|news agency|radio|newspaper|` +
	`authorities|officials|investigators|prosecutors|analysts|experts|researchers|rebels|militants|insurgents|guerrillas|taliban|` +
	`executive|ceo|officer|manager|vice|king|queen|prince|pope|alumnus|ombudsman|rapporteur|inspector|monitor|team)\b`)

// backward are subjects that can only be understood from what went before. What "it" or
// "they" say cannot be told by position alone and is left to the article.
var backward = regexp.MustCompile(`(?i)^(?:he|she|the (?:official|spokesman|spokeswoman|spokesperson|representative|expert|analyst|minister|source|group|president|leader|report|study|statement|general|same source))$`)

func pronoun(s string) bool { return backward.MatchString(s) }

func personal(s string) bool { return strings.EqualFold(s, "he") || strings.EqualFold(s, "she") }

// speakerLike reports whether a noun phrase can be someone who says something.
func speakerLike(s string) bool {
	if s == "" || len(s) > 220 {
		return false
	}
	if pronoun(s) {
		return true
	}
	first := strings.ToLower(strings.Fields(s)[0])
	if notSpeaker[first] {
		return false
	}
	if strings.Contains(s, ", ") {
		return nameRun(s) != "" || roleNoun.MatchString(s)
	}
	words := strings.Fields(s)
	return len(words) <= 16 && (roleNoun.MatchString(s) || nameRun(s) != "")
}

var notSpeaker = map[string]bool{
	"it": true, "this": true, "these": true, "those": true, "there": true, "what": true, "who": true,
	"which": true, "i": true, "we": true, "you": true, "to": true, "of": true, "by": true, "for": true,
	"on": true, "in": true, "at": true, "they": true, "such": true, "as": true, "not": true, "one": true, "some": true, "many": true, "most": true,
}

// parseSubject takes a subject apart into name and role.
func parseSubject(s string) Speaker {
	s = strings.Trim(s, " ,”“\"")
	if head, rest, found := strings.Cut(s, ", "); found {
		rest = strings.Trim(rest, " ,")
		switch {
		case roleLike(rest) && nameRun(head) == head:
			return Speaker{Name: head, Role: rest}
		case nameRun(rest) == rest && roleLike(head):
			return Speaker{Name: rest, Role: head}
		case nameRun(head) != "":
			prefixed := splitPrefix(head)
			if prefixed.Role == "" && roleLike(rest) {
				prefixed.Role = rest
			}
			return prefixed
		}
		return Speaker{Role: s}
	}
	return splitPrefix(s)
}

// splitPrefix parts "former FBI director Christopher Wray" into role and name. In capitals
// throughout the two cannot be told apart, and the whole is the name.
func splitPrefix(s string) Speaker {
	if shouting(s) {
		return Speaker{Name: s}
	}
	if name, of, found := nameOfBody(s); found {
		return Speaker{Name: name, Role: of}
	}
	words := strings.Fields(s)
	cut := -1 // last word that is not part of a name
	for i, w := range words {
		if !capital(w) && !particle[w] || roleNoun.MatchString(w) {
			cut = i
		}
	}
	switch {
	case cut < 0:
		return Speaker{Name: s}
	case cut == len(words)-1, binds[words[cut]]:
		return Speaker{Role: s}
	}
	return Speaker{Name: strings.Join(words[cut+1:], " "), Role: strings.Join(words[:cut+1], " ")}
}

// personOfBody is a name of two or three words, and the body that the person is of.
var personOfBody = regexp.MustCompile(`^([\p{Lu}][\p{L}'’.-]+(?: [\p{Lu}][\p{L}'’.-]+){1,2}) ((?:of|from|at|with) (?:the |an? )?[\p{Lu}].*)$`)

// bodies are words that make a run of capitalised words the name of a body and not of a
// person: "Human Rights Centre of Valparaíso".
var bodies = regexp.MustCompile(`(?i)\b(?:university|institute|cent(?:er|re)|ministry|department|bank|office|bureau|federation|union|` +
	`association|foundation|republic|state|states|kingdom|party|academy|college|school|hospital|services?|forces|nations|rights|news|post|times)\b`)

// nameOfBody parts "Ana Ruiz of the Harbour Institute" into the person and "of the Harbour
// Institute".
func nameOfBody(s string) (name, of string, found bool) {
	match := personOfBody.FindStringSubmatch(s)
	if match == nil || bodies.MatchString(match[1]) || roleNoun.MatchString(match[1]) {
		return "", "", false
	}
	return match[1], match[2], true
}

// binds are words that join what follows them to what stands before: the capitalised end
// of "the Ministry of Fisheries" is nobody's name.
var binds = map[string]bool{"of": true, "for": true, "in": true, "at": true, "on": true, "and": true, "from": true, "the": true, "to": true}

// nameRun is the first run of capitalised words that is not merely an opening article.
func nameRun(s string) string {
	if shouting(s) {
		return s
	}
	var run []string
	for _, w := range strings.Fields(s) {
		switch {
		case capital(w) && !(len(run) == 0 && article[strings.ToLower(w)]):
			run = append(run, strings.Trim(w, ","))
			if strings.HasSuffix(w, ",") {
				return strings.Join(run, " ")
			}
		case len(run) > 0 && particle[w]:
			run = append(run, w)
		case len(run) > 0:
			return trimParticles(run)
		}
	}
	return trimParticles(run)
}

func trimParticles(run []string) string {
	for len(run) > 0 && particle[run[len(run)-1]] {
		run = run[:len(run)-1]
	}
	return strings.Join(run, " ")
}

var (
	article  = map[string]bool{"the": true, "a": true, "an": true}
	particle = map[string]bool{"de": true, "la": true, "del": true, "al": true, "bin": true, "ibn": true, "van": true, "von": true, "da": true, "ul": true, "el": true, "der": true}
)

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `“"‘'(`))
	return unicode.IsUpper(r)
}

// shouting reports whether a text has letters and none of them is small.
func shouting(s string) bool {
	return strings.ToUpper(s) == s && strings.ToLower(s) != s && len(s) > 6
}
