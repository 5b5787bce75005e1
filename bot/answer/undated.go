package answer

import (
	"slices"

	"sitrep/bot"
	"sitrep/bot/answer/evidence"
)

// datedFirst puts quotes from articles without a date behind the others, where the question
// is about a time.
func (i *inquiry) datedFirst() {
	if i.found.undated == 0 {
		return
	}
	slices.SortStableFunc(i.quotes, func(a, b evidence.Quote) int { return i.timeless(a) - i.timeless(b) })
}

// timeless is 1 for a quote from an article without a date, 0 for others.
func (i *inquiry) timeless(q evidence.Quote) int {
	if i.found.articles[q.Article].Document.Published.IsZero() {
		return 1
	}
	return 0
}

// noteUndated says so where an answer is about a time and articles were found of which nobody
// can say whether they are.
func (i *inquiry) noteUndated() {
	if i.answer.Note == bot.NoteNone && i.answer.Refusal == nil && i.found.undated > 0 {
		i.answer.Note = bot.NoteUndated
	}
}
