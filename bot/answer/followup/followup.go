// Package followup completes a further question from those before it: "and in Pakistan?",
// "who claimed it?" and "what about 2023?" are asked in full, so that they can be searched
// for. It goes by rules over the words of the conversation and adds none of its own.
package followup

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/bot/answer/question"
	"sitrep/corpus/group"
)

// Reader completes questions. It is safe for concurrent use.
type Reader struct {
	groups *group.Table
}

// New makes a reader that knows the names of groups; nil knows none.
func New(groups *group.Table) *Reader { return &Reader{groups} }

// Read completes a question from the one before it, which has been completed in its turn.
// It returns the question itself where that stands alone.
func (r *Reader) Read(text, before string) string {
	text, before = oneLine(text), oneLine(before)
	if before == "" || text == "" {
		return text
	}
	if phrase, ok := elliptic(text); ok {
		return r.exchange(before, phrase)
	}
	text = withoutLink(text)
	if completed, ok := r.resolve(text, before); ok {
		return completed
	}
	if len(r.named(text)) > 0 || standsAlone(text) {
		return text
	}
	return appendTopic(text, r.topic(before))
}

var (
	whatAbout  = regexp.MustCompile(`(?i)^(?:(?:and|but|or|so),? )?(?:what|how) about (.+?)[?.! ]*$`)
	linked     = regexp.MustCompile(`(?i)^(?:and|but|or|also|so),? (.+?)[?.! ]*$`)
	adverbial  = regexp.MustCompile(`(?i)^(?:in|on|near|at|from|by|against|since|before|after|during|for|with) .+`)
	asksItself = regexp.MustCompile(`(?i)^(?:(?:in|on|at|by|for|from|to|with|against) )?(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b`)
)

// longestPhrase is how many words a phrase may have that stands for a whole question.
const longestPhrase = 6

// elliptic returns the phrase of a question that is no more than that: "and in Pakistan?".
func elliptic(text string) (string, bool) {
	if m := whatAbout.FindStringSubmatch(text); m != nil {
		return m[1], len(strings.Fields(m[1])) <= longestPhrase
	}
	phrase := strings.TrimRight(text, "?.! ")
	if m := linked.FindStringSubmatch(text); m != nil {
		phrase = m[1]
	} else if !adverbial.MatchString(phrase) {
		return "", false
	}
	return phrase, len(strings.Fields(phrase)) <= longestPhrase && !asksItself.MatchString(phrase)
}

// withoutLink takes off the "and" that a question goes on with.
func withoutLink(text string) string {
	m := linked.FindStringSubmatch(text)
	if m == nil || !asksItself.MatchString(m[1]) {
		return text
	}
	return upperFirst(m[1]) + "?"
}

// dated is a date of a question, with the preposition before it.
var dated = regexp.MustCompile(`(?i)\b(?:(?:in|on|since|before|after|during) )?(?:(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{1,2},?)? )?(?:1[0-9]|20)\d\d\b`)

// exchange asks a question once more with a phrase in the place of what is of its kind: a date
// for a date, a group for a group, a place for a place. What has no like is put behind it.
func (r *Reader) exchange(before, phrase string) string {
	preposition, bare := "", phrase
	if adverbial.MatchString(phrase) {
		preposition, bare, _ = strings.Cut(phrase, " ")
	}
	if at := dated.FindStringIndex(before); at != nil && dated.FindString(phrase) == phrase {
		if preposition == "" {
			if first, _, several := strings.Cut(before[at[0]:at[1]], " "); several && adverbial.MatchString(first+" x") {
				phrase = first + " " + phrase
			}
		}
		return before[:at[0]] + phrase + before[at[1]:]
	}
	if own, others := r.named(phrase), r.mentions(before); len(own) > 0 && len(others) > 0 {
		return before[:others[0].Start] + bare + before[others[0].End:]
	}
	names := question.Parse(before).Names
	for i := len(names) - 1; i >= 0; i-- {
		at := strings.LastIndex(before, names[i])
		if at < 0 || len(r.named(names[i])) > 0 || !isName(bare) {
			continue
		}
		if stands := wordBefore(before, at); preposition == "" && placing(stands) || preposition != "" && strings.EqualFold(stands, preposition) {
			return before[:at] + bare + before[at+len(names[i]):]
		}
	}
	if preposition == "" && dated.MatchString(phrase) {
		phrase = "in " + phrase
	} else if preposition == "" {
		return appendTopic(before, phrase)
	}
	return strings.TrimRight(before, "?.! ") + " " + phrase + "?"
}

// isName reports whether a phrase is a name by its capitals.
func isName(phrase string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(phrase, "the "))
	return unicode.IsUpper(first)
}

// placing reports whether a preposition is one of place.
func placing(word string) bool {
	switch strings.ToLower(word) {
	case "in", "near", "at", "from", "across", "inside", "outside", "around":
		return true
	}
	return false
}

func wordBefore(text string, at int) string {
	words := strings.Fields(text[:at])
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// standsAlone reports whether a question says itself what it is about: it has a name of its
// own and asks a whole clause.
func standsAlone(text string) bool {
	q := question.Parse(text)
	return len(q.Names) > 0 && len(q.Terms) >= 4
}

func appendTopic(text, topic string) string {
	end := ""
	if strings.HasSuffix(text, "?") {
		end = "?"
	}
	return strings.TrimRight(text, "?.! ") + " (" + strings.TrimRight(topic, "?.! ") + ")" + end
}

// named is the names of the groups that a text mentions, each once.
func (r *Reader) named(text string) []string {
	var names []string
	for _, m := range r.mentions(text) {
		name, known := text[m.Start:m.End], false
		for _, other := range names {
			known = known || other == name
		}
		if !known {
			names = append(names, name)
		}
	}
	return names
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
