package desk

import (
	"context"
	"time"

	"sitrep/bot"
	"sitrep/bot/locale"
)

// editEvery is the least time between two edits of one message.
const editEvery = time.Second

// asking asks a question while the person sees what is going on.
func (c *call) asking(ctx context.Context, q bot.Question) (bot.Answer, error) {
	type result struct {
		answer bot.Answer
		err    error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				c.desk.metrics.panics.Inc()
				done <- result{err: panicked(p)}
			}
		}()
		a, err := c.desk.library.Asker.Ask(ctx, q)
		done <- result{a, err}
	}()
	quick := time.NewTimer(c.desk.options.StageAfter)
	defer quick.Stop()
	select {
	case r := <-done:
		c.desk.metrics.stage("answer", time.Since(c.began))
		return r.answer, r.err
	case <-ctx.Done():
		return bot.Answer{}, context.Cause(ctx)
	case <-quick.C:
	}
	articles := len(c.desk.library.Live().Documents)
	if err := c.to.Show(ctx, c.post(c.renderer().StageOf(locale.Searching, articles), "")); err != nil {
		c.desk.lg.WarnContext(ctx, "stage not shown", "request", c.ID, "err", err)
	}
	next := time.NewTimer(editEvery)
	defer next.Stop()
	select {
	case r := <-done:
		c.desk.metrics.stage("answer", time.Since(c.began))
		if r.err == nil {
			select {
			case <-next.C:
			case <-ctx.Done():
			}
		}
		return r.answer, r.err
	case <-ctx.Done():
		return bot.Answer{}, context.Cause(ctx)
	}
}
