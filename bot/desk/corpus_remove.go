package desk

import (
	"context"
	"strings"

	"sitrep/bot/locale"
	"sitrep/bot/render/message"
	"sitrep/corpus"
)

// articleKey names an article in buttons and suggestions, whose space is short: the first 16
// digits of its hash, behind a mark that no title begins with.
func articleKey(doc *corpus.Document) string { return "#" + doc.Hash.String()[:16] }

// article finds an article by its key, its id, or a title that no other has.
func (d *Desk) article(named string) (found *corpus.Document) {
	live := d.library.Live()
	titled := 0
	for i := range live.Documents {
		doc := &live.Documents[i].Document
		switch {
		case articleKey(doc) == named || string(doc.ID) == named:
			return doc
		case strings.EqualFold(doc.Title, strings.TrimSpace(named)):
			found = doc
			titled++
		}
	}
	if titled != 1 {
		return nil
	}
	return found
}

// askRemoval answers /corpus remove: it asks whether that article is meant.
func askRemoval(ctx context.Context, c *call) error {
	doc := c.desk.article(c.Options["article"])
	if doc == nil {
		return c.sorry(locale.SorryNoDocument, c.Options["article"])
	}
	return c.to.Show(ctx, c.post(c.renderer().ConfirmRemoval(doc.Title), articleKey(doc)))
}

// remove handles the button that confirms a removal.
func remove(ctx context.Context, c *call) error {
	doc := c.desk.article(c.button.subject)
	if doc == nil {
		return c.sorry(locale.SorryOldIndex)
	}
	id, title := doc.ID, doc.Title
	object := string(id)
	if title != object {
		object = title + " (" + object + ")"
	}
	return c.indexing(ctx, "corpus remove", object, func(ctx context.Context, progress func(message.Progress)) (message.Page, error) {
		outcome, err := c.desk.library.Admin.Remove(ctx, c.User, id, title, progress)
		return c.renderer().Changed(locale.DocumentRemoved, title, outcome), err
	})
}

// keepArticle handles the button that takes a removal back.
func keepArticle(ctx context.Context, c *call) error { return c.notice(ctx, locale.NothingRemoved) }

// restore answers /corpus restore.
func restore(ctx context.Context, c *call) error {
	if c.desk.library.Admin == nil {
		return c.sorry(locale.SorryNoReindex)
	}
	named := strings.TrimSpace(c.Options["article"])
	away, err := c.desk.library.Admin.Absences(ctx)
	if err != nil {
		return err
	}
	for _, a := range away {
		if string(a.ID) != named && !strings.EqualFold(a.Title, named) {
			continue
		}
		return c.indexing(ctx, c.Name, c.object(), func(ctx context.Context, progress func(message.Progress)) (message.Page, error) {
			outcome, err := c.desk.library.Admin.Restore(ctx, a.ID, progress)
			return c.renderer().Changed(locale.DocumentRestored, a.Title, outcome), err
		})
	}
	return c.sorry(locale.SorryNoDocument, named)
}

// suggestArticles is the articles whose title holds what was typed, for those who
// look after the corpus.
func (c *call) suggestArticles(typed string) []Choice {
	if !c.desk.mayCurate(c.settings, &c.Request) {
		return nil
	}
	live := c.desk.library.Live()
	typed = strings.ToLower(typed)
	var choices []Choice
	for i := range live.Documents {
		doc := &live.Documents[i].Document
		name := doc.Title
		if doc.Publisher != "" {
			name += " · " + doc.Publisher
		}
		if len(choices) < maxChoices && (strings.Contains(strings.ToLower(name), typed) || strings.Contains(strings.ToLower(string(doc.ID)), typed)) {
			choices = append(choices, Choice{Name: choiceName(name, name), Value: articleKey(doc)})
		}
	}
	return choices
}

// suggestAbsent is the removed articles whose title holds what was typed, for the same.
func (c *call) suggestAbsent(ctx context.Context, typed string) ([]Choice, error) {
	if !c.desk.mayCurate(c.settings, &c.Request) || c.desk.library.Admin == nil {
		return nil, nil
	}
	away, err := c.desk.library.Admin.Absences(ctx)
	if err != nil {
		return nil, err
	}
	var choices []Choice
	for _, a := range away {
		if len(choices) < maxChoices && len([]rune(a.Title)) <= maxChoiceName && a.Title != "" &&
			strings.Contains(strings.ToLower(a.Title), strings.ToLower(typed)) {
			choices = append(choices, Choice{Name: a.Title, Value: a.Title})
		}
	}
	return choices, nil
}
