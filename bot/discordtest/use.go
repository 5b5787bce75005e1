package discordtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// ErrNoResponse is what a user reads as "The application did not respond".
var ErrNoResponse = errors.New("the application did not respond")

// Interaction is one use of a command, a component or a modal, as the user who did it sees
// it. When the client refused to do it, every method gives the reason as its error.
//
// The waits end with their context, or after Options.Patience if it has no deadline.
type Interaction struct {
	by  *User
	i   *interaction
	err error
}

// Err is why the user's client refused, or nil.
func (x *Interaction) Err() error { return x.err }

// ID is the interaction's ID; empty when the client refused.
func (x *Interaction) ID() ID {
	if x.i == nil {
		return ""
	}
	return x.i.id
}

// Token is the interaction's token, for tests that play the bot themselves.
func (x *Interaction) Token() string {
	if x.i == nil {
		return ""
	}
	return x.i.token
}

// wait blocks until done, which is called with the mutex held, or the interaction has failed.
func (x *Interaction) wait(ctx context.Context, what string, done func(i *interaction) bool) error {
	if x.err != nil {
		return x.err
	}
	failed := false
	err := x.by.s.await(ctx, what+" to "+x.i.label+" of "+x.by.Name, func() bool {
		failed = x.i.failed
		return failed || done(x.i)
	})
	if err == nil && failed {
		return fmt.Errorf("%s of %s: %w", x.i.label, x.by.Name, ErrNoResponse)
	}
	return err
}

// Ack waits for the first response and tells how long it took.
func (x *Interaction) Ack(ctx context.Context) (time.Duration, error) {
	var took time.Duration
	err := x.wait(ctx, "a first response", func(i *interaction) bool {
		took = i.ackedAt.Sub(i.sent)
		return i.answered
	})
	return took, err
}

// Reply waits until the user can read the response: a message that is not "thinking" any
// more, or the message with the component once it was updated. Later edits may follow.
func (x *Interaction) Reply(ctx context.Context) (Seen, error) {
	return x.Until(ctx, func(Seen) bool { return true })
}

// Until waits for a state of the response that ok accepts.
func (x *Interaction) Until(ctx context.Context, ok func(Seen) bool) (Seen, error) {
	var seen Seen
	err := x.wait(ctx, "a reply", func(i *interaction) bool {
		if !i.readable() {
			return false
		}
		seen = x.by.s.seen(i.original)
		return ok(seen)
	})
	if err != nil {
		return Seen{}, err
	}
	return seen, nil
}

// readable tells whether there is a response to read.
func (i *interaction) readable() bool {
	if !i.answered || i.original == nil || i.original.deferred() {
		return false
	}
	return i.ackType != respondDeferUpdate || i.edits > 0
}

// Settled waits until the response has not changed for as long as quiet, in real time.
func (x *Interaction) Settled(ctx context.Context, quiet time.Duration) (Seen, error) {
	seen, err := x.Reply(ctx)
	for err == nil {
		rest, cancel := context.WithTimeout(ctx, quiet)
		var next Seen
		next, changed := x.Until(rest, func(now Seen) bool { return len(now.History) > len(seen.History) })
		cancel()
		if changed != nil && !errors.Is(changed, context.DeadlineExceeded) {
			return Seen{}, changed
		}
		if changed != nil {
			return seen, ctx.Err()
		}
		seen = next
	}
	return Seen{}, err
}

// FollowUps waits until the bot has written n follow-ups, and gives all there are.
func (x *Interaction) FollowUps(ctx context.Context, n int) ([]Seen, error) {
	var list []Seen
	err := x.wait(ctx, fmt.Sprintf("%d follow-ups", n), func(i *interaction) bool {
		if len(i.followups) < n {
			return false
		}
		list = nil
		for _, m := range i.followups {
			list = append(list, x.by.s.seen(m))
		}
		return true
	})
	return list, err
}

// Choices waits for the results of an autocompletion.
func (x *Interaction) Choices(ctx context.Context) ([]Choice, error) {
	var list []Choice
	err := x.wait(ctx, "choices", func(i *interaction) bool {
		list = slices.Clone(i.choices)
		return i.answered
	})
	return list, err
}

// Modal waits for the bot to show a modal.
func (x *Interaction) Modal(ctx context.Context) (*Form, error) {
	var modal *Modal
	err := x.wait(ctx, "a modal", func(i *interaction) bool {
		modal = i.opened
		return i.answered
	})
	switch {
	case err != nil:
		return nil, err
	case modal == nil:
		return nil, fmt.Errorf("%s of %s: the response is no modal", x.i.label, x.by.Name)
	}
	return &Form{Modal: *modal, by: x.by, opener: x.i}, nil
}

// refused is an interaction that the client does not send.
func (u *User) refused(err error) *Interaction {
	return &Interaction{by: u, err: fmt.Errorf("%s: %w", u.Name, err)}
}

// common is the part of the payload that all interactions have. The caller holds the mutex.
func (s *Server) common(u *User, ch *channel, owners map[string]ID) map[string]any {
	p := s.state.people[u.ID]
	payload := map[string]any{
		"application_id": s.state.application, "channel_id": ch.ID, "channel": s.state.partialChannel(ch, u.ID),
		"locale": p.locale, "entitlements": []any{}, "authorizing_integration_owners": owners,
		"context": s.state.contextOf(ch), "attachment_size_limit": s.opts.UploadLimit, "app_permissions": s.state.appPermissions(ch),
	}
	g := s.state.guilds[ch.GuildID]
	if g == nil {
		payload["user"] = p.Account
		return payload
	}
	member := s.state.memberObject(g.members[u.ID])
	member["permissions"] = s.state.permissions(u.ID, ch)
	payload["member"], payload["guild_id"], payload["guild_locale"] = member, g.ID, g.Locale
	payload["guild"] = map[string]any{"id": g.ID, "locale": g.Locale, "features": []any{}}
	return payload
}

// partialChannel is a channel as interactions have it, with the user's permissions.
func (s *state) partialChannel(ch *channel, user ID) map[string]any {
	o := s.channelObject(ch)
	o["permissions"] = s.permissions(user, ch)
	return o
}

// contextOf is the interaction context of a channel.
func (s *state) contextOf(ch *channel) int {
	switch {
	case ch.GuildID != "":
		return contextGuild
	case ch.Type == directChannel && slices.Contains(ch.Recipients, s.bot):
		return contextBotDM
	default:
		return contextPrivate
	}
}

// appPermissions is what the bot may do where an interaction happens, even if it is not there.
func (s *state) appPermissions(ch *channel) Permissions {
	if g := s.guilds[ch.GuildID]; g != nil && g.hasBot(s.bot) {
		return s.permissions(s.bot, ch)
	}
	p := AttachFiles | EmbedLinks | MentionEveryone
	if s.contextOf(ch) == contextBotDM {
		p |= UseExternalEmojis
	}
	return p
}
