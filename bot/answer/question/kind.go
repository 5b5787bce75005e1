package question

import "strings"

// Kind tells what a question asks for, and so what shape its answer has.
type Kind uint8

// The kinds of question.
const (
	Open       Kind = iota // none of the others: "what happened in ..."
	Who                    // a person or a body of people
	Group                  // an organisation: "which group", "what company"
	Where                  // a place
	When                   // a date, year or time
	HowMany                // a number, an amount, a length
	Said                   // someone's words: "what did X say about Y"
	Why                    // a reason
	How                    // a manner
	YesNo                  // whether something is so
	Definition             // what something is
	Weapon                 // a weapon or means of attack
	Thing                  // something else: "what bridge", "which law", "what was attacked"
)

var kindNames = [...]string{
	"open", "who", "group", "where", "when", "how-many", "said", "why", "how", "yes-no",
	"definition", "weapon", "thing",
}

// Kinds is how many kinds there are; every Kind is below it.
const Kinds = len(kindNames)

// String names the kind in lower case.
func (k Kind) String() string { return kindNames[k] }

// classify finds the question word, at the start or anywhere after it, and reads on.
func classify(words []word) (kind Kind, plural bool) {
	at := questionAt(words)
	if at < 0 {
		if len(words) > 0 && auxiliary[words[0].lower] {
			return YesNo, false
		}
		if len(words) > 0 && listVerb[words[0].lower] {
			return nounKind(focusOf(words, 0))
		}
		for _, w := range words {
			if w.apart && auxiliary[w.lower] {
				return YesNo, false // "Between the two reports, was there a change?"
			}
		}
		return Open, false
	}
	rest := words[at+1:]
	switch words[at].lower {
	case "who", "whom", "whose":
		if len(rest) > 2 && rest[0].lower == "or" && rest[1].lower == "what" && definition(rest[1:]) {
			return Definition, false // "who or what is X"
		}
		return Who, false
	case "where":
		return Where, false
	case "when":
		return When, false
	case "why":
		return Why, false
	case "how":
		return howKind(rest), false
	}
	if asksWords(rest) {
		return Said, false
	}
	if words[at].lower == "what" && definition(words[at:]) {
		return Definition, false
	}
	return nounKind(focusOf(words, at))
}

// questionAt is the index of the word that asks, or -1. A question word that is not first
// but follows an opening auxiliary ("Is the man who ...") opens a relative clause.
func questionAt(words []word) int {
	if len(words) == 0 || auxiliary[words[0].lower] {
		return -1
	}
	start := 0
	for i, w := range words {
		if w.first && i > 0 && i < len(words)-2 {
			start = i // of several sentences the last one asks
		}
	}
	for i := start; i < len(words); i++ {
		if !questionWord[words[i].lower] {
			continue
		}
		if i > start && relative(words[i-1], words[i]) && hasLater(words, i) {
			continue
		}
		return i
	}
	return -1
}

// relative reports whether a question word after prev opens a clause about prev.
func relative(prev, w word) bool {
	switch w.lower {
	case "which", "what", "whom", "whose":
		return false
	}
	return !strings.HasSuffix(prev.text, ",") && !auxiliary[prev.lower] && !smallWord[prev.lower]
}

func hasLater(words []word, i int) bool {
	for _, w := range words[i+1:] {
		if questionWord[w.lower] {
			return true
		}
	}
	return false
}

func howKind(rest []word) Kind {
	if len(rest) > 0 && measure[rest[0].lower] {
		return HowMany
	}
	return How
}

// asksWords recognises "what did X say", "what are X's views", "what was X's warning".
func asksWords(rest []word) bool {
	if len(rest) == 0 || !auxiliary[rest[0].lower] {
		return false
	}
	for i, w := range rest[1:] {
		if i > 11 {
			break
		}
		if sayVerb[w.lower] && i > 0 {
			return true
		}
		if speechNoun[singular(w.lower)] && i > 0 && possessive(rest[i].text) {
			return true
		}
	}
	return false
}

