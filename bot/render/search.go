package render

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"sitrep/corpus"
	"sitrep/retrieval"
)

// Found is a ranked passage with the document it is from.
type Found struct {
	Hit      retrieval.Hit
	Document corpus.Document
}

// Search prints ranked passages for reading: rank, title and source, the passage behind a
// bar, its link, and the parts of its score in the order of their names. It fails only if w
// does.
func Search(w io.Writer, found []Found, opts TerminalOptions) error {
	p := newPage(opts)
	for i, f := range found {
		if i > 0 {
			p.line()
		}
		p.found(f)
	}
	if len(found) == 0 {
		p.line("Nothing found.")
	}
	return p.writeTo(w)
}

func (p *page) found(f Found) {
	d := f.Document
	p.article(fmt.Sprintf("%2d. ", f.Hit.Rank), string(f.Hit.Document), d.Title, source(d.Publisher, date(d.Published)))
	p.quote("", f.Hit.Text, 6)
	p.address("", FragmentLink(d.URL, f.Hit.Text), d.URL, 6)
	p.paragraph(explain(f.Hit), 6, "      ", "      ", func(line string) string { return p.paint(faint, line) })
}

// explain is a hit's score and the parts it was made from.
func explain(h retrieval.Hit) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(h.Scores)) {
		parts = append(parts, fmt.Sprintf("%s %.3f", Clean(name), h.Scores[name]))
	}
	text := fmt.Sprintf("%s · score %.3f", Clean(string(h.Passage)), h.Score)
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, ", ")
	}
	return text
}

// date is the day of t as "2025-02-11", or empty if t is zero.
func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}
