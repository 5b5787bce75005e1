package discord

import (
	"context"
	"errors"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/desk"
	"sitrep/bot/discord/rest"
)

const (
	// ackPatience is how long a first response may take; Discord gives 3 seconds from when
	// it sent the interaction.
	ackPatience = 2800 * time.Millisecond
	// tokenLife is how long after an interaction its token is used. Discord ends it after 15
	// minutes by its own clock.
	tokenLife = 14 * time.Minute
)

// responder answers an interaction.
type responder struct {
	rest    *rest.Client
	at      rest.Interaction
	arrived time.Time
	channel rest.ChannelID // where an answer may be sent if the interaction has ended; else empty
	acked   bool
	private bool
	sent    rest.MessageID // of the answer, where it was sent to the channel
}

var _ desk.Responder = (*responder)(nil)

// first carries out a first response. One that had arrived before, though its confirmation
// got lost, has done its work.
func (r *responder) first(ctx context.Context, respond func(ctx context.Context) error) error {
	ctx, cancel := context.WithDeadline(ctx, r.arrived.Add(ackPatience))
	defer cancel()
	err := respond(ctx)
	if rest.HasCode(err, rest.CodeAcknowledged) {
		err = nil
	}
	r.acked = err == nil
	return err
}

func (r *responder) Defer(ctx context.Context, private bool) error {
	r.private = private
	return r.first(ctx, func(ctx context.Context) error { return r.rest.Defer(ctx, r.at, private) })
}

func (r *responder) DeferUpdate(ctx context.Context) error {
	r.private = true // no other message may stand in for the one that would be changed
	return r.first(ctx, func(ctx context.Context) error { return r.rest.DeferUpdate(ctx, r.at) })
}

func (r *responder) Show(ctx context.Context, p desk.Post) error {
	if time.Since(r.arrived) < tokenLife && r.sent == "" {
		_, err := r.rest.EditOriginal(ctx, r.at, rest.Replace(outgoing(p)))
		if !errors.Is(err, rest.ErrGone) {
			return err
		}
	}
	return r.showInChannel(ctx, p)
}

// showInChannel shows what comes too late for the interaction, if it was meant for all.
func (r *responder) showInChannel(ctx context.Context, p desk.Post) error {
	if r.private || r.channel == "" {
		return rest.ErrGone
	}
	if r.sent != "" {
		_, err := r.rest.EditMessage(ctx, r.channel, r.sent, rest.Replace(outgoing(p)))
		return err
	}
	m, err := r.rest.Send(ctx, r.channel, rest.Post{Message: outgoing(p)})
	if err == nil {
		r.sent = rest.MessageID(m.ID)
	}
	return err
}

func (r *responder) Tell(ctx context.Context, p desk.Post) error {
	m := outgoing(p)
	m.Flags |= discordgo.MessageFlagsEphemeral
	if !r.acked {
		return r.first(ctx, func(ctx context.Context) error { return r.rest.Reply(ctx, r.at, m) })
	}
	_, err := r.rest.FollowUp(ctx, r.at, m)
	return err
}

func (r *responder) Open(ctx context.Context, f desk.FormSheet) error {
	return r.first(ctx, func(ctx context.Context) error { return r.rest.ShowModal(ctx, r.at, form(f)) })
}

func (r *responder) Suggest(ctx context.Context, list []desk.Choice) error {
	return r.first(ctx, func(ctx context.Context) error { return r.rest.Suggest(ctx, r.at, choices(list)) })
}

func (r *responder) CanHide() bool { return true }
