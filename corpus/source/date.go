package source

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dateLayouts are the ways a day is written, after [tidyDate]. Numbers with slashes are
// read year first only: 3/4/2025 is March to some and April to others.
func dateLayouts() []string {
	return []string{
		"2006-1-2", "2006/1/2", "2006.1.2", "20060102", "2.1.2006",
		"2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006", "2-Jan-2006",
	}
}

// clockLayouts are the ways a time of day follows a date.
func clockLayouts() []string {
	return []string{
		"", "T15:04:05Z07:00", "T15:04Z07:00", "T15:04:05-0700", "T15:04:05", "T15:04",
		" 15:04", " 15:04:05", " 15:04 -0700", " 15:04:05 -0700", " 15:04:05 -07:00", " 15:04:05Z07:00",
		" 15:04 MST", " 15:04:05 MST", " 15:04:05 -0700 MST", " 3:04 PM", " 3:04 PM MST", " 3:04PM", " 3:04PM MST",
	}
}

// maxDate is the length in bytes of the longest text that is tried as a date.
const maxDate = 80

// parseDate reads a date in the ways news and data write it, ISO 8601, RFC 1123, "11
// February 2025" and "Feb. 11, 2025" among them, with or without a time of day. The result
// is in UTC; a time without a zone is taken to be UTC. exact is false where the text names
// only a month or a year, whose first day is then returned.
func parseDate(s string) (day time.Time, exact bool, err error) {
	if seconds, ok := unixTime(s); ok {
		return seconds, true, nil
	}
	if len(s) > maxDate {
		return time.Time{}, false, fmt.Errorf("the date %q cannot be read", abridge(s))
	}
	tidy := tidyDate(s)
	for _, date := range dateLayouts() {
		for _, clock := range clockLayouts() {
			if t, err := time.Parse(date+clock, tidy); err == nil && isPlausibleYear(t) {
				return inUTC(t), true, nil
			}
		}
	}
	for _, month := range []string{"2006-1", "January 2006", "Jan 2006", "2006"} {
		if t, err := time.Parse(month, tidy); err == nil && isPlausibleYear(t) {
			return t.UTC(), false, nil
		}
	}
	return time.Time{}, false, fmt.Errorf("the date %q cannot be read", abridge(s))
}

// ParseDate reads a day in the ways that [ReadWith] understands in data, in UTC.
func ParseDate(s string) (time.Time, error) {
	t, _, err := parseDate(oneLine(s))
	return t, err
}

// unixTime reads seconds since 1970, as ten digits, or milliseconds, as thirteen.
func unixTime(s string) (t time.Time, ok bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || n < 0:
		return t, false
	case len(s) == 10:
		return time.Unix(n, 0).UTC(), true
	case len(s) == 13:
		return time.UnixMilli(n).UTC(), true
	}
	return t, false
}

func isPlausibleYear(t time.Time) bool { return 1000 <= t.Year() && t.Year() <= 2999 }

// tidyDate takes out what no layout should have to know: the day of the week, commas, dots
// after short month names, "1st", "at" and "of", and "Sept".
func tidyDate(s string) string {
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, ",", " ")), " ")
	s = datePatterns.weekday.ReplaceAllString(s, "")
	s = datePatterns.ordinal.ReplaceAllString(s, "$1")
	s = datePatterns.monthDot.ReplaceAllString(s, "$1 ")
	s = datePatterns.sept.ReplaceAllString(s, "Sep")
	s = datePatterns.at.ReplaceAllString(s, " ")
	s = datePatterns.halfDay.ReplaceAllStringFunc(s, func(m string) string {
		return strings.ToUpper(strings.ReplaceAll(m, ".", ""))
	})
	return strings.Join(strings.Fields(s), " ")
}

var datePatterns = struct{ weekday, ordinal, monthDot, sept, at, halfDay *regexp.Regexp }{
	weekday:  regexp.MustCompile(`(?i)^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? `),
	ordinal:  regexp.MustCompile(`(?i)\b(\d{1,2})(st|nd|rd|th)\b`),
	monthDot: regexp.MustCompile(`(?i)\b([a-z]{3,4})\. ?`),
	sept:     regexp.MustCompile(`(?i)\bsept\b`),
	at:       regexp.MustCompile(`(?i) (at|of|-|\|) `),
	halfDay:  regexp.MustCompile(`(?i)[ap]\.?m\b\.?`),
}

// inUTC moves t to UTC. [time.Parse] gives zone abbreviations it does not know an offset of
// zero; those of RFC 822, section 5.1, are put right here.
func inUTC(t time.Time) time.Time {
	name, offset := t.Zone()
	if offset == 0 {
		switch name {
		case "EDT":
			offset = -4
		case "EST", "CDT":
			offset = -5
		case "CST", "MDT":
			offset = -6
		case "MST", "PDT":
			offset = -7
		case "PST":
			offset = -8
		}
		return t.Add(time.Duration(-offset) * time.Hour).UTC()
	}
	return t.UTC()
}

// abridge is s cut to a length that fits a message.
func abridge(s string) string {
	const limit = 60
	runes := []rune(oneLine(s[:min(len(s), 8*limit)]))
	if len(runes) <= limit {
		return string(runes)
	}
	return string(runes[:limit]) + "…"
}
