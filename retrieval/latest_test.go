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
		"Which raid on the ferry at Tessim was most recently?",
	} {
		results := search(t, s, retrieval.Query{Text: question, K: 3})
		want := []corpus.DocumentID{"raid-new", "raid-old", "raid-undated"}
		if diff := cmp.Diff(want, found(results)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", question, diff)
		}
		if results.Undated != 1 {
			t.Errorf("%q: %d articles without a date, want 1", question, results.Undated)
		}
	}
	plain := search(t, s, retrieval.Query{Text: "Who burned the ferry at Tessim?", K: 3})
	if plain.Undated != 0 || plain.Hits[0].Scores["newest"] != 0 {
		t.Errorf("a question that does not ask for the latest has %d undated articles and scores %v", plain.Undated, plain.Hits[0].Scores)
	}
	onDay := search(t, s, retrieval.Query{Text: "Who burned the ferry at Tessim on 9 August 2031?", K: 3})
	if got := found(onDay); len(got) != 3 || got[0] != "raid-new" || onDay.Undated != 1 {
		t.Errorf("a question about a day finds %v and %d undated articles, want that day's first and one", got, onDay.Undated)
	}
}

func TestTimeInAQuestion(t *testing.T) {
	t.Parallel()
	var docs []corpus.Document
	for _, doc := range []corpus.Document{
		{ID: "before", Published: day(2019, 1, 5), Text: "Smugglers crossed the river at Tessim by boat."},
		{ID: "pandemic", Published: day(2021, 3, 5), Text: "Smugglers crossed the river at Tessim on foot."},
		{ID: "month", Published: day(2031, 7, 9), Text: "Smugglers crossed the river at Tessim under cover of fog."},
		{ID: "undated", Text: "Smugglers crossed the river at Tessim with mules."},
	} {
		doc.Seal()
		docs = append(docs, doc)
	}
	s := newSearcher(t, &wordEmbedder{}, docs)
	for text, want := range map[string]corpus.DocumentID{
		"Who crossed the river at Tessim last month?":           "month",
		"Who crossed the river at Tessim since the withdrawal?": "month",
		"Who crossed the river at Tessim during the pandemic?":  "pandemic",
		"Who crossed the river at Tessim before 3 May 2019?":    "before",
	} {
		results := search(t, s, retrieval.Query{Text: text, Now: day(2031, 8, 20)})
		got := found(results)
		if len(got) != len(docs) || got[0] != want || results.Undated != 1 {
			t.Errorf("%q finds %v and %d undated articles, want all, %s first and one", text, got, results.Undated, want)
		}
	}
}

func TestNothingStandsBehindWhereNothingIsDated(t *testing.T) {
	t.Parallel()
	docs := reports()[4:6]
	s := newSearcher(t, &wordEmbedder{}, docs)
	if results := search(t, s, retrieval.Query{Text: "What is the latest on wool in Estan?"}); len(results.Hits) == 0 || results.Undated != 0 {
		t.Errorf("%d hits and %d undated articles behind others, want hits and none", len(results.Hits), results.Undated)
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

func TestExcludedNameGainsNothing(t *testing.T) {
	t.Parallel()
	var docs []corpus.Document
	for _, doc := range []corpus.Document{
		{ID: "reed", Title: "Reed Front raids Tessim", Text: "The Reed Front raided Tessim, and the Reed Front claimed the raid."},
		{ID: "pale", Title: "Raid", Text: "Pale Hand raided Tessim at night with two boats."},
	} {
		doc.Seal()
		docs = append(docs, doc)
	}
	s := newSearcher(t, &wordEmbedder{}, docs)
	for _, hit := range search(t, s, retrieval.Query{Text: "Who raided Tessim other than the Reed Front?"}).Hits {
		plain := search(t, s, retrieval.Query{Text: "Who raided Tessim?"}).Hits[hit.Rank-1]
		if hit.Document != plain.Document || hit.Score != plain.Score {
			t.Errorf("%s has %v, want what it has without the name, %s with %v", hit.Document, hit.Score, plain.Document, plain.Score)
		}
	}
}
