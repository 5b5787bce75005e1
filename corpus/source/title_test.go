package source

import (
	"strings"
	"testing"
)

func TestTextTitle(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ text, file, want string }{
		"headline":            {"Raid near the border\n\nSoldiers raided a house.", "a.txt", "Raid near the border"},
		"headline question":   {"Who rules Alma?\nNobody knows.", "a.txt", "Who rules Alma?"},
		"Markdown headline":   {"## **Raid near the border**\nSoldiers raided a house.", "a.txt", "Raid near the border"},
		"date first":          {"12 March 2024\n\n***\nRaid near the border\nSoldiers raided a house.", "a.txt", "Raid near the border"},
		"opening sentence":    {"Soldiers of the north raided a house. They found rifles.\nMore.", "a.txt", "Soldiers of the north raided a house"},
		"abbreviations":       {"Gen. J. Khan of the U.S. Army met the elders today. They talked.", "a.txt", "Gen. J. Khan of the U.S. Army met the elders today"},
		"long opening":        {strings.Repeat("alpha beta ", 30), "a.txt", strings.TrimSpace(strings.Repeat("alpha beta ", 9)) + "…"},
		"one line only":       {"Raid near the border", "a.txt", "Raid near the border"},
		"no words":            {"* * *", "x/2024-03-12_raid-near_alma.txt", "2024 03 12 raid near alma"},
		"one word, too long":  {strings.Repeat("a", 150), "a.txt", strings.Repeat("a", 100) + "…"},
		"colon":               {"Soldiers of the north:\n\nThey raided a house.", "a.txt", "Soldiers of the north"},
		"wrapped lines":       {"Soldiers of the north,\nraided a house.", "a.txt", "Soldiers of the north, raided a house"},
		"not in Latin script": {"袭击发生在周一\n没有人受伤。", "a.txt", "袭击发生在周一"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := textTitle(test.text, test.file); got != test.want {
				t.Errorf("textTitle = %q, want %q", got, test.want)
			}
		})
	}
}
