package disagree

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus/group"
	"sitrep/retrieval/dates"
	"sitrep/retrieval/lexical"
)

// word is a word of a statement.
type word struct {
	text       string // as written
	lower      string
	stem       string
	start, end int
	capital    bool
	stop       bool // a function word
	broken     bool // a comma, semicolon, dash or bracket stands before it
}

// reading is a statement taken apart.
type reading struct {
	Statement

	words    []word
	names    map[string]bool // stems and groups that are written as names
	titled   map[string]bool // those of the title
	places   map[string]bool // names behind "in", "at", "near" and the like
	events   eventSet
	targets  map[string]bool // what was attacked, where a word says so
	marks    map[string]bool // words that set an event apart: "another", "earlier"
	days     []dates.Mention // single days that are named
	groups   []group.Mention
	counts   []count
	culprits []culprit
	denials  []denial
	negated  bool // it has a "not" or the like
}

func (c *Comparer) read(s Statement) *reading {
	r := &reading{
		Statement: s, words: wordsOf(s.Text),
		names: map[string]bool{}, titled: map[string]bool{}, places: map[string]bool{},
		targets: map[string]bool{}, marks: map[string]bool{},
	}
	if c.groups != nil {
		r.groups = c.groups.Find(s.Text)
	}
	for _, m := range dates.Find(s.Text, s.Published) {
		if m.Range.Days() == 1 {
			r.days = append(r.days, m)
		}
	}
	r.readNames(c.groups)
	r.readEvents()
	r.counts = r.readCounts()
	r.culprits = r.readCulprits()
	r.denials = r.readDenials()
	return r
}

// wordsOf takes a text apart into words with their stems. In text that is all capitals none
// marks a name.
func wordsOf(text string) []word {
	var list []word
	last, shouted := 0, lexical.Shouted(text)
	for _, t := range lexical.Analyse(text) {
		if t.Joined || t.Start < last {
			continue
		}
		first, _ := utf8.DecodeRuneInString(text[t.Start:])
		w := word{text: text[t.Start:t.End], stem: t.Stem, start: t.Start, end: t.End, capital: unicode.IsUpper(first) && !shouted, stop: t.Stop}
		w.lower = strings.ReplaceAll(strings.ToLower(w.text), "’", "'")
		w.broken = len(list) > 0 && strings.ContainsAny(text[last:t.Start], ",;:()[]—–")
		list = append(list, w)
		last = t.End
	}
	return list
}

// readNames collects what is written as a name. The first word of a sentence is one only if
// it is a group's or the next is a name too.
func (r *reading) readNames(groups *group.Table) {
	for _, m := range r.groups {
		for _, id := range m.Groups {
			r.names["="+string(id)] = true
		}
	}
	collect(r.words, r.names)
	for i := 0; i < len(r.words); i++ {
		if !placing[r.words[i].lower] {
			continue
		}
		k := i + 1
		for k < len(r.words) && k < i+4 && !r.words[k].capital && !r.words[k].broken {
			k++ // "in the village of Tarn", "near a market in Tarn"
		}
		for ; k < len(r.words) && r.words[k].capital && !calendar[r.words[k].lower] && !r.inGroup(r.words[k]); k++ {
			r.places[r.words[k].stem] = true
		}
	}
	collect(wordsOf(r.Title), r.titled)
	if groups != nil {
		for _, m := range groups.Find(r.Title) {
			for _, id := range m.Groups {
				r.titled["="+string(id)] = true
			}
		}
	}
}

func collect(words []word, names map[string]bool) {
	for i, w := range words {
		opens := i == 0 && (len(words) == 1 || !words[1].capital)
		if w.capital && !opens && !calendar[w.lower] && utf8.RuneCountInString(w.text) > 1 {
			names[w.stem] = true
		}
	}
}

// overlap is the share of words that two statements have in common.
func (r *reading) overlap(other *reading) float64 {
	mine, theirs := r.meanings(), other.meanings()
	common := shared(mine, theirs)
	if all := len(mine) + len(theirs) - common; all > 0 {
		return float64(common) / float64(all)
	}
	return 0
}

// meanings are the words of a statement, those of one meaning as one.
func (r *reading) meanings() map[string]bool {
	set, classes := map[string]bool{}, predicates()
	for _, w := range r.words {
		if class := classes[w.stem]; class != "" {
			set["="+class] = true
		} else if !w.stop {
			set[w.stem] = true
		}
	}
	return set
}

// inGroup reports whether a word is part of a group's name.
func (r *reading) inGroup(w word) bool {
	for _, m := range r.groups {
		if m.Span.Start <= w.start && w.end <= m.Span.End {
			return true
		}
	}
	return false
}

// sameWords compares two values as they are written.
func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// shared is how many members two sets have in common.
func shared(a, b map[string]bool) int {
	n := 0
	for x := range a {
		if b[x] {
			n++
		}
	}
	return n
}

// apart is how many days lie between two moments, which have to be known.
func apart(a, b time.Time) int {
	return dates.Range{First: dates.DayOf(a), Last: dates.DayOf(a)}.Gap(dates.Range{First: dates.DayOf(b), Last: dates.DayOf(b)})
}
