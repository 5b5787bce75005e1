package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/learn"
)

// Weights of the questions of a set whose unanswerable ones were written about an article
// that is there, and so look answerable. The words of such a question cannot tell it from
// an answerable one; given full weight they would teach to refuse good questions.
const (
	nearMissUnanswerable = .1
	nearMissAnswerable   = 3.
	// withheldWeight is that of questions whose articles are kept back: what is asked most
	// often of a corpus that cannot answer.
	withheldWeight = .3
)

// fitEnough fits the log-odds that a question can be answered. Each set counts the same
// whatever its size, and so do answerable and unanswerable questions within it.
func fitEnough(sets []*set, skip func(s *set, q *labelled) bool) *learn.Model {
	var cases []learn.Case
	for _, s := range sets {
		counts := map[bool]float64{}
		nearMiss := false
		for _, q := range s.questions {
			counts[q.answerable]++
			nearMiss = nearMiss || !q.answerable && q.judged
		}
		for _, q := range s.questions {
			if q.signals == nil || skip != nil && skip(s, q) {
				continue
			}
			weight := 1.
			switch {
			case nearMiss && q.answerable:
				weight = nearMissAnswerable
			case nearMiss:
				weight = nearMissUnanswerable
			}
			if q.withheld != nil {
				cases = append(cases, learn.Case{Values: q.withheld, Weight: 1000 * withheldWeight / counts[true]})
			}
			cases = append(cases, learn.Case{Values: q.signals, Yes: q.answerable, Weight: 1000 * weight / counts[q.answerable]})
		}
	}
	return learn.FitClassifier(evidence.SignalNames(), evidence.SignalSigns(), cases, enoughRidge)
}

// crossValidateEnough prints how many questions that cannot be answered are refused, and
// how many that can, at several thresholds, by models that have not seen the questions'
// articles; and the areas under the curves that the threshold runs through.
func crossValidateEnough(out io.Writer, sets []*set) {
	var models [folds]*learn.Model
	for fold := range folds {
		models[fold] = fitEnough(sets, func(_ *set, q *labelled) bool { return q.fold() == fold })
	}
	for _, s := range sets {
		var judged []odds
		for _, q := range s.questions {
			o := odds{answerable: q.answerable, right: q.firstThreeHold()}
			if q.signals != nil {
				o.odds = models[q.fold()].Score(q.signals)
			} else {
				o.odds = -1e9
			}
			judged = append(judged, o)
		}
		report(out, s.name, judged)
		report(out, s.name+", relevant articles withheld", s.withheldOdds(models))
	}
}

// withheldOdds are those of the questions that can be answered, and of the same with their
// articles kept back.
func (s *set) withheldOdds(models [folds]*learn.Model) []odds {
	var judged []odds
	for _, q := range s.questions {
		if q.withheld != nil && q.signals != nil {
			m := models[q.fold()]
			judged = append(judged, odds{odds: m.Score(q.withheld)},
				odds{odds: m.Score(q.signals), answerable: true, right: q.firstThreeHold()})
		}
	}
	return judged
}

// odds is one question: how likely it can be answered, and whether that is so.
type odds struct {
	odds       float64
	answerable bool
	right      bool // its best three sentences hold the answer
}

func report(out io.Writer, name string, all []odds) {
	var answerable, unanswerable float64
	for _, o := range all {
		if o.answerable {
			answerable++
		} else {
			unanswerable++
		}
	}
	if answerable == 0 || unanswerable == 0 {
		return
	}
	for _, threshold := range []float64{-2, -1, -.5, 0, .5, 1, 2} {
		var refused, falsely float64
		for _, o := range all {
			if o.odds < threshold {
				if o.answerable {
					falsely++
				} else {
					refused++
				}
			}
		}
		fmt.Fprintf(out, "%s, threshold %4.1f: refused rightly %5.1f%%, falsely %5.1f%%\n",
			name, threshold, 100*refused/unanswerable, 100*falsely/answerable)
	}
	slices.SortFunc(all, func(a, b odds) int { return cmp.Compare(b.odds, a.odds) })
	var answered, right, area, areaRight float64
	for _, o := range all {
		switch {
		case !o.answerable:
			area += answered / answerable / unanswerable
			areaRight += right / answerable / unanswerable
		case o.right:
			right++
			fallthrough
		default:
			answered++
		}
	}
	fmt.Fprintf(out, "%s, area under the curve of answered %.3f, of answered right %.3f\n", name, area, areaRight)
}
