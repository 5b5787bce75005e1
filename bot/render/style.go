package render

import "strings"

// style writes the escape sequences that a terminal understands, or none.
type style struct {
	colour bool
	links  bool
}

// The sequences of ECMA-48 "select graphic rendition" in use.
const (
	reset  = "\x1b[0m"
	bold   = "\x1b[1m"
	faint  = "\x1b[2m"
	cyan   = "\x1b[36m"
	yellow = "\x1b[33m"
)

func (s style) paint(sequence, text string) string {
	if !s.colour || text == "" {
		return text
	}
	return sequence + text + reset
}

// link makes text a hyperlink by the terminal convention OSC 8
// (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda). A target that holds
// anything but printable ASCII would end the sequence early, so it is not linked.
func (s style) link(target, text string) string {
	if !s.links || strings.ContainsFunc(target, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return text
	}
	return "\x1b]8;;" + target + "\x1b\\" + text + "\x1b]8;;\x1b\\"
}
