package dates

import (
	"regexp"
	"strings"
	"sync"
	"time"
)

// Window returns the time that a question confines itself to in words: "last month" and
// "this year", counted from now, "since 3 May 2019", "after the fall of Kabul", "before the
// withdrawal" and "during the pandemic". Without now, which may be zero, what counts from it
// has no window. It reports false where a question confines itself to none.
func Window(question string, now time.Time) (Range, bool) {
	if days, found := lately(question, now); found {
		return days, true
	}
	for _, e := range knownEvents() {
		at := e.name.FindStringIndex(question)
		if at == nil || yearFollows.MatchString(question[at[1]:]) {
			continue
		}
		if days, found := beside(question[:at[0]], e.days(), now); found {
			return days, true
		}
	}
	for _, mention := range Find(question, now) {
		if days, found := beside(question[:mention.Start], mention.Range, now); found {
			return days, true
		}
	}
	return Range{}, false
}

var knownEvents = sync.OnceValue(events)

// The first and the last day of a window that is open at an end.
var (
	earliest = dayOf(1800, time.January, 1)
	latest   = dayOf(2100, time.January, 1)
)

var (
	yearFollows = regexp.MustCompile(`^,? (?:1[89]|20)\d\d\b`)
	preposition = regexp.MustCompile(`(?i)\b(since|after|following|before|until|during|amid)(?: the)?\s*$`)
	fromNow     = regexp.MustCompile(`(?i)\b(last|past|previous|this) (week|month|year)\b`)
)

// beside is the window that the word before a date or an event opens: what begins "since"
// and "after" it, ends "before" it, or lasts "during" it.
func beside(before string, days Range, now time.Time) (Range, bool) {
	m := preposition.FindStringSubmatch(before)
	if m == nil {
		return Range{}, false
	}
	switch strings.ToLower(m[1]) {
	case "before", "until":
		return Range{earliest, days.First - 1}, true
	case "during", "amid":
		return days, true
	}
	until := latest
	if !now.IsZero() {
		until = max(days.First, DayOf(now))
	}
	return Range{days.First, until}, true
}

// lately reads weeks, months and years by their distance from now: the calendar's where they
// are "last" or "this", and for a week the seven days before.
func lately(question string, now time.Time) (Range, bool) {
	m := fromNow.FindStringSubmatch(question)
	if m == nil || now.IsZero() {
		return Range{}, false
	}
	const week = 7
	now = now.UTC()
	back := 1
	if strings.EqualFold(m[1], "this") {
		back = 0
	}
	switch strings.ToLower(m[2]) {
	case "week":
		return Range{DayOf(now) - week, DayOf(now)}, true
	case "month":
		first := time.Date(now.Year(), now.Month()-time.Month(back), 1, 0, 0, 0, 0, time.UTC)
		return monthRange(first.Year(), first.Month()), true
	}
	return yearRange(now.Year() - back), true
}
