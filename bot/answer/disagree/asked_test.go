package disagree_test

import (
	"testing"
	"time"

	"sitrep/bot/answer/disagree"
)

func TestAskedBy(t *testing.T) {
	for _, c := range []struct {
		matter   disagree.Matter
		question string
		want     bool
	}{
		{disagree.Matter{Kind: disagree.Killed}, "How many people died in Tarn?", true},
		{disagree.Matter{Kind: disagree.Killed}, "How many people were wounded in Tarn?", false},
		{disagree.Matter{Kind: disagree.Injured}, "How many casualties were there?", true},
		{disagree.Matter{Kind: disagree.Perpetrator}, "Which organization was responsible for the bombing in Tarn?", true},
		{disagree.Matter{Kind: disagree.Perpetrator}, "What was damaged in Tarn?", false},
		{disagree.Matter{Kind: disagree.Truth, About: "the Grey Hand is regrouping in the hills"}, "Is the Grey Hand growing?", true},
		{disagree.Matter{Kind: disagree.Truth, About: "the Grey Hand is regrouping in the hills"}, "Who leads the Grey Hand?", false},
		{disagree.Matter{Kind: disagree.Truth, About: "taxes would rise"}, "Will taxes rise in Lorn?", true},
		{disagree.Matter{Kind: disagree.Truth, About: "taxes would rise"}, "Who is the mayor of Lorn?", false},
	} {
		if got := c.matter.AskedBy(c.question); got != c.want {
			t.Errorf("%q asks for %s %q: %v, want %v", c.question, c.matter.Kind, c.matter.About, got, c.want)
		}
	}
}

func TestOneSpeakerDoesNotContradictThemselvesInAnArticle(t *testing.T) {
	day := time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC)
	a := disagree.Statement{Text: "The Grey Hand is regrouping in Dresk.", Document: "a", Published: day, Speaker: "Ilse Maron, an envoy of the league"}
	b := disagree.Statement{Text: "There is no evidence that the Grey Hand is regrouping in Dresk.", Document: "a", Published: day, Speaker: "Maron"}
	if points := disagree.New(nil).Compare(a, b); len(points) != 0 {
		t.Errorf("one speaker under two names: %+v", points)
	}
	b.Speaker = "Orlo Fenn"
	if points := disagree.New(nil).Compare(a, b); len(points) == 0 {
		t.Error("two speakers are not compared")
	}
}
