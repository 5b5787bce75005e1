package eval

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// rounds is how many random assignments, and how many samples, significance is judged by.
const rounds = 10_000

// significance judges the differences between two runs, question by question, in groups
// that count the same however many questions each has. The seed is fixed: the same
// differences are always judged the same.
//
// p is the two-sided p-value of the paired randomisation test: the share of random
// assignments of each question's two results to the two runs whose mean differs as much as
// was seen (Smucker, Allan & Carterette, "A Comparison of Statistical Significance Tests for
// Information Retrieval Evaluation", CIKM 2007), with one added to both counts so that it is
// never 0 (Phipson & Smyth 2010). low and high bound the mean difference with 95%
// confidence: percentiles of the means of samples drawn with replacement within each group
// (Efron & Tibshirani 1993).
func significance(groups [][]float64) (p, low, high float64) {
	groups = slices.DeleteFunc(slices.Clone(groups), func(g []float64) bool { return len(g) == 0 })
	if !slices.ContainsFunc(groups, func(g []float64) bool {
		return slices.ContainsFunc(g, func(d float64) bool { return d != 0 })
	}) {
		return 1, 0, 0
	}
	random := rand.New(rand.NewPCG(2007, 623))
	p = randomise(groups, random)
	low, high = bootstrap(groups, random)
	return p, low, high
}

// meanOf is the mean of the groups' means.
func meanOf(groups [][]float64) float64 {
	total := 0.
	for _, group := range groups {
		sum := 0.
		for _, d := range group {
			sum += d
		}
		total += sum / float64(max(1, len(group)))
	}
	return total / float64(max(1, len(groups)))
}

func randomise(groups [][]float64, random *rand.Rand) float64 {
	var weighted []float64 // what each difference adds to the mean; those of 0 add nothing
	for _, group := range groups {
		for _, d := range group {
			if d != 0 {
				weighted = append(weighted, d/float64(len(group)*len(groups)))
			}
		}
	}
	const rounding = 1e-12 // sums in another order may differ by so much
	seen := math.Abs(meanOf(groups)) - rounding
	asMuch := 0
	for range rounds {
		sum := 0.
		var bits uint64
		for i, d := range weighted {
			if i%64 == 0 {
				bits = random.Uint64()
			}
			if bits&1 == 0 {
				sum += d
			} else {
				sum -= d
			}
			bits >>= 1
		}
		if math.Abs(sum) >= seen {
			asMuch++
		}
	}
	return float64(asMuch+1) / (rounds + 1)
}

func bootstrap(groups [][]float64, random *rand.Rand) (low, high float64) {
	means := make([]float64, rounds)
	for i := range means {
		total := 0.
		for _, group := range groups {
			sum := 0.
			for range group {
				sum += group[random.IntN(len(group))]
			}
			total += sum / float64(len(group))
		}
		means[i] = total / float64(len(groups))
	}
	slices.Sort(means)
	const tail = rounds / 40 // 2.5%
	return means[tail], means[rounds-1-tail]
}

// holm reports which of several tests are significant at the level alpha for all of them
// together (Holm 1979).
func holm(p []float64, alpha float64) []bool {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	significant := make([]bool, len(p))
	for rank, i := range order {
		if p[i] > alpha/float64(len(p)-rank) {
			break
		}
		significant[i] = true
	}
	return significant
}
