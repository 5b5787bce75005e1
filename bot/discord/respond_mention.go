package discord

import (
	"context"
	"errors"

	"sitrep/bot/desk"
	"sitrep/bot/discord/rest"
)

// replier answers a message by a reply to it, which everyone in the channel sees.
type replier struct {
	rest    *rest.Client
	channel rest.ChannelID
	to      rest.MessageID
	sent    rest.MessageID // the reply, once there is one
	nonce   string         // makes Discord take attempts at the reply for one
}

var _ desk.Responder = (*replier)(nil)

// errNoForm says that forms and suggestions belong to interactions.
var errNoForm = errors.New("a message cannot be answered by a form or by suggestions")

// Defer shows that the bot is typing. Where it cannot, the answer comes all the same.
func (r *replier) Defer(ctx context.Context, _ bool) error {
	ctx, cancel := context.WithTimeout(ctx, ackPatience)
	defer cancel()
	_ = r.rest.Typing(ctx, r.channel)
	return nil
}

func (r *replier) DeferUpdate(context.Context) error { return errNoForm }

func (r *replier) Show(ctx context.Context, p desk.Post) error {
	if r.sent != "" {
		_, err := r.rest.EditMessage(ctx, r.channel, r.sent, rest.Replace(outgoing(p)))
		return err
	}
	m, err := r.rest.Send(ctx, r.channel, rest.Post{Message: outgoing(p), ReplyTo: r.to, Nonce: r.nonce})
	if err == nil {
		r.sent = rest.MessageID(m.ID)
	}
	return err
}

func (r *replier) Tell(ctx context.Context, p desk.Post) error { return r.Show(ctx, p) }

func (r *replier) Open(context.Context, desk.FormSheet) error { return errNoForm }

func (r *replier) Suggest(context.Context, []desk.Choice) error { return errNoForm }

func (r *replier) CanHide() bool { return false }
