package corroborate

import (
	"regexp"
	"strings"

	"sitrep/corpus"
)

// How far into an article a dateline or by-line is looked for, and how far before its end a
// credit line, in bytes.
const (
	headBytes = 400
	tailBytes = 600
)

// creditPatterns mark text that an agency is credited with, wherever it stands; NAME stands
// for the agency's names. Case counts: "AP" is an agency, "ap" is not.
var creditPatterns = []string{
	`[(\[]\s*(?:NAME)(?:\s*/\s*[^)\]]{1,30})?\s*[)\]]`,                                   // (AP), (AFP/Getty)
	`(?:—|–|--|-|©)\s*(?:NAME)\s*(?:$|\n|\.|—|–|-)`,                                      // — Xinhua
	`(?:^|\n)\s*[\p{Lu}][\p{L}' ,.]{1,60}\d{0,2} ?(?:—|–|--|-)? ?(?:NAME) ?(?:—|–|--|-)`, // KABUL, Feb 11 Reuters -
	`(?i:reporting by|additional reporting|with (?:reporting|inputs?|material|files) (?:by|from)|source|via|by|copyright)\s*:?\s*(?:the )?(?:[\p{Lu}][\p{L}.]+ ){0,6}(?:NAME)`,
	`(?i:reporting by)[^\n]{0,120}(?:;|\n)[^\n]{0,40}(?i:editing by)`, // the agency's own form, unnamed
}

// leanPatterns mark a sentence that hands on what an agency reported.
var leanPatterns = []string{
	`(?i:told|according to|reported by|quoted by|cited by|citing|quoting|by|from|interview with|reports?|agency)\s+(?:the\s+)?(?i:(?:state[- ](?:run|owned)\s+|official\s+)?(?:news\s+agency\s+|wire\s+service\s+)?)(?:NAME)`,
	`(?:NAME)(?:\s+(?i:news\s+agency))?\s+(?i:reported|reports|said|quoted|cited|has reported|news agency)`,
}

// unnamedAgency is an agency that a text leans on and does not name, or one not known.
var unnamedAgency = regexp.MustCompile(`(?i)\b(?:news agenc(?:y|ies)|wire (?:service|report)s?|agency reports?|news wires?)\b`)

// agencyMatcher finds agencies by their names.
type agencyMatcher struct {
	credit, lean *regexp.Regexp
	names        *regexp.Regexp
	keys         map[string]string // name as written -> key of its family
}

// newAgencyMatcher compiles the patterns for names as agencies are credited, which lead to the
// keys of their families.
func newAgencyMatcher(names map[string]string) (*agencyMatcher, error) {
	var quoted []string
	for name := range names {
		quoted = append(quoted, regexp.QuoteMeta(name))
	}
	longestFirst(quoted)
	name := `\b(?:` + strings.Join(quoted, "|") + `)\b`
	m := &agencyMatcher{keys: names}
	for _, c := range []struct {
		to       **regexp.Regexp
		patterns []string
	}{{&m.credit, creditPatterns}, {&m.lean, leanPatterns}, {&m.names, []string{name}}} {
		joined := strings.ReplaceAll("(?m:"+strings.Join(c.patterns, ")|(?m:")+")", "NAME", name)
		compiled, err := regexp.Compile(joined)
		if err != nil {
			return nil, err
		}
		*c.to = compiled
	}
	return m, nil
}

// found are the agencies that a pattern names in a text, and whether it met one without a
// name.
func (m *agencyMatcher) found(pattern *regexp.Regexp, text string) (agencies map[string]bool, unnamed bool) {
	agencies = map[string]bool{}
	for _, match := range pattern.FindAllString(text, -1) {
		named := false
		for _, name := range m.names.FindAllString(match, -1) {
			agencies[m.keys[name]] = true
			named = true
		}
		unnamed = unnamed || !named
	}
	return agencies, unnamed
}

// credits are the agencies whose text an article prints: named as its author, in a dateline,
// by-line or credit, or as its publisher.
func (p *Publishers) credits(doc *corpus.Document) (agencies map[string]bool, unnamed bool) {
	text := doc.Text
	if len(text) > headBytes+tailBytes {
		text = text[:headBytes] + "\n\n" + text[len(text)-tailBytes:]
	}
	agencies, unnamed = p.agencies.found(p.agencies.credit, text)
	for _, name := range p.agencies.names.FindAllString(doc.Author, -1) {
		agencies[p.agencies.keys[name]] = true
	}
	if family := p.family(publisherOf(doc)); p.isAgency[family] {
		agencies[family] = true
	}
	return agencies, unnamed && len(agencies) == 0
}

// leans are the agencies that a quote hands on the words of.
func (p *Publishers) leans(quote string) (agencies map[string]bool, unnamed bool) {
	agencies, _ = p.agencies.found(p.agencies.lean, quote)
	credited, _ := p.agencies.found(p.agencies.credit, quote)
	for agency := range credited {
		agencies[agency] = true
	}
	return agencies, len(agencies) == 0 && unnamedAgency.MatchString(quote)
}
