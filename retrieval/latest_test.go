package retrieval_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
	"sitrep/retrieval"
)

func TestLatestIsTheNewest(t *testing.T) {
	t.Parallel()
	docs := reports()[3:] // without the reprint
	for _, doc := range []corpus.Document{
		{ID: "raid-old", Title: "Raid", Published: day(2031, 1, 5), Text: "Raiders burned the ferry at Tessim, and the latest fire was put out by monks."},
		{ID: "raid-new", Title: "Raid", Published: day(2031, 8, 9), Text: "Raiders came to Tessim again. They burned a ferry while the monks slept in the tower."},
		{ID: "raid-undated", Title: "Raid", Text: "Raiders burned the ferry at Tessim, wrote a monk whose letter has no date on it."},
	} {
		doc.Seal()
		docs = append(docs, doc)
	}
	s := newSearcher(t, &wordEmbedder{}, docs)
	for _, question := range []string{
		"What is the latest raid on the ferry at Tessim?",
		"What was the most recent raid on the ferry at Tessim?",
		"newest raid on the ferry at Tessim",
	} {
		results := search(t, s, retrieval.Query{Text: question, K: 3})
		want := []corpus.DocumentID{"raid-new", "raid-old", "raid-undated"}
		if diff := cmp.Diff(want, found(results)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", question, diff)
		}
		if len(results.Notes) != 1 {
			t.Errorf("%q: notes %q, want one about the article without a date", question, results.Notes)
		}
	}
	plain := search(t, s, retrieval.Query{Text: "Who burned the ferry at Tessim?", K: 3})
	if len(plain.Notes) != 0 || plain.Hits[0].Scores["newest"] != 0 {
		t.Errorf("a question that does not ask for the latest has notes %q and scores %v", plain.Notes, plain.Hits[0].Scores)
	}
}

func TestLatestStaysOnTheSubject(t *testing.T) {
	t.Parallel()
	s := newSearcher(t, &wordEmbedder{}, reports())
	got := found(search(t, s, retrieval.Query{Text: "What is the latest on the bomb in the grain market?"}))
	if len(got) == 0 || got[0] != "market" {
		t.Errorf("found %v, want market first though others are newer", got)
	}
}
