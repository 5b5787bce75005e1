package desk

import (
	"context"
	"time"

	"sitrep/bot"
	"sitrep/bot/locale"
	"sitrep/bot/render/message"
)

// editEvery is the least time between two edits of one message.
const editEvery = time.Second

// asking asks a question while the person sees what is going on, by one edit a second at
// most. What is under way is shown by its stage and in numbers; no word of an answer is shown
// before all of it has been checked.
func (c *call) asking(ctx context.Context, q bot.Question) (bot.Answer, error) {
	done := make(chan answered, 1)
	latest := make(chan bot.Progress, 1)
	go func() { done <- c.ask(bot.Watch(ctx, func(p bot.Progress) { replace(latest, p) }), q) }()

	page := c.renderer().StageOf(locale.Searching, len(c.desk.library.Live().Documents))
	changed, shown := true, !c.waited.IsZero()
	wait := time.NewTimer(c.desk.options.StageAfter)
	if shown {
		wait.Reset(time.Until(c.waited.Add(editEvery)))
	}
	defer wait.Stop()
	due := wait.C // nil while an edit may be made at once
	for {
		select {
		case r := <-done:
			c.desk.metrics.stage("answer", time.Since(c.began))
			if shown && due != nil && r.err == nil {
				select {
				case <-due:
				case <-ctx.Done():
				}
			}
			return r.answer, r.err
		case <-ctx.Done():
			return bot.Answer{}, context.Cause(ctx)
		case p := <-latest:
			next := c.progress(p)
			changed = changed || next.Content != page.Content
			page = next
		case <-due:
			due = nil
		}
		if due != nil || !changed {
			continue
		}
		if err := c.to.Show(ctx, c.post(page, "")); err != nil {
			c.desk.lg.WarnContext(ctx, "stage not shown", "request", c.ID, "err", err)
		}
		changed, shown = false, true
		wait.Reset(editEvery)
		due = wait.C
	}
}

// queued shows how many requests are before this one, where something is to be shown for it.
func (c *call) queued(ctx context.Context, before int) {
	if c.acked != ackedDefer {
		return
	}
	if err := c.to.Show(ctx, c.post(c.renderer().StageOf(locale.Queued, before), "")); err != nil {
		c.desk.lg.WarnContext(ctx, "place in the queue not shown", "request", c.ID, "err", err)
	}
	c.waited = time.Now()
}

// answered is what came of a question.
type answered struct {
	answer bot.Answer
	err    error
}

// ask asks a question and makes an error of a panic.
func (c *call) ask(ctx context.Context, q bot.Question) (r answered) {
	defer func() {
		if p := recover(); p != nil {
			c.desk.metrics.panics.Inc()
			r = answered{err: panicked(p)}
		}
	}()
	r.answer, r.err = c.desk.library.Asker.Ask(ctx, q)
	return r
}

// replace puts a value into a channel with room for one, in the place of an older one.
func replace(latest chan bot.Progress, p bot.Progress) {
	select {
	case <-latest:
	default:
	}
	latest <- p
}

// progress is a stage as a page.
func (c *call) progress(p bot.Progress) message.Page {
	switch {
	case p.Stage == bot.Searching:
		return c.renderer().StageOf(locale.Searching, len(c.desk.library.Live().Documents))
	case p.Checked == 0:
		return c.renderer().Stage(locale.Writing)
	}
	return c.renderer().StageOf(locale.Written, p.Checked)
}
