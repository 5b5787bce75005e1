package eval

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"text/tabwriter"

	"sitrep/bot"
	"sitrep/retrieval/eval"
)

// Curve is what a refusal threshold would do to answers, wherever it is put.
type Curve struct {
	// Area is the mean, over the number of questions that are answered, of the share of them
	// that are answered right, those first that are most likely to be answerable: 1 where all
	// that is right comes before all that is wrong (El-Yaniv & Wiener, JMLR 2010, as accuracy
	// in place of risk).
	Area float64 `json:"area"`
	// AreaRight is the chance that a question which can be answered is answered right, and
	// held for likelier to be answerable than one that cannot be; 0 without either kind. A
	// tie counts half.
	AreaRight float64 `json:"area_right"`
	Points    []Point `json:"points"` // some thresholds, rising
}

// Point is what answers would be with one threshold. Shares are as in [Figures].
type Point struct {
	Threshold     float64 `json:"threshold"` // log-odds below which a question is refused
	Coverage      float64 `json:"coverage"`  // questions answered
	Accuracy      float64 `json:"accuracy"`  // of these, answered right
	RefusalRecall float64 `json:"refusal_recall"`
	FalseRefusal  float64 `json:"false_refusal"`
}

// Judge is an asker that never refuses for want of evidence, and how likely it held its last
// question to be answerable, as log-odds.
type Judge interface {
	Asker
	// Odds is minus infinity if nothing was found for the last question.
	Odds() float64
}

// Trace asks every question of a set once and draws the curve. Questions of which nobody
// knows whether an answer is right are left out.
func Trace(ctx context.Context, set eval.Dataset, judge Judge, opts Options) (Curve, error) {
	var all []chance
	for i, q := range set.Questions {
		a, err := judge.Ask(ctx, bot.Question{Text: q.Text, Filter: opts.Filter})
		if err != nil {
			return Curve{}, fmt.Errorf("question %s: %w", q.ID, err)
		}
		outcome := outcomeOf(q, set.Judgements[q.ID], a)
		if right, known := outcome.Right(); known {
			all = append(all, chance{odds: judge.Odds(), answerable: outcome.Answerable, right: outcome.Answerable && right})
		}
		if opts.Progress != nil {
			opts.Progress(i+1, len(set.Questions))
		}
	}
	return curve(all), nil
}

// chance is one question: how likely it can be answered, and what would be made of it.
type chance struct {
	odds       float64
	answerable bool
	right      bool // answered right, if it is not refused
}

// shownThresholds are those that a curve has points for.
var shownThresholds = [...]float64{-3, -2, -1, -.5, 0, .5, 1, 2, 3}

func curve(all []chance) Curve {
	c := Curve{Area: area(all), AreaRight: areaRight(all)}
	for _, threshold := range shownThresholds {
		c.Points = append(c.Points, pointAt(all, threshold))
	}
	return c
}

func pointAt(all []chance, threshold float64) Point {
	var answered, right, answerable, falsely, unanswerable, rightly int
	for _, q := range all {
		refused := q.odds < threshold
		answered += one(!refused)
		right += one(q.right && !refused)
		if q.answerable {
			answerable++
			falsely += one(refused)
		} else {
			unanswerable++
			rightly += one(refused)
		}
	}
	return Point{
		Threshold: threshold, Coverage: share(answered, len(all)), Accuracy: share(right, answered),
		RefusalRecall: share(rightly, unanswerable), FalseRefusal: share(falsely, answerable),
	}
}

// area takes questions that are held for equally likely together, so that their order does
// not matter.
func area(all []chance) float64 {
	sorted := slices.SortedStableFunc(slices.Values(all), func(a, b chance) int { return cmp.Compare(b.odds, a.odds) })
	sum, before, right := 0., 0, 0.
	for before < len(sorted) {
		end := before
		rightHere := 0.
		for end < len(sorted) && sorted[end].odds == sorted[before].odds {
			rightHere += float64(one(sorted[end].right))
			end++
		}
		each := rightHere / float64(end-before)
		for n := before + 1; n <= end; n++ {
			right += each
			sum += right / float64(n)
		}
		before = end
	}
	return sum / math.Max(1, float64(len(sorted)))
}

func areaRight(all []chance) float64 {
	var answerable, unanswerable int
	var sum float64
	for _, q := range all {
		if !q.answerable {
			unanswerable++
			continue
		}
		answerable++
		if !q.right {
			continue
		}
		for _, other := range all {
			switch {
			case other.answerable:
			case q.odds > other.odds:
				sum++
			case q.odds == other.odds:
				sum += .5
			}
		}
	}
	return sum / math.Max(1, float64(answerable*unanswerable))
}

// WriteCurves writes the curves of reports that have one.
func WriteCurves(w io.Writer, reports []Report) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "thresholds\tlog-odds\tanswered\tof these right\trefusal recall\tfalse refusal\t")
	for _, r := range reports {
		if r.Curve == nil {
			continue
		}
		for _, p := range r.Curve.Points {
			fmt.Fprintf(table, "%s\t%+.1f\t%.1f%%\t%.1f%%\t%.1f%%\t%.1f%%\t\n", r.Dataset, p.Threshold,
				100*p.Coverage, 100*p.Accuracy, 100*p.RefusalRecall, 100*p.FalseRefusal)
		}
		fmt.Fprintf(table, "%s\tarea\t%.3f\tarea right\t%.3f\t\t\n", r.Dataset, r.Curve.Area, r.Curve.AreaRight)
	}
	return table.Flush()
}
