package render

import (
	"slices"
	"strings"

	"sitrep/bot"
)

// Repeated is the number of an earlier citation of the same sentence whose quote has the same
// words, which need not be shown again, or 0. The citations are by their number.
func Repeated(c bot.Citation, s bot.Sentence, citations map[int]bot.Citation) int {
	for _, n := range s.Citations {
		if n >= c.N {
			break
		}
		if strings.EqualFold(Clean(citations[n].Quote), Clean(c.Quote)) {
			return n
		}
	}
	return 0
}

// SharedOrigin is the number of the first citation from another article that has the origin
// of this one, if it stands before it, or else 0; and whether the two articles have text in
// common.
func SharedOrigin(c bot.Citation, all []bot.Citation) (of int, sameText bool) {
	if c.SameTextAs != 0 {
		return c.SameTextAs, true
	}
	for _, other := range all {
		if other.N < c.N && other.Origin == c.Origin && c.Origin != 0 && other.Document != c.Document {
			return other.N, false
		}
	}
	return 0, false
}

// Dated is the day of the first of a value's citations that has one, "2025-02-11", or empty.
func Dated(v bot.Value, citations []bot.Citation) string {
	for _, c := range citations {
		if slices.Contains(v.Citations, c.N) && c.Published != "" {
			return c.Published
		}
	}
	return ""
}

// Contested reports whether sources disagree: a count of which later reports have more does
// not say that the earlier ones were wrong.
func Contested(all []bot.Disagreement) bool {
	return slices.ContainsFunc(all, func(d bot.Disagreement) bool { return !d.Rising })
}

// disagreements sets side by side what sources differ on, each value with its date.
func (p *page) disagreements(all []bot.Disagreement, citations []bot.Citation) {
	for _, d := range all {
		heading, colour := "Sources disagree: ", yellow
		if d.Rising {
			heading, colour = "Later reports have more: ", faint
		}
		p.line()
		p.paragraph(heading+Clean(d.About), 0, "", "", func(line string) string { return p.paint(colour, line) })
		for _, v := range d.Values {
			text := Clean(v.Text)
			if v.Denies {
				text += " denies it"
			}
			p.paragraph(joinKnown(", ", text, day(Dated(v, citations)))+" "+marks(v.Citations), 4, "  - ", "    ", p.paintMarks)
		}
	}
}

// reprint says that a citation has the words of another, which are shown already.
func (p *page) reprint(c bot.Citation, of int) {
	p.paragraph(joinKnown(" · ", marks([]int{c.N})+" same text as "+marks([]int{of}), source(c.Publisher, c.Published)), 4, "", "    ", p.paintMarks)
}

// standing is how far quotes of one article can be trusted: their grades, and whose origin
// they share.
func standing(quotes, all []bot.Citation) string {
	var grades []string
	for _, c := range quotes {
		if grade := Clean(c.Grade().String()); c.Reliability != "" && !slices.Contains(grades, grade) {
			grades = append(grades, grade)
		}
	}
	grade, shared := "", ""
	if len(grades) > 0 {
		grade = "grade " + strings.Join(grades, ", ")
	}
	switch of, sameText := SharedOrigin(quotes[0], all); {
	case sameText:
		shared = "same text as " + marks([]int{of})
	case of != 0:
		shared = "same origin as " + marks([]int{of})
	}
	return joinKnown(" · ", grade, shared)
}
