package desk

import (
	"context"
	"strconv"

	"sitrep/bot/locale"
	"sitrep/bot/state"
)

// helpful notes that an answer helped.
func helpful(ctx context.Context, c *call) error { return c.rate(ctx, true, 0, locale.Thanks) }

// wrong asks which part of an answer is wrong, and notes it when it was chosen.
func wrong(ctx context.Context, c *call) error {
	kept, err := c.kept(ctx, c.button.subject)
	if err != nil {
		return err
	}
	if len(c.Values) == 0 && len(kept.Answer.Sentences) > 0 {
		return c.to.Show(ctx, c.post(c.renderer().ChooseSentence(kept.Answer), kept.ID))
	}
	sentence := 0
	if len(c.Values) > 0 {
		sentence, err = strconv.Atoi(c.Values[0])
		if err != nil || sentence < 0 || sentence > len(kept.Answer.Sentences) {
			return c.sorry(locale.SorryForged)
		}
	}
	return c.rate(ctx, false, sentence, locale.ThanksFix)
}

func (c *call) rate(ctx context.Context, helped bool, sentence int, thanks locale.Text) error {
	kept, err := c.kept(ctx, c.button.subject)
	if err != nil {
		return err
	}
	err = c.desk.library.State.SaveFeedback(ctx, state.Feedback{
		Answer: kept.ID, User: c.User, Guild: c.Guild, Helpful: helped, Sentence: sentence, Question: kept.Question.Text,
	})
	if err != nil {
		return err
	}
	return c.notice(ctx, thanks)
}
