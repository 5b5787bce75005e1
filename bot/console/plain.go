package console

import (
	"regexp"
	"strings"

	"sitrep/bot/render"
)

// Discord's marks at the beginning of a line, and what stands for them in a terminal.
var heads = []struct{ mark, plain string }{
	{"### ", ""}, {"## ", ""}, {"-# ", "  "}, {"> ", "  | "},
}

// link is [label](<address>) or [label](address) of our own making.
var link = regexp.MustCompile(`\[([^\]\n]*)\]\(<?(https?://[^\s>)]+)>?\)`)

// plain is a message without Discord's markup, safe to print.
func plain(content string) string {
	var lines []string
	for line := range strings.SplitSeq(content, "\n") {
		prefix := ""
		for _, h := range heads {
			if rest, ok := strings.CutPrefix(line, h.mark); ok {
				prefix, line = h.plain, rest
				break
			}
		}
		line = link.ReplaceAllString(line, "$1 <$2>")
		lines = append(lines, strings.TrimRight(prefix+render.Clean(unmarked(line)), " "))
	}
	return strings.Join(lines, "\n")
}

// unmarked is one line without marks of formatting and without the backslashes that keep
// characters from being such marks.
func unmarked(line string) string {
	var b strings.Builder
	escaped := false
	for _, r := range line {
		switch {
		case escaped:
			b.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == '*' || r == '`':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
