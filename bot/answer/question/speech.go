package question

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"sitrep/retrieval/lexical"
)

var (
	saidPattern   = regexp.MustCompile(`(?i)\bwhat(?:ever)? (?:did|does|do|has|have|had|was|is|are|were) (.+?) (?:` + verbChoice() + `)\b(.*)$`)
	speechPattern = regexp.MustCompile(`(?i)\bwhat (?:was|is|are|were) (.+?)(?:'s|’s|s'|s’) (?:\w+ )?(?:views?|opinions?|statements?|warnings?|claims?|comments?|responses?|positions?|assessments?|advice|remarks?|messages?|arguments?|criticisms?|denials?|reactions?|stance|words)\b(.*)$`)
)

func verbChoice() string {
	return strings.Join(slices.Sorted(maps.Keys(sayVerb)), "|")
}

// speakerAndTopic splits "what did X say about Y" into X and the content words of Y. The
// speaker is empty when the question has another form.
func speakerAndTopic(text string) (string, []Term) {
	match := saidPattern.FindStringSubmatch(text)
	if match == nil {
		match = speechPattern.FindStringSubmatch(text)
	}
	if match == nil {
		return "", nil
	}
	speaker := strings.TrimSpace(match[1])
	for _, article := range []string{"the ", "The "} {
		speaker = strings.TrimPrefix(speaker, article)
	}
	var topic []Term
	for _, token := range lexical.Analyse(match[2]) {
		if !token.Stop {
			topic = append(topic, Term{Word: match[2][token.Start:token.End], Stem: token.Stem})
		}
	}
	return speaker, topic
}
