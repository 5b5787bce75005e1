package attribution

import (
	"strings"
	"testing"

	"sitrep/corpus/split"
)

// speakers reads a text and returns what Speaker says of each sentence, "" for the article.
func speakers(text string) []string {
	layout := split.Split("", text)
	article := Read(text, layout.Sentences)
	var all []string
	for i := range layout.Sentences {
		speaker, _ := article.Speaker(i)
		all = append(all, speaker.String())
	}
	return all
}

func TestSpeakerOfOneSentence(t *testing.T) {
	for sentence, want := range map[string]string{
		`Mara Lindqvist, the harbour commission's chair, warned that the northern route is open again.`: "Mara Lindqvist, the harbour commission's chair",
		`According to Ilya Brandt, a customs officer, forty lorries crossed in one night.`:              "Ilya Brandt, a customs officer",
		`“The route is open again,” said Mara Lindqvist, chair of the harbour commission.`:              "Mara Lindqvist, chair of the harbour commission",
		`“The route is open again,” Lindqvist told the Harbour Post.`:                                   "Lindqvist",
		`The harbour police denied that anybody had been hurt.`:                                         "The harbour police",
		`A spokesman for the ministry said that the bridge would stay closed.`:                          "A spokesman for the ministry",
		`Ana Ruiz of the Harbour Institute told the Harbour Post that the figures were wrong.`:          "Ana Ruiz of the Harbour Institute",
		`The figures were wrong, according to the Ministry of Fisheries.`:                               "the Ministry of Fisheries",
		`The same study, according to the Harbour Post, counted the rebels among the smugglers.`:        "the Harbour Post",
		`THE COAST GUARD COMMAND HAS REPORTED THAT TWO BOATS WERE SUNK NEAR THE LIGHTHOUSE.`:            "THE COAST GUARD COMMAND",
		`Two boats were sunk near the lighthouse on Tuesday.`:                                           "",
		`The damage was reported by nobody until Friday.`:                                               "",
		`It is said to be the oldest bridge of the valley.`:                                             "",
	} {
		if got := speakers(sentence); len(got) != 1 || got[0] != want {
			t.Errorf("%s\n got %q\nwant %q", sentence, got, want)
		}
	}
}

func TestSpeakerOverSentences(t *testing.T) {
	text := strings.Join([]string{
		`Mara Lindqvist, the chair of the harbour commission, warned on Monday that the northern route is open again.`,
		`Lindqvist said that forty lorries had crossed in one night.`,
		`She added that the police knew of it.`,
		``,
		`“The police did what they could,” said Ilya Brandt, a police officer. “We were three men that night.”`,
		``,
		`The bridge was built in 1911.`,
	}, "\n")
	chair := "Mara Lindqvist, the chair of the harbour commission"
	officer := "Ilya Brandt, a police officer"
	want := []string{chair, chair, chair, officer, officer, ""}
	got := speakers(text)
	if len(got) != len(want) {
		t.Fatalf("%d sentences, want %d: %q", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("sentence %d: got %q, want %q", i, got[i], want[i])
		}
	}
}

func TestManner(t *testing.T) {
	for sentence, want := range map[string]Manner{
		`Mara Lindqvist said that the route is open.`:           Said,
		`Mara Lindqvist claimed that the route is open.`:        Claimed,
		`Mara Lindqvist denied that the route is open.`:         Denied,
		`Mara Lindqvist turned down the claims of smuggling.`:   Denied,
		`Mara Lindqvist warned that the route might open soon.`: Warned,
	} {
		layout := split.Split("", sentence)
		speaker, found := Read(sentence, layout.Sentences).Speaker(0)
		if !found || speaker.Manner != want {
			t.Errorf("%s: got %v, %v, want %v", sentence, speaker.Manner, found, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`“We saw it,” said Ana Ruiz of the Harbour Institute. She added: "Twice."`)
	f.Add(`ACCORDING TO THE COAST GUARD, ”two boats were sunk`)
	f.Add("‘We will rebuild’, says the mayor of Quill. Police, citing « two men », blame the Ash Column")
	f.Fuzz(func(t *testing.T, text string) {
		layout := split.Split("", text)
		article := Read(text, layout.Sentences)
		for i := range layout.Sentences {
			if speaker, found := article.Speaker(i); found && strings.TrimSpace(speaker.String()) == "" {
				t.Errorf("sentence %d has a speaker without a name or role", i)
			}
		}
	})
}
