package desk

import (
	"context"
	"errors"
	"strings"

	"sitrep/bot"
	"sitrep/bot/locale"
	"sitrep/corpus"
)

// followField is the key of the form's one field.
const followField = "question"

// openFollowUp opens the form for a further question.
func openFollowUp(ctx context.Context, c *call) error {
	id := c.button
	id.owner = c.User
	return c.to.Open(ctx, FormSheet{
		ID: id.String(), Field: followField, Most: maxQuestion,
		Title: c.locale.Text(locale.FollowUpTitle),
		Label: c.locale.Text(locale.FollowUpLabel),
		Hint:  c.locale.Text(locale.FollowUpHint),
	})
}

// followUp answers what was written into the form.
func followUp(ctx context.Context, c *call) error {
	text, err := c.questionText(c.Options[followField])
	if err != nil {
		return err
	}
	return c.further(ctx, c.button.subject, text)
}

// further answers a question that follows up an answer. It is narrowed as the first one was,
// and takes from it what it is about if it does not say so itself.
func (c *call) further(ctx context.Context, answer, text string) error {
	earlier, err := c.kept(ctx, answer)
	if err != nil {
		return err
	}
	filter := c.scope()
	before := earlier.Question.Filter
	filter.Publishers, filter.Since, filter.Until, filter.Undated = before.Publishers, before.Since, before.Until, before.Undated
	text = c.desk.withSubject(text, earlier.Question.Text)
	return c.answer(ctx, bot.Question{Text: text, Filter: filter, Now: c.began}, answer)
}

// withSubject completes a further question: one that names no group takes the groups of the
// earlier question, or that question itself if it names none either.
func (d *Desk) withSubject(text, earlier string) string {
	if len(d.namedIn(text)) > 0 {
		return text
	}
	subject := strings.Join(d.namedIn(earlier), ", ")
	if subject == "" {
		subject = earlier
	}
	return text + " (" + subject + ")"
}

// kept is an answer as it may be shown to the person here: private answers are for those who
// asked for them.
func (c *call) kept(ctx context.Context, id string) (recalled, error) {
	r, err := c.desk.recall(ctx, id, c.scope())
	if errors.Is(err, corpus.ErrNotFound) {
		return r, c.sorry(locale.SorryGone)
	}
	if err != nil {
		return r, err
	}
	if r.Private && r.Owner != c.User {
		return r, c.sorry(locale.SorryNotYours)
	}
	if r.Guild != c.Guild {
		return r, c.sorry(locale.SorryForged)
	}
	return r, nil
}
