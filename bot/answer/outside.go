package answer

import (
	"fmt"
	"time"

	"sitrep/retrieval"
	"sitrep/retrieval/dates"
	"sitrep/retrieval/index"
)

// messageOutside is the refusal of a question about a time that no article speaks of: it says
// which time the articles are from.
func messageOutside(asked dates.Range, live *index.Live, filter retrieval.Filter) string {
	message := "No article found about this speaks of " + period(asked) + "."
	first, last := covered(live, filter)
	switch {
	case first.IsZero():
		return message
	case first.Equal(last):
		return fmt.Sprintf("%s The articles are of %s.", message, first.Format(longDay))
	}
	return fmt.Sprintf("%s The articles were published from %s to %s.", message, first.Format(longDay), last.Format(longDay))
}

// covered are the first and the last day on which documents appeared that may be seen, zero
// where none has a date.
func covered(live *index.Live, filter retrieval.Filter) (first, last time.Time) {
	allow := filter.Allow()
	for i := range live.Documents {
		doc := &live.Documents[i].Document
		if doc.Published.IsZero() || !allow(doc) {
			continue
		}
		at := dates.DayOf(doc.Published).Time()
		if first.IsZero() || at.Before(first) {
			first = at
		}
		if at.After(last) {
			last = at
		}
	}
	return first, last
}

// period words a stretch of time: a year, a month, a day, or its first and last day, but for
// one that is open at an end.
func period(r dates.Range) string {
	first, last := r.First.Time(), r.Last.Time()
	const openBefore, openAfter = 1801, 2099
	switch {
	case r.First == r.Last:
		return first.Format(longDay)
	case first.Year() < openBefore:
		return "the time until " + last.Format(longDay)
	case last.Year() > openAfter:
		return "the time since " + first.Format(longDay)
	case last.AddDate(0, 0, 1).Equal(first.AddDate(1, 0, 0)) && first.YearDay() == 1:
		return first.Format("2006")
	case last.AddDate(0, 0, 1).Equal(first.AddDate(0, 1, 0)) && first.Day() == 1:
		return first.Format("January 2006")
	}
	return first.Format(longDay) + " to " + last.Format(longDay)
}
