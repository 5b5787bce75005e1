package evidence

import (
	"slices"
	"strings"
	"testing"

	"sitrep/bot/answer/question"
)

func TestWordsOfOneMeaningAnswer(t *testing.T) {
	t.Parallel()
	const town = "The mill of Ostrand\n" +
		"The mill of Ostrand stands by the old river bridge and has three floors. " +
		"The town of Ostrand bought the mill from Ilse Maron for nine silver crowns. " +
		"A storm in Ostrand took the roof of the mill away."
	const want = "bought"
	if got := best(t, "Who did Ostrand purchase the mill from?", town); !strings.Contains(got, want) {
		t.Errorf("got %q, want the sentence with %q", got, want)
	}

	values := func(asked string) []float32 {
		articles, known := library(town)
		ranking := Rank(question.Parse(asked), articles, known, Weights())
		at := slices.IndexFunc(ranking.Candidates, func(c Candidate) bool { return c.Sentence == 1 })
		return ranking.Candidates[at].Features
	}
	said, close, far := values("Who bought the mill?"), values("Who acquired the mill?"), values("Who painted the mill?")
	if said[fMeant] < .99 {
		t.Errorf("meant is %v of a sentence with all words", said[fMeant])
	}
	if close[fMeant] <= far[fMeant]+.1 {
		t.Errorf("meant is %v for another word for it, %v for a word of something else", close[fMeant], far[fMeant])
	}
	if close[fMeantMissing] >= far[fMeantMissing] {
		t.Errorf("meant-missing is %v for another word for it, %v for a word of something else", close[fMeantMissing], far[fMeantMissing])
	}
}

func TestWhoHeadsAGroupLeadsIt(t *testing.T) {
	t.Parallel()
	const hand = "The Grey Hand\n" +
		"Orlo Fenn of the hill college told a newspaper that analysts should watch the Grey Hand. " +
		"Ilse Maron has headed the Grey Hand since its camps in the hills were burned down by the governor's men. " +
		"The Grey Hand was the first to burn mills."
	if got := best(t, "Who leads the Grey Hand?", hand); !strings.Contains(got, "Ilse Maron") {
		t.Errorf("got %q, want the sentence that says who heads it", got)
	}
}

func TestDatedQuestionsHaveWeightsOfTheirOwn(t *testing.T) {
	t.Parallel()
	articles, known := library(harbour)
	for asked, dated := range map[string]bool{
		"Who set fire to the store?": false, "Who set fire to the store on 4 March 2021?": true,
	} {
		for _, c := range Rank(question.Parse(asked), articles, known, Weights()).Candidates {
			if got := c.Features[firstDated+fLength] != 0; got != dated {
				t.Errorf("%s: weights for dated questions count is %v, want %v", asked, got, dated)
			}
		}
	}
}

func TestNobodyDeniesUnasked(t *testing.T) {
	t.Parallel()
	const hills = "The Grey Hand in the hills\n" +
		"The Grey Hand claimed the attack on the mill of Ostrand in March. " +
		"Orlo Fenn, the governor's spokesman, rejected claims that the Grey Hand had staged the attack on the mill."
	for asked, want := range map[string]bool{
		"Which attack in March was claimed by the Grey Hand?": false,
		"Who rejected claims about the Grey Hand?":            true,
		"Did the Grey Hand stage the attack on a mill?":       true,
	} {
		articles, known := library(hills)
		quotes := Rank(question.Parse(asked), articles, known, Weights()).Choose(Selection{Most: 3, Margin: 60})
		denied := slices.ContainsFunc(quotes, func(q Quote) bool { return strings.Contains(q.Text, "rejected") })
		if denied != want {
			t.Errorf("%s: the denial is shown is %v, want %v", asked, denied, want)
		}
	}
}

func TestWhoLeadsIsNotAnsweredByWhatNobodyIsSaidToLead(t *testing.T) {
	t.Parallel()
	const (
		bare = "The Grey Hand\n" +
			"The Grey Hand burned down the mill of Ostrand in spring. Orlo Fenn of the hill college wrote about the Grey Hand. "
		head = bare + "Ilse Maron has headed the Grey Hand since autumn."
	)
	for name, c := range map[string]struct {
		asked, text string
		unsaid      bool
	}{
		"nobody":             {"Who leads the Grey Hand?", bare, true},
		"another word":       {"Who leads the Grey Hand?", head, false},
		"something else":     {"Who burned down the mill of Ostrand?", bare, false},
		"founder, not head":  {"Who founded the Grey Hand?", head, true},
		"no name is asked":   {"Who led the raid?", bare, false},
		"not asked for whom": {"When did the Grey Hand lead a raid?", bare, false},
	} {
		articles, known := library(c.text)
		if got := Rank(question.Parse(c.asked), articles, known, Weights()).ActUnsaid(); got != c.unsaid {
			t.Errorf("%s, %q: %v, want %v", name, c.asked, got, c.unsaid)
		}
	}
}

func TestWhoLeadsIsAnsweredByNothingElse(t *testing.T) {
	t.Parallel()
	const text = "The Grey Hand\n" +
		"The Grey Hand burned down the mill of Ostrand in spring. Ilse Maron has headed the Grey Hand since autumn. " +
		"Orlo Fenn of the hill college wrote about the Grey Hand."
	for asked, want := range map[string]int{
		"Who leads the Grey Hand?": 1,
		"Who leads the Grey Hand, which burned down the mill that Orlo Fenn of the college wrote about in spring?": 3,
	} {
		articles, known := library(text)
		quotes := Rank(question.Parse(asked), articles, known, Weights()).Choose(Selection{Most: 3, Margin: 20})
		shown := ""
		for _, q := range quotes {
			shown += q.Text + " | "
		}
		if !strings.Contains(shown, "Ilse Maron") || strings.Count(shown, " | ") != want {
			t.Errorf("%s: got %q, want %d quotes, one of Ilse Maron", asked, shown, want)
		}
	}
}
