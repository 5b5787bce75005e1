package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"sitrep/bot/locale"
	"sitrep/bot/render/message"
	"sitrep/bot/state"
)

// call is one request while it is handled.
type call struct {
	Request

	desk     *Desk
	to       Responder
	locale   locale.Locale
	settings state.Settings
	button   button // of Press and Form
	began    time.Time

	acked   acked
	private bool      // only the person sees what is shown
	waited  time.Time // when it was last shown that others are before; zero if it was not
}

// acked is what the first response was.
type acked uint8

const (
	notAcked    acked = iota
	ackedDefer        // Show fills it in
	ackedUpdate       // Show changes somebody's message, so errors are told beside it
)

// sorry is a reason that the person is told, and that is no fault of the bot's.
type sorry struct{ page message.Page }

func (e sorry) Error() string { return e.page.Content }

// sorry is a reason with its arguments filled in; strings among them may come from outside.
func (c *call) sorry(t locale.Text, args ...any) error {
	return sorry{c.renderer().Notice(t, args...)}
}

// sorryOf is a reason that counts something.
func (c *call) sorryOf(t locale.Text, n int) error { return sorry{c.renderer().NoticeOf(t, n)} }

func (c *call) renderer() message.Renderer { return message.Renderer{Locale: c.locale} }

// notice shows one text.
func (c *call) notice(ctx context.Context, t locale.Text, args ...any) error {
	return c.to.Show(ctx, c.post(c.renderer().Notice(t, args...), ""))
}

// guarded handles the request and makes an error of a panic.
func (c *call) guarded(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			c.desk.metrics.panics.Inc()
			err = panicked(p)
		}
	}()
	return c.handle(ctx)
}

// panicked is a panic as an error, to be called where it is recovered.
func panicked(p any) error { return fmt.Errorf("panic: %v\n%s", p, debug.Stack()) }

// handle lets the request pass the checks one by one, acknowledges it and does the work.
func (c *call) handle(ctx context.Context) error {
	h, err := c.handler()
	if err != nil {
		return err
	}
	if err := c.desk.workers.enter(); err != nil {
		return err
	}
	defer c.desk.workers.leave()
	if c.settings, err = c.desk.settingsOf(ctx, &c.Request); err != nil {
		return err
	}
	if c.settings.Language != "" {
		c.locale = c.desk.languages.For(c.settings.Language)
	}
	if err := c.mayPass(h); err != nil {
		return err
	}
	if err := c.acknowledge(ctx, h.ack); err != nil {
		return err
	}
	c.desk.metrics.stage("ack", time.Since(c.began))
	return c.desk.workers.work(ctx, c.desk.options.StageAfter, func(before int) { c.queued(ctx, before) }, func() error {
		c.desk.metrics.stage("wait", time.Since(c.began))
		return h.run(ctx, c)
	})
}

// handler finds who handles the request.
func (c *call) handler() (handler, error) {
	name := c.Name
	switch c.Kind {
	case Mention:
		name = mentionName
	case Complete:
		name = completeName
	case Press, Form:
		b, err := parseButton(c.Name)
		if err != nil {
			return handler{}, c.sorry(locale.SorryForged)
		}
		c.button, name = b, onButton+string(b.action)
		if c.Kind == Form {
			name = onForm + string(b.action)
		}
	}
	h, known := c.desk.handlers[name]
	if !known {
		return handler{}, c.sorry(locale.SorryForged)
	}
	return h, nil
}

// mayPass checks what needs no work: the channel, the person's rights and the rate limits.
func (c *call) mayPass(h handler) error {
	if h.admin && !mayAdminister(c.settings, &c.Request) {
		return c.sorry(locale.SorryNotAdmin)
	}
	if h.curator && !c.desk.mayCurate(c.settings, &c.Request) {
		return c.sorry(locale.SorryOtherServer)
	}
	if h.admin {
		return nil
	}
	if !mayAnswer(c.settings, &c.Request) && h.ack != ackNothing {
		return c.sorry(locale.SorryChannel)
	}
	if !h.question {
		return nil
	}
	user, channel := c.desk.limitsFor(c.settings, &c.Request)
	if wait, ok := c.desk.limiter.allow(c.began, user); !ok {
		c.desk.metrics.dropped.WithLabelValues("user rate").Inc()
		return c.sorryOf(locale.SorryUserRate, int(wait.Seconds()))
	}
	if wait, ok := c.desk.limiter.allow(c.began, channel); !ok {
		c.desk.metrics.dropped.WithLabelValues("channel rate").Inc()
		return c.sorryOf(locale.SorryChannelRate, int(wait.Seconds()))
	}
	return nil
}

// acknowledge is the first response. Without one the work is still done where the transport
// can show the outcome otherwise.
func (c *call) acknowledge(ctx context.Context, how ack) error {
	switch how {
	case ackReply:
		c.private = c.settings.Private
		if asked, ok := c.Options["private"]; ok {
			c.private = asked == "true"
		}
		if c.Kind == Form && c.button.value == followPrivately {
			c.private = true
		}
	case ackPrivate:
		c.private = true
	case ackUpdate:
		if c.button.owner == c.User {
			c.acked = ackedUpdate
			return c.to.DeferUpdate(ctx)
		}
		c.private = true
	case ackNothing:
		return nil
	}
	if c.private && !c.to.CanHide() {
		return c.sorry(locale.SorryChannel)
	}
	c.acked = ackedDefer
	err := c.to.Defer(ctx, c.private)
	if err == nil || c.private || ctx.Err() != nil {
		return err
	}
	// Too late for a reply, as it seems. What all may see can still be shown in the channel.
	c.desk.lg.WarnContext(ctx, "first response not taken", "request", c.ID, "err", err)
	return nil
}

// errorPatience is how long telling what went wrong may take.
const errorPatience = 15 * time.Second

// end tells the person what kept the request from being carried out, and logs what is not
// their business.
func (c *call) end(ctx context.Context, err error) {
	took := time.Since(c.began)
	c.desk.metrics.ended(c.Kind, err, took)
	lg := c.desk.lg.With("request", c.ID, "kind", c.Kind.String(), "guild", c.Guild, "took", took)
	if err == nil {
		lg.DebugContext(ctx, "request done")
		return
	}
	if c.Kind == Complete {
		lg.WarnContext(ctx, "no suggestions", "err", err)
		return
	}
	page, reference := c.apology(ctx, err)
	if reference != "" {
		lg.ErrorContext(ctx, "request failed", "reference", reference, "err", err)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), errorPatience)
	defer cancel()
	tell := c.to.Tell
	if c.acked == ackedDefer {
		tell = c.to.Show
	}
	if err := tell(ctx, c.post(page, "")); err != nil {
		lg.ErrorContext(ctx, "could not tell what went wrong", "err", err)
	}
}

// apology is the kind sentence for an error, with the reference under which it is logged if
// the operator should know.
func (c *call) apology(ctx context.Context, err error) (page message.Page, reference string) {
	if told, ok := errors.AsType[sorry](err); ok {
		return told.page, ""
	}
	r := c.renderer()
	switch {
	case errors.Is(err, errBusy):
		return r.Notice(locale.SorryBusy), ""
	case isStopping(ctx, err):
		return r.Notice(locale.SorryStopping), ""
	}
	reference = rand.Text()[:8]
	if errors.Is(err, context.DeadlineExceeded) {
		return r.Notice(locale.SorryTimeout), reference
	}
	return r.Notice(locale.SorryInternal, reference), reference
}
