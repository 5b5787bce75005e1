package question

import (
	"regexp"
	"strings"
)

// Names of outlets are found where a question uses them as such: before "article" and its
// like, and behind "according to", "reported by" and its like. A name is a capitalised run
// or stands between quotation marks.
const (
	outletName   = `(?:the |The )?(?:['‘"“]([^'’"”]{2,60})['’"”]|([A-Z][\p{L}\p{N}.&|-]*(?: (?:of |[-–|] )?[A-Z][\p{L}\p{N}.&|-]*)*))`
	articleNoun  = `(?:article|report|story|piece|coverage|review|interview|editorial|feature|post|documentary)s?`
	reportedVerb = `(?:reported|covered|published|detailed|described|discussed|mentioned|highlighted|featured|released) (?:\w+ )?(?:by|in|on)`
)

var outletPatterns = []*regexp.Regexp{
	regexp.MustCompile(outletName + `(?:['’]s?)? (?:\w+ )?` + articleNoun + `\b`),
	regexp.MustCompile(articleNoun + ` (?:\w+ )?(?:from|by|in) (?:both )?` + outletName),
	regexp.MustCompile(`(?:[Aa]ccording to|[Aa]s per|` + reportedVerb + `) (?:an? (?:article|report) (?:from|in|by) )?(?:both )?` + outletName),
}

// nextOutlet goes on with a list of outlets: ", The Verge, and TechCrunch".
var nextOutlet = regexp.MustCompile(`^(?:,? and (?:another (?:article )?(?:from|by|in) )?|, (?:and )?)` + outletName)

// findOutlets returns each outlet once, in the order it is met.
func findOutlets(text string) (outlets []string, spans []span) {
	seen := map[string]bool{}
	add := func(at []int, base int) int {
		for g := 2; g+1 < len(at) && g <= 4; g += 2 {
			if at[g] < 0 {
				continue
			}
			s := span{base + at[g], base + at[g+1]}
			s.start += leadingWords(text[s.start:s.end])
			if name := strings.TrimRight(text[s.start:s.end], ". "); name != "" && !monthOnly.MatchString(name) {
				spans = append(spans, s)
				if key := strings.ToLower(name); !seen[key] {
					seen[key] = true
					outlets = append(outlets, name)
				}
			}
		}
		return base + at[1]
	}
	for i, pattern := range outletPatterns {
		for _, at := range pattern.FindAllStringSubmatchIndex(text, -1) {
			end := add(at, 0)
			for i > 0 { // the name is last in the pattern, so more may follow
				more := nextOutlet.FindStringSubmatchIndex(text[end:])
				if more == nil {
					break
				}
				end = add(more, end)
			}
		}
	}
	return outlets, spans
}

var monthOnly = regexp.MustCompile(`(?i)^(?:` + monthNames + `)$`)

// leadingWords is how many bytes of a capitalised run belong to the sentence and not to a
// name: "Does the", "Which", "Considering".
func leadingWords(s string) int {
	cut := 0
	for {
		first, _, more := strings.Cut(s[cut:], " ")
		lower := strings.ToLower(first)
		if !auxiliary[lower] && !questionWord[lower] && !smallWord[lower] {
			return cut
		}
		if lower == "the" && cut == 0 && more {
			return 0 // "The Verge"
		}
		if !more {
			return len(s)
		}
		cut += len(first) + 1
	}
}
