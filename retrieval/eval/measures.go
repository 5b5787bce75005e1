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
	Recall1   float64 `json:"recall@1"`
	Recall5   float64 `json:"recall@5"`
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
		Recall1:   recall(ranking, grades, 1),
		Recall5:   recall(ranking, grades, 5),
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

// Metrics are the figures by their names in JSON, without the number of questions.
func (f Figures) Metrics() map[string]float64 {
	metrics := map[string]float64{}
	for _, m := range measures {
		metrics[m.name] = *m.of(&f)
	}
	return metrics
}

// NDCG10 is the name of the measure by which rankings are compared.
const NDCG10 = "ndcg@10"

// measures are what can be averaged over questions, and over sets.
var measures = [...]struct {
	name string
	of   func(*Figures) *float64
}{
	{NDCG10, func(f *Figures) *float64 { return &f.NDCG10 }},
	{"recall@1", func(f *Figures) *float64 { return &f.Recall1 }},
	{"recall@5", func(f *Figures) *float64 { return &f.Recall5 }},
	{"recall@10", func(f *Figures) *float64 { return &f.Recall10 }},
	{"recall@100", func(f *Figures) *float64 { return &f.Recall100 }},
	{"mrr@10", func(f *Figures) *float64 { return &f.MRR10 }},
	{"hit@1", func(f *Figures) *float64 { return &f.Hit1 }},
	{"hit@4", func(f *Figures) *float64 { return &f.Hit4 }},
	{"hit@5", func(f *Figures) *float64 { return &f.Hit5 }},
	{"hit@10", func(f *Figures) *float64 { return &f.Hit10 }},
}

// mean is the mean of figures, each counting the same, and the sum of their questions.
func mean(figures []Figures) Figures {
	var sum Figures
	for _, f := range figures {
		sum.Queries += f.Queries
		for _, m := range measures {
			*m.of(&sum) += *m.of(&f)
		}
	}
	for _, m := range measures {
		*m.of(&sum) /= max(1, float64(len(figures)))
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
