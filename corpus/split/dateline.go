package split

import (
	"regexp"
	"strings"
	"unicode"

	"sitrep/corpus"
)

// A dateline ends within maxDateline bytes, and stands in one of the first
// maxDatelineParagraph paragraphs.
const (
	maxDateline          = 240
	maxDatelineParagraph = 4
)

// datelineLen measures the dateline at the start of paragraph i: "KABUL, Afghanistan (AP) —
// ", "LIMA, 3 JAN 90 -- [TEXT] ", "[Islamabad] ", or in a transcript "[BEGIN RECORDING] ".
// It is 0 where there is none, or nothing else in the paragraph.
func (d *document) datelineLen(i int) int {
	p := d.paragraphs[i]
	if p.kind != corpus.Statement {
		return 0
	}
	s := d.text[p.span.Start:p.span.End]
	head := s[:min(len(s), maxDateline)]
	n := len(stageDirection.FindString(head))
	if i < maxDatelineParagraph && n == 0 {
		n = d.placeLen(i, head)
	}
	if strings.TrimSpace(s[n:]) == "" {
		return 0
	}
	return n
}

// placeLen measures the place and day that paragraph i, which starts with head, begins with.
func (d *document) placeLen(i int, head string) int {
	n := len(wireDateline.FindString(head))
	if n == 0 && !d.caps && !d.anyStatement(d.paragraphs[:i]) {
		n = len(newsDateline.FindString(head))
		if unicode.IsLower(firstRune(head[n:])) {
			n = 0 // "TTP -- the largest group -- ..."
		}
	}
	// Where several paragraphs begin with brackets, they hold the names of those who speak.
	if n == 0 && !d.caps && !d.anyBracketed(d.paragraphs[i+1:]) {
		n = len(bracketDateline.FindString(head))
	}
	return n
}

func (d *document) anyStatement(paragraphs []paragraph) bool {
	for _, p := range paragraphs {
		if p.kind == corpus.Statement {
			return true
		}
	}
	return false
}

func (d *document) anyBracketed(paragraphs []paragraph) bool {
	for _, p := range paragraphs {
		if d.text[p.span.Start] == '[' {
			return true
		}
	}
	return false
}

// newsDateline is a place in capitals, perhaps with a country, a date and an agency, and a
// dash.
var newsDateline = regexp.MustCompile(`^\(?\p{Lu}[\p{Lu}.’'/-]*(?: \p{Lu}[\p{Lu}.’'/-]*){0,4}\)?` + // place
	`(?:, \p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+)?)?` + // country
	`(?:, (?:\p{L}+\.? )?\d{1,2}(?: \p{L}+\.?)?(?:,? \d{4})?)?` + // day
	`(?: ?\([\p{L}\d ./&-]{2,40}\))?` + // agency
	`(?: — | – | -- | - |—|--)`)

// wireDateline is the dateline of monitored broadcasts: a place, a day such as "3 JAN 90",
// perhaps a station, a dash, and insertions up to the one that says that the text follows.
var wireDateline = regexp.MustCompile(`^\p{Lu}[^\n\d]{2,80}, (?:\d{1,2} \p{L}{3,9} \d{2,4}|\p{L}{3,9} \d{1,2}|(?i:no date))` + // place, day
	`(?:,? [\p{Lu}-]{2,12}| ?\([^)\n]{2,60}\))? ?(?:--|—|–|-) ?` + // agency
	`(?:(?:\[[^\]\n]{1,160}\] ?)*\[(?i:text|excerpts?|summary|continued)\] ?)?`)

// bracketDateline is a place alone in square brackets.
var bracketDateline = regexp.MustCompile(`^\[\p{Lu}[\p{L} .’'-]{2,30}\] `)

// stageDirection says where a recording begins or ends in a transcript.
var stageDirection = regexp.MustCompile(`^[\[(](?i:begin|start|end) [\p{L} ,-]{2,40}[\])] ?`)
