// Package dates finds the dates that a text names, so that a question about the 14th of
// March meets the reports that speak of that day however either is written.
//
// It reads English: "14 March 2023", "March 14th, 2023", "14 MAR 23", "2023-03-14",
// "March 2023", "2023", and, given the day a text was published, "14 March", "yesterday"
// and "on Tuesday".
package dates

import (
	"strings"
	"time"
)

// Day counts days from 1 January 1970, which is 0, in the calendar of UTC.
type Day int32

// DayOf is the day of t in UTC.
func DayOf(t time.Time) Day {
	t = t.UTC()
	return dayOf(t.Year(), t.Month(), t.Day())
}

func dayOf(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

const secondsPerDay = 24 * 60 * 60

// Time is the start of the day in UTC.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// Range is the days First to Last, both included: one day, a month or a year.
type Range struct{ First, Last Day }

// Days is the number of days in the range.
func (r Range) Days() int { return int(r.Last-r.First) + 1 }

// Gap is the number of days that lie between two ranges plus one, 0 if they share a day.
func (r Range) Gap(other Range) int {
	switch {
	case r.Last < other.First:
		return int(other.First - r.Last)
	case other.Last < r.First:
		return int(r.First - other.Last)
	}
	return 0
}

// Mention is a date named at text[Start:End], in bytes.
type Mention struct {
	Start, End int
	Range      Range
}

// Find returns the dates that text names, in order. Years that are left out, and days that
// are named by their distance, are taken from published, the day the text was written; if
// that is zero, mentions that need it are left out.
func Find(text string, published time.Time) []Mention {
	var mentions []Mention
	r := reader{text: text}
	if !published.IsZero() {
		r.published, r.dated = DayOf(published), true
	}
	for r.next() {
		if mention, found := r.mention(); found {
			mentions = append(mentions, mention)
		}
	}
	return mentions
}

// reader steps through the lexemes of a text with a little memory of what lies ahead.
type reader struct {
	text      string
	published Day
	dated     bool
	at        int // where the lexeme after the current one is looked for
	current   lexeme
}

// next steps to the next lexeme that may begin a date.
func (r *reader) next() bool {
	for {
		r.current = scan(r.text, r.at)
		r.at = r.current.end
		if r.current.kind == end {
			return false
		}
		if r.current.kind != other {
			return true
		}
	}
}

// mention reads the longest date that begins with the current lexeme, and steps over it.
func (r *reader) mention() (Mention, bool) {
	first := r.current
	second := r.after(first)
	third := r.after(second)
	made := func(last lexeme, days Range, ok bool) (Mention, bool) {
		if !ok {
			return Mention{}, false
		}
		r.at = last.end
		return Mention{first.start, last.end, days}, true
	}
	switch first.kind {
	case number:
		if third.kind == number && first.digits == 4 && second.kind == number && r.isISO(first, second, third) {
			days, ok := oneDay(first.value, time.Month(second.value), third.value)
			return made(third, days, ok)
		}
		if second.kind == month && isDayOfMonth(first) {
			if year, ok := r.yearOf(third); ok && !r.dividesSentence(second, third) {
				days, ok := oneDay(year, second.month(), first.value)
				return made(third, days, ok)
			}
			days, ok := r.nearest(second, first.value)
			return made(second, days, ok)
		}
		if isYear(first) && !r.isQuantity(first) {
			return made(first, yearRange(first.value), true)
		}
	case month:
		if isDayOfMonth(second) && !r.dividesSentence(first, second) {
			if isYear(third) && !r.dividesSentence(second, third) {
				days, ok := oneDay(third.value, first.month(), second.value)
				return made(third, days, ok)
			}
			days, ok := r.nearest(first, second.value)
			return made(second, days, ok)
		}
		if isYear(second) && !r.dividesSentence(first, second) {
			return made(second, monthRange(second.value, first.month()), true)
		}
	case relative:
		return made(first, r.back(first.value), r.dated)
	case weekday:
		ago := (int(r.published.Time().Weekday()) - first.value + 7) % 7
		return made(first, r.back(ago), r.dated)
	}
	return Mention{}, false
}

// after is the lexeme that follows l closely enough to belong to the same date.
func (r *reader) after(l lexeme) lexeme {
	if l.kind == end || l.kind == other {
		return lexeme{kind: end, start: l.end, end: l.end}
	}
	next := scan(r.text, l.end)
	if r.text[next.start:next.end] == "of" {
		next = scan(r.text, next.end)
	}
	switch strings.TrimPrefix(r.text[l.end:next.start], ".") {
	case "", " ", ", ", ",", "-", "/", " of ", "\n":
		return next
	}
	return lexeme{kind: end, start: l.end, end: l.end}
}

// isISO reports whether three numbers are written as year-month-day.
func (r *reader) isISO(year, month, day lexeme) bool {
	divider := r.text[year.end:month.start]
	return (divider == "-" || divider == "/") && divider == r.text[month.end:day.start] && isYear(year)
}

// dividesSentence reports whether a line ends between two lexemes, as between a dateline
// and the text below it.
func (r *reader) dividesSentence(a, b lexeme) bool {
	return strings.Contains(r.text[a.end:b.start], "\n")
}

// yearOf reads a year of four digits, or of two where they follow a day and a month.
func (r *reader) yearOf(l lexeme) (int, bool) {
	if isYear(l) {
		return l.value, true
	}
	if l.kind != number || l.digits != 2 || l.ordinal {
		return 0, false
	}
	const pivot = 70 // "70" is 1970, "69" is 2069
	if l.value >= pivot {
		return 1900 + l.value, true
	}
	return 2000 + l.value, true
}

// isQuantity reports whether a number that looks like a year counts something: "2000
// people" cannot be told from a year, but "$2000", "2000.5" and "2000%" can.
func (r *reader) isQuantity(l lexeme) bool {
	if l.start > 0 && strings.IndexByte("$#.,-/:", r.text[l.start-1]) >= 0 {
		return true
	}
	if l.end+1 < len(r.text) && strings.IndexByte(".,:/-", r.text[l.end]) >= 0 {
		return isDigit(r.text[l.end+1])
	}
	return l.end < len(r.text) && r.text[l.end] == '%'
}

// nearest is the day of that name about the time the text was published: reports look
// back, so no more than two months ahead of it. The verbs "may" and "march" name none.
func (r *reader) nearest(name lexeme, day int) (Range, bool) {
	const ahead = 60 // days
	switch word := r.text[name.start:name.end]; {
	case !r.dated, word == "may", word == "march":
		return Range{}, false
	}
	month := name.month()
	days, ok := oneDay(r.published.Time().Year()+1, month, day)
	for back := 0; back <= 1 && (!ok || days.First > r.published+ahead); back++ {
		days, ok = oneDay(r.published.Time().Year()-back, month, day)
	}
	return days, ok
}

func (r *reader) back(days int) Range {
	return Range{r.published - Day(days), r.published - Day(days)}
}

func oneDay(year int, month time.Month, day int) (Range, bool) {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Month() != month || t.Day() != day {
		return Range{}, false
	}
	return Range{DayOf(t), DayOf(t)}, true
}

func monthRange(year int, month time.Month) Range {
	return Range{dayOf(year, month, 1), dayOf(year, month+1, 0)}
}

func yearRange(year int) Range { return Range{dayOf(year, 1, 1), dayOf(year, 12, 31)} }
