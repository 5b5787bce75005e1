package render

import (
	"io"
	"strings"
	"time"
)

// TerminalOptions say what the terminal can do. The zero value is a plain text file of
// [DefaultWidth] columns.
type TerminalOptions struct {
	Width  int  // columns; 0 means DefaultWidth, and fewer than 30 count as 30
	Colour bool // colours and bold type
	Links  bool // hyperlinks by OSC 8; without them addresses are printed in full
}

// DefaultWidth is the width of a page, in columns, where no terminal says its own.
const DefaultWidth = 80

// minWidth is the narrowest page that is laid out; below it every line would be one word.
const minWidth = 30

// page gathers laid-out lines.
type page struct {
	style

	width int
	text  strings.Builder
}

func newPage(opts TerminalOptions) *page {
	width := opts.Width
	if width == 0 {
		width = DefaultWidth
	}
	return &page{style: style{colour: opts.Colour, links: opts.Links}, width: max(width, minWidth)}
}

func (p *page) line(parts ...string) {
	for _, part := range parts {
		p.text.WriteString(part)
	}
	p.text.WriteByte('\n')
}

// paragraph lays out clean text with one prefix before its first line and another before
// the others; both are indent columns wide. Each line is painted by paint, if given.
func (p *page) paragraph(text string, indent int, first, others string, paint func(string) string) {
	prefix := first
	for _, line := range wrap(text, p.width-indent) {
		if paint != nil {
			line = paint(line)
		}
		p.line(prefix, line)
		prefix = others
	}
}

// quote lays out quoted text behind a bar in the column indent, with a label before it.
func (p *page) quote(label, text string, indent int) {
	bar := p.paint(cyan, "┃") + " "
	margin := strings.Repeat(" ", indent)
	p.paragraph(Clean(text), indent+2, p.paint(bold, label)+margin[min(len(label), indent):]+bar, margin+bar, nil)
}

// address prints a link on a line of its own, behind a label: in full, or where the terminal
// makes it clickable as the shortened address of the page it leads to.
func (p *page) address(label, link, page string, indent int) {
	link, page = Clean(link), Clean(page)
	if link == "" {
		link = page
	}
	if link == "" {
		return
	}
	shown := link
	if p.links {
		shown = shorten(page, p.width-indent-len(label))
	}
	p.line(strings.Repeat(" ", indent), label, p.paint(faint, p.link(link, shown)))
}

func (p *page) writeTo(w io.Writer) error {
	_, err := io.WriteString(w, p.text.String())
	return err
}

// source is "Publisher, 11 Feb 2025" with what is known of it.
func source(publisher, published string) string {
	return joinKnown(", ", Clean(publisher), day(published))
}

// day turns a date of the form 2025-02-11 into "11 Feb 2025" and leaves anything else be.
func day(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return Clean(date)
	}
	return t.Format("2 Jan 2006")
}

// joinKnown joins those parts that are not empty.
func joinKnown(separator string, parts ...string) string {
	var known []string
	for _, part := range parts {
		if part != "" {
			known = append(known, part)
		}
	}
	return strings.Join(known, separator)
}
