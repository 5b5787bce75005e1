package message

import (
	"strconv"
	"strings"

	"sitrep/bot"
	"sitrep/bot/locale"
	"sitrep/bot/render"
)

// disagreement sets side by side what accounts differ on, each value with its date. What it
// is about is in the reader's language; English also says what exactly is denied.
func (r Renderer) disagreement(d bot.Disagreement, citations []bot.Citation) block {
	about := Escape(shorten(render.Clean(d.About), maxTitle))
	switch label := disagreementText(d.Kind); {
	case d.Kind == bot.OnTruth && r.Locale.Code() == locale.English && about != "":
		about = "this: " + about
	case label != "":
		about = r.Locale.Text(label)
	}
	sign, heading := disagreeSign, locale.DisagreeOn
	if d.Rising {
		sign, heading = risingSign, locale.RisingCount
	}
	lines := []string{r.Locale.Line(sign + bold(r.Locale.Text(heading, about)))}
	for _, v := range d.Values {
		text := r.inline(v.Text, maxQuestion)
		if v.Denies {
			text = r.Locale.Text(locale.DeniesIt, text)
		}
		lines = append(lines, "- "+r.Locale.Line(known(" ", known(", ", text, r.day(render.Dated(v, citations))), marks(v.Citations))))
	}
	return block{text: strings.Join(lines, "\n")}
}

// disagreementText is what a kind of disagreement is called, empty for one not known.
func disagreementText(kind bot.DisagreementKind) locale.Text {
	switch kind {
	case bot.OnKilled:
		return locale.OnKilled
	case bot.OnInjured:
		return locale.OnInjured
	case bot.OnArrested:
		return locale.OnArrested
	case bot.OnAbducted:
		return locale.OnAbducted
	case bot.OnDisplaced:
		return locale.OnDisplaced
	case bot.OnAmount:
		return locale.OnAmount
	case bot.OnPerpetrator:
		return locale.OnPerpetrator
	case bot.OnDate:
		return locale.OnDate
	case bot.OnPlace:
		return locale.OnPlace
	case bot.OnTruth:
		return locale.OnTruth
	}
	return ""
}

// reprint is the line for a quote whose words another one shows already.
func (r Renderer) reprint(c bot.Citation, of int) string {
	return small + r.Locale.Line(known(" · ", r.provenance("["+strconv.Itoa(c.N)+"]", c), r.Locale.Text(locale.SameText, marks([]int{of}))))
}

// standing is how far quotes of one article can be trusted: their grades, and whose origin
// they share.
func (r Renderer) standing(quotes []bot.Citation, all []bot.Citation) string {
	grades := render.GradesOf(quotes)
	grade, shared := "", ""
	if len(grades) > 0 {
		grade = r.Locale.Text(locale.Grade, r.inline(strings.Join(grades, ", "), maxName))
	}
	switch of, sameText := render.SharedOrigin(quotes[0], all); {
	case sameText:
		shared = r.Locale.Text(locale.SameText, marks([]int{of}))
	case of != 0:
		shared = r.Locale.Text(locale.SameOrigin, marks([]int{of}))
	}
	return known(" · ", grade, shared)
}
