package source

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readMarkdown turns a Markdown file into a document of plain text.
func (r *reader) readMarkdown(f file, source string) bool {
	matter, body := splitFrontMatter(source)
	from, err := parseFrontMatter(matter)
	if err != nil {
		return r.problem(f.path, 0, err)
	}
	if isTangled(body) {
		if !r.note(f.path, 0, errTangled) {
			return false
		}
	} else {
		body = markdownText(body)
	}
	plain := Normalise(body)
	return r.document(from, textTitle(plain, f.name), plain, f.path, 0, f.id)
}

// markdownText is what a reader of rendered Markdown reads: paragraphs as one line each,
// headings as lines of their own, list items behind "- " or their number, table rows with
// "|" between cells, code as it stands. Markers of emphasis, link targets, images'
// addresses, HTML tags and comments are gone.
//
// The parser's table extension is not used: it pads every row to the width of the first, and
// so turns a file of 100 kB into gigabytes.
func markdownText(source string) string {
	src := []byte(source)
	md := goldmark.New(goldmark.WithExtensions(extension.Strikethrough, extension.Footnote))
	w := &markdownWriter{source: src}
	w.blocks(md.Parser().Parse(text.NewReader(src)), "")
	return w.out.String()
}

// markdownWriter writes the text of a Markdown tree.
type markdownWriter struct {
	source []byte
	out    strings.Builder
}

// blocks writes the children of a block, each line after the first behind indent.
func (w *markdownWriter) blocks(parent ast.Node, indent string) {
	for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
		switch node := node.(type) {
		case *ast.List:
			w.list(node, indent)
		case *ast.FencedCodeBlock:
			w.lines(node, indent)
		case *ast.CodeBlock:
			w.lines(node, indent)
		case *ast.HTMLBlock:
			w.paragraph(w.htmlText(node), indent)
		case *ast.ThematicBreak:
		case *ast.Paragraph:
			w.paragraph(w.inline(node, w.lineBreak(node)), indent)
		case *ast.Heading, *ast.TextBlock:
			w.paragraph(w.inline(node, " "), indent)
		default:
			w.blocks(node, indent)
		}
	}
}

// paragraph writes a block of text with a blank line after it.
func (w *markdownWriter) paragraph(s, indent string) {
	s = strings.TrimSpace(s)
	if s == "" {
		return
	}
	w.out.WriteString(indent)
	w.out.WriteString(strings.ReplaceAll(s, "\n", "\n"+indent))
	w.out.WriteString("\n\n")
}

// list writes items one a line, and what is nested in them below, indented.
func (w *markdownWriter) list(list *ast.List, indent string) {
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "- "
		if list.IsOrdered() {
			marker = strconv.Itoa(number) + ". "
			number++
		}
		inner := &markdownWriter{source: w.source}
		inner.blocks(item, "")
		lines := strings.ReplaceAll(strings.TrimSpace(inner.out.String()), "\n\n", "\n")
		w.out.WriteString(indent + marker)
		w.out.WriteString(strings.ReplaceAll(lines, "\n", "\n"+indent+"  "))
		w.out.WriteByte('\n')
	}
	w.out.WriteByte('\n')
}

// lines writes a block of code.
func (w *markdownWriter) lines(node ast.Node, indent string) {
	var code strings.Builder
	for i := range node.Lines().Len() {
		segment := node.Lines().At(i)
		code.Write(segment.Value(w.source))
	}
	w.paragraph(code.String(), indent)
}

// lineBreak is what a line break in a paragraph that its author did not ask for stands for:
// a space, but a new line between the rows of a table.
func (w *markdownWriter) lineBreak(paragraph ast.Node) string {
	if paragraph.Lines().Len() < 2 {
		return " "
	}
	second := paragraph.Lines().At(1)
	if isTableRule(string(second.Value(w.source))) {
		return "\n"
	}
	return " "
}

// isTableRule reports whether a line is that between a table's head and body: "|---|:--|".
func isTableRule(line string) bool {
	return strings.Contains(line, "|") && strings.Contains(line, "-") && strings.Trim(line, " \t\r\n|:-") == ""
}

// inline is the text of a block's inline content.
func (w *markdownWriter) inline(block ast.Node, lineBreak string) string {
	var b strings.Builder
	w.writeInline(&b, block, lineBreak)
	if lineBreak == " " {
		return b.String()
	}
	rows := strings.Split(b.String(), "\n")
	return strings.Join(slices.DeleteFunc(rows, isTableRule), "\n")
}

func (w *markdownWriter) writeInline(b *strings.Builder, parent ast.Node, lineBreak string) {
	for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
		switch node := node.(type) {
		case *ast.Text:
			b.Write(unescape(node.Value(w.source), node.IsRaw()))
			if node.HardLineBreak() {
				b.WriteByte('\n')
			} else if node.SoftLineBreak() {
				b.WriteString(lineBreak)
			}
		case *ast.String:
			b.Write(node.Value)
		case *ast.AutoLink:
			b.Write(node.Label(w.source))
		case *ast.RawHTML:
			b.WriteString(visibleText(string(node.Segments.Value(w.source))))
		case *extensionast.FootnoteLink, *extensionast.FootnoteBacklink:
		default:
			w.writeInline(b, node, lineBreak)
		}
	}
}

// htmlText is the text of a block of HTML.
func (w *markdownWriter) htmlText(block *ast.HTMLBlock) string {
	var raw strings.Builder
	for i := range block.Lines().Len() {
		segment := block.Lines().At(i)
		raw.Write(segment.Value(w.source))
	}
	if block.HasClosure() {
		raw.Write(block.ClosureLine.Value(w.source))
	}
	return visibleText(raw.String())
}

// visibleText is HTML without tags, comments, scripts and styles. A tag that is not one of
// running text ends a line.
func visibleText(markup string) string {
	tokens := html.NewTokenizer(strings.NewReader(markup))
	var b strings.Builder
	hidden := false
	for {
		kind := tokens.Next()
		switch kind {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if !hidden {
				b.Write(tokens.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			if tag == atom.Script || tag == atom.Style {
				hidden = kind == html.StartTagToken
			}
			if !isInlineTag(tag) {
				b.WriteByte('\n')
			}
		}
	}
}

// isInlineTag reports whether an HTML element stands within a line of text.
func isInlineTag(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.Abbr, atom.B, atom.Big, atom.Cite, atom.Code, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I,
		atom.Ins, atom.Kbd, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong,
		atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr, atom.Img, atom.Script, atom.Style:
		return true
	}
	return false
}

// unescape resolves backslash escapes and character references, which goldmark leaves to
// its renderers.
func unescape(segment []byte, raw bool) []byte {
	if raw {
		return segment
	}
	return util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(segment)))
}
