package render

import (
	"strings"

	"github.com/rivo/uniseg"
)

// wrap breaks clean text into lines of at most width terminal columns, where Unicode's line
// breaking rules (UAX #14) allow it, but not after a hyphen: "IS-KP" stays whole. A piece
// that is wider than a line by itself is broken between characters. Lines have no trailing
// space; there is always at least one.
func wrap(text string, width int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	flush := func() {
		lines = append(lines, strings.TrimRight(line.String(), " "))
		line.Reset()
		used = 0
	}
	state := -1
	for rest := text; rest != ""; {
		var piece string
		piece, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		for strings.HasSuffix(piece, "-") && rest != "" {
			var more string
			more, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
			piece += more
		}
		wide := uniseg.StringWidth(strings.TrimRight(piece, " "))
		if used > 0 && used+wide > width {
			flush()
		}
		for wide > width {
			var head string
			head, piece = cutColumns(piece, width)
			line.WriteString(head)
			flush()
			wide = uniseg.StringWidth(strings.TrimRight(piece, " "))
		}
		line.WriteString(piece)
		used += uniseg.StringWidth(piece)
	}
	if line.Len() > 0 || len(lines) == 0 {
		flush()
	}
	return lines
}

// cutColumns splits text after as many whole characters as fit in width columns, at least
// one, so that a caller who goes on with the rest comes to an end.
func cutColumns(text string, width int) (head, rest string) {
	state, used, at := -1, 0, 0
	for at < len(text) {
		character, _, columns, next := uniseg.FirstGraphemeClusterInString(text[at:], state)
		if at > 0 && used+columns > width {
			break
		}
		at, used, state = at+len(character), used+columns, next
	}
	return text[:at], text[at:]
}

// shorten cuts clean text to width columns, the last of them an ellipsis if something was
// cut off.
func shorten(text string, width int) string {
	if uniseg.StringWidth(text) <= width {
		return text
	}
	head, _ := cutColumns(text, width-1)
	return strings.TrimRight(head, " ") + "…"
}