func possessive(s string) bool {
	return strings.HasSuffix(s, "'s") || strings.HasSuffix(s, "’s") || strings.HasSuffix(s, "s'") || strings.HasSuffix(s, "s’")
}

// definition recognises "what is an X" with little behind it.
func definition(words []word) bool {
	if len(words) < 3 || len(words) > 7 || !auxiliary[words[1].lower] {
		return false
	}
	if words[1].lower == "does" {
		last := words[len(words)-1].lower
		return last == "mean" || last == "for" && len(words) > 4 && words[len(words)-2].lower == "stand"
	}
	switch words[1].lower {
	case "is", "are", "was", "were":
	default:
		return false
	}
	for _, w := range words[2:] {
		if verbLike(w.lower) || w.lower == "of" || auxiliary[w.lower] || relation[w.lower] {
			return false
		}
	}
	return words[2].lower != "the" || len(words) <= 5
}

// nounKind maps the noun phrase that is asked for to a kind. The head is the last noun, or
// the one before "of" ("what kind of WEAPON" skips "kind of").
func nounKind(focus []word) (Kind, bool) {
	kind, plural := Thing, false
	if len(focus) == 0 {
		return Thing, false
	}
	head := focus[len(focus)-1].lower
	plural = strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss")
	single := singular(head)
	switch {
	case personNoun[single]:
		kind = Who
	case groupNoun[single]:
		kind = Group
	case placeNoun[single]:
		kind = Where
	case timeNoun[single]:
		kind = When
	case numberNoun[single]:
		kind = HowMany
	case weaponNoun[single]:
		kind = Weapon
	case single == "reason" || single == "cause" || single == "motive":
		kind = Why
	}
	return kind, plural
}

func singular(s string) string {
	switch {
	case strings.HasSuffix(s, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case strings.HasSuffix(s, "ss"):
		return s
	case strings.HasSuffix(s, "s"):
		return strings.TrimSuffix(s, "s")
	}
	return s
}

// focusOf is the noun phrase after the question word at: up to the next auxiliary, verb or
// small word, with "kind of" and its like passed over.
func focusOf(words []word, at int) []word {
	i := at + 1
	if i+1 < len(words) && (words[i].lower == "is" || words[i].lower == "are" || words[i].lower == "was" || words[i].lower == "were") {
		if !determiner[words[i+1].lower] {
			return nil // "what was attacked"
		}
		i++ // "what was the name of the bridge"
	}
	var focus []word
	for ; i < len(words); i++ {
		w := words[i]
		if auxiliary[w.lower] || w.first || w.apart && len(focus) > 0 {
			break
		}
		if len(focus) == 0 && (determiner[w.lower] || w.lower == "all") {
			continue
		}
		if w.lower == "of" && len(focus) > 0 && container[singular(focus[len(focus)-1].lower)] {
			focus = focus[:0]
			continue
		}
		if w.lower == "or" && len(focus) > 0 {
			continue // "weapon or device"
		}
		if smallWord[w.lower] || questionWord[w.lower] || relation[w.lower] || w.lower == "that" {
			break
		}
		if len(focus) > 0 && verbLike(w.lower) && !groupNoun[singular(w.lower)] && !weaponNoun[singular(w.lower)] {
			break
		}
		focus = append(focus, w)
		if len(focus) == 5 {
			break
		}
	}
	return focus
}

// verbLike takes the past tense and the most usual verbs of questions for a verb.
func verbLike(s string) bool {
	return strings.HasSuffix(s, "ed") && len(s) > 4 || plainVerb[s]
}

// focusWords are the places of the noun phrase asked for, in the kinds that have one.
func focusWords(words []word, kind Kind) []span {
	at := questionAt(words)
	switch {
	case kind == Said || kind == YesNo || kind == Definition || kind == Open:
		return nil
	case at < 0 && len(words) > 0 && listVerb[words[0].lower]:
		at = 0
	case at < 0 || words[at].lower != "what" && words[at].lower != "which":
		return nil
	}
	var spans []span
	for _, w := range focusOf(words, at) {
		spans = append(spans, w.at)
	}
	return spans
}
