package render

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

func TestWrapLosesNothingAndFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := Clean(rapid.String().Draw(t, "text"))
		width := rapid.IntRange(2, 60).Draw(t, "width")
		lines := wrap(text, width)
		for _, line := range lines {
			// A single character may be wider than the page; it then has a line of its own.
			if uniseg.StringWidth(line) > width && uniseg.GraphemeClusterCount(line) > 1 {
				t.Fatalf("%q is wider than %d columns", line, width)
			}
		}
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got, want := squeeze(strings.Join(lines, "")), squeeze(text); got != want {
			t.Fatalf("wrapped text says %q, want %q", got, want)
		}
	})
}

func TestWrap(t *testing.T) {
	for name, tc := range map[string]struct {
		text  string
		width int
		want  []string
	}{
		"empty":          {"", 10, []string{""}},
		"fits":           {"one two", 7, []string{"one two"}},
		"breaks at word": {"one two three", 8, []string{"one two", "three"}},
		"hyphen":         {"the IS-KP said", 6, []string{"the", "IS-KP", "said"}},
		"long word":      {"a incomprehensibilities b", 8, []string{"a", "incompre", "hensibil", "ities b"}},
		"wide letters":   {"灯りが見えた", 4, []string{"灯り", "が見", "えた"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := wrap(tc.text, tc.width)
			if strings.Join(got, "|") != strings.Join(tc.want, "|") {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestShorten(t *testing.T) {
	if got, want := shorten("a long address", 7), "a long…"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := shorten("short", 7), "short"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
