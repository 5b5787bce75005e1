package generate

import (
	"strings"
	"testing"

	"sitrep/corpus/group"
)

func TestCompare(t *testing.T) {
	table, err := group.Default()
	if err != nil {
		t.Fatal(err)
	}
	const evidence = "The United Nations said that ISIS-K had burnt 12 bridges in the Lower Marsh on 11 February 2025."
	for _, tc := range []struct {
		statement      string
		named, opposed bool
		atLeast, most  float64
	}{
		{"Daesh Khorasan burnt twelve bridges in the Lower Marsh", true, false, 1, 1},
		{"ISKP did not burn bridges in February 2025", true, true, .5, 1},
		{"The UN said that ISKP burnt bridges", true, false, 1, 1},
		{"The WHO said that ISKP burnt bridges", false, false, .5, .9},
		{"ISKP burnt 13 bridges in the Lower Marsh", false, false, .6, .9},
		{"ISKP burnt 12 bridges in the Upper Marsh", false, false, .6, .9},
		{"ISKP burnt bridges in March 2025", false, false, .4, .9},
		{"Ferries burnt 12 bridges", false, false, .5, .9},
		{"", true, false, 0, 0},
	} {
		got := Compare(tc.statement, Evidence{Text: evidence}, table, func(text string) float64 {
			if len(text) < 4 && strings.ToLower(text) == text && text[0] > '9' {
				return 0
			}
			return 1
		})
		if got.Named != tc.named || got.Opposed != tc.opposed || got.Share < tc.atLeast || got.Share > tc.most {
			t.Errorf("%q: got %+v, want named %t, opposed %t, share %.1f to %.1f", tc.statement, got, tc.named, tc.opposed, tc.atLeast, tc.most)
		}
	}
}
