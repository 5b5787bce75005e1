package answer_test

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/bot/answer/corroborate"
	"sitrep/corpus"
	"sitrep/corpus/group"
)

// fire is an invented wire story.
const fire = "The grain store of Ostervik burned down on Monday night and two watchmen were killed, the harbour master said. " +
	"Two crews fought the flames from the quay while a third kept the ferry berths wet. " +
	"The insurer has sent an assessor, who will spend the week in the ruins with the town's engineer."

// verified is an answer that [answer.Verify] finds nothing wrong with.
func verified(t *testing.T, docs []corpus.Document, question string, options answer.Options) bot.Answer {
	t.Helper()
	record, searcher := library(t, docs)
	e := answer.New(slog.New(slog.DiscardHandler), func() answer.Searcher { return searcher }, record, options)
	a := ask(t, e, bot.Question{Text: question})
	if a.Refusal != nil {
		t.Fatalf("refused: %s", a.Refusal.Message)
	}
	faults, err := answer.Verify(t.Context(), record, a.Generation, a)
	if err != nil || len(faults) > 0 {
		t.Fatalf("faults %v, error %v in %+v", faults, err, a)
	}
	if len(a.Citations) > 5 {
		t.Errorf("%d quotes, want at most 5", len(a.Citations))
	}
	return a
}

func TestOneStatementOfSeveralArticlesIsOneSentence(t *testing.T) {
	a := verified(t, articles(), "Who warned that the northern route is open?", answer.Options{})
	var sentences []bot.Sentence
	for _, s := range a.Sentences {
		for _, n := range s.Citations {
			if strings.Contains(a.Citations[n-1].Quote, "warned that the northern route is open again") {
				sentences = append(sentences, s)
				break
			}
		}
	}
	if len(sentences) != 1 || len(sentences[0].Citations) != 2 {
		t.Fatalf("the warning stands in %+v, want one sentence with two citations", sentences)
	}
	for _, want := range []string{"; also in ", "Valley Wire, 12 February 2025", "Harbour Post, 11 February 2025"} {
		if !strings.Contains(sentences[0].Text, want) {
			t.Errorf("%q does not say %q", sentences[0].Text, want)
		}
	}
	reprint := a.Citations[sentences[0].Citations[1]-1]
	if reprint.SameTextAs != sentences[0].Citations[0] {
		t.Errorf("citation %d has the text of %d, want %d", reprint.N, reprint.SameTextAs, sentences[0].Citations[0])
	}
	if a.Origins != 1 {
		t.Errorf("%d origins, want 1: Valley Wire prints what the Harbour Post does", a.Origins)
	}
}

func TestFiveReprintsOfOneWireStoryAreOneOrigin(t *testing.T) {
	var docs []corpus.Document
	for i, publisher := range []string{"Harbour Post", "Valley Wire", "Hill Courier", "Lake Gazette", "Tarn Herald"} {
		text := fire
		if i%2 == 1 {
			text = "OSTERVIK (Reuters) - " + fire
		}
		docs = append(docs, corpus.Document{ID: corpus.DocumentID(fmt.Sprint("fire", i)), Title: "Fire in Ostervik", Publisher: publisher, Published: date(2025, 2, 11+i), Text: text})
	}
	a := verified(t, docs, "How many watchmen were killed when the grain store of Ostervik burned down?", answer.Options{})
	if a.Origins != 1 {
		t.Errorf("%d origins, want 1", a.Origins)
	}
	if len(a.Citations) < 2 {
		t.Errorf("%d citations, want the reprints named", len(a.Citations))
	}
	for _, c := range a.Citations {
		if c.Origin != 1 || c.Grade().String() != "F6" {
			t.Errorf("citation %d has origin %d and grade %s, want 1 and F6", c.N, c.Origin, c.Grade())
		}
	}
	if len(a.Disagreements) != 0 {
		t.Errorf("reprints disagree: %+v", a.Disagreements)
	}
}

