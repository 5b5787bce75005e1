package lexical_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
	"sitrep/retrieval/lexical"
)

func TestScorePhrases(t *testing.T) {
	t.Parallel()
	texts := []string{
		"The North-Shore Front claimed it.",              // 0
		"The front moved north from the shore.",          // 1: all words, not the name
		"Northshore Front men, and again Northshore men", // 2: closed up
		"NSF was blamed; the NSF denied it.",             // 3
		"The Army of the River was formed.",              // 4
		"An army crossed a wide river.",                  // 5
		"Nothing here.",                                  // 6: in the title
	}
	var docs []lexical.Document
	for i, text := range texts {
		doc := lexical.Document{Text: text, Passages: []corpus.Span{{Start: 0, End: len(text)}}}
		if i == 6 {
			doc.Title = "North Shore Front"
		}
		docs = append(docs, doc)
	}
	ix := lexical.Build(slices.Values(docs))
	for _, test := range []struct {
		name      string
		phrases   []lexical.Phrase
		passages  []int
		documents []int
	}{
		{"none", nil, nil, nil},
		{"function words only", []lexical.Phrase{{Text: "the who", Weight: 1}}, nil, nil},
		{"unknown", []lexical.Phrase{{Text: "zeppelin front", Weight: 1}}, nil, nil},
		{"as it stands", []lexical.Phrase{{Text: "North Shore Front", Weight: 1}}, []int{0}, []int{0, 6}},
		{"hyphenated otherwise", []lexical.Phrase{{Text: "north-shore-front", Weight: 1}}, []int{0}, []int{0, 6}},
		{"closed up in the text", []lexical.Phrase{{Text: "North Shore", Weight: 1}}, []int{0, 2}, []int{0, 2, 6}},
		{"several names", []lexical.Phrase{{Text: "North Shore Front", Weight: 1}, {Text: "NSF", Weight: .5}}, []int{0, 3}, []int{0, 3, 6}},
		{"function words keep their places", []lexical.Phrase{{Text: "the Army of the River", Weight: 1}}, []int{4}, []int{4}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := ix.ScorePhrases(test.phrases, nil)
			if diff := cmp.Diff(test.passages, slices.Sorted(maps.Keys(got.Passages))); diff != "" {
				t.Errorf("passages (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.documents, slices.Sorted(maps.Keys(got.Documents))); diff != "" {
				t.Errorf("documents (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.documents, slices.Sorted(maps.Keys(got.Weights))); diff != "" {
				t.Errorf("weights (-want +got):\n%s", diff)
			}
			for unit, score := range got.Passages {
				if score <= 0 {
					t.Errorf("passage %d scores %v", unit, score)
				}
			}
		})
	}

	names := []lexical.Phrase{{Text: "North Shore Front", Weight: 1}, {Text: "NSF", Weight: .5}}
	all := ix.ScorePhrases(names, nil)
	if all.Weights[0] != 1 || all.Weights[3] != .5 || all.TitleShare[6] != 1 || len(all.TitleShare) != 1 {
		t.Errorf("weights are %v, title shares %v", all.Weights, all.TitleShare)
	}
	some := ix.ScorePhrases(names, func(doc int) bool { return doc == 3 })
	if len(some.Documents) != 1 || len(some.Passages) != 1 || len(some.Weights) != 1 || len(some.TitleShare) != 0 {
		t.Errorf("with all but document 3 filtered out, found %+v", some)
	}
}

// TestOneWordPhraseScoresAsBM25 ties the score of phrases to that of words.
func TestOneWordPhraseScoresAsBM25(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values(reports()))
	words := ix.Score(lexical.TermsOf("market"), nil)
	phrase := ix.ScorePhrases([]lexical.Phrase{{Text: "market", Weight: 1}}, nil)
	if got, want := phrase.Passages[2], words.Passages[2]; got < want*.999 || got > want*1.001 {
		t.Errorf("the passage scores %v as a phrase, %v as a word", got, want)
	}
	if got, want := phrase.Documents[1], words.Documents[1]; got < want*.999 || got > want*1.001 {
		t.Errorf("the document scores %v as a phrase, %v as a word", got, want)
	}
}
