package desk

import (
	"strings"
	"time"

	"sitrep/retrieval/dates"
)

// parseTime reads a day, a month, a year or one of a few relative times, and returns its
// first and last moment.
func parseTime(text string, now time.Time) (first, last time.Time, ok bool) {
	today := dates.DayOf(now).Time()
	back := map[string][3]int{ // years, months, days
		"last week": {0, 0, -7}, "last month": {0, -1, 0}, "last year": {-1, 0, 0},
	}
	if by, relative := back[strings.ToLower(text)]; relative {
		return today.AddDate(by[0], by[1], by[2]), endOfDay(today), true
	}
	found := dates.Find(text, now)
	if len(found) != 1 {
		return first, last, false
	}
	r := found[0].Range
	return r.First.Time(), endOfDay(r.Last.Time()), true
}

// endOfDay is the last moment of the day that begins at t.
func endOfDay(t time.Time) time.Time { return t.AddDate(0, 0, 1).Add(-time.Nanosecond) }
