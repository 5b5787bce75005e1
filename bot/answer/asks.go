package answer

import (
	"slices"

	"sitrep/bot/answer/disagree"
	"sitrep/bot/answer/question"
)

// leading is how many of the first quotes are about what was asked; those behind may speak of
// something else.
const leading = 2

// asks reports whether the question asks for what a matter is about. One that asks for the
// words of a speaker asks for nobody's contradiction. One that asks for something in
// particular, or whether something is so that nobody denies, asks for a matter that it has a
// word for; any other asks for what the first quote says too. What is no denial has to be a
// matter of the first quotes, whose event is the one that was asked about.
func (i *inquiry) asks(m disagree.Matter) bool {
	if i.question.Kind == question.Said && i.question.Speaker != "" {
		return false
	}
	if m.Kind != disagree.Truth && !among(m, leading) {
		return false
	}
	if m.Kind == disagree.Truth && i.question.Kind == question.YesNo {
		return m.AskedBy(i.question.Text)
	}
	return m.AskedBy(i.question.Text) || slotOf(i.question.Kind) == m.Kind || i.general() && among(m, 1)
}

// general reports whether a question asks for no value in particular.
func (i *inquiry) general() bool {
	switch i.question.Kind {
	case question.Open, question.YesNo, question.Definition:
		return true
	}
	return false
}

// slotOf is the kind of matter whose value a kind of question asks for, or empty.
func slotOf(kind question.Kind) disagree.Kind {
	switch kind {
	case question.Where:
		return disagree.Place
	case question.When:
		return disagree.Date
	case question.Who, question.Group:
		return disagree.Perpetrator
	}
	return ""
}

// among reports whether one of the first n statements has a side in a matter.
func among(m disagree.Matter, n int) bool {
	return slices.ContainsFunc(m.Sides, func(s disagree.Side) bool {
		return slices.ContainsFunc(s.Statements, func(at int) bool { return at < n })
	})
}
