package retrieval_test

import (
	"fmt"
	"slices"
	"testing"

	"sitrep/corpus"
	"sitrep/retrieval"
)

// TestNamesAreFoundInOtherSpellings asks for invented persons by one spelling of a name
// where the only article about them has the other.
func TestNamesAreFoundInOtherSpellings(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{{"Muhammad", "Mohammed"}, {"Zawahiri", "Zawahri"}, {"Haqqani", "Haqani"}, {"Khalid", "Khaled"}} {
		for _, names := range [][2]string{pair, {pair[1], pair[0]}} {
			asked, written := names[0], names[1]
			t.Run(asked+" for "+written, func(t *testing.T) {
				t.Parallel()
				docs := reports()
				baker := corpus.Document{ID: "baker", Title: "Bread", Text: fmt.Sprintf("The baker %s opened a second oven near the mill.", written)}
				baker.Seal()
				s := newSearcher(t, &wordEmbedder{}, append(docs, baker))
				question := fmt.Sprintf("Who is %s?", asked)
				if got := found(search(t, s, retrieval.Query{Text: question})); len(got) == 0 || got[0] != "baker" {
					t.Errorf("%q finds %v, want baker first", question, got)
				}
			})
		}
	}
}

// TestTheSpellingAskedForLeads has two articles that differ in the spelling alone.
func TestTheSpellingAskedForLeads(t *testing.T) {
	t.Parallel()
	docs := reports()
	for _, name := range []string{"Haqani", "Haqqani"} {
		doc := corpus.Document{ID: corpus.DocumentID(name), Title: "Bread", Text: "The baker " + name + " opened a second oven by the mill."}
		if name == "Haqqani" {
			doc.Text = "Across the river the miller " + name + " closed a third shop in spring."
		}
		doc.Seal()
		docs = append(docs, doc)
	}
	s := newSearcher(t, &wordEmbedder{}, docs)
	for _, name := range []string{"Haqani", "Haqqani"} {
		got := found(search(t, s, retrieval.Query{Text: "Who is " + name + "?"}))
		if len(got) < 2 || string(got[0]) != name || !slices.Contains(got, "Haqani") || !slices.Contains(got, "Haqqani") {
			t.Errorf("%s finds %v, want it first and the other spelling too", name, got)
		}
	}
}

// TestOrdinaryWordsKeepTheirSpelling: words fold together that are no names.
func TestOrdinaryWordsKeepTheirSpelling(t *testing.T) {
	t.Parallel()
	docs := reports()
	for id, text := range map[corpus.DocumentID]string{"soap": "The lather dries.", "flour": "The latter dries."} {
		doc := corpus.Document{ID: id, Title: "Shops", Text: text}
		doc.Seal()
		docs = append(docs, doc)
	}
	s := newSearcher(t, &wordEmbedder{}, docs)
	if got := found(search(t, s, retrieval.Query{Text: "which lather"})); got[0] != "soap" || slices.Contains(got, "flour") {
		t.Errorf("an ordinary word finds %v, want soap first and no flour", got)
	}
}

// TestALoneHitHasAScoreByMeaning: where one passage is found there is nothing to scale its
// cosine by.
func TestALoneHitHasAScoreByMeaning(t *testing.T) {
	t.Parallel()
	doc := corpus.Document{ID: "only", Title: "Bread", Text: "The baker opened a second oven near the mill."}
	doc.Seal()
	s := newSearcher(t, &wordEmbedder{}, []corpus.Document{doc})
	results := search(t, s, retrieval.Query{Text: "Which baker opened an oven?"})
	if len(results.Hits) != 1 {
		t.Fatalf("found %v, want the only document", found(results))
	}
	scores := results.Hits[0].Scores
	if got, want := scores["vector"], retrieval.Weights()["vector"]*scores["cosine"]; got <= 0 || got != want {
		t.Errorf("the score by meaning is %v, want the weight of the cosine, %v", got, want)
	}
}
