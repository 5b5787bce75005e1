package retrieval_test

import (
	"testing"

	"sitrep/corpus"
	"sitrep/retrieval"
)

func TestCased(t *testing.T) {
	t.Parallel()
	plan := corpus.Document{
		ID: "plan", Title: "A plan", Publisher: "Valley News", Published: day(2031, 3, 15), Marking: corpus.Red,
		Text: "They have said for weeks that the Anvil is where those who hide will meet.",
	}
	plan.Seal()
	searcher := newSearcher(t, &wordEmbedder{}, append(reports(), plan))
	const asked = "what did the north-shore front do at the anvil"
	for marking, want := range map[corpus.Marking]string{
		corpus.Clear: "what did the North-Shore Front do at the anvil",
		corpus.Red:   "what did the North-Shore Front do at the Anvil",
	} {
		if got := searcher.Cased(asked, retrieval.Filter{MaxMarking: marking}); got != want {
			t.Errorf("who may see %v asks %q, want %q", marking, got, want)
		}
	}
}
