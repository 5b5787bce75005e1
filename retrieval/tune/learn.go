package main

import (
	"math"
	"slices"

	"sitrep/corpus"
)

// learner finds weights by gradient descent over pairs of documents of which one answers a
// question better: the logistic loss of RankNet (Burges et al., ICML 2005), or with swaps
// each pair weighted by what nDCG@10 loses when the two change places, which is LambdaRank
// (Burges, Ragno & Le, NIPS 2006). Sets count the same however many questions they have.
type learner struct {
	pull  float64 // L2 regularisation, as a share of the loss
	prior float64 // what the weights are pulled towards: so many times those in use
	swaps bool
}

const (
	// logits is what a score of 1 is in the logistic loss. Weights in use times it make
	// differences between documents about as large as the loss wants them.
	logits = 8
	// learnedFrom is how many documents of a question are learned from beside those that
	// answer it: the first by the weights in use.
	learnedFrom = 40
	steps       = 60
)

// lesson is a question's documents, each by its best passage by the weights in use.
type lesson struct {
	features [][]float64
	grades   []int
	ideal    float64 // discounted gain of the best order
	weight   float64
}

// fit has the form that trials want.
func (l learner) fit(sets []set, start []float64) []float64 {
	var lessons []lesson
	for _, s := range sets {
		for _, q := range s.questions {
			if made, ok := newLesson(q, start); ok {
				made.weight = 1 / float64(len(s.questions)*len(sets))
				lessons = append(lessons, made)
			}
		}
	}
	prior := make([]float64, len(start))
	for i, weight := range start {
		prior[i] = l.prior * logits * weight
	}
	weights := slices.Clone(prior)
	descent := newAdam(len(weights), .1)
	for range steps {
		gradient := make([]float64, len(weights))
		for i, weight := range weights {
			gradient[i] = l.pull * (weight - prior[i])
		}
		for _, made := range lessons {
			l.descend(gradient, weights, made)
		}
		descent.step(weights, gradient)
	}
	return weights
}

// newLesson is not ok where no document found answers the question.
func newLesson(q question, start []float64) (made lesson, ok bool) {
	best := map[int]int{} // candidate by document
	for i, c := range q.candidates {
		if at, known := best[c.document]; !known || dot(start, c.features) > dot(start, q.candidates[at].features) {
			best[c.document] = i
		}
	}
	for rank, doc := range q.order(start) {
		grade := max(0, q.grades[q.documents[doc]])
		if rank >= learnedFrom && grade == 0 {
			continue
		}
		ok = ok || grade > 0
		made.features = append(made.features, q.candidates[best[doc]].features)
		made.grades = append(made.grades, grade)
	}
	made.ideal = ideal(q.grades)
	return made, ok
}

// descend adds one question's part to the gradient of the loss.
func (l learner) descend(gradient, weights []float64, made lesson) {
	scores := make([]float64, len(made.features))
	for i, features := range made.features {
		scores[i] = dot(weights, features)
	}
	places := placesOf(scores)
	var pairs float64
	by := make([]float64, len(scores)) // gradient by document
	for i := range scores {
		for j := range scores {
			if made.grades[i] <= made.grades[j] {
				continue
			}
			cost := 1.
			if l.swaps {
				cost = math.Abs(discount(places[i])-discount(places[j])) * float64(made.grades[i]-made.grades[j]) / made.ideal
			}
			pairs++
			slope := cost / (1 + math.Exp(scores[i]-scores[j]))
			by[i] -= slope
			by[j] += slope
		}
	}
	if l.swaps || pairs == 0 {
		pairs = 1
	}
	for i, features := range made.features {
		for f, value := range features {
			gradient[f] += made.weight * by[i] / pairs * value
		}
	}
}

// placesOf are the 0-based places of scores in their descending order.
func placesOf(scores []float64) []int {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case scores[a] > scores[b]:
			return -1
		case scores[a] < scores[b]:
			return 1
		}
		return 0
	})
	places := make([]int, len(scores))
	for place, i := range order {
		places[i] = place
	}
	return places
}

// discount is what a gain counts at a 0-based place: as in nDCG, but not cut at 10, so that
// what is just outside of the first ten is still pulled in.
func discount(place int) float64 {
	if place >= 20 {
		return 0
	}
	return 1 / math.Log2(float64(place)+2)
}

func ideal(grades map[corpus.DocumentID]int) float64 {
	var sorted []int
	for _, grade := range grades {
		sorted = append(sorted, max(0, grade))
	}
	slices.Sort(sorted)
	slices.Reverse(sorted)
	sum := 0.
	for place, grade := range sorted[:min(10, len(sorted))] {
		sum += float64(grade) * discount(place)
	}
	return sum
}

func dot(a, b []float64) float64 {
	sum := 0.
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// adam is gradient descent with a step of its own for each parameter (Kingma & Ba, ICLR
// 2015).
type adam struct {
	rate         float64
	steps        int
	mean, square []float64
}

func newAdam(size int, rate float64) *adam {
	return &adam{rate: rate, mean: make([]float64, size), square: make([]float64, size)}
}

func (a *adam) step(parameters, gradient []float64) {
	const first, second, tiny = .9, .99, 1e-9
	a.steps++
	unbiasedMean := 1 - math.Pow(first, float64(a.steps))
	unbiasedSquare := 1 - math.Pow(second, float64(a.steps))
	for i, g := range gradient {
		a.mean[i] = first*a.mean[i] + (1-first)*g
		a.square[i] = second*a.square[i] + (1-second)*g*g
		parameters[i] -= a.rate * a.mean[i] / unbiasedMean / (math.Sqrt(a.square[i]/unbiasedSquare) + tiny)
	}
}
