package message

import (
	"strconv"
	"strings"
	"unicode"

	"sitrep/bot"
	"sitrep/bot/locale"
	"sitrep/bot/render"
)

// The most of a name, a title, a question and a sentence around quotes that a message shows.
const (
	maxName     = 100
	maxTitle    = 150
	maxQuestion = 300
	maxSentence = 1500
)

// quoted is a quote with the line that says where it is from.
type quoted struct {
	text   string // the quote's own words
	loud   loud   // what of them is bold
	mark   string // "[1]"
	source string // the line of small print under it
}

func (r Renderer) quoted(c bot.Citation) quoted {
	mark := "[" + strconv.Itoa(c.N) + "]"
	return quoted{text: c.Quote, mark: mark, source: small + r.Locale.Line(r.provenance(mark, c))}
}

// small begins a line of small print.
const small = "-# "

// provenance is who says a quote and how, in which article, where and when, with a link that leads
// to the quote.
func (r Renderer) provenance(mark string, c bot.Citation) string {
	speaker := ""
	if !strings.EqualFold(render.Clean(c.Speaker), render.Clean(c.Publisher)) {
		speaker = bold(r.inline(c.Speaker, maxName))
	}
	if speaker != "" {
		speaker = known(", ", speaker, r.nature(c.Nature))
	}
	jump := link(r.Locale.Text(locale.ReadThere), c.Link)
	if jump == "" {
		jump = link(r.Locale.Text(locale.OpenArticle), c.URL)
	}
	return mark + " " + known(" · ", speaker, r.origin(c.Publisher, c.Published), r.title(c.Title), jump)
}

// nature says what kind of statement a speaker makes, empty for one that just tells.
func (r Renderer) nature(n bot.Nature) string {
	switch n {
	case bot.Claim:
		return r.Locale.Text(locale.NatureClaim)
	case bot.Attribution:
		return r.Locale.Text(locale.NatureBlame)
	case bot.Denial:
		return r.Locale.Text(locale.NatureDenial)
	}
	return ""
}

// origin is "Publisher, 11 Feb 2025" with what is known of it.
func (r Renderer) origin(publisher, published string) string {
	return known(", ", r.inline(publisher, maxName), r.day(published))
}

// title is an article's title in italics, which is empty if it has none.
func (r Renderer) title(title string) string {
	return italic(r.inline(title, maxTitle))
}

// block is the quote with its source below.
func (q quoted) block() block {
	return block{text: blockquote(emphasised(q.text, q.loud)) + "\n" + q.source, quote: &q}
}

// bare is the quote with nothing but its mark below.
func (q quoted) bare() string { return blockquote(emphasised(q.text, q.loud)) + "\n" + small + q.mark }

// part is one of several parts of the quote, with a line that says so.
func (q quoted) part(r Renderer, words string, l loud, number, of int) string {
	return blockquote(emphasised(words, l)) + "\n" + small + r.Locale.Line(q.mark+" "+r.Locale.Text(locale.PartOf, number, of))
}

func (q quoted) partOverhead(r Renderer) int {
	return length(q.part(r, "", loud{}, manyPage, manyPage)) + len("****")
}

// blockquote puts each line of text behind a bar.
func blockquote(text string) string {
	return "> " + strings.ReplaceAll(text, "\n", "\n> ")
}

// splitQuote cuts a quote into parts of which each takes at most room characters as an
// escaped block quote, behind a space where there is one. Joined they are the quote.
func splitQuote(quote string, room int) []string {
	var parts []string
	for {
		at := quoteCut(quote, room)
		if at == len(quote) {
			return append(parts, quote)
		}
		parts, quote = append(parts, quote[:at]), quote[at:]
	}
}

// quoteCut is the length in bytes of the first part of a quote, which is never empty. A
// character stays with the marks that combine with it.
func quoteCut(quote string, room int) int {
	at, space := 0, 0
	for i, c := range quote {
		if room -= quoteCost(c); room < 0 && i > 0 {
			switch {
			case space > at/2:
				return space
			case at > 0:
				return at
			default: // nothing but combining marks as far as the page goes
				return i
			}
		}
		joins := unicode.Is(unicode.M, c) || c == '\u200D' || strings.HasSuffix(quote[:i], "\u200D")
		if i > 0 && !joins {
			at = i
		}
		if i > 0 && quote[i-1] == ' ' && c != '\n' {
			space = i
		}
	}
	return len(quote)
}

// quoteCost is the most that a character can take in an escaped block quote, where each line
// may be in bold.
func quoteCost(c rune) int {
	switch {
	case c == '\n':
		return len("\n> ****")
	case c < unicode.MaxASCII && (unicode.IsPunct(c) || unicode.IsSymbol(c)):
		return len(`\`) + 1
	}
	return units(c)
}

func bold(text string) string   { return wrapped("**", text) }
func italic(text string) string { return wrapped("*", text) }

func wrapped(mark, text string) string {
	if text == "" {
		return ""
	}
	return mark + text + mark
}

// known joins those parts that are not empty.
func known(separator string, parts ...string) string {
	var have []string
	for _, part := range parts {
		if part != "" {
			have = append(have, part)
		}
	}
	return strings.Join(have, separator)
}
