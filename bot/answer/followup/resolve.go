package followup

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/bot/answer/question"
	"sitrep/corpus"
)

var (
	things  = regexp.MustCompile(`(?i)\b(?:it|they|them|this|those|these|the (?:group|organi[sz]ation|movement|network|militants))\b`)
	owners  = regexp.MustCompile(`(?i)\b(?:its|their)\b`)
	persons = regexp.MustCompile(`(?i)\b(?:he|she|him)\b`)
	places  = regexp.MustCompile(`(?i)\bthere\b`)
	events  = regexp.MustCompile(`(?i)\b(?:the (?:attack|bombing|strike|raid|blast|explosion|shooting|claim|incident|operation)|that)\b`)
	// done is what is done about an event: "it" is then not the group.
	done = regexp.MustCompile(`(?i)\b(?:claim(?:ed|s)?|happen(?:ed|s)?|condemn(?:ed|s)?|carried|carry|responsible|behind|respon(?:d|ded|se)|investigat\w*|stop(?:ped)?|prevent(?:ed)?|took place|killed in|died in|hurt in)\b`)
)

// resolve puts what a pronoun stands for in its place; false where a question has none.
func (r *Reader) resolve(text, before string) (string, bool) {
	groups := strings.Join(r.named(before), " and ")
	topic := r.topic(before)
	if at := places.FindStringIndex(text); at != nil && at[0] > 0 && !strings.HasSuffix(strings.ToLower(text[:at[0]]), "is ") && !strings.HasSuffix(strings.ToLower(text[:at[0]]), "are ") {
		if place := placeIn(before); place != "" {
			completed := text[:at[0]] + place + text[at[1]:]
			if rest, ok := r.resolve(completed, before); ok {
				return rest, true
			}
			return completed, true
		}
	}
	if at := owners.FindStringIndex(text); at != nil && groups != "" {
		return text[:at[0]] + possessive(groups) + text[at[1]:], true
	}
	if at := persons.FindStringIndex(text); at != nil {
		if name := personIn(before, r.named(before)); name != "" {
			return text[:at[0]] + name + text[at[1]:], true
		}
		return appendTopic(text, topic), true
	}
	if at := things.FindStringIndex(text); at != nil && len(r.named(text)) == 0 {
		stands := groups
		if stands == "" || strings.EqualFold(text[at[0]:at[1]], "it") && done.MatchString(text) && topic != groups {
			stands = topic
		}
		if len(strings.Fields(stands)) <= longestAntecedent {
			return text[:at[0]] + stands + text[at[1]:], true
		}
		return appendTopic(text, stands), true
	}
	if events.MatchString(text) && !standsAlone(text) {
		return appendTopic(text, topic), true
	}
	return "", false
}

// longestAntecedent is how many words may stand in the place of a pronoun; more are put in
// brackets behind the question.
const longestAntecedent = 12

func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}

// placeIn is the last place that a question names, with its preposition: "in Kunduz".
func placeIn(text string) string {
	names := question.Parse(text).Names
	for i := len(names) - 1; i >= 0; i-- {
		if at := strings.LastIndex(text, names[i]); at > 0 && placing(wordBefore(text, at)) {
			return wordBefore(text, at) + " " + names[i]
		}
	}
	return ""
}

// personIn is a name of several words in a question that is no group's.
func personIn(text string, groups []string) string {
	for _, name := range question.Parse(text).Names {
		isGroup := false
		for _, g := range groups {
			isGroup = isGroup || strings.Contains(g, name) || strings.Contains(name, g)
		}
		if at := strings.Index(text, name); strings.Contains(name, " ") && !isGroup && !placing(wordBefore(text, max(at, 0))) {
			return name
		}
	}
	return ""
}

// topic is what a question is about, without what it asks of it: from its first article,
// name or number on, "the attack on the bank branch in Kunduz"; the groups it names where
// that is all there is; else the question itself.
func (r *Reader) topic(text string) string {
	words := strings.Fields(strings.TrimRight(text, "?.! "))
	for i, w := range words {
		if i == 0 {
			continue
		}
		first, _ := utf8.DecodeRuneInString(w)
		if !opensPhrase[strings.ToLower(w)] && !unicode.IsUpper(first) {
			continue
		}
		topic := strings.Join(words[i:], " ")
		if len(words)-i < 2 && len(r.named(topic)) == 0 && !unicode.IsUpper(first) {
			break
		}
		return topic
	}
	if named := r.named(text); len(named) > 0 {
		return strings.Join(named, ", ")
	}
	return strings.Join(words, " ")
}

var opensPhrase = map[string]bool{"the": true, "a": true, "an": true, "this": true, "that": true, "its": true, "their": true}

// mentions is where a text names groups.
func (r *Reader) mentions(text string) []corpus.Span {
	if r.groups == nil {
		return nil
	}
	var spans []corpus.Span
	for _, m := range r.groups.Find(text) {
		spans = append(spans, m.Span)
	}
	return spans
}
