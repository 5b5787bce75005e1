package source

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

// readMarkdown turns a Markdown file into a document of plain text.
func (r *reader) readMarkdown(f file, source string) bool {
	matter, body := splitFrontMatter(source)
	from, err := parseFrontMatter(matter)
	if err != nil {
		return r.problem(f.path, 0, err)
	}
	plain := Normalise(markdownText(body))
	return r.document(from, textTitle(plain, f.name), plain, f.path, 0, f.id)
}

// markdownText is what a reader of rendered Markdown reads: paragraphs as one line each,
// headings as lines of their own, list items behind "- " or their number, table rows with
// " | " between cells, code as it stands. Markers of emphasis, link targets, images'
// addresses, HTML tags and comments are gone.
func markdownText(source string) string {
	src := []byte(source)
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote))
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
		case *extensionast.Table:
			w.table(node, indent)
		case *ast.ThematicBreak:
		case *ast.Heading, *ast.Paragraph, *ast.TextBlock:
			w.paragraph(w.inline(node), indent)
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

// table writes a row a line.
func (w *markdownWriter) table(table ast.Node, indent string) {
	var rows []string
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, w.inline(cell))
		}
		rows = append(rows, "| "+strings.Join(cells, " | ")+" |")
	}
	w.paragraph(strings.Join(rows, "\n"), indent)
}

// inline is the text of a block's inline content. A line break that the author did not ask
// for is a space.
func (w *markdownWriter) inline(parent ast.Node) string {
	var b strings.Builder
	w.writeInline(&b, parent)
	return b.String()
}

func (w *markdownWriter) writeInline(b *strings.Builder, parent ast.Node) {
	for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
		switch node := node.(type) {
		case *ast.Text:
			b.Write(unescape(node.Value(w.source), node.IsRaw()))
			if node.HardLineBreak() {
				b.WriteByte('\n')
			} else if node.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(node.Value)
		case *ast.AutoLink:
			b.Write(node.Label(w.source))
		case *ast.RawHTML, *extensionast.FootnoteLink, *extensionast.FootnoteBacklink:
		default:
			w.writeInline(b, node)
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

// visibleText is HTML without tags, comments, scripts and styles.
func visibleText(markup string) string {
	tokens := html.NewTokenizer(strings.NewReader(markup))
	var b strings.Builder
	hidden := false
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if !hidden {
				b.Write(tokens.Text())
			}
		case html.StartTagToken:
			name, _ := tokens.TagName()
			hidden = string(name) == "script" || string(name) == "style"
		case html.EndTagToken:
			hidden = false
		}
	}
}

// unescape resolves backslash escapes and character references, which goldmark leaves to
// its renderers.
func unescape(segment []byte, raw bool) []byte {
	if raw {
		return segment
	}
	return util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(segment)))
}
