package desk

import (
	"context"
	"errors"
	"slices"

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
// and understood from it and from those that it followed up in its turn.
func (c *call) further(ctx context.Context, answer, text string) error {
	earlier, err := c.kept(ctx, answer)
	if err != nil {
		return err
	}
	filter := c.scope()
	before := earlier.Question.Filter
	filter.Publishers, filter.Since, filter.Until, filter.Undated = before.Publishers, before.Since, before.Until, before.Undated
	turns, err := c.turns(ctx, earlier)
	if err != nil {
		return err
	}
	return c.answer(ctx, bot.Question{Text: text, Filter: filter, Now: c.began, Earlier: turns}, answer)
}

// mostTurns is how far back a conversation is remembered.
const mostTurns = 4

// turns is the conversation that an answer ends, oldest first: as far back as its answers may
// still be shown to the person here.
func (c *call) turns(ctx context.Context, last recalled) ([]bot.Turn, error) {
	turns := []bot.Turn{turnOf(last)}
	for id := last.Follows; id != "" && len(turns) < mostTurns; {
		earlier, err := c.kept(ctx, id)
		if _, hidden := errors.AsType[sorry](err); hidden {
			break
		}
		if err != nil {
			return nil, err
		}
		turns = append(turns, turnOf(earlier))
		id = earlier.Follows
	}
	slices.Reverse(turns)
	return turns, nil
}

// turnOf is an answer as a further question needs it: what was understood, and which articles
// were quoted.
func turnOf(r recalled) bot.Turn {
	turn := bot.Turn{Question: r.Question.Text}
	if r.Answer.ReadAs != "" {
		turn.Question = r.Answer.ReadAs
	}
	for _, c := range r.Answer.Citations {
		if id := corpus.DocumentID(c.Document); !slices.Contains(turn.Documents, id) {
			turn.Documents = append(turn.Documents, id)
		}
	}
	return turn
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
