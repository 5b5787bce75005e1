package generate

import (
	"slices"
	"testing"

	"sitrep/bot/answer/attribution"
	"sitrep/bot/llm/llmtest"
)

// TestSpeakerIsSaidOnce has sentences that name their speaker by surname, at their end, with
// verbs that the check's own list lacks.
func TestSpeakerIsSaidOnce(t *testing.T) {
	t.Parallel()
	speaker := attribution.Speaker{Name: "Lorin Weskamp", Role: "a fellow at the Norwind Institute"}
	for _, c := range []struct{ source, written, want string }{
		{
			"Weskamp highlighted that the brigade recruits in three camps.",
			"Lorin Weskamp said that Weskamp highlighted that the brigade recruits in three camps.",
			"Weskamp highlighted that the brigade recruits in three camps.",
		},
		{
			"Weskamp highlighted that the brigade recruits in three camps.",
			"Weskamp highlighted that the brigade recruits in three camps.",
			"Weskamp highlighted that the brigade recruits in three camps.",
		},
		{
			"The brigade recruits in three camps near the border, kept in mind Weskamp.",
			"Lorin Weskamp said that the brigade recruits in three camps near the border, kept in mind Weskamp.",
			"The brigade recruits in three camps near the border, kept in mind Weskamp.",
		},
	} {
		e := Evidence{ID: "d1s1", Text: c.source, Speaker: speaker}
		got, drops := newChecker([]Evidence{e}, nil).sentence(drafted{c.written, []string{"d1s1"}})
		if got.Text != c.want {
			t.Errorf("of %q\n got %q %v\nwant %q", c.written, got.Text, drops, c.want)
		}
	}
}

func TestFirstPersonIsNotReworded(t *testing.T) {
	t.Parallel()
	speaker := attribution.Speaker{Name: "Tarek Olmedin"}
	for text, want := range map[string]bool{
		"Olmedin told the paper that “our forces hold the bridge and we have the road.”": true,
		"\"I saw four boats,\" Olmedin said.":                                            true,
		"“We've closed the mill,” Olmedin said.":                                         true,
		"Olmedin said that “the bridge” was held by the US army.":                        false,
		"Our reporter met Olmedin, who called it “a mistake”.":                           false,
	} {
		if got := quotesFirstPerson(text); got != want {
			t.Errorf("%q quotes a first person: %t, want %t", text, got, want)
		}
	}
	e := Evidence{ID: "d9s1", Text: "Olmedin told the paper that “our forces hold the bridge and we have the road.”", Speaker: speaker}
	got, drops := newChecker([]Evidence{e}, nil).sentence(drafted{"Olmedin told the paper that our forces hold the bridge and we have the road.", []string{"d9s1"}})
	if got.Text != "" || len(drops) != 1 || drops[0].Reason != FirstPerson {
		t.Errorf("got %q %v, want a drop for the first person", got.Text, drops)
	}
	server := llmtest.New(t, 7)
	server.Play(llmtest.Honest())
	out, err := gate(t, server).Write(t.Context(), Question{Text: "Who holds the bridge?", Evidence: append(articles(), e)})
	if err != nil || !slices.Contains(out.Withheld, "d9s1") {
		t.Errorf("withheld %v, %v; want the quoted first person among them", out.Withheld, err)
	}
}
