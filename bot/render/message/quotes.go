package message

import (
	"strconv"
	"strings"

	"sitrep/bot"
	"sitrep/bot/locale"
)

// MoreQuotes shows further quotes on the question of an answer.
func (r Renderer) MoreQuotes(question string, citations []bot.Citation) []Page {
	if len(citations) == 0 {
		return []Page{r.Notice(locale.NoMoreQuotes)}
	}
	blocks := []block{r.heading(r.Locale.Text(locale.MoreQuotes)), r.question(question)}
	for _, c := range citations {
		blocks = append(blocks, r.quoted(c).block())
	}
	return r.plainPages(blocks)
}

// InContext shows a quote in the text around it, the quote in bold. The text is that of the
// article, and text[start:end], byte offsets, is the quote.
func (r Renderer) InContext(c bot.Citation, text string, start, end int) []Page {
	q := r.quoted(c)
	q.text, q.loud = text, loud{start, end}
	return r.plainPages([]block{r.heading(r.Locale.Text(locale.InContext)), q.block()})
}

// loud is the part of a text that is bold: byte offsets, from and up to.
type loud struct{ start, end int }

// within is the part of the first n bytes, and of those after them.
func (l loud) within(n int) (before, after loud) {
	return loud{min(l.start, n), min(l.end, n)}, loud{max(l.start-n, 0), max(l.end-n, 0)}
}

// emphasised is text, escaped, with the loud part in bold on each line that it runs over.
func emphasised(text string, l loud) string {
	var b strings.Builder
	at := 0
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(boldWithin(line, loud{l.start - at, l.end - at}))
		at += len(line) + 1
	}
	return b.String()
}

// boldWithin is one line with its loud part in bold. Spaces at its ends stay outside, where
// the marks of bold would not count beside them.
func boldWithin(line string, l loud) string {
	start, end := min(max(l.start, 0), len(line)), min(max(l.end, 0), len(line))
	for start < end && line[start] == ' ' {
		start++
	}
	for end > start && line[end-1] == ' ' {
		end--
	}
	if start >= end {
		return Escape(line)
	}
	return escapeRange(line, 0, start) + bold(escapeRange(line, start, end)) + escapeRange(line, end, len(line))
}

// SourcesOf lists the articles that an answer quotes, each once, with the numbers of their
// quotes and a link to each.
func (r Renderer) SourcesOf(a bot.Answer) []Page {
	if len(a.Citations) == 0 {
		return []Page{r.Notice(locale.NoMoreQuotes)}
	}
	var order []string
	byDocument := make(map[string][]bot.Citation)
	for _, c := range a.Citations {
		if byDocument[c.Document] == nil {
			order = append(order, c.Document)
		}
		byDocument[c.Document] = append(byDocument[c.Document], c)
	}
	blocks := []block{r.heading(r.Locale.Text(locale.AnswerSources))}
	for _, document := range order {
		blocks = append(blocks, block{text: r.source(byDocument[document], a.Citations)})
	}
	return r.plainPages(blocks)
}

// source is one article with the quotes that are from it, among all of the answer's.
func (r Renderer) source(citations, all []bot.Citation) string {
	c := citations[0]
	lines := []string{r.Locale.Line(r.article(c.Document, c.Title, c.Publisher, c.Published, c.URL))}
	if standing := r.standing(citations, all); standing != "" {
		lines = append(lines, small+r.Locale.Line(standing))
	}
	for _, c := range citations {
		mark := "[" + strconv.Itoa(c.N) + "]"
		speaker := r.inline(c.Speaker, maxName)
		lines = append(lines, r.item(mark+" "+known(" · ", speaker, link(r.Locale.Text(locale.ReadThere), c.Link))))
	}
	return strings.Join(lines, "\n")
}