// apart are two accounts of the fire that were written apart.
func apart() []corpus.Document {
	return []corpus.Document{
		{
			ID: "one", Title: "Grain store of Ostervik lost", Publisher: "Harbour Post", Published: date(2025, 2, 11),
			Text: "Two watchmen died when the grain store in Ostervik burned down on Monday. The roof had come down by noon.",
		},
		{
			ID: "two", Title: "Bread promised after fire", Publisher: "Valley Wire", Published: date(2025, 2, 12),
			Text: "The fire that burned down the grain store in Ostervik on Monday killed two watchmen. The mayor promised bread until spring.",
		},
	}
}

func TestTwoIndependentAccountsAreTwoOrigins(t *testing.T) {
	const question = "How many watchmen died when the grain store in Ostervik burned down?"
	a := verified(t, apart(), question, answer.Options{})
	if a.Origins != 2 || len(a.Disagreements) != 0 {
		t.Errorf("%d origins and the disagreements %+v, want 2 and none", a.Origins, a.Disagreements)
	}
	own, err := corroborate.NewPublishers([]corroborate.Entry{
		{Names: []string{"Harbour Post", "Valley Wire"}},
		{Names: []string{"Harbour Post"}, Reliability: "B"},
	})
	if err != nil {
		t.Fatal(err)
	}
	a = verified(t, apart(), question, answer.Options{Publishers: own})
	if a.Origins != 1 {
		t.Errorf("%d origins of one family, want 1", a.Origins)
	}
	for _, c := range a.Citations {
		if want := map[string]string{"Harbour Post": "B", "Valley Wire": "F"}[c.Publisher]; c.Reliability != want {
			t.Errorf("%s is graded %s, want %s", c.Publisher, c.Reliability, want)
		}
	}
}

func TestUnknownPublishersFailClosed(t *testing.T) {
	docs := apart()
	for i := range docs {
		docs[i].Publisher = ""
	}
	a := verified(t, docs, "How many watchmen died when the grain store in Ostervik burned down?", answer.Options{})
	if len(a.Citations) < 2 || a.Origins != 1 {
		t.Errorf("%d citations of %d origins, want both quoted and counted once", len(a.Citations), a.Origins)
	}
	for _, c := range a.Citations {
		if c.Credibility < 3 {
			t.Errorf("citation %d is graded %s by sources that nobody knows", c.N, c.Grade())
		}
	}
}

func TestContradictoryTollsAreShown(t *testing.T) {
	docs := apart()
	docs[1].Text = strings.Replace(docs[1].Text, "killed two watchmen", "killed five watchmen", 1)
	docs[1].Published = docs[0].Published
	const question = "How many watchmen died when the grain store in Ostervik burned down?"
	a := verified(t, docs, question, answer.Options{Quotes: 1})
	if len(a.Disagreements) != 1 {
		t.Fatalf("disagreements %+v, want one", a.Disagreements)
	}
	d := a.Disagreements[0]
	var values []string
	for _, v := range d.Values {
		values = append(values, v.Text)
		c := a.Citations[v.Citations[0]-1]
		if !strings.Contains(c.Quote, v.Text) || c.Published == "" {
			t.Errorf("the value %q stands on %+v, want it quoted and dated", v.Text, c)
		}
		if c.Credibility != 4 {
			t.Errorf("citation %d is graded %s, want a 4: one contradicts it, none bears it out", c.N, c.Grade())
		}
	}
	slices.Sort(values)
	if d.Kind != bot.OnKilled || d.Rising || strings.Join(values, "|") != "Two|five" {
		t.Errorf("got %+v, want the two tolls side by side", d)
	}

	docs[1].Published = date(2025, 2, 13)
	a = verified(t, docs, question, answer.Options{})
	if len(a.Disagreements) != 1 || !a.Disagreements[0].Rising {
		t.Fatalf("disagreements %+v, want a rising count", a.Disagreements)
	}
	if first := a.Disagreements[0].Values[0]; a.Citations[first.Citations[0]-1].Published != "2025-02-11" {
		t.Error("the earlier count does not come first")
	}
}

