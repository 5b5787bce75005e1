package learn

import (
	"math"
	"slices"
)

// Group is one question with the candidates for its answer.
type Group struct {
	Values [][]float32
	Right  []bool  // which candidates answer
	Weight float64 // how much the question counts; 0 means 1
}

const maxSteps = 200

// Sign says what a weight may be.
type Sign int8

// The signs. A weight that would come out on the wrong side is 0.
const (
	Any      Sign = 0
	Positive Sign = 1
	Negative Sign = -1
)

// FitRanker fits weights so that right candidates come before wrong ones: it minimises the
// mean over the groups of -log(sum of p over the right candidates), p being the softmax of
// the scores (ListNet's loss, Cao et al. 2007, for a set of answers any of which will do),
// plus ridge/2 times the squared weights of the standardised features. Groups without a
// right candidate, or with nothing else, teach nothing and are passed over.
//
// Signs holds what is known beforehand about each weight, nil nothing: it keeps a quirk of
// the questions fitted to from counting evidence against itself. The same input gives the
// same model.
func FitRanker(names []string, signs []Sign, groups []Group, ridge float64) *Model {
	var rows [][]float32
	var used []Group
	for _, g := range groups {
		if slices.Contains(g.Right, true) && slices.Contains(g.Right, false) {
			rows = append(rows, g.Values...)
			used = append(used, g)
		}
	}
	n := len(names)
	scale := newScale(rows, n)
	standard := scale.rows(rows)
	scores := make([]float64, len(rows))
	x := make([]float64, n)
	minimiseSigned(x, signs, func(x, gradient []float64) float64 {
		loss, total, start := 0.0, 0.0, 0
		clear(gradient)
		multiply(standard, x, scores)
		for _, g := range used {
			weight := orOne(g.Weight)
			total += weight
			end := start + len(g.Right)
			loss += weight * softmaxLoss(scores[start:end], g.Right)
			addProducts(gradient, standard[start*n:end*n], scores[start:end], weight)
			start = end
		}
		return regularise(loss, gradient, x, total, ridge)
	})
	return &Model{Names: names, Weights: scale.raw(x)}
}

func orOne(weight float64) float64 {
	if weight == 0 {
		return 1
	}
	return weight
}

// softmaxLoss is -log of the probability of the right candidates; it replaces the scores by
// the loss's derivatives.
func softmaxLoss(scores []float64, right []bool) float64 {
	top := slices.Max(scores)
	var all, good float64
	for i, s := range scores {
		scores[i] = math.Exp(s - top)
		all += scores[i]
		if right[i] {
			good += scores[i]
		}
	}
	const least = 1e-30 // keeps a hopeless group's loss finite
	for i, e := range scores {
		scores[i] = e / all
		if right[i] {
			scores[i] -= e / (good + least)
		}
	}
	return math.Log(all) - math.Log(good+least)
}

// Case is one question that can or cannot be answered.
type Case struct {
	Values []float32
	Yes    bool
	Weight float64 // 0 means 1
	// Offset is a part of the log-odds that is known beforehand, and not fitted.
	Offset float64
}

// FitClassifier fits a logistic regression: after it [Model.Score] is the log-odds of yes.
// Signs are as for [FitRanker]; the bias is free.
func FitClassifier(names []string, signs []Sign, cases []Case, ridge float64) *Model {
	rows := make([][]float32, len(cases))
	for i, c := range cases {
		rows[i] = c.Values
	}
	n := len(names)
	scale := newScale(rows, n)
	standard := scale.rows(rows)
	scores := make([]float64, len(rows))
	x := make([]float64, n+1) // the last is the bias
	minimiseSigned(x, signs, func(x, gradient []float64) float64 {
		loss, total := 0.0, 0.0
		clear(gradient)
		multiply(standard, x[:n], scores)
		for i, c := range cases {
			weight := orOne(c.Weight)
			total += weight
			margin := scores[i] + x[n] + c.Offset
			if !c.Yes {
				margin = -margin
			}
			loss += weight * math.Log1p(math.Exp(-margin))
			scores[i] = -1 / (1 + math.Exp(margin))
			if !c.Yes {
				scores[i] = -scores[i]
			}
			gradient[n] += weight * scores[i]
			addProducts(gradient[:n], standard[i*n:(i+1)*n], scores[i:i+1], weight)
		}
		gradient[n] /= total
		return regularise(loss, gradient[:n], x[:n], total, ridge)
	})
	m := &Model{Names: names, Weights: scale.raw(x[:n]), Bias: x[n]}
	for i, w := range m.Weights {
		m.Bias -= w * scale.mean[i]
	}
	return m
}

// regularise turns sums into means and adds the penalty.
func regularise(loss float64, gradient, x []float64, total, ridge float64) float64 {
	total = max(total, 1e-9)
	loss /= total
	for i := range gradient {
		gradient[i] = gradient[i]/total + ridge*x[i]
		loss += ridge / 2 * x[i] * x[i]
	}
	return loss
}

// multiply sets scores to the rows of a table times x.
func multiply(table []float32, x, scores []float64) {
	for i := range scores {
		sum := 0.0
		for f, v := range table[i*len(x) : (i+1)*len(x)] {
			sum += x[f] * float64(v)
		}
		scores[i] = sum
	}
}

// addProducts adds weight times each row times its derivative to the gradient.
func addProducts(gradient []float64, table []float32, derivatives []float64, weight float64) {
	for i, d := range derivatives {
		for f, v := range table[i*len(gradient) : (i+1)*len(gradient)] {
			gradient[f] += weight * d * float64(v)
		}
	}
}
