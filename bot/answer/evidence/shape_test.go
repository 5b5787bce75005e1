package evidence

import (
	"slices"
	"strings"
	"testing"

	"sitrep/bot/answer/question"
)

// featureOf is a feature of the sentence that holds some words.
func featureOf(t *testing.T, feature int, asked, words, text string) float32 {
	t.Helper()
	articles, known := library(text)
	r := Rank(question.Parse(asked), articles, known, Weights())
	at := slices.IndexFunc(r.Candidates, func(c Candidate) bool {
		return strings.Contains(r.articles[c.Article].sentences[c.Sentence].text, words)
	})
	if at < 0 {
		t.Fatalf("no candidate with %q", words)
	}
	return r.Candidates[at].Features[feature]
}

func TestTheFormOfTheAnswerIsRecognised(t *testing.T) {
	t.Parallel()
	const quarry = "The quarry of Tolm\n" +
		"The quarry of Tolm is a pit of grey slate above the Maron Sea. " +
		"It was dug in 1871, at a cost of ninety crowns, by men from the hills. " +
		"The waste heap beside it is called the Widow. " +
		"Carters, smiths, ropers, and cooks lived near the quarry in spring."
	for name, c := range map[string]struct {
		feature      int
		asked        string
		holds, lacks string
		unlessAsked  string // the same sentence does not count for this question
	}{
		"a year":       {fMeasure, "In what year was the quarry dug?", "1871", "slate", "Who dug the quarry?"},
		"a name":       {fCalled, "What is the waste heap called?", "Widow", "slate", "Who made the waste heap?"},
		"several":      {fListed, "Which workers lived near the quarry?", "ropers", "slate", "Who lived near the quarry?"},
		"a definition": {fDefines, "What is the quarry of Tolm?", "slate", "ropers", ""},
		"a named sea":  {fNamedAsked, "Which sea lies below the quarry?", "Maron Sea", "ropers", "Who saw the quarry?"},
	} {
		if got := featureOf(t, c.feature, c.asked, c.holds, quarry); got < 1 {
			t.Errorf("%s, %q: %v for the sentence with %q, want at least 1", name, c.asked, got, c.holds)
		}
		if got := featureOf(t, c.feature, c.asked, c.lacks, quarry); got != 0 {
			t.Errorf("%s, %q: %v for the sentence with %q, want 0", name, c.asked, got, c.lacks)
		}
		if c.unlessAsked == "" {
			continue
		}
		if got := featureOf(t, c.feature, c.unlessAsked, c.holds, quarry); got != 0 {
			t.Errorf("%s, %q: %v where nobody asks for one, want 0", name, c.unlessAsked, got)
		}
	}
}

func TestASentenceThatLeansOnAQuoteIsShownInIt(t *testing.T) {
	t.Parallel()
	const lens = "Lenses\n" +
		"Grinders of Tolm shape each lens by rubbing it over wet slate for a day. " +
		"This is called the slow cut. " +
		"Buyers come from the coast in autumn."
	articles, known := library(lens)
	quotes := Rank(question.Parse("What is the way that grinders of Tolm shape each lens over wet slate called?"), articles, known, Weights()).
		Choose(Selection{Most: 3, Margin: 20, Diversity: .5})
	if got := quotes[0].Text; !strings.HasPrefix(got, "Grinders") || !strings.HasSuffix(got, "slow cut.") {
		t.Errorf("the first quote is %q, want both sentences", got)
	}
	for i, q := range quotes {
		for _, other := range quotes[:i] {
			if q.Article == other.Article && q.Span.Overlaps(other.Span) {
				t.Errorf("shown twice: %q and %q", q.Text, other.Text)
			}
		}
	}
}

func TestADenialDoesNotAnswerWhatNobodyDoubts(t *testing.T) {
	t.Parallel()
	const camp = "Camps\n" +
		"Orlo Fenn, the governor's spokesman, denied that the Grey Hand has attacked the mill of Ostrand. " +
		"The Grey Hand said that it had attacked a ferry."
	articles, known := library(camp)
	choose := func(asked string, text []Article) []Quote {
		return Rank(question.Parse(asked), text, known, Weights()).Choose(Selection{Most: 3, Margin: 20, Diversity: .5})
	}
	for _, q := range choose("Which attacks did the Grey Hand carry out?", articles) {
		if strings.Contains(q.Text, "denied") {
			t.Errorf("shown: %q", q.Text)
		}
	}
	if quotes := choose("Did the Grey Hand attack the mill?", articles); !strings.Contains(quotes[0].Text, "denied") {
		t.Errorf("asked whether it is so the first quote is %q, want the denial", quotes[0].Text)
	}
	only, _ := library("Camps\nOrlo Fenn, the governor's spokesman, denied that the Grey Hand has attacked the mill of Ostrand.")
	if quotes := choose("Which attacks did the Grey Hand carry out?", only); len(quotes) != 1 {
		t.Errorf("%d quotes where there is nothing but a denial, want it shown", len(quotes))
	}
}
