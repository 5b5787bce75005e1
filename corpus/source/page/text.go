package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// textOf is what somebody reads of an element and all within it.
func textOf(node *html.Node) string {
	w := &writer{}
	w.node(node)
	w.endBlock()
	return w.out.String()
}

// writer writes blocks of text with a blank line between them, and the lines of lists and
// tables without.
type writer struct {
	out     strings.Builder
	line    strings.Builder // of the block that is being written
	indent  string          // before each line: that of nested lists
	mark    string          // before the next line: a list item's
	tight   bool            // the block belongs to the line before: no blank line between
	keep    bool            // white space stands as written
	counter *int            // of the ordered list around
}

func (w *writer) node(node *html.Node) {
	switch node.Type {
	case html.TextNode:
		w.text(node.Data)
		return
	case html.ElementNode:
	case html.DocumentNode:
		w.children(node)
		return
	default:
		return
	}
	switch node.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Nav, atom.Form, atom.Button, atom.Select,
		atom.Textarea, atom.Svg, atom.Iframe, atom.Object, atom.Canvas, atom.Audio, atom.Video, atom.Img:
	case atom.Br:
		w.line.WriteByte('\n')
	case atom.Ul, atom.Ol:
		w.list(node)
	case atom.Li:
		w.item(node)
	case atom.Pre:
		w.endBlock()
		w.keep = true
		w.children(node)
		w.endBlock()
		w.keep = false
	case atom.Tr:
		w.row(node)
	default:
		if isInline(node.DataAtom) {
			w.children(node)
			return
		}
		w.endBlock()
		w.children(node)
		w.endBlock()
	}
}

func (w *writer) children(node *html.Node) {
	for child := range node.ChildNodes() {
		w.node(child)
	}
}

// text adds running text: white space is one space, unless it stands as written.
func (w *writer) text(s string) {
	if w.keep {
		w.line.WriteString(s)
		return
	}
	const space = " \t\r\n\f"
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(space, r) })
	if s != "" && strings.ContainsRune(space, rune(s[0])) || len(words) == 0 {
		w.space()
	}
	for i, word := range words {
		if i > 0 {
			w.space()
		}
		w.line.WriteString(word)
	}
	if len(words) > 0 && strings.ContainsRune(space, rune(s[len(s)-1])) {
		w.space()
	}
}

// space adds a space where the line does not end in one.
func (w *writer) space() {
	if line := w.line.String(); line != "" && !strings.HasSuffix(line, " ") && !strings.HasSuffix(line, "\n") {
		w.line.WriteByte(' ')
	}
}

// endBlock writes the block so far, if there is one.
func (w *writer) endBlock() {
	block := strings.Trim(w.line.String(), " \n")
	w.line.Reset()
	if block == "" {
		return
	}
	switch {
	case w.out.Len() == 0:
	case w.tight:
		w.out.WriteByte('\n')
	default:
		w.out.WriteString("\n\n")
	}
	first, rest := w.indent+w.mark, "\n"+w.indent+strings.Repeat(" ", len(w.mark))
	w.out.WriteString(first + strings.ReplaceAll(block, "\n", rest))
	w.indent += strings.Repeat(" ", len(w.mark))
	w.mark = ""
}

// list writes items one a line; a list within an item follows it without a blank line.
func (w *writer) list(node *html.Node) {
	w.endBlock()
	outer, tight := w.counter, w.tight
	w.counter = nil
	if node.DataAtom == atom.Ol {
		start, err := strconv.Atoi(attribute(node, "start"))
		if err != nil {
			start = 1
		}
		w.counter = &start
	}
	w.children(node)
	w.endBlock()
	w.counter, w.tight = outer, tight
}

// item writes an item behind its mark.
func (w *writer) item(node *html.Node) {
	w.endBlock()
	indent := w.indent
	w.mark = "- "
	if w.counter != nil {
		w.mark = strconv.Itoa(*w.counter) + ". "
		*w.counter++
	}
	before := w.out.Len()
	w.children(node)
	w.endBlock()
	w.indent, w.mark = indent, ""
	w.tight = w.tight || w.out.Len() > before
}

// row writes the cells of a table's row on one line.
func (w *writer) row(node *html.Node) {
	w.endBlock()
	var cells []string
	for cell := range node.ChildNodes() {
		if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
			cells = append(cells, strings.Join(strings.Fields(textOf(cell)), " "))
		}
	}
	tight := w.tight
	w.tight = hasRowBefore(node)
	w.line.WriteString("| " + strings.Join(cells, " | ") + " |")
	if strings.Join(cells, "") == "" {
		w.line.Reset()
	}
	w.endBlock()
	w.tight = tight
}

// hasRowBefore reports whether a row of the same table stands before this one.
func hasRowBefore(row *html.Node) bool {
	for _, from := range []*html.Node{row, row.Parent} {
		if from == nil {
			return false
		}
		for node := from.PrevSibling; node != nil; node = node.PrevSibling {
			switch node.DataAtom {
			case atom.Tr, atom.Thead, atom.Tbody:
				return true
			}
		}
	}
	return false
}

// isInline reports whether an element stands within a line of text.
func isInline(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn,
		atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.Rp, atom.Rt, atom.Ruby, atom.S,
		atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U,
		atom.Var, atom.Wbr:
		return true
	}
	return false
}
