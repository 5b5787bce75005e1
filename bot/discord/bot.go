package discord

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/desk"
	"sitrep/bot/discord/gateway"
	"sitrep/bot/discord/rest"
	"sitrep/bot/locale"
)

// Intents are the events that the bot needs. None of them is privileged.
const Intents = discordgo.IntentGuilds | discordgo.IntentGuildMessages | discordgo.IntentDirectMessages

// Options say how the bot connects. The zero value is right for Discord itself.
type Options struct {
	REST     rest.Options
	Shards   int   // shards in all; 0: as many as Discord recommends
	ShardIDs []int // those that this process runs; empty: all
	// Grace is how long open questions may go on after the end was asked for, 10 seconds;
	// then those who asked them are told that the bot stops.
	Grace time.Duration
	// Crowd is how many events may be handled at once, those included that are only told
	// that the bot is busy: 1000. What comes beyond that is dropped, and counted.
	Crowd int
}

func (o Options) withDefaults() Options {
	if o.Grace <= 0 {
		o.Grace = 10 * time.Second
	}
	if o.Crowd <= 0 {
		o.Crowd = 1000
	}
	return o
}

// Bot is the desk on Discord.
type Bot struct {
	lg      *slog.Logger
	desk    *desk.Desk
	rest    *rest.Client
	gateway *gateway.Gateway
	options Options
	places  *places
	crowd   chan struct{} // one is taken by each event that is handled
	open    sync.WaitGroup
	self    string // id of the bot's user, set before events come
	dropped atomic.Int64
}

// New makes a bot. Nothing is sent before Run or Check.
func New(lg *slog.Logger, d *desk.Desk, token rest.Token, options Options) (*Bot, error) {
	options = options.withDefaults()
	client, err := rest.New(lg, token, options.REST)
	if err != nil {
		return nil, err
	}
	gw, err := gateway.New(lg, client, token, gateway.Options{Intents: Intents, Shards: options.Shards, ShardIDs: options.ShardIDs})
	if err != nil {
		return nil, err
	}
	return &Bot{
		lg: lg, desk: d, rest: client, gateway: gw, options: options,
		places: newPlaces(client), crowd: make(chan struct{}, options.Crowd),
	}, nil
}

// Run registers the commands and answers until ctx ends, which is no error, or until Discord
// will have none of it: a *gateway.FatalError or rest.ErrUnauthorized. Before it returns,
// every open question is answered or its asker told, and the desk is closed.
func (b *Bot) Run(ctx context.Context) error {
	defer b.rest.Close()
	me, app, err := b.whoAmI(ctx)
	if err != nil {
		return err
	}
	b.self = me.ID
	changes, err := Register(ctx, b.rest, app.ID, Commands(locale.New()))
	if err != nil {
		return err
	}
	b.lg.InfoContext(ctx, "commands registered", "created", changes.Created, "changed", changes.Changed, "removed", changes.Removed)
	err = b.gateway.Run(ctx, b.receive)
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.options.Grace)
	defer cancel()
	b.desk.Close(grace)
	b.open.Wait()
	return err
}

func (b *Bot) whoAmI(ctx context.Context) (*discordgo.User, *rest.Application, error) {
	me, err := b.rest.Me(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("ask Discord who the bot is: %w", err)
	}
	app, err := b.rest.Application(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("ask Discord about the application: %w", err)
	}
	return me, app, nil
}

// Status is how the connection is doing.
func (b *Bot) Status() gateway.Status { return b.gateway.Status() }

// Dropped is how many events were dropped because too many came at once.
func (b *Bot) Dropped() int64 { return b.dropped.Load() }

// receive takes an event from the gateway, which must not wait.
func (b *Bot) receive(e gateway.Event) {
	now := time.Now()
	var handle func()
	switch data := e.Data.(type) {
	case *discordgo.InteractionCreate:
		handle = func() { b.interaction(data.Interaction, e, now) }
	case *discordgo.MessageCreate:
		r, ok := fromMessage(data.Message, b.self, now)
		if !ok {
			return
		}
		handle = func() { b.message(r) }
	default:
		b.places.note(data)
		return
	}
	select {
	case b.crowd <- struct{}{}:
	default:
		b.dropped.Add(1)
		b.lg.Error("event dropped: too many at once", "event", e.Name)
		return
	}
	b.open.Go(func() {
		defer func() { <-b.crowd }()
		handle()
	})
}

func (b *Bot) interaction(i *discordgo.Interaction, e gateway.Event, now time.Time) {
	r, err := fromInteraction(i, e.Raw, now, b.rest)
	if err != nil {
		b.lg.Warn("interaction passed over", "err", err)
		return
	}
	r.OnlyGuild = b.only(r.Guild)
	to := &responder{rest: b.rest, at: rest.Answering(i), arrived: now}
	if r.Guild != "" {
		to.channel = rest.ChannelID(r.Channel)
	}
	b.desk.Handle(context.Background(), r, to)
}

// only reports whether the bot is in one guild alone. A process that runs some of the shards,
// or is not connected by all of them, cannot know.
func (b *Bot) only(guild string) bool {
	return len(b.options.ShardIDs) == 0 && b.Status().Connected() && b.places.only(guild)
}

func (b *Bot) message(r desk.Request) {
	ctx := context.Background()
	if r.Guild != "" {
		r.Locale = b.places.locale(r.Guild)
		parent, err := b.places.parent(ctx, r.Channel)
		if err != nil { // what may be seen there is not known: what anybody may see is
			b.lg.Warn("channel of a mention not known", "err", err)
			r.Guild = ""
		}
		r.Parent = parent
	}
	b.desk.Handle(ctx, r, &replier{rest: b.rest, channel: rest.ChannelID(r.Channel), to: rest.MessageID(r.ID), nonce: r.ID})
}
