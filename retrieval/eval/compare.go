package eval

import (
	"cmp"
	"errors"
	"slices"
)

// Comparison is how a run differs from one before by one metric, over the questions that
// both have.
type Comparison struct {
	Metric   string       `json:"metric"`
	Before   string       `json:"before"` // the revision of the run before, empty if unknown
	Settings []Setting    `json:"settings,omitempty"`
	Rows     []Difference `json:"rows"`
	// Better and Worse are the questions that changed, most changed first.
	Better []Change `json:"better"`
	Worse  []Change `json:"worse"`
	// OnlyBefore and OnlyNow count the questions that are not compared.
	OnlyBefore int `json:"only_before"`
	OnlyNow    int `json:"only_now"`
}

// Setting is one that differs between the runs.
type Setting struct {
	Name   string `json:"name"`
	Before string `json:"before"`
	Now    string `json:"now"`
}

// Difference is the change over a set, a type of question in it, or where Set
// is [AllSets] the mean over sets.
type Difference struct {
	Set       string  `json:"set"`
	Type      string  `json:"type,omitempty"`
	Questions int     `json:"questions"`
	Before    float64 `json:"before"`
	Now       float64 `json:"now"`
	Change    float64 `json:"change"`
	Low       float64 `json:"low"`  // of the 95% confidence interval of Change
	High      float64 `json:"high"` // likewise
	P         float64 `json:"p"`    // two-sided, by the paired randomisation test
	// Significant is at the level of .05 for the sets together (Holm), and for the mean by
	// itself. Types are not tested: with many of them, some always stand out.
	Significant bool `json:"significant"`
	Better      int  `json:"better"` // questions
	Worse       int  `json:"worse"`  // questions
}

// Change is what became of one question.
type Change struct {
	Set    string  `json:"set"`
	ID     string  `json:"question"`
	Text   string  `json:"text"`
	Before float64 `json:"before"`
	Now    float64 `json:"now"`
}

// AllSets stands for a set's name in the mean over sets.
const AllSets = "mean"

const significanceLevel = .05

// Compare says how now differs from before by a metric; there are no rows if one of them does
// not have it. Without a question that both have there is an error.
func Compare(before, now Saved, metric string) (Comparison, error) {
	c := Comparison{
		Metric: metric, Before: before.Revision, Settings: settings(before.Settings, now.Settings),
		Better: []Change{}, Worse: []Change{},
	}
	pairs, onlyBefore := pair(before.Questions, now.Questions)
	c.OnlyBefore, c.OnlyNow = onlyBefore, len(now.Questions)-len(pairs)
	if len(pairs) == 0 {
		return c, errors.New("the two runs have no question in common")
	}
	c.Rows = differences(pairs, metric)
	for _, p := range pairs {
		was, is, both := p.by(metric)
		change := Change{p.now.Set, p.now.ID, p.now.Text, was, is}
		switch {
		case !both || was == is:
		case is > was:
			c.Better = append(c.Better, change)
		default:
			c.Worse = append(c.Worse, change)
		}
	}
	slices.SortStableFunc(c.Better, func(a, b Change) int { return cmp.Compare(b.Now-b.Before, a.Now-a.Before) })
	slices.SortStableFunc(c.Worse, func(a, b Change) int { return cmp.Compare(a.Now-a.Before, b.Now-b.Before) })
	return c, nil
}

// IsWorse reports whether a set, or the mean over sets, is significantly worse.
func (c Comparison) IsWorse() bool {
	return slices.ContainsFunc(c.Rows, func(d Difference) bool { return d.Significant && d.Change < 0 })
}

func settings(before, now map[string]string) []Setting {
	var changed []Setting
	for _, name := range slices.Sorted(keysOf(before, now)) {
		if before[name] != now[name] {
			changed = append(changed, Setting{name, before[name], now[name]})
		}
	}
	return changed
}

// paired is one question of both runs.
type paired struct{ before, now Scored }

// by is what the question reached by a metric, if both runs have it.
func (p paired) by(metric string) (before, now float64, both bool) {
	before, had := p.before.Metrics[metric]
	now, has := p.now.Metrics[metric]
	return before, now, had && has
}

// pair finds the questions of both runs by set and id, in the order of now.
func pair(before, now []Scored) (pairs []paired, onlyBefore int) {
	type key struct{ set, id string }
	known := map[key]Scored{}
	for _, q := range before {
		known[key{q.Set, q.ID}] = q
	}
	for _, q := range now {
		if was, both := known[key{q.Set, q.ID}]; both {
			pairs = append(pairs, paired{was, q})
		}
	}
	return pairs, len(known) - len(pairs)
}

// differences are the rows of one metric: each set with its types, and the mean.
func differences(pairs []paired, metric string) []Difference {
	var sets []string
	bySet := map[string][]paired{}
	for _, p := range pairs {
		if _, _, both := p.by(metric); !both {
			continue
		}
		if bySet[p.now.Set] == nil {
			sets = append(sets, p.now.Set)
		}
		bySet[p.now.Set] = append(bySet[p.now.Set], p)
	}
	var rows []Difference
	var whole []int // rows that are about a whole set
	var groups [][]paired
	for _, set := range sets {
		groups = append(groups, bySet[set])
		whole = append(whole, len(rows))
		rows = append(rows, difference(metric, set, "", bySet[set]))
		rows = append(rows, byType(metric, set, bySet[set])...)
	}
	p := make([]float64, len(whole))
	for i, at := range whole {
		p[i] = rows[at].P
	}
	for i, significant := range holm(p, significanceLevel) {
		rows[whole[i]].Significant = significant
	}
	if len(sets) > 1 {
		mean := difference(metric, AllSets, "", groups...)
		mean.Significant = mean.P <= significanceLevel
		rows = append(rows, mean)
	}
	return rows
}

// byType are the rows of a set's types, if it has several.
func byType(metric, set string, pairs []paired) []Difference {
	of := map[string][]paired{}
	for _, p := range pairs {
		of[p.now.Type] = append(of[p.now.Type], p)
	}
	if len(of) < 2 {
		return nil
	}
	var rows []Difference
	for _, kind := range slices.Sorted(keysOf(of)) {
		rows = append(rows, difference(metric, set, kind, of[kind]))
	}
	return rows
}

func difference(metric, set, kind string, groups ...[]paired) Difference {
	d := Difference{Set: set, Type: kind}
	var before, now, changes [][]float64
	for _, group := range groups {
		var was, is, by []float64
		for _, p := range group {
			b, n, _ := p.by(metric)
			was, is, by = append(was, b), append(is, n), append(by, n-b)
			if n > b {
				d.Better++
			} else if n < b {
				d.Worse++
			}
		}
		d.Questions += len(group)
		before, now, changes = append(before, was), append(now, is), append(changes, by)
	}
	d.Before, d.Now = meanOf(before), meanOf(now)
	d.Change = meanOf(changes)
	d.P, d.Low, d.High = significance(changes)
	return d
}
