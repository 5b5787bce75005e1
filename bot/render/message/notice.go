package message

import (
	"strings"

	"sitrep/bot/locale"
	"sitrep/bot/render"
)

// Notice is a message of one text, such as an error. Strings among the arguments come from
// outside: they are shown as they are, shortened if need be, and Discord acts on nothing in
// them.
func (r Renderer) Notice(t locale.Text, args ...any) Page {
	return notice(r.Locale.Line(r.Locale.Text(t, r.escaped(args)...)))
}

// NoticeOf is a message of one text that counts something.
func (r Renderer) NoticeOf(t locale.Text, n int, args ...any) Page {
	return notice(r.Locale.Line(r.Locale.Count(t, n, r.escaped(args)...)))
}

// Stage says what is happening to a question, with a sign that it is not the answer yet.
func (r Renderer) Stage(t locale.Text) Page {
	return notice(r.Locale.Line("⏳ " + r.Locale.Text(t)))
}

// StageOf says what is happening to a question and to how much: "Searching 1,240 articles…".
func (r Renderer) StageOf(t locale.Text, n int) Page {
	return notice(r.Locale.Line("⏳ " + r.Locale.Count(t, n)))
}

// notice is a page of one text, without the spaces around it that Discord would cut.
func notice(text string) Page {
	return Page{Content: strings.TrimSpace(text), Number: 1, Of: 1}
}

// escaped makes strings among arguments safe to insert; [locale.Locale.Text] isolates them.
func (r Renderer) escaped(args []any) []any {
	safe := make([]any, len(args))
	for i, arg := range args {
		if s, ok := arg.(string); ok {
			arg = Escape(shorten(render.Clean(s), maxQuestion))
		}
		safe[i] = arg
	}
	return safe
}

// pageFoot says which page it is, if there are several.
func (r Renderer) pageFoot(page, of int) string {
	if of < 2 {
		return ""
	}
	return small + r.Locale.Line(r.Locale.Text(locale.PageOf, page, of))
}

// plainPages lays out blocks that need nothing below them but the page's number and the
// buttons that turn pages.
func (r Renderer) plainPages(blocks []block) []Page {
	pages := r.paginate(blocks, r.pageFoot)
	for i := range pages {
		pages[i].Rows = r.turning(pages[i])
	}
	return pages
}

// heading is the title of a message, on the page of what follows.
func (r Renderer) heading(text string) block {
	return block{text: "## " + r.Locale.Line(text), head: true, tied: true}
}

// section is the title of a part of a message.
func (r Renderer) section(text string) string { return r.Locale.Line(bold(text)) }

// item is one line of a list.
func (r Renderer) item(text string) string { return "- " + r.Locale.Line(text) }
