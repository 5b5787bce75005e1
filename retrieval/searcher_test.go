package retrieval_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
	"sitrep/retrieval"
)

func TestSearchRanks(t *testing.T) {
	t.Parallel()
	s := newSearcher(t, &wordEmbedder{}, reports())
	for _, test := range []struct {
		name, question string
		want           corpus.DocumentID
	}{
		{"words", "Who was blamed for the bomb in the market?", "market"},
		{"a name in another spelling", "What did the Northshore Front do?", "harbour"},
		{"the day of publication", "Who attacked the harbour on 2 September 2031?", "harbour-later"},
		{"a day in the text", "Who was wounded at the harbour on 1 September 2031?", "harbour-later"},
		{"a month", "Who attacked the harbour in September 2031?", "harbour-later"},
		{"the publisher", "Who attacked the old harbour on Friday, according to the Valley News?", "harbour-wire"},
		{"the publisher without its slogan", "Who attacked the old harbour on Friday, according to the Coast Herald?", "harbour"},
		{"a title that is the subject", "Which armed groups are there in Estan?", "estan"},
		{"capitals throughout", "WHO WAS BLAMED FOR THE BOMB IN THE MARKET?", "market"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			hits := search(t, s, retrieval.Query{Text: test.question}).Hits
			if len(hits) == 0 {
				t.Fatal("nothing found")
			}
			if got := hits[0].Document; got != test.want {
				t.Errorf("first is %s by %v\nwant %s; all: %+v", got, hits[0].Scores, test.want, hits)
			}
		})
	}
}

func TestHitsPointIntoTheirDocuments(t *testing.T) {
	t.Parallel()
	s := newSearcher(t, &wordEmbedder{}, reports())
	results := search(t, s, retrieval.Query{Text: "harbour attacked", Filter: retrieval.Filter{MaxMarking: corpus.Red}})
	if len(results.Hits) < 3 {
		t.Fatalf("%d hits, want several", len(results.Hits))
	}
	for i, hit := range results.Hits {
		entry := s.Live().Documents[hit.DocumentAt]
		if hit.Rank != i+1 || i > 0 && hit.Score > results.Hits[i-1].Score {
			t.Errorf("hit %d has rank %d and score %v", i, hit.Rank, hit.Score)
		}
		if entry.Document.ID != hit.Document || entry.Layout.Passages[hit.PassageAt].Span != hit.Span {
			t.Errorf("hit %d does not stand where it says: %+v", i, hit)
		}
		if text, err := hit.Span.Cut(entry.Document.Text); err != nil || text != hit.Text {
			t.Errorf("hit %d has the text %q, the document %q, %v", i, hit.Text, text, err)
		}
		if want := corpus.NewPassageID(hit.Document, hit.PassageAt); hit.Passage != want {
			t.Errorf("hit %d is passage %s, want %s", i, hit.Passage, want)
		}
	}
}

func TestScoresExplainTheScore(t *testing.T) {
	t.Parallel()
	s := newSearcher(t, &wordEmbedder{}, reports())
	results := search(t, s, retrieval.Query{Text: "Did the Valley News report on 2 September 2031 that gunmen attacked the harbour?"})
	raw := map[string]bool{"bm25_passage": true, "bm25_document": true, "cosine": true}
	for _, hit := range results.Hits {
		sum := 0.
		for name, score := range hit.Scores {
			if !raw[name] {
				sum += score
			}
		}
		if math.Abs(sum-hit.Score) > 1e-9 {
			t.Errorf("%s scores %v, but its parts add up to %v: %v", hit.Document, hit.Score, sum, hit.Scores)
		}
	}
	best := results.Hits[0].Scores
	for _, part := range []string{"passage", "document", "coverage", "vector", "phrase", "proximity", "published", "publisher"} {
		if best[part] <= 0 {
			t.Errorf("%s adds %v to the best hit, want more than 0: %v", part, best[part], best)
		}
	}
}

func TestNearDuplicatesAreFolded(t *testing.T) {
	t.Parallel()
	s := newSearcher(t, &wordEmbedder{}, reports())
	results := search(t, s, retrieval.Query{Text: "Who attacked the old harbour at dawn?"})
	want := []retrieval.Duplicate{{
		Document: "harbour-wire", Passage: corpus.NewPassageID("harbour-wire", 0), DocumentAt: 3,
	}}
	if diff := cmp.Diff(want, results.Hits[0].Duplicates); results.Hits[0].Document != "harbour" || diff != "" {
		t.Errorf("first is %s, whose duplicates differ (-want +got):\n%s", results.Hits[0].Document, diff)
	}
	for _, hit := range results.Hits[1:] {
		if hit.Document == "harbour-wire" {
			t.Error("a folded passage is a hit as well")
		}
	}
}

