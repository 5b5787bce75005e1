package eval

import (
	"cmp"
	"math"
	"slices"

	"sitrep/corpus"
)

// Figures are means over questions, each 0..1, 1 being perfect.
type Figures struct {
	Queries   int     `json:"queries"`
	NDCG10    float64 `json:"ndcg@10"`
	Recall10  float64 `json:"recall@10"`
	Recall100 float64 `json:"recall@100"`
	MRR10     float64 `json:"mrr@10"`
	Hit1      float64 `json:"hit@1"`
	Hit4      float64 `json:"hit@4"`
	Hit5      float64 `json:"hit@5"`
	Hit10     float64 `json:"hit@10"`
}

// Measure judges one ranking of documents, best first, each at most once.
func Measure(ranking []corpus.DocumentID, grades map[corpus.DocumentID]int) Figures {
	first := firstRelevant(ranking, grades)
	figures := Figures{
		Queries:   1,
		NDCG10:    ndcg(ranking, grades, 10),
		Recall10:  recall(ranking, grades, 10),
		Recall100: recall(ranking, grades, 100),
		Hit1:      hit(first, 1),
		Hit4:      hit(first, 4),
		Hit5:      hit(first, 5),
		Hit10:     hit(first, 10),
	}
	if figures.Hit10 == 1 {
		figures.MRR10 = 1 / float64(first)
	}
	return figures
}

// mean is the mean of figures of one question each.
func mean(figures []Figures) Figures {
	var sum Figures
	for _, f := range figures {
		sum.Queries += f.Queries
		sum.NDCG10 += f.NDCG10
		sum.Recall10 += f.Recall10
		sum.Recall100 += f.Recall100
		sum.MRR10 += f.MRR10
		sum.Hit1 += f.Hit1
		sum.Hit4 += f.Hit4
		sum.Hit5 += f.Hit5
		sum.Hit10 += f.Hit10
	}
	if n := float64(sum.Queries); n > 0 {
		for _, total := range []*float64{
			&sum.NDCG10, &sum.Recall10, &sum.Recall100, &sum.MRR10, &sum.Hit1, &sum.Hit4, &sum.Hit5, &sum.Hit10,
		} {
			*total /= n
		}
	}
	return sum
}

// ndcg is the normalised discounted cumulative gain of the first k places as trec_eval
// computes it: the gain is the grade, the discount log2(rank + 1), and the ideal ranking
// is made of all judged documents.
func ndcg(ranking []corpus.DocumentID, grades map[corpus.DocumentID]int, k int) float64 {
	var gained []int
	for _, doc := range ranking[:min(k, len(ranking))] {
		gained = append(gained, grades[doc])
	}
	ideal := make([]int, 0, len(grades))
	for _, grade := range grades {
		ideal = append(ideal, grade)
	}
	slices.SortFunc(ideal, func(a, b int) int { return cmp.Compare(b, a) })
	best := discounted(ideal[:min(k, len(ideal))])
	if best == 0 {
		return 0
	}
	return discounted(gained) / best
}

func discounted(gains []int) float64 {
	var sum float64
	for i, gain := range gains {
		sum += float64(max(gain, 0)) / math.Log2(float64(i)+2)
	}
	return sum
}

// recall is the share of the relevant documents that stand in the first k places.
func recall(ranking []corpus.DocumentID, grades map[corpus.DocumentID]int, k int) float64 {
	all := relevant(grades)
	if all == 0 {
		return 0
	}
	found := 0
	for _, doc := range ranking[:min(k, len(ranking))] {
		if grades[doc] > 0 {
			found++
		}
	}
	return float64(found) / float64(all)
}

// firstRelevant is the 1-based rank of the first relevant document, 0 if there is none.
func firstRelevant(ranking []corpus.DocumentID, grades map[corpus.DocumentID]int) int {
	return 1 + slices.IndexFunc(ranking, func(doc corpus.DocumentID) bool { return grades[doc] > 0 })
}

func hit(first, k int) float64 {
	if first > 0 && first <= k {
		return 1
	}
	return 0
}

func relevant(grades map[corpus.DocumentID]int) int {
	count := 0
	for _, grade := range grades {
		if grade > 0 {
			count++
		}
	}
	return count
}
