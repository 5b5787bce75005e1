package question

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Range is a stretch of days, First and Last included, both at midnight UTC. A day has
// First == Last; a month or a year spans all of its days.
type Range struct{ First, Last time.Time }

// Near is how many days day lies outside the range, 0 inside it.
func (r Range) Near(day time.Time) int {
	switch {
	case day.Before(r.First):
		return int(r.First.Sub(day).Hours()/24 + 0.5)
	case day.After(r.Last.AddDate(0, 0, 1)):
		return int(day.Sub(r.Last).Hours() / 24)
	}
	return 0
}

const monthNames = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

var (
	isoDate   = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`)
	dayFirst  = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (` + monthNames + `)\.?,? (\d{4})\b`)
	monthDay  = regexp.MustCompile(`(?i)\b(` + monthNames + `)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`)
	monthYear = regexp.MustCompile(`(?i)\b(` + monthNames + `)\.?,?(?: of)? (\d{4})\b`)
	yearOnly  = regexp.MustCompile(`\b(1[0-9]{3}|20[0-9]{2})\b`)
)

// findDates reads the absolute dates of a text, the exact forms first, and where they stand.
func findDates(text string) (ranges []Range, spans []span) {
	add := func(at []int, first, last time.Time) {
		s := span{at[0], at[1]}
		if first.IsZero() || overlapsAny(s, spans) {
			return
		}
		ranges = append(ranges, Range{first, last})
		spans = append(spans, s)
	}
	group := func(at []int, n int) string { return text[at[2*n]:at[2*n+1]] }
	for _, at := range isoDate.FindAllStringSubmatchIndex(text, -1) {
		d := date(group(at, 1), number(group(at, 2)), group(at, 3))
		add(at, d, d)
	}
	for _, at := range dayFirst.FindAllStringSubmatchIndex(text, -1) {
		d := date(group(at, 3), month(group(at, 2)), group(at, 1))
		add(at, d, d)
	}
	for _, at := range monthDay.FindAllStringSubmatchIndex(text, -1) {
		d := date(group(at, 3), month(group(at, 1)), group(at, 2))
		add(at, d, d)
	}
	for _, at := range monthYear.FindAllStringSubmatchIndex(text, -1) {
		d := date(group(at, 2), month(group(at, 1)), "1")
		add(at, d, d.AddDate(0, 1, -1))
	}
	for _, at := range yearOnly.FindAllStringSubmatchIndex(text, -1) {
		d := date(group(at, 1), 1, "1")
		add(at, d, d.AddDate(1, 0, -1))
	}
	return ranges, spans
}

func overlapsAny(s span, all []span) bool {
	for _, other := range all {
		if s.start < other.end && other.start < s.end {
			return true
		}
	}
	return false
}

// date is the zero time when the day does not exist.
func date(year string, month int, day string) time.Time {
	y, d := number(year), number(day)
	t := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || int(t.Month()) != month {
		return time.Time{}
	}
	return t
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // only ever given digits
	return n
}

func month(name string) int {
	prefix := strings.ToLower(name)[:3]
	return strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", prefix)/3 + 1
}
