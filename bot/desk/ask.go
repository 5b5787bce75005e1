package desk

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"sitrep/bot"
	"sitrep/bot/locale"
	"sitrep/bot/state"
	"sitrep/corpus/source"
	"sitrep/retrieval"
)

// maxQuestion is how many characters a question may have. Longer ones are mostly pasted
// articles, which find everything and answer nothing.
const maxQuestion = 1000

// ask answers /ask.
func ask(ctx context.Context, c *call) error {
	filter, err := c.narrowed()
	if err != nil {
		return err
	}
	text, err := c.questionText(c.Options["question"])
	if err != nil {
		return err
	}
	if name := strings.TrimSpace(c.Options["group"]); name != "" {
		g, known := c.desk.findGroup(name)
		if !known {
			return c.unknownGroup(name)
		}
		if !c.desk.mentions(text, g.ID) {
			text += " (" + g.Name + ")"
		}
	}
	return c.answer(ctx, bot.Question{Text: text, Filter: filter, Now: c.began}, "")
}

// mention answers what was written to the bot. Under an answer it is a further question.
func mention(ctx context.Context, c *call) error {
	text, err := c.questionText(c.Text)
	if err != nil {
		return err
	}
	if b, err := parseButton(c.Answer); err == nil {
		return c.further(ctx, b.subject, text)
	}
	return c.answer(ctx, bot.Question{Text: text, Filter: c.scope(), Now: c.began}, "")
}

// scope is what may be seen where the request comes from.
func (c *call) scope() retrieval.Filter { return scopeOf(c.settings, &c.Request) }

// narrowed is the scope, narrowed by the command's options.
func (c *call) narrowed() (retrieval.Filter, error) {
	filter := c.scope()
	if publisher := strings.TrimSpace(c.Options["publisher"]); publisher != "" {
		filter.Publishers = []string{publisher}
	}
	var err error
	if filter.Since, _, err = c.day("since"); err != nil {
		return filter, err
	}
	if _, filter.Until, err = c.day("until"); err != nil {
		return filter, err
	}
	if !filter.Until.IsZero() && filter.Until.Before(filter.Since) {
		return filter, c.sorry(locale.SorryDateOrder)
	}
	return filter, nil
}

// day reads an option as the first and the last moment of the time that it names.
func (c *call) day(option string) (first, last time.Time, err error) {
	text := strings.TrimSpace(c.Options[option])
	if text == "" {
		return first, last, nil
	}
	first, last, ok := parseTime(text, c.began)
	if !ok {
		return first, last, c.sorry(locale.SorryDate, text)
	}
	return first, last, nil
}

// questionText is what a person typed as the one line that is asked.
func (c *call) questionText(typed string) (string, error) {
	text := strings.Join(strings.Fields(source.Normalise(typed)), " ")
	if text == "" {
		return "", c.sorry(locale.SorryNoQuestion)
	}
	if utf8.RuneCountInString(text) > maxQuestion {
		return "", c.sorryOf(locale.SorryLongQuestion, maxQuestion)
	}
	return text, nil
}

// account pays for a model's work: the guild's, or one that all direct messages share.
func (c *call) account() string {
	if c.Guild == "" {
		return "direct messages"
	}
	return c.Guild
}

// answer answers a question, keeps the answer, and shows its first page.
func (c *call) answer(ctx context.Context, q bot.Question, follows string) error {
	q.Account = c.account()
	a, err := c.asking(ctx, q)
	if err != nil {
		return err
	}
	if a.Refusal != nil {
		c.desk.metrics.refusals.WithLabelValues(string(a.Refusal.Kind)).Inc()
	}
	id, err := c.desk.library.State.KeepAnswer(ctx, state.Kept{
		Owner: c.User, Guild: c.Guild, Channel: c.Channel, Private: c.private,
		Follows: follows, Question: q, Answer: a,
	})
	if err != nil {
		return err
	}
	return c.to.Show(ctx, c.post(c.renderer().Answer(a)[0], id))
}
