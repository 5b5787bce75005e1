package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"

	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/learn"
)

// withheldWeight is that of questions whose articles are kept back: what is asked most often
// of a corpus that cannot answer.
const withheldWeight = .3

// fitEnough fits the log-odds that a question can be answered. Each set counts the same
// whatever its size, and so do answerable and unanswerable questions within it. What a set
// is lenient by is known beforehand: it moves the log-odds of the set's questions and is
// not put down to their words.
func fitEnough(sets []*set, skip func(s *set, q *labelled) bool) *learn.Boosted {
	names, signs := evidence.SignalNames(), evidence.SignalSigns()
	var cases []learn.Case
	for _, s := range sets {
		offset := -s.lenient
		counts := map[bool]float64{}
		for _, q := range s.questions {
			counts[q.answerable]++
		}
		for _, q := range s.questions {
			if q.signals == nil || skip != nil && skip(s, q) {
				continue
			}
			if q.withheld != nil {
				cases = append(cases, learn.Case{Values: q.withheld, Weight: 1000 * withheldWeight / counts[true]})
			}
			cases = append(cases, learn.Case{Values: q.signals, Offset: offset, Yes: q.answerable, Weight: 1000 / counts[q.answerable]})
		}
	}
	linear := learn.FitClassifier(names, signs, cases, enoughRidge)
	return learn.FitBoosted(linear, signs, cases, enoughTrees)
}

// crossValidateEnough prints how many questions that cannot be answered are refused, and
// how many that can, at several thresholds, by models that have not seen the questions'
// articles; and the areas under the curves that the threshold runs through.
func crossValidateEnough(out io.Writer, sets []*set) {
	var models [folds]*learn.Boosted
	for fold := range folds {
		models[fold] = fitEnough(sets, func(_ *set, q *labelled) bool { return q.fold() == fold })
	}
	for _, s := range sets {
		report(out, s.name, s.odds(func(q *labelled) *learn.Boosted { return models[q.fold()] }))
		report(out, s.name+", relevant articles withheld", s.withheldOdds(models))
		other := fitEnough(sets, func(from *set, _ *labelled) bool { return from == s })
		answered, right := areas(s.odds(func(*labelled) *learn.Boosted { return other }))
		fmt.Fprintf(out, "%s, from other sets alone, area under the curve of answered %.3f, of answered right %.3f\n", s.name, answered, right)
	}
}

// withheldOdds are those of the questions that can be answered, and of the same with their
// articles kept back.
func (s *set) withheldOdds(models [folds]*learn.Boosted) []odds {
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

// odds are those of all questions, each by its model.
func (s *set) odds(model func(*labelled) *learn.Boosted) []odds {
	all := make([]odds, len(s.questions))
	for i, q := range s.questions {
		all[i] = odds{odds: math.Inf(-1), answerable: q.answerable, right: q.firstThreeHold()}
		if q.signals != nil {
			all[i].odds = model(q).Score(q.signals)
		}
	}
	return all
}

func report(out io.Writer, name string, all []odds) {
	answerable, unanswerable := counted(all)
	if answerable == 0 || unanswerable == 0 {
		return
	}
	for _, threshold := range []float64{-2, -1.5, -1.2, -1, -.5, 0, 1} {
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
	answered, right := areas(all)
	fmt.Fprintf(out, "%s, area under the curve of answered %.3f, of answered right %.3f\n", name, answered, right)
}

// areas are those under the curves that a threshold runs through: the share of questions that
// can be answered which are, and which are answered right, over the share of those that
// cannot be answered which are all the same. It sorts the questions.
func areas(all []odds) (answeredArea, rightArea float64) {
	answerable, unanswerable := counted(all)
	slices.SortFunc(all, func(a, b odds) int { return cmp.Compare(b.odds, a.odds) })
	var answered, right float64
	for _, o := range all {
		switch {
		case !o.answerable:
			answeredArea += answered / answerable / unanswerable
			rightArea += right / answerable / unanswerable
		case o.right:
			right++
			fallthrough
		default:
			answered++
		}
	}
	return answeredArea, rightArea
}

// counted is how many questions can be answered, and how many cannot.
func counted(all []odds) (answerable, unanswerable float64) {
	for _, o := range all {
		if o.answerable {
			answerable++
		} else {
			unanswerable++
		}
	}
	return answerable, unanswerable
}
