package retrieval

import "testing"

func TestWithoutExcluded(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Which raids were not claimed by the Reed Front?":    "Which raids were?",
		"Who raided Tessim other than the Reed Front?":       "Who raided Tessim?",
		"Raids by all bands except Pale Hand of Estan":       "Raids by all bands",
		"Who came, apart from Mara Lindqvist, to the ferry?": "Who came, to the ferry?",
		"Why was it not closed by anybody?":                  "Why was it not closed by anybody?",
		"Who burned the ferry?":                              "Who burned the ferry?",
		"Other than Brandt?":                                 "Other than Brandt?",
	} {
		if got := withoutExcluded(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
