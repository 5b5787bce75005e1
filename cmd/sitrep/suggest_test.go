package main

import "testing"

func TestEditDistance(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "ask", 3},
		{"search", "serch", 1},
		{"index", "indxe", 1},
		{"verify", "vary", 3},
		{"ask", "ask", 0},
	} {
		if got := editDistance(tc.a, tc.b); got != tc.want {
			t.Errorf("from %q to %q: got %d, want %d", tc.a, tc.b, got, tc.want)
		}
		if got := editDistance(tc.b, tc.a); got != tc.want {
			t.Errorf("from %q to %q: got %d, want %d", tc.b, tc.a, got, tc.want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	names := []string{"ask", "search", "index"}
	for word, want := range map[string]string{
		"serch": `, did you mean "search"?`,
		"aks":   `, did you mean "ask"?`,
		"dance": "",
		"":      "",
	} {
		if got := didYouMean(word, "", names); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}
