package source

import (
	"errors"
	"strings"
)

// Bounds on what is parsed as Markdown. Parsing takes time that grows with the square of
// these, so that a file made for it could stop the reader for hours; what people write stays
// far below them.
const (
	maxNesting  = 50    // quotations and lists within each other that one line opens
	maxLinks    = 2000  // links between two blank lines
	maxEmphasis = 10000 // asterisks and underscores between two blank lines
)

// errTangled is noted where Markdown is above those bounds.
var errTangled = errors.New("too intricate to be read as Markdown: taken as it stands")

// isTangled reports whether a text is above the bounds of what is parsed as Markdown.
func isTangled(text string) bool {
	links, emphasis := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			links, emphasis = 0, 0
			continue
		}
		links += strings.Count(line, "](")
		emphasis += strings.Count(line, "*") + strings.Count(line, "_")
		if links > maxLinks || emphasis > maxEmphasis || nesting(line) > maxNesting {
			return true
		}
	}
	return false
}

// nesting is at least the number of quotations and list items that a line opens.
func nesting(line string) int {
	quoted, listed := 0, 0
	for _, r := range line {
		switch {
		case r == '>':
			quoted++
		case r == '-' || r == '+' || r == '*' || r == '.' || r == ')':
			listed++
		case r == ' ' || r == '\t' || r == '\r' || '0' <= r && r <= '9':
		default:
			return quoted + listed
		}
	}
	if quoted == 0 && strings.Trim(line, "-*+ \t\r") == "" {
		return 0 // a rule
	}
	return quoted + listed
}
