package split

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus"
)

// Bounds of a heading that nothing marks as one.
const (
	maxHeadingWords     = 14
	maxCapsHeadingWords = 8
	maxHeadingRunes     = 110
	maxFragmentWords    = 6
)

// classify tells headings and fragments from running text.
func (d *document) classify(title string) {
	title = strings.TrimSpace(title)
	var next *paragraph // below the one at hand, notices left out
	// Backwards, since a heading is known by what follows it.
	for i := len(d.paragraphs) - 1; i >= 0; i-- {
		p := &d.paragraphs[i]
		s := d.text[p.span.Start:p.span.End]
		switch {
		case p.marked:
		case p.lines == 1 && isNotice(s):
			p.kind = corpus.Fragment
			continue
		case next != nil && (strings.EqualFold(title, s) || d.isHeading(p, s, next)):
			p.kind = corpus.Heading
		case len(d.paragraphs) > 1 && isFragment(p, s):
			p.kind = corpus.Fragment
		}
		if p.kind == corpus.Heading {
			d.stripEmphasis(p)
		}
		next = p
	}
}

// isHeading reports whether s is a line above what follows it: short, without the marks that
// end a sentence, and either all in bold type or followed by running text, a list or a
// further heading.
func (d *document) isHeading(p *paragraph, s string, next *paragraph) bool {
	bold := len(s) > 4 && strings.HasPrefix(s, "**") && strings.HasSuffix(s, "**")
	if p.lines > 1 || !bold && !d.carriesHeading(next) {
		return false
	}
	bare := strings.Trim(s, "*_ ")
	if bold {
		bare = strings.TrimSuffix(bare, ":")
	}
	words := countWords(bare)
	limit := maxHeadingWords
	if d.caps {
		limit = maxCapsHeadingWords
	}
	if words == 0 || words > limit || utf8.RuneCountInString(bare) > maxHeadingRunes {
		return false
	}
	first := firstRune(strings.TrimLeft(bare, "“\"‘'([¿"))
	if !unicode.IsUpper(first) && !unicode.IsTitle(first) && !unicode.IsDigit(first) && !unicode.Is(unicode.Lo, first) {
		return false
	}
	if bare[0] == '[' || strings.ContainsRune("“\"", firstRune(bare)) && strings.ContainsRune("”\"", lastRune(bare)) {
		return false // somebody speaks: a name in brackets, or a pull quote
	}
	last := lastRune(trimClosers(bare))
	return !strings.ContainsRune(".,;:!…。、|]", last) && !strings.Contains(bare, ": ")
}

// carriesHeading reports whether p can stand below a heading.
func (d *document) carriesHeading(p *paragraph) bool {
	s := d.text[p.span.Start:p.span.End]
	return p.kind == corpus.Heading || p.kind == corpus.Item && !p.row ||
		p.kind == corpus.Statement && (p.lines > 1 || endsStatement(s) || countWords(s) > maxHeadingWords)
}

// stripEmphasis takes the asterisks off a heading written as "**Heading**".
func (d *document) stripEmphasis(p *paragraph) {
	s := d.text[p.span.Start:p.span.End]
	if bare := strings.Trim(s, "*_ "); bare != "" && bare[0] != s[0] && bare[len(bare)-1] != s[len(s)-1] {
		p.span.Start += strings.Index(s, bare)
		p.span.End = p.span.Start + len(bare)
	}
}

// isFragment reports whether s is too little to state anything: a caption, a tag, a cell.
func isFragment(p *paragraph, s string) bool {
	return p.lines == 1 && countWords(s) <= maxFragmentWords && !endsStatement(s) &&
		!strings.Contains(s, ": ") && !strings.HasSuffix(s, ":")
}

// isInsertion reports whether s is nothing but editors' notes in square brackets:
// "[PASSAGE OMITTED]", "[APPLAUSE] [END RECORDING]".
func isInsertion(s string) bool {
	for s = strings.TrimRight(s, "."); s != ""; s = strings.TrimLeft(s, " ") {
		end := strings.IndexByte(s, ']')
		if s[0] != '[' || end < 0 {
			return false
		}
		s = s[end+1:]
	}
	return true
}

// isNotice reports whether a line is the machinery around an article: a by-line, a date, a
// credit, an invitation to read on.
func isNotice(s string) bool {
	return len(s) <= 200 && noticePattern.MatchString(s)
}

// month is the name of a month in full or short.
const month = `(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`

var noticePattern = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`(?:By|BY) (?:\p{Lu}[\p{L}.’'-]* ?|and |, ?|der |de |van |von |bin |al-)+$`,
	`(?i:photo|image|picture|file photo|credit|photograph)s?(?: (?i:by|credit|courtesy of))?: .*`,
	`\*?(?i:figures?|fig\.?|image|table|chart|exhibit|illustration|map) ?\d{1,3}[a-z]?(?: ?[:.–—-] ?.*)?`,
	`\(?(?i:additional )?(?i:reporting|editing|writing) by .*`,
	`(?i:published|updated|last updated|posted|posted on)(?::| on)? .{0,12}\d{4}.{0,24}`,
	`(?i:mon|tues|wednes|thurs|fri|satur|sun)?(?i:day)?,? ?` + month + ` \d{1,2}(?:st|nd|rd|th)?,? \d{4}\.?`,
	`\d{1,2}(?:st|nd|rd|th)? ` + month + `,? \d{4}\.?`,
	`\d{4}-\d{2}-\d{2}`,
	`(?i:read more|read also|see also|advertisement|related articles?|share this|follow us|sign up)\b.{0,80}`,
	`(?:©|\(c\)|\(C\)|(?i:copyright)) .*`,
}, "|") + `)$`)
