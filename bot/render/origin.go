package render

import (
	"slices"
	"strconv"
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

// disagreements sets side by side what the accounts differ on, each value with its date.
func (p *page) disagreements(all []bot.Disagreement, citations []bot.Citation) {
	for _, d := range all {
		heading, colour := "Accounts differ on "+matter(d), yellow
		if d.Rising {
			heading, colour = "Later reports have more: "+matter(d), faint
		}
		p.line()
		p.paragraph(heading, 0, "", "", func(line string) string { return p.paint(colour, line) })
		for _, v := range d.Values {
			text := Clean(v.Text)
			if v.Denies {
				text += " denies it"
			}
			p.paragraph(joinKnown(", ", text, day(Dated(v, citations)))+" "+marks(v.Citations), 4, "  - ", "    ", p.paintMarks)
		}
	}
}

// matter is what a disagreement is about, to be read after "on".
func matter(d bot.Disagreement) string {
	about := Clean(d.About)
	switch d.Kind {
	case bot.OnKilled, bot.OnInjured, bot.OnArrested, bot.OnAbducted, bot.OnDisplaced:
		return "how many were " + string(d.Kind)
	case bot.OnAmount:
		return "an amount"
	case bot.OnPerpetrator:
		return "who did it"
	case bot.OnDate:
		return "when it was"
	case bot.OnPlace:
		return "where it was"
	case bot.OnTruth:
		if about != "" {
			return "this: " + about
		}
		return "whether it is so"
	}
	return about
}

// reprint says that a citation has the words of another, which are shown already.
func (p *page) reprint(c bot.Citation, of int) {
	p.paragraph(joinKnown(" · ", marks([]int{c.N})+" same text as "+marks([]int{of}), source(c.Publisher, c.Published)), 4, "", "    ", p.paintMarks)
}

// standing is how far quotes of one article can be trusted: their grades, each with the
// quotes that have it where they differ, and whose origin they share.
func standing(quotes, all []bot.Citation) string {
	grade, shared := "", ""
	if list := GradesOf(quotes); len(list) > 0 {
		grade = "grade " + strings.Join(list, ", ")
	}
	switch of, sameText := SharedOrigin(quotes[0], all); {
	case sameText:
		shared = "same text as " + marks([]int{of})
	case of != 0:
		shared = "same origin as " + marks([]int{of})
	}
	return joinKnown(" · ", grade, shared)
}

// GradesOf lists the grades of quotes that have one, "F4 [1]", each once and with the numbers
// of its quotes; without them if there is only one grade.
func GradesOf(quotes []bot.Citation) []string {
	var grades []string
	numbers := map[string][]int{}
	for _, c := range quotes {
		if c.Reliability == "" {
			continue
		}
		grade := Clean(c.Grade().String())
		if numbers[grade] == nil {
			grades = append(grades, grade)
		}
		numbers[grade] = append(numbers[grade], c.N)
	}
	if len(grades) > 1 {
		for i, grade := range grades {
			grades[i] += " " + marks(numbers[grade])
		}
	}
	return grades
}

// legend says what the letters and figures of the grades shown mean.
func (p *page) legend(citations []bot.Citation) {
	var letters, figures []string
	for _, c := range citations {
		if c.Reliability == "" {
			continue
		}
		letters, figures = append(letters, Clean(c.Reliability)), append(figures, strconv.Itoa(c.Credibility))
	}
	if len(letters) == 0 {
		return
	}
	slices.Sort(letters)
	slices.Sort(figures)
	var parts []string
	for _, mark := range slices.Concat(slices.Compact(letters), slices.Compact(figures)) {
		if meaning := gradeMeaning(mark); meaning != "" {
			parts = append(parts, mark+" "+meaning)
		}
	}
	p.paragraph("Grades: "+strings.Join(parts, " · "), 2, "  ", "  ", func(line string) string { return p.paint(faint, line) })
}

// gradeMeaning is what a letter or figure of a grade stands for, in a few words.
func gradeMeaning(mark string) string {
	switch mark {
	case "A":
		return "completely reliable source"
	case "B":
		return "usually reliable source"
	case "C":
		return "fairly reliable source"
	case "D":
		return "not usually reliable source"
	case "E":
		return "unreliable source"
	case "F":
		return "reliability of the source not judged"
	case "1":
		return "confirmed by independent sources"
	case "2":
		return "an independent source agrees on a point"
	case "3":
		return "contradicted, by fewer than say it"
	case "4":
		return "contradicted"
	case "5":
		return "contradicted by more than say it"
	case "6":
		return "nothing else quoted bears on it"
	}
	return ""
}
