package message

import (
	"strings"

	"pgregory.net/rapid"
)

// hostile is pieces of text that Discord, a layout or a limit could trip over.
func hostile() []string {
	return []string{
		"word", "The ", "in 2025", " ", "  ", "\n", "\n\n", ".", ", ", ": ", "é", "е́", "ة", "عربي ", "日本", "🙂", "👩‍👩‍👧", "🇫🇷",
		"`", "``", "```", "```go\n", "*", "**", "***", "_", "__", "~", "~~", "|", "||", "\\", "\\\\", "\\*", "\\_", "¯\\_(ツ)_/¯",
		">", "> ", ">>> ", "#", "# ", "### ", "-# ", "- ", "* ", "+ ", "1. ", "12) ", "[", "]", "(", ")", "[a](http://b.test)", "](<http://c.test>)",
		"<@1234>", "<@!1>", "<@&5>", "<#77>", "<t:1700000000:R>", "</ask:12>", "<id:home>", "<a:x:9>", "<:x:9>", ":smile:", ":+1:", ":", "::",
		"@everyone", "@here", "@", "http://d.test/x_y*z*", "https://e.test/(a)|b|", "<https://f.test>", "discord.gg/abc", "Discord.com/invite/x",
		"www.g.test", "a@h.test", "<mailto:a@h.test>", "steam://run", "\u202e", "\u200b", "\u200d", "\u2066", "\ufeff", "\u00ad", "\u0301\u0301", "\x00", "\x1b[31m",
		"%s", "%d", "{}", "&lt;", "\t", "\u2028", strings.Repeat("w", 300), strings.Repeat("*", 90), strings.Repeat("a b ", 200),
	}
}

// text draws a string of hostile pieces and arbitrary characters.
func text(t *rapid.T, label string, most int) string {
	pieces := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(hostile()), rapid.StringN(0, 8, -1)), 0, most).Draw(t, label)
	return strings.ToValidUTF8(strings.Join(pieces, ""), "")
}

// stored draws what an article can hold once it is in the corpus: no control characters, no
// hidden ones, no spaces around it.
func stored(t *rapid.T, label string, most int) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, strings.ContainsRune("\u202e\u200b\u2066\ufeff\u00ad", r):
			return -1
		}
		return r
	}, text(t, label, most))
	return strings.TrimSpace(clean)
}
