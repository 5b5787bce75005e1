package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sitrep/bot"
	"sitrep/bot/locale"
	"sitrep/bot/render/message"
	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
)

const (
	recentQuotes = 3 // of the newest articles in a profile, one from each
	themeQuotes  = 2 // under each theme
	maxGroupRef  = 40
)

// themes are the sides of a group that its profile shows, each with the question that finds
// the quotes.
func themes() []theme {
	return []theme{
		{locale.ThemeAttacks, "What attacks did %s carry out?"},
		{locale.ThemeClaims, "What did %s claim responsibility for?"},
		{locale.ThemeLeaders, "Who leads %s and who are its members?"},
		{locale.ThemeRecruits, "How does %s recruit and spread propaganda?"},
		{locale.ThemeMoney, "How is %s financed and supplied?"},
		{locale.ThemeTerritory, "Where is %s present?"},
		{locale.ThemeResponse, "Who was arrested or killed in operations against %s?"},
		{locale.ThemeTactics, "Which weapons, tools and tactics does %s use?"},
	}
}

type theme struct {
	title    locale.Text
	question string // with the group's name to be filled in
}

// showGroup answers /group.
func showGroup(ctx context.Context, c *call) error {
	name := strings.TrimSpace(c.Options["name"])
	g, known := c.desk.findGroup(name)
	if !known {
		return c.unknownGroup(name)
	}
	return c.view(ctx, viewGroup, groupRef(g.ID), 1)
}

// groupRef is a group's id, cut where it would not fit into a button.
func groupRef(id group.ID) string { return string(id)[:min(len(id), maxGroupRef)] }

// groupPages is a group's profile.
func groupPages(ctx context.Context, c *call, ref string) ([]message.Page, error) {
	at := slices.IndexFunc(c.desk.library.Groups.Groups(), func(g group.Group) bool { return groupRef(g.ID) == ref })
	if at < 0 {
		return nil, c.sorry(locale.SorryForged)
	}
	p, err := c.profile(ctx, c.desk.library.Groups.Groups()[at])
	if err != nil {
		return nil, err
	}
	return c.renderer().Group(p), nil
}

// profile collects what the articles that may be seen say about a group.
func (c *call) profile(ctx context.Context, g group.Group) (message.Profile, error) {
	p := message.Profile{Name: g.Name, Lists: lists(g)}
	for _, a := range g.Aliases {
		if a.Name != g.Name {
			p.Aliases = append(p.Aliases, message.Alias{Name: a.Name, Disputed: a.Disputed})
		}
	}
	entries := c.desk.mentioning(c.desk.library.Live(), g.ID, c.scope())
	if p.Articles = len(entries); p.Articles == 0 {
		return p, nil
	}
	p.Last = dayOf(&entries[0].Document)
	shown := map[corpus.Span]map[string]bool{}
	fresh := func(q bot.Citation) bool {
		span := corpus.Span{Start: q.Start, End: q.End}
		if shown[span] == nil {
			shown[span] = map[string]bool{}
		}
		seen := shown[span][q.Document]
		shown[span][q.Document] = true
		return !seen
	}
	for _, e := range entries {
		q, ok, err := c.firstMention(ctx, e, g.ID)
		if err != nil {
			return p, err
		}
		if ok && fresh(q) && len(p.Recent) < recentQuotes {
			q.N = len(p.Recent) + 1
			p.Recent = append(p.Recent, q)
		}
		if len(p.Recent) == recentQuotes {
			break
		}
	}
	n := len(p.Recent)
	for _, t := range themes() {
		quotes, err := c.onTheme(ctx, fmt.Sprintf(t.question, g.Name), entries)
		if err != nil {
			return p, err
		}
		quotes = slices.DeleteFunc(quotes, func(q bot.Citation) bool {
			return t.title == locale.ThemeClaims && q.Nature == bot.Denial || !fresh(q)
		})
		quotes = quotes[:min(len(quotes), themeQuotes)]
		for i := range quotes {
			n++
			quotes[i].N = n
		}
		if len(quotes) > 0 {
			p.Themes = append(p.Themes, message.Theme{Title: t.title, Quotes: quotes})
		}
	}
	return p, nil
}

// onTheme is the quotes that answer a question from the articles about the group; none if it
// is refused. A profile is made of quotes only: no model is paid to word it.
func (c *call) onTheme(ctx context.Context, question string, entries []*index.Entry) ([]bot.Citation, error) {
	filter := retrieval.Filter{MaxMarking: c.scope().MaxMarking}
	for _, e := range entries {
		filter.Documents = append(filter.Documents, e.Document.ID)
	}
	a, err := c.desk.library.More.Ask(ctx, bot.Question{Text: question, Filter: filter, Now: c.began})
	return a.Citations, err
}

// firstMention is the first statement of an article that names a group.
func (c *call) firstMention(ctx context.Context, e *index.Entry, id group.ID) (bot.Citation, bool, error) {
	for _, m := range c.desk.library.Groups.Find(e.Document.Text) {
		if !slices.Contains(m.Groups, id) {
			continue
		}
		for _, s := range e.Layout.Sentences {
			if s.Kind == corpus.Statement && s.Repeats == corpus.NoSentence && s.Span.Contains(m.Span) {
				return c.desk.proved(ctx, &e.Document, s.Span)
			}
		}
	}
	return bot.Citation{}, false, nil
}

// lists names the lists that attest a group's own name.
func lists(g group.Group) string {
	var names []string
	for _, source := range g.Aliases[0].Sources {
		names = append(names, source.String())
	}
	return strings.Join(names, ", ")
}
