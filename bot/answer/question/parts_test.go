package question_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/bot/answer/question"
)

func TestParts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Who leads the Reed Front, and where is it based?":         {"Who leads the Reed Front?", "Where is it based?"},
		"Who leads the Reed Front? And where is it based?":         {"Who leads the Reed Front?", "Where is it based?"},
		"Where is Tessim and who rules it?":                        {"Where is Tessim?", "Who rules it?"},
		"Who burned the ferry and how many people were hurt?":      {"Who burned the ferry?", "How many people were hurt?"},
		"What was found in Tessim, and in which house was it?":     {"What was found in Tessim?", "In which house was it?"},
		"Did the Reed Front or Pale Hand claim the raid?":          {"Did the Reed Front claim the raid?", "Did Pale Hand claim the raid?"},
		"Who is older, Mara Lindqvist or Ilya Brandt?":             {"Who is older, Mara Lindqvist?", "Who is older, Ilya Brandt?"},
		"Did Lindqvist or Brandt speak?":                           {"Did Lindqvist speak?", "Did Brandt speak?"},
		"Compare the Reed Front and the Pale Hand":                 {"the Reed Front?", "the Pale Hand?"},
		"Compare Reed Front with Pale Hand by number of raids":     {"Reed Front by number of raids?", "Pale Hand by number of raids?"},
		"What is the difference between Reed Front and Pale Hand?": {"Reed Front?", "Pale Hand?"},
		"How does the Reed Front differ from the Pale Hand?":       {"the Reed Front?", "the Pale Hand?"},
		"Raids by the Reed Front versus the Pale Hand":             {"Raids by the Reed Front?", "Raids by the Pale Hand?"},
		"Was the raid in Tessim or in Estan?":                      {"Was the raid in Tessim?", "Was the raid in Estan?"},
	} {
		if diff := cmp.Diff(want, question.Parts(text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestPartsLeavesWhole(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"",
		"?",
		"Who leads the Reed Front?",
		"When and where was the ferry burned?",
		"Who burned the ferry and when?",
		"Who burned the ferry and the bridge?",
		"What is known of who burned the ferry and why it was there?",
		"Does the article say who did it and how it was done?",
		"I read of a raid. Who did it? And when was it?",
		"Who was hurt or killed?",
		"Which group, which has no name, burned the ferry?",
		"Was it war or peace?",
		"Did monks or Raiders do it?",
		"Was Alba, Brin or Corda or Dole hit?",
		"Why? Why not?",
		"What did Lindqvist and Brandt say?",
	} {
		if got := question.Parts(text); len(got) != 1 || got[0] != text {
			t.Errorf("%q is divided into %q", text, got)
		}
	}
}

func FuzzParts(f *testing.F) {
	for _, seed := range []string{"Who is A, and who is B?", "A or B", "A? B?", "compare A with \xff", " and who", "Did A or B"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if n := len(question.Parts(text)); n < 1 || n > 4 {
			t.Fatalf("%d parts", n)
		}
	})
}