func TestDenialStandsBesideWhatItDenies(t *testing.T) {
	docs := []corpus.Document{{
		ID: "hills", Title: "The Grey Hand in the hills", Publisher: "Harbour Post", Published: date(2025, 2, 11),
		Text: "The Grey Hand has strengthened its camps in the hills, warned Ilse Maron, an envoy of the league. " +
			"Roads are bad and winter is long.\n\n" +
			"But Orlo Fenn, the governor's spokesman, rejected claims that the Grey Hand is regrouping in the hills.",
	}}
	a := verified(t, docs, "Who warned that the Grey Hand has strengthened its camps?", answer.Options{Quotes: 1})
	if len(a.Disagreements) != 1 || a.Disagreements[0].Kind != bot.OnTruth {
		t.Fatalf("disagreements %+v, want the denial", a.Disagreements)
	}
	for _, v := range a.Disagreements[0].Values {
		if quote := a.Citations[v.Citations[0]-1].Quote; v.Denies != strings.Contains(quote, "rejected") {
			t.Errorf("denies is %v for %q", v.Denies, quote)
		}
	}
	if a.Origins != 1 {
		t.Errorf("%d origins in one article", a.Origins)
	}
}

// greyHand is a table of one group.
func greyHand(t *testing.T) *group.Table {
	t.Helper()
	g, err := group.NewGroup("grey-hand", "Grey Hand", nil, group.Provenance{Source: "test"})
	if err != nil {
		t.Fatal(err)
	}
	table, err := group.NewTable([]group.Group{g})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestDenialStandsBesideAWarning(t *testing.T) {
	docs := []corpus.Document{{
		ID: "hills", Title: "The Grey Hand in the hills", Publisher: "Harbour Post", Published: date(2025, 2, 11),
		Text: "The League also warned that the Grey Hand is the gravest danger to the lowlands as it enhances its strength. " +
			"“The Grey Hand has expanded its stores,” said Ilse Maron, an envoy of the league. " +
			"Roads to the Grey Hand in the hills are bad.\n\n" +
			"But Orlo Fenn, the governor's spokesman, rejected claims that the Grey Hand is regrouping in the hills.",
	}}
	for _, question := range []string{
		"Is the Grey Hand regrouping?", "Is the Grey Hand regrouping in the hills?", "Are claims that the Grey Hand is regrouping true?",
	} {
		a := verified(t, docs, question, answer.Options{Groups: greyHand(t)})
		if len(a.Disagreements) != 1 || len(a.Disagreements[0].Values) != 2 {
			t.Fatalf("%q: disagreements %+v, want one with two sides", question, a.Disagreements)
		}
		for _, v := range a.Disagreements[0].Values {
			warned := slices.ContainsFunc(v.Citations, func(n int) bool { return strings.Contains(a.Citations[n-1].Quote, "warned") })
			if warned == v.Denies {
				t.Errorf("%q: value %+v, the warning belongs to the side that is denied", question, v)
			}
		}
		if slices.ContainsFunc(a.Citations, func(c bot.Citation) bool { return strings.Contains(c.Quote, "Roads") }) {
			t.Errorf("%q: %+v, want nothing that takes no side", question, a.Citations)
		}
	}
}

func TestDisagreementsAreThoseAskedFor(t *testing.T) {
	docs := []corpus.Document{{
		ID: "hills", Title: "The Grey Hand in the hills", Publisher: "Harbour Post", Published: date(2025, 2, 11),
		Text: "“The Grey Hand has strengthened its camps in the hills,” said Ilse Maron, an envoy of the league. " +
			"Maron said that the winter in the hills would be long and that the camps were poor.\n\n" +
			"But Orlo Fenn, the governor's spokesman, rejected claims that the Grey Hand is regrouping in the hills.",
	}}
	for question, want := range map[string]int{
		"Is the Grey Hand regrouping in the hills?": 1,
		"What did Maron say about the Grey Hand?":   0,
	} {
		a := verified(t, docs, question, answer.Options{})
		if len(a.Disagreements) != want {
			t.Errorf("%q: disagreements %+v, want %d", question, a.Disagreements, want)
		}
	}
}
