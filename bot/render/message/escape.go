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
	before := noWords
	for i, r := range text[:to] {
		if i >= from {
			if active(r, before, text[:i], text[i:]) {
				b.WriteByte('\\')
			}
			_, size := utf8.DecodeRuneInString(text[i:])
			b.WriteString(text[i : i+size])
		}
		before = before.followedBy(r)
	}
	return b.String()
}

// lineStart is what a line holds before some place in it.
type lineStart uint8

const (
	noWords    lineStart = iota // nothing but spaces
	onlyDigits                  // and spaces before them
	someWords
)

// followedBy is what the line holds when r has been read too.
func (s lineStart) followedBy(r rune) lineStart {
	switch {
	case r == '\n':
		return noWords
	case s == noWords && r == ' ':
		return noWords
	case s != someWords && '0' <= r && r <= '9':
		return onlyDigits
	}
	return someWords
}

// active reports whether Discord could act on r, which begins rest. Before it stands text,
// of which the line holds before.
func active(r rune, before lineStart, text, rest string) bool {
	switch r {
	case '\\', '`', '*', '_', '~', '|', '<', '>', '[', ']', '@':
		return true
	case '#', '-', '+': // heading, small print, list
		return before == noWords
	case '.':
		return before == onlyDigits || namesDiscord(text)
	case ')':
		return before == onlyDigits
	case ':':
		return strings.HasPrefix(rest, "://") || startsEmoji(rest)
	}
	return false
}

// namesDiscord reports whether a text ends in a name under which Discord looks for codes of
// invitations, gifts and templates even where no address is linked.
func namesDiscord(text string) bool {
	tail := strings.ToLower(text[max(0, len(text)-len("discordapp")):])
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
