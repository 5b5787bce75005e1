package split

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
)

// outline prints a layout's sentences as "KIND PARAGRAPH text", one a line.
func outline(text string, layout corpus.Layout) string {
	var b strings.Builder
	for _, s := range layout.Sentences {
		kind := "SHIF"[s.Kind]
		said := strings.ReplaceAll(text[s.Span.Start:s.Span.End], "\n", "/")
		fmt.Fprintf(&b, "%c%d %s\n", kind, s.Paragraph, said)
	}
	return b.String()
}

func TestKinds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, title, text, want string }{
		{
			name: "headings of a report",
			text: "Background\n\nThe group was formed in 1998. It has two wings.\n\nWhat comes next?\n\nNobody knows what it will do.\n",
			want: "H0 Background\nS1 The group was formed in 1998.\nS1 It has two wings.\nH2 What comes next?\nS3 Nobody knows what it will do.\n",
		},
		{
			name: "Markdown headings and emphasis",
			text: "## Tactics\nThey use mines.\n**Funding**\nThey tax coal.\n",
			want: "H0 Tactics\nS1 They use mines.\nH2 Funding\nS3 They tax coal.\n",
		},
		{
			name: "headline equal to the title", title: "Raid near the border, and what followed.",
			text: "Raid near the border, and what followed.\n\nSoldiers raided a house.\n",
			want: "H0 Raid near the border, and what followed.\nS1 Soldiers raided a house.\n",
		},
		{
			name: "no heading without text below",
			text: "Soldiers raided a house in the valley.\n\nMore on this story\n",
			want: "S0 Soldiers raided a house in the valley.\nF1 More on this story\n",
		},
		{
			name: "paragraphs without full stops are no headings",
			text: "Soldiers raided a house in the valley before dawn and found rifles, cash, phones and a map of the garrison\n" +
				"The owner, a trader of cloth from the next town, was taken away for questioning and has not been seen since then\n",
			want: "S0 Soldiers raided a house in the valley before dawn and found rifles, cash, phones and a map of the garrison\n" +
				"S1 The owner, a trader of cloth from the next town, was taken away for questioning and has not been seen since then\n",
		},
		{
			name: "by-line, date, caption, credit",
			text: "By Mina Karimi and Jo Bell\n12 March 2024\nPhoto: Jo Bell\nFigure 3: The valley seen from the east\nSoldiers raided a house.\n(Reporting by Mina Karimi)\n",
			want: "F0 By Mina Karimi and Jo Bell\nF1 12 March 2024\nF2 Photo: Jo Bell\nF3 Figure 3: The valley seen from the east\nS4 Soldiers raided a house.\nF5 (Reporting by Mina Karimi)\n",
		},
		{
			name: "headline above by-line and date",
			text: "Raid near the border\nBy Mina Karimi\n12 March 2024\n\nSoldiers raided a house.\n",
			want: "H0 Raid near the border\nF1 By Mina Karimi\nF2 12 March 2024\nS3 Soldiers raided a house.\n",
		},
		{
			name: "bold lines above a table, and above a list of addresses",
			text: "**Dates:**\n| 1998 | founded |\n\n## **Hosts**\na.example\nb.example\n",
			want: "H0 Dates:\nI1 1998 | founded\nH2 Hosts\nF3 a.example\nF4 b.example\n",
		},
		{
			name: "dateline with agency",
			text: "QUETTA, Pakistan (AP) — Gunmen stopped a bus. Nine died.\n",
			want: "F0 QUETTA, Pakistan (AP) —\nS0 Gunmen stopped a bus.\nS0 Nine died.\n",
		},
		{
			name: "dateline in brackets below a lead",
			text: "A bus was stopped in the hills and nine of those in it were shot, the ministry says.\n[Quetta] Gunmen stopped a bus.\n",
			want: "S0 A bus was stopped in the hills and nine of those in it were shot, the ministry says.\nF1 [Quetta]\nS1 Gunmen stopped a bus.\n",
		},
		{
			name: "dateline of wire copy",
			text: "PORT ALMA, 7 FEB 91 (RADIO UNO) -- [REPORT] [J. PAZ] [TEXT] GUNMEN STOPPED A BUS.\n\n[BEGIN RECORDING] [PAZ] NINE DIED. [END RECORDING]\n",
			want: "F0 PORT ALMA, 7 FEB 91 (RADIO UNO) -- [REPORT] [J. PAZ] [TEXT]\nS0 GUNMEN STOPPED A BUS.\nF1 [BEGIN RECORDING]\nS1 [PAZ] NINE DIED.\nF1 [END RECORDING]\n",
		},
		{
			name: "dashes in the first sentence are no dateline",
			text: "TTP -- the largest of them -- met in June.\n",
			want: "S0 TTP -- the largest of them -- met in June.\n",
		},
		{
			name: "lists",
			text: "They took:\n- rifles and cash; all of it\n  in dollars\n• a radio. It was new.\n\n1. First aim\n2) Second aim\n(3) Third aim\n",
			want: "S0 They took:\nI1 rifles and cash; all of it/  in dollars\nI2 a radio.\nI2 It was new.\nI3 First aim\nI4 Second aim\nI5 Third aim\n",
		},
		{
			name: "table rows",
			text: "| Group | Year |\n| Red Hand. Old wing | 1998 |\n",
			want: "I0 Group | Year\nI1 Red Hand. Old wing | 1998\n",
		},
		{
			name: "lines wrapped by hand",
			text: "Soldiers raided a house in the valley before dawn\nand found rifles. The owner of the house, who sells\ncloth, was taken away.\nHe has not been seen since then, his brother says\non the telephone.\n",
			want: "S0 Soldiers raided a house in the valley before dawn/and found rifles.\nS0 The owner of the house, who sells/cloth, was taken away.\nS1 He has not been seen since then, his brother says/on the telephone.\n",
		},
		{
			name: "a line broken at a subscript",
			text: "They were poisoned with CO\n2 in the cellar of an old house that nobody had lived in for many years, the police of the town said, and died within the hour.\n",
			want: "S0 They were poisoned with CO/2 in the cellar of an old house that nobody had lived in for many years, the police of the town said, and died within the hour.\n",
		},
		{name: "nothing", text: "", want: ""},
		{name: "marks only", text: "—\n\n***", want: "F0 —\nF1 ***\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := outline(test.text, Split(test.title, test.text))
			if diff := cmp.Diff(strings.Split(test.want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("layout (-want +got):\n%s", diff)
			}
			checkLayout(t, test.text, Split(test.title, test.text))
		})
	}
}

