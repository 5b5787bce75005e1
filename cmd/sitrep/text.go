package main

import (
	"fmt"
	"strings"

	"sitrep/bot/render"
)

// oneLine is text from outside on one line, safe to show on a terminal.
func oneLine(text string) string { return render.Clean(text) }

// count is "1 article" or "3 articles"; plurals are regular.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// counts joins those counts that are not zero: "2 added, 1 removed".
func counts(separator string, parts ...string) string {
	var kept []string
	for _, part := range parts {
		if !strings.HasPrefix(part, "0 ") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, separator)
}