func TestFilter(t *testing.T) {
	t.Parallel()
	s := newSearcher(t, &wordEmbedder{}, reports())
	public := []corpus.DocumentID{"estan", "harbour", "harbour-later", "harbour-wire", "market", "wool"}
	for _, test := range []struct {
		name   string
		filter retrieval.Filter
		want   []corpus.DocumentID
	}{
		{"none: public documents only", retrieval.Filter{}, public},
		{"a marking", retrieval.Filter{MaxMarking: corpus.Amber}, append([]corpus.DocumentID{"secret"}, public...)},
		{"a marking below", retrieval.Filter{MaxMarking: corpus.Green}, public},
		{"collections in any case", retrieval.Filter{Collections: []string{"NEWS", "reference"}}, []corpus.DocumentID{"estan", "harbour", "market", "wool"}},
		{"a publisher in any case", retrieval.Filter{Publishers: []string{"valley news"}}, []corpus.DocumentID{"harbour-later", "harbour-wire", "market"}},
		{"documents", retrieval.Filter{Documents: []corpus.DocumentID{"market", "secret", "none"}}, []corpus.DocumentID{"market"}},
		{"since", retrieval.Filter{Since: day(2031, 5, 2)}, []corpus.DocumentID{"harbour-later", "market"}},
		{"until", retrieval.Filter{Until: day(2031, 3, 15)}, []corpus.DocumentID{"harbour", "harbour-wire"}},
		{"until, with undated", retrieval.Filter{Until: day(2031, 3, 14), Undated: true}, []corpus.DocumentID{"estan", "harbour", "wool"}},
		{"all at once", retrieval.Filter{Collections: []string{"wire"}, Publishers: []string{"Valley News"}, Since: day(2031, 4, 1), Until: day(2031, 12, 1)}, []corpus.DocumentID{"harbour-later"}},
		{"nothing left", retrieval.Filter{Collections: []string{"none"}}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			results := search(t, s, retrieval.Query{
				Text:   "harbour market wool salt armed groups attacked by gunmen",
				K:      50,
				Filter: test.filter,
			})
			got := found(results)
			for _, hit := range results.Hits {
				for _, duplicate := range hit.Duplicates {
					got = append(got, duplicate.Document)
				}
			}
			if diff := cmp.Diff(sorted(test.want), sorted(got)); diff != "" {
				t.Errorf("documents (-want +got):\n%s", diff)
			}
			if results.Eligible != len(test.want) {
				t.Errorf("%d documents are eligible, want %d", results.Eligible, len(test.want))
			}
		})
	}
}

// TestFilteredDocumentsChangeNothing compares a filtered search with one of a corpus that
// differs in nothing but the text of what is filtered out.
func TestFilteredDocumentsChangeNothing(t *testing.T) {
	t.Parallel()
	other := reports()
	for i := range other {
		if other[i].ID == "secret" {
			other[i].Title, other[i].Text = "Harbour fees", "The harbour attack was led by an officer of former customs, according to detainees two."
			other[i].Seal()
		}
	}
	query := retrieval.Query{Text: "Who attacked the harbour?"}
	first := search(t, newSearcher(t, &wordEmbedder{}, reports()), query)
	second := search(t, newSearcher(t, &wordEmbedder{}, other), query)
	for i := range first.Hits {
		if a, b := first.Hits[i], second.Hits[i]; a.Document != b.Document || math.Abs(a.Score-b.Score) > .02 {
			t.Errorf("hit %d is %s (%v) or %s (%v)", i, a.Document, a.Score, b.Document, b.Score)
		}
	}
}

func TestSearchBounds(t *testing.T) {
	t.Parallel()
	s := newSearcher(t, &wordEmbedder{}, reports())
	all := retrieval.Filter{MaxMarking: corpus.Red}
	for k, want := range map[int]int{-1: 6, 0: 6, 1: 1, 2: 2, 1000: 6} {
		got := search(t, s, retrieval.Query{Text: "harbour market wool", K: k, Filter: all})
		if len(got.Hits) != want {
			t.Errorf("k = %d finds %v, want %d", k, found(got), want)
		}
	}
	for _, nothing := range []string{"", " \n", "?!", "who was it", "\xff"} {
		got := search(t, s, retrieval.Query{Text: nothing})
		if len(got.Hits) != 0 || got.Eligible != 6 {
			t.Errorf("%q finds %v of %d documents", nothing, found(got), got.Eligible)
		}
	}
}

func TestSearchFails(t *testing.T) {
	t.Parallel()
	embedder := &wordEmbedder{}
	s := newSearcher(t, embedder, reports())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got, err := s.Search(ctx, retrieval.Query{Text: "harbour"}); !errors.Is(err, context.Canceled) || got.Hits != nil {
		t.Errorf("a cancelled search = %v, %v", got.Hits, err)
	}
	embedder.fail = errors.New("endpoint is down")
	if got, err := s.Search(t.Context(), retrieval.Query{Text: "harbour"}); !errors.Is(err, embedder.fail) || got.Hits != nil {
		t.Errorf("a search without an embedder = %v, %v", got.Hits, err)
	}
}

func TestTimingsAddUp(t *testing.T) {
	t.Parallel()
	s := newSearcher(t, &wordEmbedder{}, reports())
	got := search(t, s, retrieval.Query{Text: "harbour"}).Timings
	sum := got.Filter + got.Analyse + got.Embed + got.Lexical + got.Vector + got.Rank
	if got.Total < sum || got.Total > sum+time.Second || got.Total == 0 {
		t.Errorf("the stages take %v, all of them %v", sum, got.Total)
	}
}
