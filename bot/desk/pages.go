package desk

import (
	"context"
	"strings"

	"sitrep/bot"
	"sitrep/bot/locale"
	"sitrep/bot/render/message"
	"sitrep/bot/state"
	"sitrep/corpus"
)

// view makes the pages of something that can be turned over, named by what stands behind
// its name in a button's subject.
type view func(ctx context.Context, c *call, arg string) ([]message.Page, error)

// viewMark stands between the name of a view and its argument. Ids of answers and groups do
// not have it.
const viewMark = "~"

// views is everything beside answers that has pages.
func views() map[string]view {
	return map[string]view{
		viewAnswer: answerPages, viewQuotes: quotePages, viewArticles: articlePages, viewContext: contextPages,
		viewGroup: groupPages, viewGroups: groupsPages, viewSources: sourcesPages,
		viewAbout: aboutPages, viewHelp: helpPages,
		viewStatus: statusPages, viewHistory: historyPages, viewSettings: settingsPages,
	}
}

// The names of the views.
const (
	viewAnswer   = ""         // by the answer's id
	viewQuotes   = "quotes"   // the further quotes of an answer
	viewArticles = "articles" // those that an answer quotes
	viewContext  = "context"  // the paragraph of a quote: its number, and the answer
	viewGroup    = "group"
	viewGroups   = "groups"
	viewSources  = "sources"
	viewAbout    = "about"
	viewHelp     = "help"
	viewStatus   = "status" // this and those below are for admins
	viewHistory  = "history"
	viewSettings = "settings"
)

// turnPage shows another page.
func turnPage(ctx context.Context, c *call) error {
	name, arg, marked := strings.Cut(c.button.subject, viewMark)
	if !marked {
		name, arg = viewAnswer, c.button.subject
	}
	if views()[name] == nil {
		return c.sorry(locale.SorryForged)
	}
	return c.view(ctx, name, arg, c.button.value)
}

// view shows a page of a view.
func (c *call) view(ctx context.Context, name, arg string, number int) error {
	pages, err := views()[name](ctx, c, arg)
	if err != nil {
		return err
	}
	subject := name + viewMark + arg
	if name == viewAnswer {
		subject = arg
	}
	return c.showPage(ctx, pages, number, subject)
}

// viewing handles a command that shows the first page of a view.
func viewing(name string) func(context.Context, *call) error {
	return func(ctx context.Context, c *call) error { return c.view(ctx, name, "", 1) }
}

func answerPages(ctx context.Context, c *call, id string) ([]message.Page, error) {
	kept, err := c.kept(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(kept.Answer.Sentences) == 0 && kept.Answer.Refusal == nil {
		return nil, c.sorry(locale.SorryOldIndex)
	}
	return c.renderer().Answer(kept.Answer), nil
}

func quotePages(ctx context.Context, c *call, id string) ([]message.Page, error) {
	kept, err := c.kept(ctx, id)
	if err != nil {
		return nil, err
	}
	return c.renderer().MoreQuotes(kept.Answer.Question, kept.Answer.Citations), nil
}

func articlePages(ctx context.Context, c *call, id string) ([]message.Page, error) {
	kept, err := c.kept(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(kept.Answer.Citations) == 0 {
		return nil, c.sorry(locale.SorryOldIndex)
	}
	return c.renderer().SourcesOf(kept.Answer), nil
}

// showPage shows the page of a number, or the nearest there is.
func (c *call) showPage(ctx context.Context, pages []message.Page, number int, subject string) error {
	at := min(max(number, 1), len(pages)) - 1
	return c.to.Show(ctx, c.post(pages[at], subject))
}

// moreQuotes shows the quotes that an answer had no room for.
func moreQuotes(ctx context.Context, c *call) error {
	kept, err := c.kept(ctx, c.button.subject)
	if err != nil {
		return err
	}
	q := kept.Question
	q.Filter.Collections, q.Filter.MaxMarking = c.scope().Collections, c.scope().MaxMarking
	more, err := c.desk.library.More.Ask(ctx, q)
	if err != nil {
		return err
	}
	dropShown(&more, kept.Answer.Citations)
	if len(more.Citations) == 0 {
		return c.notice(ctx, locale.NoMoreQuotes)
	}
	id, err := c.desk.library.State.KeepAnswer(ctx, state.Kept{
		Owner: c.User, Guild: c.Guild, Channel: c.Channel, Private: c.private, Follows: kept.ID, Question: q, Answer: more,
	})
	if err != nil {
		return err
	}
	return c.view(ctx, viewQuotes, id, 1)
}

// dropShown takes the quotes out of an answer that were shown before.
func dropShown(a *bot.Answer, shown []bot.Citation) {
	type place struct {
		document string
		span     corpus.Span
	}
	where := func(c bot.Citation) place { return place{c.Document, corpus.Span{Start: c.Start, End: c.End}} }
	before := map[place]bool{}
	for _, c := range shown {
		before[where(c)] = true
	}
	fresh := map[int]bool{}
	var citations []bot.Citation
	for _, c := range a.Citations {
		if !before[where(c)] {
			fresh[c.N] = true
			citations = append(citations, c)
		}
	}
	a.Sentences, a.Citations = standing(*a, fresh), citations
}

// answerSources lists the articles that an answer quotes.
func answerSources(ctx context.Context, c *call) error {
	return c.view(ctx, viewArticles, c.button.subject, 1)
}
