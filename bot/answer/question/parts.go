package question

import (
	"regexp"
	"strings"
)

// mostParts is how many parts a question is divided into at most. One with more stays whole.
const mostParts = 4

// Parts divides a text that asks several questions, or asks about two things beside each
// other, into questions that can be searched for by themselves: "Who leads X, and where is
// it based?" has two parts, and so has "Did X or Y do it?". It divides only where it is
// plain that each part asks; all else is one part, the text itself. A later part may lean on
// the first: "where is it based?".
func Parts(text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	parts := severalQuestions(text)
	if len(parts) < 2 {
		parts = joinedQuestions(text)
	}
	if len(parts) < 2 {
		parts = sides(text)
	}
	if len(parts) < 2 || len(parts) > mostParts {
		return []string{text}
	}
	return parts
}

// severalQuestions are questions that each end with a mark of their own. A text that also
// tells something is not divided: the questions may need what it tells.
func severalQuestions(text string) []string {
	var questions []string
	for rest := text; rest != ""; {
		end := strings.Index(rest, "?")
		if end < 0 || strings.ContainsAny(strings.TrimRight(rest[:end], ". "), ".!") {
			return nil
		}
		one := withoutAnd(strings.TrimSpace(rest[:end]))
		if len(strings.Fields(one)) < 3 {
			return nil
		}
		questions = append(questions, upperFirst(one)+"?")
		rest = strings.TrimLeft(rest[end:], "? ")
	}
	return questions
}

var (
	leadingAnd = regexp.MustCompile(`(?i)^(?:and|but|also|or)\b,? *(?:also\b *)?`)
	askWord    = regexp.MustCompile(`(?i)\b(?:who|whom|whose|what|which|where|when|why|how)\b`)
	opensAsk   = regexp.MustCompile(`(?i)^(?:(?:in|on|at|by|from|to|for|with|against) )?(?:who|whom|whose|what|which|where|when|why|how)\b`)
	// joint is what stands between two questions in one sentence: a comma and "and" before
	// any question word, or "and" alone before a question word with its verb.
	joint = regexp.MustCompile(`(?i)(?:, and(?: also)? |, but | and(?: also)? )((?:(?:in|on|at|by|from|to|for|with|against) )?(?:who|whom|what|which|where|when|why|how)\b)`)
)

func withoutAnd(text string) string { return strings.TrimSpace(leadingAnd.ReplaceAllString(text, "")) }

// joinedQuestions are two questions that "and" joins. Each has one question word, at its
// start, and something to ask about; a question inside a statement or another question
// ("what is known of who did it and why it failed") is not divided.
func joinedQuestions(text string) []string {
	body := strings.TrimRight(text, "?.! ")
	at := joint.FindStringSubmatchIndex(body)
	if at == nil || !opensAsk.MatchString(body) {
		return nil
	}
	first, second := body[:at[0]], body[at[2]:]
	const leastWords = 3
	for _, part := range []string{first, second} {
		if len(strings.Fields(part)) < leastWords || len(askWord.FindAllString(part, 2)) != 1 {
			return nil
		}
	}
	if body[at[0]] != ',' && !verbSoon(second) {
		return nil
	}
	return []string{first + "?", upperFirst(second) + "?"}
}

// verbSoon reports whether an auxiliary verb stands among the first words of a question, as
// in "which group did", or a subject's question word is followed by its verb, as in "who
// leads".
func verbSoon(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	if words[0] == "who" {
		return true
	}
	const soon = 4
	for _, w := range words[1:min(soon, len(words))] {
		if auxiliary[w] {
			return true
		}
	}
	return false
}
