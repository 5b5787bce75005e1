package render

import (
	"strings"
	"testing"
	"time"

	"sitrep/corpus"
	"sitrep/retrieval"
)

func TestSearchGolden(t *testing.T) {
	found := []Found{
		{
			Hit: retrieval.Hit{
				Rank: 1, Score: 0.9134, Document: "route-1", Passage: "route-1#2",
				Text:   "The northern route is open again.\nThe border service counted forty lorries in one night, twice what it saw in autumn.",
				Scores: retrieval.Scores{"bm25": 12.5, "cosine": 0.41},
			},
			Document: corpus.Document{
				ID: "route-1", Title: "Smugglers return to the northern route", Publisher: "Harbour Post",
				URL: "https://harbour.example/route", Published: time.Date(2025, 2, 11, 9, 0, 0, 0, time.UTC),
			},
		},
		{
			Hit:      retrieval.Hit{Rank: 2, Score: 0.2, Document: "notes/a.txt", Passage: "notes/a.txt#0", Text: "Lorries wait."},
			Document: corpus.Document{ID: "notes/a.txt"},
		},
	}
	for name, opts := range map[string]TerminalOptions{
		"search-plain.txt":  {},
		"search-colour.txt": {Width: 60, Colour: true, Links: true},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			if err := Search(&out, found, opts); err != nil {
				t.Fatal(err)
			}
			golden(t, name, out.String())
		})
	}
	t.Run("nothing", func(t *testing.T) {
		var out strings.Builder
		if err := Search(&out, nil, TerminalOptions{}); err != nil {
			t.Fatal(err)
		}
		if got, want := out.String(), "Nothing found.\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
