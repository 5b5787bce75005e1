package render

import (
	"net/url"
	"strings"
)

// directive separates a URL's fragment from instructions to the browser,
// https://wicg.github.io/scroll-to-text-fragment/#fragment-directive.
const directive = ":~:"

// A quote of more than maxWhole words is named by the words at its two ends.
const (
	maxWhole = 12
	endWords = 6
)

// FragmentLink is the address of a page with a text fragment, as specified by
// https://wicg.github.io/scroll-to-text-fragment/, that makes a browser scroll to the quote
// and highlight it: "#:~:text=" and the whole quote, or for a long one its first and last
// words, "start,end". A fragment that the address has already is kept, a directive in it is
// replaced. The result is empty unless address is an absolute http or https URL, and
// address itself if the quote holds no words.
func FragmentLink(address, quote string) string {
	page, err := url.Parse(strings.TrimSpace(address))
	if err != nil || page.Host == "" || page.Scheme != "http" && page.Scheme != "https" {
		return ""
	}
	anchor, _, _ := strings.Cut(page.EscapedFragment(), directive)
	page.Fragment, page.RawFragment = "", ""
	link := strings.TrimSuffix(page.String(), "#")
	text := textDirective(quote)
	switch {
	case text != "":
		return link + "#" + anchor + directive + "text=" + text
	case anchor != "":
		return link + "#" + anchor
	default:
		return link
	}
}

// textDirective is the value of a text directive that matches the quote. Each part must lie
// within one block of the page, so a quote that runs over a line end is named by its ends.
func textDirective(quote string) string {
	var lines [][]string
	for line := range strings.FieldsFuncSeq(quote, isLineEnd) {
		if words := strings.Fields(line); len(words) > 0 {
			lines = append(lines, words)
		}
	}
	switch {
	case len(lines) == 0:
		return ""
	case len(lines) == 1 && len(lines[0]) <= maxWhole:
		return escapeDirective(lines[0])
	}
	first, last := lines[0], lines[len(lines)-1]
	return escapeDirective(first[:min(endWords, len(first))]) + "," +
		escapeDirective(last[max(0, len(last)-endWords):])
}

func isLineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029'
}

// escapeDirective joins words by spaces and percent-encodes all but letters, digits, ".",
// "_" and "~" of ASCII. The specification asks for "&", "-" and ",", which mean something in
// a directive; the others would mean something to a URL, or to the markdown a link stands in.
func escapeDirective(words []string) string {
	const hex = "0123456789ABCDEF"
	text := strings.ToValidUTF8(strings.Join(words, " "), string(placeholder))
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '_', c == '~':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}
