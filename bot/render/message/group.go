package message

import (
	"strings"

	"sitrep/bot"
	"sitrep/bot/locale"
)

// Profile is what the articles say about a group.
type Profile struct {
	Name     string
	Aliases  []Alias // without the name itself
	Lists    string  // which lists name it: "MITRE ATT&CK G0007"; may be empty
	Articles int     // that mention it and may be seen
	Last     string  // date of the newest of them, "2025-02-11", or empty
	Recent   []bot.Citation
	Themes   []Theme // in the order in which they are shown; those without quotes are left out
}

// Alias is another name of a group.
type Alias struct {
	Name     string
	Disputed bool // not all agree that it names this group
}

// Theme is quotes about one side of a group. The text is one of locale's themes.
type Theme struct {
	Title  locale.Text
	Quotes []bot.Citation
}

// maxAliases is how many other names a profile shows; some groups have more than fifty.
const maxAliases = 25

// Group is a group's profile: who it is, its other names, what was said of it most recently
// and most tellingly.
func (r Renderer) Group(p Profile) []Page {
	blocks := []block{r.heading(r.inline(p.Name, maxTitle)), {text: r.who(p)}}
	if p.Articles == 0 {
		blocks = append(blocks, block{text: r.Notice(locale.NotMentioned, p.Name).Content})
	}
	blocks = append(blocks, r.quotesUnder(r.Locale.Text(locale.MostRecent), p.Recent)...)
	for _, theme := range p.Themes {
		blocks = append(blocks, r.quotesUnder(r.Locale.Text(theme.Title), theme.Quotes)...)
	}
	return r.plainPages(blocks)
}

// who is a group's other names and how much is written about it.
func (r Renderer) who(p Profile) string {
	var lines []string
	if len(p.Aliases) > 0 {
		lines = append(lines, r.Locale.Line(bold(r.Locale.Text(locale.AlsoKnownAs))+" "+r.aliases(p.Aliases)))
	}
	var facts []string
	if p.Articles > 0 {
		facts = append(facts, r.Locale.Count(locale.MentionedIn, p.Articles))
	}
	if p.Last != "" {
		facts = append(facts, r.Locale.Text(locale.LastMentioned, r.day(p.Last)))
	}
	if p.Lists != "" {
		facts = append(facts, r.Locale.Text(locale.AttestedBy, Escape(shorten(p.Lists, maxTitle))))
	}
	if len(facts) > 0 {
		lines = append(lines, small+r.Locale.Line(strings.Join(facts, " · ")))
	}
	return strings.Join(lines, "\n")
}

func (r Renderer) aliases(all []Alias) string {
	var names []string
	for _, a := range all[:min(len(all), maxAliases)] {
		name := r.inline(a.Name, maxName/2)
		if a.Disputed {
			name += " (" + r.Locale.Text(locale.Disputed) + ")"
		}
		names = append(names, name)
	}
	text := strings.Join(names, " · ")
	if rest := len(all) - len(names); rest > 0 {
		text += " · " + r.Locale.Count(locale.AndMore, rest)
	}
	return text
}

// quotesUnder is quotes with a title over the first of them.
func (r Renderer) quotesUnder(title string, citations []bot.Citation) []block {
	if len(citations) == 0 {
		return nil
	}
	blocks := []block{{text: "### " + r.Locale.Line(title), head: true, tied: true}}
	for _, c := range citations {
		blocks = append(blocks, r.quoted(c).block())
	}
	return blocks
}

// Mention is how often a group is mentioned.
type Mention struct {
	Name     string
	Articles int
	Last     string // date of the newest of them, or empty
}

// Groups lists groups with how often the articles mention them, in the order given.
func (r Renderer) Groups(mentions []Mention) []Page {
	if len(mentions) == 0 {
		return []Page{r.Notice(locale.NoGroups)}
	}
	var lines []string
	for _, m := range mentions {
		text := bold(r.inline(m.Name, maxName)) + " · " + r.Locale.Count(locale.Articles, m.Articles)
		if m.Last != "" {
			text += " · " + r.Locale.Text(locale.LastMentioned, r.day(m.Last))
		}
		lines = append(lines, r.item(text))
	}
	return r.list(r.Locale.Text(locale.GroupsTitle), lines)
}

// Unknown says that no group has a name, and which come near.
func (r Renderer) Unknown(name string, near []string) Page {
	page := r.Notice(locale.GroupUnknown, name)
	if len(near) > 0 {
		names := strings.Join(near[:min(len(near), maxNear)], " · ")
		page.Content += "\n" + r.Notice(locale.DidYouMean, names).Content
	}
	return page
}

// maxNear is how many names are offered for one that is not known.
const maxNear = 5

// list is a title and lines, as many on a page as there is room for.
func (r Renderer) list(title string, lines []string) []Page {
	return r.plainPages([]block{r.heading(title), {text: strings.Join(lines, "\n")}})
}