func TestLongSentencesAreCut(t *testing.T) {
	t.Parallel()
	clause := "the army of the north took the town of Alma from the rebels in the spring"
	for name, test := range map[string]struct {
		text string
		ends string // what every part but the last ends with
	}{
		"at semicolons":      {strings.Repeat(clause+", and held it; ", 20), ";"},
		"not in brackets":    {strings.Repeat(clause+" (so it says; falsely); ", 20), ");"},
		"before conjunction": {strings.Repeat(clause+", and ", 20) + clause, ","},
		"between words":      {strings.TrimSpace(strings.Repeat("alpha ", 400)), "a"},
		"encoded data":       {strings.Repeat("QUJDRA", 2000), ""},
		"rule of dashes":     {strings.Repeat("=", 20000), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			layout := Split("", test.text)
			checkLayout(t, test.text, layout)
			if len(layout.Sentences) < 2 {
				t.Fatalf("%d sentences, want several", len(layout.Sentences))
			}
			for i, s := range layout.Sentences[:len(layout.Sentences)-1] {
				part := test.text[s.Span.Start:s.Span.End]
				if !strings.HasSuffix(part, test.ends) {
					t.Errorf("part %d ends with %q, want %q", i, part[max(0, len(part)-20):], test.ends)
				}
			}
		})
	}
}
