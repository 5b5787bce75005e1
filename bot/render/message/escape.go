package message

import (
	"strings"
	"unicode/utf8"

	"sitrep/bot/render"
)

// Escape writes text so that Discord's markdown shows exactly these characters and finds
// nothing to act on: a backslash, which Discord takes away before any character that is
// neither letter, digit nor space, stands before every character that could begin or end
// formatting, a mention, an emoji, a link or a block. Addresses stay readable but cannot be
// clicked. The text is taken to begin at the start of a line. White space is left as it is.
func Escape(text string) string { return escapeRange(text, 0, len(text)) }

// escapeRange is text[from:to], escaped as part of the whole.
func escapeRange(text string, from, to int) string {
	var b strings.Builder
	b.Grow(to - from + (to-from)/16)
	start := 0 // of the line
	for i, r := range text[:to] {
		if i >= from {
			if active(text[start:i], text[i:], r) {
				b.WriteByte('\\')
			}
			_, size := utf8.DecodeRuneInString(text[i:])
			b.WriteString(text[i : i+size])
		}
		if r == '\n' {
			start = i + 1
		}
	}
	return b.String()
}

// active reports whether Discord could act on the rune r that begins rest, standing behind
// line, the part of its line before it.
func active(line, rest string, r rune) bool {
	switch r {
	case '\\', '`', '*', '_', '~', '|', '<', '>', '[', ']', '@':
		return true
	case '#', '-', '+': // heading, small print, list
		return strings.Trim(line, " ") == ""
	case '.', ')':
		return isNumber(strings.Trim(line, " ")) || r == '.' && namesDiscord(line)
	case ':':
		return strings.HasPrefix(rest, "://") || startsEmoji(rest)
	}
	return false
}

// isNumber reports whether s is what an ordered list would be numbered with.
func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// namesDiscord reports whether a line ends in a name under which Discord looks for codes of
// invitations, gifts and templates even where no address is linked.
func namesDiscord(line string) bool {
	tail := strings.ToLower(line[max(0, len(line)-len("discordapp")):])
	return strings.HasSuffix(tail, "discord") || strings.HasSuffix(tail, "discordapp")
}

// startsEmoji reports whether text, which begins with a colon, could be ":name:", whatever
// the escapes in the name will make of it.
func startsEmoji(text string) bool {
	end := strings.IndexAny(text[1:], ": \n")
	return end >= 0 && text[1+end] == ':'
}

// inline is outside text on one line of the frame: cleaned of what steers the layout, cut
// to at most limit characters, escaped, and isolated where the frame runs from the right.
func (r Renderer) inline(text string, limit int) string {
	return r.Locale.Isolate(Escape(shorten(render.Clean(text), limit)))
}

// shorten cuts text to at most limit UTF-16 code units, the last of them "…" if any was cut.
func shorten(text string, limit int) string {
	if length(text) <= limit {
		return text
	}
	room := limit - 1
	for i, r := range text {
		if room -= units(r); room < 0 {
			return strings.TrimRight(text[:i], " ") + "…"
		}
	}
	return text
}

// length counts UTF-16 code units.
func length(text string) int {
	n := 0
	for _, r := range text {
		n += units(r)
	}
	return n
}

func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
