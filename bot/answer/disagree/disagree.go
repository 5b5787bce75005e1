package disagree

import (
	"slices"
	"time"

	"sitrep/corpus/group"
)

// Statement is a sentence that may be shown.
type Statement struct {
	Text      string
	Title     string    // of its article, which often says where an event was
	Published time.Time // the day "yesterday" counts from; zero if it is not known
	Document  string
	Speaker   string // who says it; empty if the article itself does
}

// Kind is what a disagreement is about.
type Kind string

// The kinds.
const (
	Killed      Kind = "killed"
	Injured     Kind = "injured"
	Arrested    Kind = "arrested"
	Abducted    Kind = "abducted"
	Displaced   Kind = "displaced"
	Amount      Kind = "amount"
	Perpetrator Kind = "perpetrator"
	Date        Kind = "date"
	Place       Kind = "place"
	Truth       Kind = "truth"
)

// Relation is how two statements stand to each other.
type Relation uint8

// The relations. Unrelated statements are not about one thing, or not known to be.
const (
	Unrelated Relation = iota
	Agree
	Disagree
)

// Point is one thing on which two statements agree or disagree.
type Point struct {
	Kind     Kind
	Relation Relation
	A, B     Value
	// Exact says of an agreement that both give the very same value, not one that leaves room.
	Exact bool
	// Rising marks counts of which the later report has the higher one: the toll rose, and
	// nobody has to be wrong.
	Rising bool
	// About is the matter that one denies, in the words of the denial; only of Truth.
	About string
}

// Value is what one statement says.
type Value struct {
	Text   string // its words for it, a stretch of the statement's text; may be empty with Truth
	Denies bool   // the statement denies the matter
}

// Comparer compares statements. It is safe for concurrent use.
type Comparer struct {
	groups *group.Table
}

// New makes a comparer that knows armed groups by all their names; groups may be nil.
func New(groups *group.Table) *Comparer { return &Comparer{groups: groups} }

// Compare lists the points that two statements have in common. Two statements of one speaker
// in one article are never compared.
func (c *Comparer) Compare(a, b Statement) []Point { return compare(c.read(a), c.read(b)) }

func compare(a, b *reading) []Point {
	if a.Document == b.Document && sameVoice(a.Speaker, b.Speaker) {
		return nil
	}
	var points []Point
	for _, find := range []func(a, b *reading) []Point{counts, culprits, days, places, truths} {
		points = append(points, find(a, b)...)
	}
	return points
}

// Matter is one thing on which statements differ.
type Matter struct {
	Kind   Kind
	About  string // see Point
	Rising bool
	Sides  []Side // two or more
}

// Side is one value of a matter.
type Side struct {
	Text       string
	Denies     bool
	Statements []int // who gives it, as indices of the statements given, ascending
}

// Report is what a set of statements says of each other.
type Report struct {
	Matters []Matter
	Agree   []Agreement
}

// Agreement is between two statements that agree on a point and disagree on none.
type Agreement struct {
	A, B int // indices of the statements given, A < B
	// Same says that they are the same statement in other words: the very same value, and
	// most of their words in common.
	Same bool
}

// Find compares statements with each other. Those before shown are shown to the reader: a
// matter has at least one of them. The others are there to differ with them.
func (c *Comparer) Find(statements []Statement, shown int) Report {
	read := make([]*reading, len(statements))
	for i := range statements {
		read[i] = c.read(statements[i])
	}
	var report Report
	for i := range min(shown, len(read)) {
		for k := i + 1; k < len(read); k++ {
			points := compare(read[i], read[k])
			differ, exact := false, false
			for _, p := range points {
				exact = exact || p.Exact
				if p.Relation == Disagree {
					differ = true
					report.add(p, i, k)
				}
			}
			if !differ && len(points) > 0 {
				report.Agree = append(report.Agree, Agreement{i, k, exact && read[i].overlap(read[k]) >= sameStatement})
			}
		}
	}
	return report
}

// sameStatement is the share of words in common (Jaccard, words of one meaning counted as
// one) from which two statements that give the same value are the same.
const sameStatement = .5

// add sets a point between statements i and k down: with the matter of its kind that one of
// them is in already, or as a new one.
func (r *Report) add(p Point, i, k int) {
	for at := range r.Matters {
		m := &r.Matters[at]
		if m.Kind == p.Kind && (m.has(i) || m.has(k)) {
			m.say(p.A, i)
			m.say(p.B, k)
			m.Rising = m.Rising && p.Rising
			return
		}
	}
	m := Matter{Kind: p.Kind, About: p.About, Rising: p.Rising}
	m.say(p.A, i)
	m.say(p.B, k)
	r.Matters = append(r.Matters, m)
}

func (m *Matter) has(statement int) bool {
	return slices.ContainsFunc(m.Sides, func(s Side) bool { return slices.Contains(s.Statements, statement) })
}

// say puts a statement on the side that has its value; one that has taken a side stays there.
func (m *Matter) say(v Value, statement int) {
	if m.has(statement) {
		return
	}
	for i := range m.Sides {
		s := &m.Sides[i]
		if s.Denies == v.Denies && (m.Kind == Truth || sameWords(s.Text, v.Text)) {
			s.Statements = append(s.Statements, statement)
			slices.Sort(s.Statements)
			return
		}
	}
	m.Sides = append(m.Sides, Side{Text: v.Text, Denies: v.Denies, Statements: []int{statement}})
}
