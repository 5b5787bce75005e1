package message

import (
	"strings"

	"sitrep/bot/locale"
)

// Help says how to ask, and lists the commands by their names in the language. Admins are
// shown theirs too.
func (r Renderer) Help(admin bool) []Page {
	l := r.Locale
	lines := []string{
		r.item(l.Text(locale.HelpAsk)),
		r.item(l.Text(locale.HelpMention)),
		r.item(l.Text(locale.HelpMenu, l.Command("ask about this").Name, l.Command("check against sources").Name)),
		r.item(l.Text(locale.HelpButtons)),
	}
	blocks := []block{
		r.heading(l.Text(locale.HelpTitle)),
		{text: strings.Join(lines, "\n")},
		{text: r.commands(locale.HelpCommands, "ask", "group", "groups", "sources", "about", "help")},
	}
	if admin {
		blocks = append(blocks, block{text: r.commands(locale.HelpAdmins,
			"corpus status", "corpus reindex", "corpus add", "corpus remove", "corpus restore", "corpus history", "settings")})
	}
	return r.plainPages(append(blocks, block{text: small + l.Line(l.Text(locale.HelpAbout))}))
}

// commands lists commands with what they do.
func (r Renderer) commands(title locale.Text, paths ...string) string {
	lines := []string{r.section(r.Locale.Text(title))}
	for _, path := range paths {
		lines = append(lines, r.item("`"+r.Locale.Typed(path)+"` · "+r.Locale.Command(path).Description))
	}
	return strings.Join(lines, "\n")
}
