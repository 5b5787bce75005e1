package render

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"sitrep/bot"
)

// Terminal prints an answer for reading: how the question was understood if that had to be
// worked out, its sentences with [n] marks, each quote behind a bar with who says it, a note
// on how the answer came about if there is one, disagreements side by side, the numbered sources with their links,
// and a last line that says how far the answer can be trusted. A refusal prints its reason
// and the nearest articles. It fails only if w does.
func Terminal(w io.Writer, a bot.Answer, opts TerminalOptions) error {
	p := newPage(opts)
	p.readAs(a)
	if a.Refusal != nil {
		p.refusal(a.Refusal)
	} else {
		p.statements(a)
		p.note(a.Note)
		for _, part := range a.Unanswered {
			p.paragraph("Not answered: "+Clean(part), 0, "", "", func(line string) string { return p.paint(yellow, line) })
		}
		p.disagreements(a.Disagreements, a.Citations)
		p.sources(a.Citations)
		p.legend(a.Citations)
	}
	p.line()
	p.paragraph(footer(a), 0, "", "", func(line string) string { return p.paint(faint, line) })
	return p.writeTo(w)
}

// readAs says how a further question was understood.
func (p *page) readAs(a bot.Answer) {
	if a.ReadAs != "" {
		p.paragraph("Read as: "+Clean(a.ReadAs), 0, "", "", func(line string) string { return p.paint(faint, line) })
		p.line()
	}
}

// note says what a reader has to know about how the answer came about.
func (p *page) note(n bot.Note) {
	if n != bot.NoteNone {
		p.line()
		p.paragraph(Clean(n.String()), 0, "", "", func(line string) string { return p.paint(yellow, line) })
	}
}

// statements prints the answer's sentences, and below those that are not themselves a quote
// the quotes they stand on, each quote once and with its number before it. A sentence that
// ends in a colon introduces its quotes: what it says of them is not said again.
func (p *page) statements(a bot.Answer) {
	citations := make(map[int]bot.Citation, len(a.Citations))
	for _, c := range a.Citations {
		citations[c.N] = c
	}
	shown := make(map[int]bool)
	for i, s := range a.Sentences {
		if i > 0 {
			p.line()
		}
		introduces := strings.HasSuffix(s.Text, ":")
		switch {
		case introduces:
			p.paragraph(Clean(s.Text), 0, "", "", nil)
		case !OnlyQuotes(s, citations):
			p.paragraph(Clean(s.Text)+" "+marks(s.Citations), 0, "", "", p.paintMarks)
		}
		for _, n := range s.Citations {
			c, known := citations[n]
			if !known || shown[n] {
				continue
			}
			shown[n] = true
			if of := Repeated(c, s, citations); of != 0 {
				p.reprint(c, of)
				continue
			}
			p.quote(marks([]int{n}), c.Quote, 4)
			if !introduces {
				p.attribution(c)
			}
		}
	}
}

// OnlyQuotes reports whether a sentence of an answer is just one of the quotes it cites, so
// that showing both would say it twice. The citations are by their number.
func OnlyQuotes(s bot.Sentence, citations map[int]bot.Citation) bool {
	return slices.ContainsFunc(s.Citations, func(n int) bool {
		return strings.Trim(Clean(s.Text), `“”"`) == strings.Trim(Clean(citations[n].Quote), `“”"`)
	})
}

// attribution says below a quote who speaks and where.
func (p *page) attribution(c bot.Citation) {
	speaker := Clean(c.Speaker)
	if speaker != "" {
		speaker = joinKnown(", ", speaker, nature(c.Nature))
	}
	if who := joinKnown(" · ", speaker, source(c.Publisher, c.Published)); who != "" {
		p.paragraph("— "+who, 6, "      ", "      ", nil)
	}
}

// nature says what kind of statement a speaker makes, empty for one that just tells.
func nature(n bot.Nature) string {
	switch n {
	case bot.Claim:
		return "on their own side's acts"
	case bot.Attribution:
		return "on who did it"
	case bot.Denial:
		return "denial"
	}
	return ""
}

// sources lists each article once, with the numbers of the quotes from it and their links.
func (p *page) sources(citations []bot.Citation) {
	p.line()
	p.line(p.paint(bold, "Sources"))
	byDocument := make(map[string][]bot.Citation)
	for _, c := range citations {
		byDocument[c.Document] = append(byDocument[c.Document], c)
	}
	for _, c := range citations {
		quotes := byDocument[c.Document]
		if quotes[0].N != c.N {
			continue
		}
		var numbers []int
		for _, q := range quotes {
			numbers = append(numbers, q.N)
		}
		p.article(marks(numbers)+" ", c.Document, c.Title, joinKnown(" · ", source(c.Publisher, c.Published), standing(quotes, citations)))
		for _, q := range quotes {
			label := ""
			if len(quotes) > 1 {
				label = marks([]int{q.N}) + " "
			}
			p.address(label, q.Link, q.URL, 6)
		}
	}
}

func (p *page) refusal(r *bot.Refusal) {
	p.paragraph("No answer: "+Clean(r.Message), 0, "", "",
		func(line string) string { return p.paint(yellow, line) })
	if len(r.Nearest) == 0 {
		return
	}
	p.line()
	p.line(p.paint(bold, "Nearest articles"))
	for _, n := range r.Nearest {
		p.article("-   ", n.Document, n.Title, source(n.Publisher, n.Published))
		p.address("", n.URL, n.URL, 6)
	}
}

// article prints an article's title, or its id if it has none, and below where it is from. The
// label is four columns wide; a longer one pushes the title to the right.
func (p *page) article(label, id, title, from string) {
	name := Clean(title)
	if name == "" {
		name = Clean(id)
	}
	label = "  " + label
	indent := len(label)
	p.paragraph(name, indent, label, strings.Repeat(" ", indent), nil)
	if from != "" {
		p.paragraph(from, 6, "      ", "      ", func(line string) string { return p.paint(faint, line) })
	}
}

// footer says how far an answer can be trusted and how fresh it is.
func footer(a bot.Answer) string {
	var corroboration, newest, until string
	switch {
	case a.Refusal != nil:
	case a.Origins == 1:
		corroboration = "single source"
	case a.Origins > 1:
		corroboration = strconv.Itoa(a.Origins) + " independent sources"
	}
	if Contested(a.Disagreements) {
		corroboration = joinKnown(" · ", corroboration, "accounts differ")
	}
	if a.AsOf != "" {
		newest = "newest evidence " + day(a.AsOf)
	}
	if a.CorpusUntil != "" {
		until = "corpus until " + day(a.CorpusUntil)
	}
	return joinKnown(" · ", corroboration, newest, until,
		fmt.Sprintf("index %d", a.Generation), fmt.Sprintf("%d ms", a.Took))
}

// marks is "[1][3]".
func marks(citations []int) string {
	var b strings.Builder
	for _, n := range citations {
		fmt.Fprintf(&b, "[%d]", n)
	}
	return b.String()
}

// paintMarks makes the [n] marks that end a line bold.
func (p *page) paintMarks(line string) string {
	at := len(line)
	for {
		open := strings.LastIndexByte(line[:at], '[')
		if open < 0 || at == 0 || line[at-1] != ']' {
			break
		}
		if _, err := strconv.Atoi(line[open+1 : at-1]); err != nil {
			break
		}
		at = open
	}
	return line[:at] + p.paint(bold, line[at:])
}
