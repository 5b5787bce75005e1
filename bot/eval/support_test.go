package eval

import (
	"testing"

	"sitrep/bot"
)

// said is an answer over two quotes, of sentences that cite as given.
func said(sentences ...bot.Sentence) bot.Answer {
	return bot.Answer{Mode: bot.Extractive, Sentences: sentences, Citations: []bot.Citation{
		{N: 1, Quote: "The ferry to Karvel sank on 3 May.", Document: "d"},
		{N: 2, Quote: "Nine sailors of Ostrand were saved.", Document: "d"},
	}}
}

func TestSupportOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		sentence bot.Sentence
		want     Support
	}{
		{"stands on its quote", bot.Sentence{Text: "It went down near Karvel on 3 May.", Citations: []int{1}}, Support{1, 1, 1, 1}},
		{"another place", bot.Sentence{Text: "It went down near Tolmen on 3 May.", Citations: []int{1}}, Support{1, 0, 1, 0}},
		{"another number", bot.Sentence{Text: "It went down near Karvel on 4 May.", Citations: []int{1}}, Support{1, 0, 1, 0}},
		{"needs both", bot.Sentence{Text: "Men of Ostrand sank near Karvel.", Citations: []int{1, 2}}, Support{1, 1, 2, 2}},
		{"one is of no use", bot.Sentence{Text: "It went down near Karvel.", Citations: []int{1, 2}}, Support{1, 1, 2, 1}},
		{"one does not exist", bot.Sentence{Text: "It went down near Karvel.", Citations: []int{1, 7}}, Support{1, 1, 2, 1}},
		{"none exists", bot.Sentence{Text: "It went down.", Citations: []int{0, 7}}, Support{1, 0, 2, 0}},
		{"cites nothing", bot.Sentence{Text: "It went down."}, Support{1, 0, 0, 0}},
	} {
		if got := supportOf(said(test.sentence)); got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
	if got := supportOf(refusing()); got != (Support{}) {
		t.Errorf("a refusal has %+v", got)
	}
}

func TestMarkedVerbatim(t *testing.T) {
	t.Parallel()
	a := said(
		bot.Sentence{Text: `The paper wrote "sank on 3 May" and “sank on 4 May”.`, Citations: []int{1}},
		bot.Sentence{Text: `It said «sailors of Ostrand» and left "a mark open.`, Citations: []int{1, 9}},
	)
	a.Disagreements = []bot.Disagreement{{Values: []bot.Value{{Text: "“Nine sailors”", Citations: []int{2}}}}}
	if all, verbatim := markedVerbatim(a); all != 4 || verbatim != 2 {
		t.Errorf("%d of %d are verbatim, want 2 of 4", verbatim, all)
	}
}
