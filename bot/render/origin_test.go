package render

import (
	"slices"
	"testing"

	"sitrep/bot"
)

func TestGradesSayWhichQuoteHasWhich(t *testing.T) {
	t.Parallel()
	quotes := []bot.Citation{
		{N: 1, Reliability: "F", Credibility: 4},
		{N: 2, Reliability: "F", Credibility: 6},
		{N: 4, Reliability: "F", Credibility: 4},
		{N: 5},
	}
	if got, want := GradesOf(quotes), []string{"F4 [1][4]", "F6 [2]"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := GradesOf(quotes[1:2]), []string{"F6"}; !slices.Equal(got, want) {
		t.Errorf("one grade: got %q, want %q", got, want)
	}
}

func TestEveryGradeHasAMeaning(t *testing.T) {
	t.Parallel()
	for _, mark := range "ABCDEF123456" {
		if gradeMeaning(string(mark)) == "" {
			t.Errorf("%c means nothing", mark)
		}
	}
}
