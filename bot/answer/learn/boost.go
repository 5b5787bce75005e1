package learn

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Boosting says how trees are grown. The zero value grows none.
type Boosting struct {
	Trees int
	Depth int
	Rate  float64 // how much of each tree counts
	// Ridge is added to the weight of evidence in each leaf: a leaf of few cases says little.
	Ridge float64
	// Features and Cases are the shares of both that each split, and each tree, looks at,
	// above 0; they are drawn anew each time, always the same way.
	Features, Cases float64
}

// bins is into how many ranges a feature's values are sorted.
const bins = 32

// leastEvidence is the weight of evidence (the sum of p(1-p) over its cases) a leaf needs.
const leastEvidence = 3

// FitBoosted adds trees to a classifier that was fitted to the same cases, by gradient boosting
// with second derivatives (Friedman 2001; Chen & Guestrin, "XGBoost", 2016, equations 5 to 7).
// A feature with a sign moves the score only that way, with the others held: each split on it
// bounds the leaves on its two sides by their middle. The same input gives the same trees.
func FitBoosted(linear *Model, signs []Sign, cases []Case, how Boosting) *Boosted {
	b := &Boosted{Model: linear}
	if len(cases) == 0 || how.Trees == 0 {
		return b
	}
	g := newGrower(signs, cases, how)
	scores := make([]float64, len(cases))
	for i, c := range cases {
		scores[i] = linear.Score(c.Values) + c.Offset
	}
	for range how.Trees {
		for i, c := range cases {
			p := 1 / (1 + math.Exp(-scores[i]))
			slope := p
			if c.Yes {
				slope--
			}
			g.evidence[i] = evidence{slope * orOne(c.Weight), p * (1 - p) * orOne(c.Weight)}
			if g.random.Float64() > how.Cases {
				g.evidence[i] = evidence{}
			}
		}
		t := g.grow()
		for i, c := range cases {
			scores[i] += t.score(c.Values)
		}
		b.Trees = append(b.Trees, t)
	}
	return b
}

// evidence is the first and second derivative of the loss by the score.
type evidence struct{ slope, curve float64 }

func (e *evidence) add(other evidence) { e.slope += other.slope; e.curve += other.curve }

func (e evidence) without(other evidence) evidence {
	return evidence{e.slope - other.slope, e.curve - other.curve}
}

// gain is how much the loss falls, twice, by the best step from here.
func (e evidence) gain(ridge float64) float64 { return e.slope * e.slope / (e.curve + ridge) }

// step is the best step, kept within bounds.
func (e evidence) step(ridge float64, within bounds) float64 {
	return max(within.least, min(within.most, -e.slope/(e.curve+ridge)))
}

type bounds struct{ least, most float64 }

// grower grows one tree after the other.
type grower struct {
	how      Boosting
	signs    []Sign
	limits   [][]float32 // by feature, ascending: bin k holds the values up to limits[k]
	binned   []uint8     // by case, then feature
	features int
	evidence []evidence // by case
	random   *rand.Rand
}

func newGrower(signs []Sign, cases []Case, how Boosting) *grower {
	g := &grower{
		how: how, signs: signs, features: len(cases[0].Values),
		evidence: make([]evidence, len(cases)), random: rand.New(rand.NewPCG(1, 2)),
	}
	g.binned = make([]uint8, len(cases)*g.features)
	values := make([]float32, len(cases))
	for f := range g.features {
		for i, c := range cases {
			values[i] = c.Values[f]
		}
		limits := limitsOf(values)
		for i, v := range values {
			at, _ := slices.BinarySearch(limits, v)
			g.binned[i*g.features+f] = uint8(at)
		}
		g.limits = append(g.limits, limits)
	}
	return g
}

// limitsOf are the limits between bins of about as many values each, or between all values
// where there are few.
func limitsOf(values []float32) []float32 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	var limits []float32
	for k := 1; k < bins; k++ {
		limits = append(limits, sorted[k*len(sorted)/bins])
	}
	if distinct := slices.Compact(sorted); len(distinct) <= bins {
		return distinct[:len(distinct)-1]
	}
	return slices.Compact(limits)
}

// leaf is a node that may yet be split.
type leaf struct {
	at     int // in the tree
	cases  []int
	within bounds
}

func (g *grower) grow() Tree {
	all := make([]int, len(g.evidence))
	for i := range all {
		all[i] = i
	}
	t := Tree{{}}
	open := []leaf{{cases: all, within: bounds{math.Inf(-1), math.Inf(1)}}}
	for depth := 0; len(open) > 0; depth++ {
		var next []leaf
		for _, l := range open {
			if s, worth := g.split(l); worth && depth < g.how.Depth {
				yes, no := g.divide(l, s)
				yes.at, no.at = len(t), len(t)+1
				t[l.at] = node{Feature: s.feature, Limit: g.limits[s.feature][s.bin], Yes: yes.at, No: no.at}
				t = append(t, node{}, node{})
				next = append(next, yes, no)
				continue
			}
			var sum evidence
			for _, i := range l.cases {
				sum.add(g.evidence[i])
			}
			t[l.at].Value = g.how.Rate * sum.step(g.how.Ridge, l.within)
		}
		open = next
	}
	return t
}

// split is a way of parting a leaf's cases: those up to a bin of a feature from the others.
type split struct {
	feature, bin int
	yes, no      evidence
}

// split finds the best way to part a leaf; worth is false if none lowers the loss.
func (g *grower) split(l leaf) (best split, worth bool) {
	sums := make([]evidence, g.features*bins)
	var all evidence
	for _, i := range l.cases {
		e := g.evidence[i]
		if e.curve == 0 {
			continue
		}
		all.add(e)
		for f, bin := range g.binned[i*g.features : (i+1)*g.features] {
			sums[f*bins+int(bin)].add(e)
		}
	}
	bestGain := all.gain(g.how.Ridge)
	for f := range g.features {
		if g.random.Float64() > g.how.Features {
			continue
		}
		s := split{feature: f}
		for bin := range g.limits[f] {
			s.bin = bin
			s.yes.add(sums[f*bins+bin])
			s.no = all.without(s.yes)
			if s.yes.curve < leastEvidence || s.no.curve < leastEvidence || g.wrongWay(s, l.within) {
				continue
			}
			if gain := s.yes.gain(g.how.Ridge) + s.no.gain(g.how.Ridge); gain > bestGain {
				bestGain, best, worth = gain, s, true
			}
		}
	}
	return best, worth
}

// wrongWay reports whether a split would let more of a feature speak against its sign.
func (g *grower) wrongWay(s split, within bounds) bool {
	rise := s.no.step(g.how.Ridge, within) - s.yes.step(g.how.Ridge, within)
	return float64(g.sign(s.feature))*rise < 0
}

func (g *grower) sign(feature int) Sign {
	if feature < len(g.signs) {
		return g.signs[feature]
	}
	return Any
}

// divide parts a leaf's cases and bounds.
func (g *grower) divide(l leaf, s split) (yes, no leaf) {
	yes.within, no.within = l.within, l.within
	middle := (s.yes.step(g.how.Ridge, l.within) + s.no.step(g.how.Ridge, l.within)) / 2
	switch g.sign(s.feature) {
	case Positive:
		yes.within.most, no.within.least = middle, middle
	case Negative:
		yes.within.least, no.within.most = middle, middle
	}
	for _, i := range l.cases {
		if int(g.binned[i*g.features+s.feature]) <= s.bin {
			yes.cases = append(yes.cases, i)
		} else {
			no.cases = append(no.cases, i)
		}
	}
	return yes, no
}
