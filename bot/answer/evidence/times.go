package evidence

import (
	"regexp"
	"slices"
	"time"

	"sitrep/bot/answer/question"
	"sitrep/retrieval/dates"
)

// timed matches the words before a date that make it the time of what is asked about. In
// "the 2020 accord" the year is part of a name.
var timed = regexp.MustCompile(`(?i)\b(?:in|on|of|during|since|from|by|throughout|within|around)(?: (?:the|late|early|mid|autumn|spring|summer|winter|of))*\s*$`)

// times are the stretches of time that the question asks about, counted from now where it
// says "last month".
func (a *asking) times(now time.Time) []dates.Range {
	if window, confined := dates.Window(a.Text, now); confined {
		return []dates.Range{window}
	}
	var asked []dates.Range
	for _, m := range dates.Find(a.Text, time.Time{}) {
		if timed.MatchString(a.Text[:m.Start]) {
			asked = append(asked, m.Range)
		}
	}
	return asked
}

// OutsideDates returns the first time that a question asks about, where no article found that
// bears on it is of any such time or speaks of it.
func (r *Ranking) OutsideDates(now time.Time) (asked dates.Range, outside bool) {
	times := r.asking.times(now)
	if len(times) == 0 || slices.ContainsFunc(times, r.speaksOf) {
		return dates.Range{}, false
	}
	return times[0], true
}

// speaksOf reports whether an article was published in a time or shortly after, or whether one
// that bears on the question speaks of it. One that does not say when it was published is not
// known to be of another time.
func (r *Ranking) speaksOf(asked dates.Range) bool {
	return slices.ContainsFunc(r.articles, func(a *article) bool {
		return a.of(asked) || r.bears(a) && a.names(asked)
	})
}

// OnSubject reports whether an article bears on the question, whatever time it is from.
func (r *Ranking) OnSubject() bool { return slices.ContainsFunc(r.articles, r.bears) }

// bears reports whether an article bears on the question, numbers left aside.
func (r *Ranking) bears(a *article) bool {
	ask := r.asking
	var subject bag
	for i, t := range ask.Terms {
		if t.Role != question.Number {
			subject |= 1 << i
		}
	}
	held := ask.bagOfStems(a.title) | a.titled
	for i := range a.sentences {
		held |= a.sentences[i].bag()
	}
	return ask.shareOf(held, subject) >= foreign
}

// An article counts as of a day up to so many days before it, as who asks may be wrong about
// the day, and as of any time up to so many days after: "last month". A year is still told of
// during the next.
const (
	daysBefore = 31
	daysAfter  = 45
)

// of reports whether an article was published in a time or near it, or does not tell when.
func (a *article) of(asked dates.Range) bool {
	at := a.Document.Published
	if at.IsZero() {
		return true
	}
	before := dates.Day(daysBefore)
	if asked.Days() > 1 {
		before = 0
	}
	published := dates.DayOf(at)
	return asked.First-before <= published && published <= asked.Last+dates.Day(max(daysAfter, asked.Days()))
}

// names reports whether an article speaks of a time by its date, or of a stretch of years
// that the time is within.
func (a *article) names(asked dates.Range) bool {
	text := a.Document.Title + ".\n" + a.Document.Text
	before := dates.Mention{}
	for _, m := range dates.Find(text, a.Document.Published) {
		if m.Range.Gap(asked) == 0 {
			return true
		}
		if before.End > 0 && upTo.MatchString(text[before.End:m.Start]) && before.Range.First <= asked.Last && asked.First <= m.Range.Last {
			return true
		}
		before = m
	}
	return false
}

// upTo matches what stands between the first and the last of a stretch of years.
var upTo = regexp.MustCompile(`^\s*(?:-|–|—|to|until|till|through|and)\s*$`)
