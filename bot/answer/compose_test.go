package answer

import (
	"testing"

	"sitrep/bot"
)

func TestFrameWordsClaimsBlameAndDenialsApart(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		citation bot.Citation
		want     string
	}{
		{
			"a statement",
			bot.Citation{Speaker: "Mara Lindqvist, a harbour pilot", Quote: "Lindqvist said the pier burned."},
			"Mara Lindqvist, a harbour pilot, according to Valley Wire, 11 February 2025:",
		},
		{
			"a claim of responsibility",
			bot.Citation{Nature: bot.Claim, Speaker: "the Lantern Brigade", Quote: "The Lantern Brigade claimed responsibility for the fire."},
			"The Lantern Brigade claimed responsibility, according to Valley Wire, 11 February 2025:",
		},
		{
			"own acts told",
			bot.Citation{Nature: bot.Claim, Speaker: "the Lantern Brigade", Quote: "The Lantern Brigade said its fighters had burned the pier."},
			"The Lantern Brigade, on their own side's acts, according to Valley Wire, 11 February 2025:",
		},
		{
			"blame",
			bot.Citation{Nature: bot.Attribution, Speaker: "Ilya Brandt, a customs officer", Quote: "Brandt blamed the Lantern Brigade."},
			"Ilya Brandt, a customs officer, attributed responsibility, according to Valley Wire, 11 February 2025:",
		},
		{
			"others' acts told",
			bot.Citation{Nature: bot.Attribution, Speaker: "the harbour police", Quote: "The harbour police said the Lantern Brigade burned the pier."},
			"The harbour police, on who did it, according to Valley Wire, 11 February 2025:",
		},
		{
			"a denial",
			bot.Citation{Nature: bot.Denial, Speaker: "the Lantern Brigade", Quote: "The Lantern Brigade denied that it had burned the pier."},
			"The Lantern Brigade issued a denial, according to Valley Wire, 11 February 2025:",
		},
		{
			"blame by nobody named",
			bot.Citation{Nature: bot.Attribution, Quote: "The fire was blamed on the Lantern Brigade."},
			"Valley Wire, 11 February 2025:",
		},
	} {
		test.citation.Publisher, test.citation.Published = "Valley Wire", "2025-02-11"
		if got := frame(test.citation); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

func TestFrameOfAnArticleWithoutPublisherIsNoTitle(t *testing.T) {
	t.Parallel()
	c := bot.Citation{Title: "Harbour stays a place of fear as the commission stops working", Quote: "The pier burned."}
	if got, want := frame(c), "The article:"; got != want {
		t.Errorf("undated: got %q, want %q", got, want)
	}
	c.Published = "2025-02-11"
	if got, want := frame(c), "The article of 11 February 2025:"; got != want {
		t.Errorf("dated: got %q, want %q", got, want)
	}
}

func TestQuotesOfDifferentNatureHaveLinesOfTheirOwn(t *testing.T) {
	t.Parallel()
	answer := bot.Answer{Citations: []bot.Citation{
		{N: 1, Document: "d", Speaker: "the Lantern Brigade", Nature: bot.Claim, Quote: "The Lantern Brigade claimed responsibility for the fire."},
		{N: 2, Document: "d", Speaker: "the Lantern Brigade", Nature: bot.Denial, Quote: "The Lantern Brigade denied that anybody was hurt."},
		{N: 3, Document: "d", Speaker: "the Lantern Brigade", Nature: bot.Denial, Quote: "It rejected reports of a second fire."},
	}}
	compose(&answer)
	if len(answer.Sentences) != 2 || len(answer.Sentences[1].Citations) != 2 {
		t.Fatalf("got %+v, want one line for the claim and one for both denials", answer.Sentences)
	}
	if got, want := answer.Sentences[0].Text, "The Lantern Brigade claimed responsibility:"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
