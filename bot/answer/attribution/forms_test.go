package attribution

import (
	"strings"
	"testing"

	"sitrep/corpus/split"
)

// speakersOf reads a text and returns, by the start of each sentence, who speaks.
func speakersOf(t *testing.T, text string) func(opening string) Speaker {
	t.Helper()
	layout := split.Split("", text)
	article := Read(text, layout.Sentences)
	return func(opening string) Speaker {
		t.Helper()
		for i, s := range layout.Sentences {
			if strings.HasPrefix(text[s.Span.Start:s.Span.End], opening) {
				speaker, _ := article.Speaker(i)
				return speaker
			}
		}
		t.Fatalf("no sentence begins with %q", opening)
		return Speaker{}
	}
}

func TestFormsOfAttribution(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, sentence string
		want                 string // Speaker.String()
		manner               Manner
	}{
		{
			"name, role, verb",
			"Marta Quill, a harbour inspector in Eastport, said that the crane had been sabotaged.", "Marta Quill",
			"Marta Quill, a harbour inspector in Eastport", Said,
		},
		{
			"role before name",
			"Former customs director Owen Bray warned that the route was open again.", "Former",
			"Owen Bray, Former customs director", Warned,
		},
		{
			"according to, behind",
			"The bridge fell at noon, according to Lena Hartog, a spokeswoman for the ministry.", "The bridge",
			"Lena Hartog, a spokeswoman for the ministry", Said,
		},
		{
			"according to, in front",
			"According to the river police, two boats were burned.", "According",
			"the river police", Said,
		},
		{
			"inverted behind a quotation",
			"“They came at night,” said Tomas Reyl, a watchman.", "“They",
			"Tomas Reyl, a watchman", Said,
		},
		{
			"any verb behind a quotation",
			"“We shall rebuild the mill,” Anders Vole continued, pointing at the ruins.", "“We",
			"Anders Vole", Said,
		},
		{
			"denial",
			"However, Sila Mando, the movement's envoy, denied that its men had crossed the border.", "However",
			"Sila Mando, the movement's envoy", Denied,
		},
		{
			"claim",
			"The Brigade of the North claimed that it had shot down the drone.", "The Brigade",
			"The Brigade of the North", Claimed,
		},
		{
			"surname later",
			"Ines Dahl, a lecturer at Coldwater College, said the group was split.\n\nDahl added that money was the reason.", "Dahl added",
			"Ines Dahl, a lecturer at Coldwater College", Said,
		},
		{
			"pronoun later",
			"Ines Dahl, a lecturer at Coldwater College, said the group was split. She warned of more attacks.", "She",
			"Ines Dahl, a lecturer at Coldwater College", Warned,
		},
		{
			"a quotation that runs over sentences",
			"“The convoy left early. It never reached the pass,” said Captain Iro Beck.", "“The convoy",
			"Captain Iro Beck", Said,
		},
		{
			"capitals throughout",
			"POLICE CHIEF RAUL ODEN SAID THAT THREE MEN WERE HELD AFTER THE RAID.", "POLICE",
			"POLICE CHIEF RAUL ODEN", Said,
		},
		{
			"nobody speaks",
			"The convoy left the capital on Monday and reached the coast a day later.", "The convoy",
			"", Said,
		},
		{
			"a country is no verb of saying",
			"The treaty with the United States lapsed in spring.", "The treaty",
			"", Said,
		},
		{
			"media reports are a noun",
			"Media reports of a split could not be confirmed.", "Media",
			"", Said,
		},
		{
			"a passive hands on nothing",
			"The theft was reported by a neighbour.", "The theft",
			"", Said,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := speakersOf(t, test.text)(test.sentence)
			if got.String() != test.want {
				t.Errorf("speaker: got %q, want %q", got.String(), test.want)
			}
			if got.Manner != test.manner {
				t.Errorf("manner: got %d, want %d", got.Manner, test.manner)
			}
		})
	}
}

func TestPullQuoteHasTheSpeakerOfTheSentenceItRepeats(t *testing.T) {
	t.Parallel()
	text := "The smugglers now own the whole northern road and every bridge on it.\n\n" +
		"“The smugglers now own the whole northern road and every bridge on it,” said Pia Lund, a former judge."
	speaker := speakersOf(t, text)("The smugglers")
	if speaker.Name != "Pia Lund" {
		t.Errorf("speaker of the pull quote: got %q, want Pia Lund", speaker)
	}
}
