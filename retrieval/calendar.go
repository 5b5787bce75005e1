package retrieval

import (
	"math"
	"sync/atomic"

	"sitrep/retrieval/dates"
	"sitrep/retrieval/index"
	"sitrep/retrieval/lexical"
)

// calendar knows the days that passages name and were published on. Passages are read when
// they are first asked for, since most questions name no day. It is safe for concurrent use.
type calendar struct {
	documents []index.Entry
	lexical   *lexical.Index
	named     []atomic.Pointer[[]dates.Range] // by passage
}

func newCalendar(live *index.Live) *calendar {
	return &calendar{
		documents: live.Documents,
		lexical:   live.Lexical,
		named:     make([]atomic.Pointer[[]dates.Range], live.Lexical.Passages()),
	}
}

// published is the day on which a document was published. It reports false where that is
// not known.
func (c *calendar) published(doc int) (dates.Range, bool) {
	at := c.documents[doc].Document.Published
	if at.IsZero() {
		return dates.Range{}, false
	}
	return dates.Range{First: dates.DayOf(at), Last: dates.DayOf(at)}, true
}

// days are the dates in a passage that are no longer than maxDays.
func (c *calendar) days(passage int) []dates.Range {
	if known := c.named[passage].Load(); known != nil {
		return *known
	}
	doc := c.lexical.PassageDocument(passage)
	entry := &c.documents[doc]
	span := entry.Layout.Passages[passage-c.lexical.FirstPassage(doc)].Span
	days := shortDates(dates.Find(entry.Document.Text[span.Start:span.End], entry.Document.Published))
	c.named[passage].Store(&days)
	return days
}

// maxDays is the longest date that tells one report from another. A year does not.
const maxDays = 31

func shortDates(mentions []dates.Mention) []dates.Range {
	var days []dates.Range
	for _, mention := range mentions {
		if mention.Range.Days() <= maxDays {
			days = append(days, mention.Range)
		}
	}
	return days
}

// compare fills the features of a candidate that compare the time in the question with the
// day of publication, and single days also with those that the passage names.
func (c *calendar) compare(asked *question, to *candidate) {
	on, known := c.published(to.document)
	if known && asked.window != nil {
		to.features[published] = closeness(on, *asked.window)
	}
	for _, day := range asked.days {
		if known {
			to.features[published] = max(to.features[published], closeness(on, day))
		}
		for _, named := range c.days(to.passage) {
			to.features[dated] = max(to.features[dated], closeness(named, day))
		}
	}
}

// closeness is how much two dates say the same day: 1 if they share one, falling to 1/e
// over three days, since news is written about the days before it.
func closeness(a, b dates.Range) float64 {
	const days = 3
	return math.Exp(-float64(a.Gap(b)) / days)
}
