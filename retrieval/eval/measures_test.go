package eval_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sitrep/corpus"
	"sitrep/retrieval/eval"
)

func ids(s string) []corpus.DocumentID {
	var ranking []corpus.DocumentID
	for _, r := range s {
		ranking = append(ranking, corpus.DocumentID(string(r)))
	}
	return ranking
}

func TestMeasure(t *testing.T) {
	t.Parallel()
	grades := map[corpus.DocumentID]int{"a": 2, "b": 1, "c": 0, "d": -1}
	discount := func(rank float64) float64 { return 1 / math.Log2(rank+1) }
	ideal := 2*discount(1) + discount(2)
	for _, test := range []struct {
		name    string
		ranking string
		want    eval.Figures
	}{
		{"perfect", "ab", eval.Figures{Queries: 1, NDCG10: 1, Recall1: .5, Recall5: 1, Recall10: 1, Recall100: 1, MRR10: 1, Hit1: 1, Hit4: 1, Hit5: 1, Hit10: 1}},
		{"empty", "", eval.Figures{Queries: 1}},
		{"nothing relevant", "cdxyz", eval.Figures{Queries: 1}},
		{"grades in the wrong order", "ba", eval.Figures{
			Queries: 1, NDCG10: (discount(1) + 2*discount(2)) / ideal,
			Recall1: .5, Recall5: 1, Recall10: 1, Recall100: 1, MRR10: 1, Hit1: 1, Hit4: 1, Hit5: 1, Hit10: 1,
		}},
		{"fifth", "cdxya", eval.Figures{
			Queries: 1, NDCG10: 2 * discount(5) / ideal, Recall5: .5, Recall10: .5, Recall100: .5, MRR10: .2, Hit5: 1, Hit10: 1,
		}},
		{"tenth and eleventh", "cdefghijkba", eval.Figures{
			Queries: 1, NDCG10: discount(10) / ideal, Recall10: .5, Recall100: 1, MRR10: .1, Hit10: 1,
		}},
	} {
		got := eval.Measure(ids(test.ranking), grades)
		if diff := cmp.Diff(test.want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestMeasureWithoutJudgements(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(eval.Figures{Queries: 1}, eval.Measure(ids("ab"), nil)); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
}

// TestRecallOfMany has more relevant documents than places.
func TestRecallOfMany(t *testing.T) {
	t.Parallel()
	grades := map[corpus.DocumentID]int{}
	var ranking []corpus.DocumentID
	for i := range 200 {
		id := corpus.DocumentID(rune('一' + i))
		grades[id] = 1
		ranking = append(ranking, id)
	}
	got := eval.Measure(ranking, grades)
	if got.Recall10 != .05 || got.Recall100 != .5 || got.NDCG10 != 1 {
		t.Errorf("recall@10 %v, recall@100 %v, nDCG@10 %v, want .05, .5 and 1", got.Recall10, got.Recall100, got.NDCG10)
	}
}
