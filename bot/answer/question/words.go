package question

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"sitrep/retrieval/casing"
)

// word is a token of the question as its reader sees it, function words included.
type word struct {
	text  string
	lower string
	at    span
	first bool // opens a sentence
	apart bool // stands behind a comma
}

// wordPattern takes letters, digits, and what joins them inside a word.
var wordPattern = regexp.MustCompile(`[\p{L}\p{N}]+(?:[-'’.&/][\p{L}\p{N}]+)*`)

func tokenise(text string) []word {
	var words []word
	end := 0
	for i, at := range wordPattern.FindAllStringIndex(text, -1) {
		s := text[at[0]:at[1]]
		gap := text[end:at[0]]
		words = append(words, word{
			text:  s,
			lower: strings.ToLower(s),
			at:    span{at[0], at[1]},
			first: i == 0 || strings.ContainsAny(gap, ".?!"),
			apart: strings.Contains(gap, ","),
		})
		end = at[1]
	}
	return words
}

// findQuoted returns what stands between quotation marks, longest run of one to twelve
// words; an apostrophe inside a word does not open a quotation.
func findQuoted(text string) []string {
	var quoted []string
	for _, match := range quotedPattern.FindAllStringSubmatch(text, -1) {
		for _, group := range match[1:] {
			if group = strings.TrimSpace(group); group != "" {
				quoted = append(quoted, group)
			}
		}
	}
	return quoted
}

var quotedPattern = regexp.MustCompile(`"([^"]{2,90})"|“([^”]{2,90})”|(?:^|[\s(])['‘]([^'’]{2,60})['’](?:$|[\s,.;:?!)])`)

// findNames returns runs of capitalised words, joined over the small words that stand
// inside names ("Army of National Liberation"). The first word of a sentence counts only
// when a capitalised word follows it or it is an acronym. In a question written in capitals throughout
// nothing can be told apart and there are no names.
func findNames(words []word, skip ...[]span) (names []string, spans []span) {
	if shouting(words) {
		return nil, nil
	}
	skipped := func(w word) bool {
		for _, s := range skip {
			if within(w.at, s) {
				return true
			}
		}
		return false
	}
	isName := func(i int) bool {
		w := words[i]
		if skipped(w) || !casing.Capitalised(w.text) || questionWord[w.lower] {
			return false
		}
		if !w.first {
			return true
		}
		if auxiliary[w.lower] || smallWord[w.lower] {
			return false
		}
		return i+1 < len(words) && casing.Capitalised(words[i+1].text) || acronym(w.text)
	}
	for i := 0; i < len(words); i++ {
		if !isName(i) {
			continue
		}
		end := i
		for j := i + 1; j < len(words) && j <= end+3 && !words[j].first && !words[j].apart; j++ {
			if isName(j) {
				end = j
			} else if !nameJoint[words[j].lower] {
				break
			}
		}
		if smallWord[words[i].lower] && end == i {
			continue
		}
		names = append(names, joinWords(words[i:end+1]))
		spans = append(spans, span{words[i].at.start, words[end].at.end})
		i = end
	}
	return names, spans
}

func joinWords(words []word) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = w.text
	}
	return strings.Join(parts, " ")
}

func acronym(s string) bool {
	return utf8.RuneCountInString(s) >= 2 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

func shouting(words []word) bool {
	upper, cased := 0, 0
	for _, w := range words {
		if strings.ToLower(w.text) == strings.ToUpper(w.text) {
			continue
		}
		cased++
		if strings.ToUpper(w.text) == w.text {
			upper++
		}
	}
	return cased > 3 && upper == cased
}

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

var (
	questionWord = set("who whom whose what which where when why how")
	auxiliary    = set("is are was were am do does did has have had can could will would shall should may might must be been")
	smallWord    = set("the a an in on at of by for from to with and or but if as after before between during under over about according considering based given list name did please tell show")
	nameJoint    = set("of the de del la las los el da do di al bin ibn von van and for")
)
