package question

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// name is a run of words with capitals, small words within it included. Names in quotation
// marks or of other kinds are not compared.
const name = `(?:[Tt]he )?\p{Lu}[\p{L}\p{N}'’-]*(?: (?:(?:of|the|al|el|de|bin|for) ){0,2}\p{Lu}[\p{L}\p{N}'’-]*)*`

var (
	// between asks what two things have in common or apart.
	between = regexp.MustCompile(`(?i:^(?:what|which|how|where)?\b.*?\b(?:differences?|similarit(?:y|ies)|comparison|distinction) between) (` + name + `) and (` + name + `)([^,]*)$`)
	// compared sets one beside the other at the start.
	compared = regexp.MustCompile(`(?i:^(?:please )?(?:compare|contrast)) (` + name + `)(?:,? (?:and|with|to|against)) (` + name + `)(.*)$`)
	differs  = regexp.MustCompile(`(?i:^(?:how|in what way|in what) (?:does|do|did|is|are|was|were)) (` + name + `) (?i:differ|different|distinct) (?i:from|to) (` + name + `)(.*)$`)
	versus   = regexp.MustCompile(`(` + name + `) (?i:vs\.?|versus|compared (?:with|to)) (` + name + `)`)
	either   = regexp.MustCompile(`(?:\beither )?(` + name + `),? or (?:(?:by|in|from|on|at) )?(` + name + `)`)
)

// longestComparison is how many words a comparison may have. In longer ones a name is more
// likely to be a part of something else that is asked.
const longestComparison = 20

// sides divides a comparison of two names into what each side is asked.
func sides(text string) []string {
	body := strings.TrimRight(text, "?.! ")
	if len(strings.Fields(body)) > longestComparison {
		return nil
	}
	for _, form := range []*regexp.Regexp{between, compared, differs} {
		if m := form.FindStringSubmatch(body); m != nil {
			return []string{m[1] + m[3] + "?", m[2] + m[3] + "?"}
		}
	}
	for _, form := range []*regexp.Regexp{versus, either} {
		at := form.FindStringSubmatchIndex(body)
		if at == nil || strings.Count(body, " or ") > 1 {
			continue
		}
		start := at[2] + openerOf(body[at[2]:at[3]], at[2] == 0)
		before, after := body[:start], body[at[5]:]
		if start == at[3] {
			continue // nothing is left of the first name
		}
		return []string{before + body[start:at[3]] + after + "?", before + body[at[4]:at[5]] + after + "?"}
	}
	return nil
}

// openerOf is how many bytes at the start of a name are no part of it: the word that opens
// the question, which is written large for that.
func openerOf(name string, first bool) int {
	if !first {
		return 0
	}
	word, _, several := strings.Cut(name, " ")
	lower := strings.ToLower(word)
	if !auxiliary[lower] && !placing[lower] && !opensAsk.MatchString(word) {
		return 0
	}
	if !several {
		return len(name)
	}
	return len(word) + 1
}

var placing = set(`in on at by from to for with against between`)

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
