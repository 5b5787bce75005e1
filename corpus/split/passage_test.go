package split

import (
	"fmt"
	"strings"
	"testing"

	"sitrep/corpus"
)

// sentence is one of n words that no other call with another id gives.
func sentence(id, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", 1000*id+i)
	}
	return "S" + strings.Join(words, " ") + "."
}

// article is a paragraph of sentences of the given lengths.
func article(from int, lengths ...int) string {
	var parts []string
	for i, n := range lengths {
		parts = append(parts, sentence(from+i, n))
	}
	return strings.Join(parts, " ")
}

func TestPassages(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, text string
		want       string // first and end sentence of each
	}{
		{"all in one", article(0, 60, 60, 60), "0-3"},
		{"one sentence of overlap", article(0, 60, 60, 60, 60, 60), "0-3 2-5"},
		{"no overlap where it leaves no room", article(0, 100, 100, 100), "0-1 1-2 2-3"},
		{"short paragraphs merge", article(0, 30) + "\n\n" + article(1, 30) + "\n\n" + article(2, 30), "0-3"},
		{"ends with a paragraph if it can", article(0, 40, 40, 40) + "\n\n" + article(3, 40, 40, 40, 40), "0-3 2-5 4-7"},
		{"a short tail is evened out", article(0, 40, 40, 40, 40, 20, 10), "0-3 2-6"},
		{"never across a heading", "Funding\n\n" + article(0, 20) + "\n\nTactics\n\n" + article(1, 20), "0-2 2-4"},
		{"headings in a row stay together", "Report\n\nFunding\n\n" + article(0, 20), "0-3"},
		{"nothing", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			layout := Split("", test.text)
			checkLayout(t, test.text, layout)
			var got []string
			for _, p := range layout.Passages {
				got = append(got, fmt.Sprintf("%d-%d", p.First, p.End))
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("passages %s, want %s", s, test.want)
			}
		})
	}
}

func TestPassageOfRepeatsIsNotMade(t *testing.T) {
	t.Parallel()
	said := []string{sentence(1, 100), sentence(2, 100)}
	text := "“" + said[0] + "” " + "“" + said[1] + "” Wali said so.\n\n" + said[0] + "\n\n" + said[1] + "\n"
	layout := Split("", text)
	checkLayout(t, text, layout)
	for _, p := range layout.Passages {
		if layout.Sentences[p.First].Repeats != corpus.NoSentence && p.End == p.First+1 {
			t.Errorf("passage %d-%d only repeats what others say", p.First, p.End)
		}
	}
	if len(layout.Passages) != 2 {
		t.Errorf("%d passages, want 2", len(layout.Passages))
	}
}
