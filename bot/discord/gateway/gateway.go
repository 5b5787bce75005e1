package gateway

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/sync/errgroup"

	"sitrep/bot/discord/rest"
)

// Options is how the gateway is used.
type Options struct {
	// Intents say which events come. Privileged ones must be enabled for the application.
	Intents discordgo.Intent

	// Shards is the number of shards in all, over which Discord spreads the guilds; 0 is as
	// many as it recommends. ShardIDs is which of them this process runs, 0 to Shards-1;
	// empty is all.
	Shards   int
	ShardIDs []int

	// Presence is what people see of the bot at first; nil is online. See SetPresence.
	Presence *discordgo.UpdateStatusData

	// HTTP makes the connections; nil is http.DefaultClient. Its timeout must be 0.
	HTTP *http.Client
}

// Gateway receives events. Its methods are safe for concurrent use.
type Gateway struct {
	log    *slog.Logger
	token  rest.Token
	opts   Options
	budget *budget

	mu       sync.Mutex
	running  bool
	shards   []*shard
	presence *discordgo.UpdateStatusData
}

// New makes a gateway. Nothing is connected before Run.
func New(lg *slog.Logger, api API, token rest.Token, opts Options) (*Gateway, error) {
	opts.HTTP = cmp.Or(opts.HTTP, http.DefaultClient)
	if opts.Shards < 0 {
		return nil, fmt.Errorf("the number of shards is %d", opts.Shards)
	}
	if opts.Shards == 0 && len(opts.ShardIDs) > 0 {
		return nil, errors.New("shards are chosen without saying how many there are in all")
	}
	for i, id := range opts.ShardIDs {
		if id < 0 || id >= opts.Shards || slices.Contains(opts.ShardIDs[:i], id) {
			return nil, fmt.Errorf("the shards to run are %v; each must be 0 to %d, once", opts.ShardIDs, opts.Shards-1)
		}
	}
	return &Gateway{log: lg, token: token, opts: opts, budget: newBudget(lg, api), presence: opts.Presence}, nil
}

// Run connects and hands events to the handler until ctx ends, which is no error, or until
// Discord will have none of it: a *FatalError, or rest.ErrUnauthorized for a wrong token. All
// goroutines have ended when it returns. It may be called once at a time.
//
// The handler is called by one goroutine a shard, in the order of the events. While it runs,
// its shard reads nothing, not even the acknowledgements of heartbeats: it must hand longer
// work to somebody else at once. If it panics, the panic is logged and counted.
func (g *Gateway) Run(ctx context.Context, handler func(Event)) error {
	g.mu.Lock()
	if g.running {
		g.mu.Unlock()
		return errors.New("the gateway is running already")
	}
	g.running, g.shards = true, nil
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.running = false
	}()
	ids, count, err := g.plan(ctx)
	if err != nil {
		return unlessOver(ctx, err)
	}
	group, ctx2 := errgroup.WithContext(ctx)
	g.mu.Lock()
	for _, id := range ids {
		s := newShard(g, id, count, handler)
		g.shards = append(g.shards, s)
		group.Go(func() error { return s.run(ctx2) })
	}
	g.mu.Unlock()
	return unlessOver(ctx, group.Wait())
}

// unlessOver is err, unless the context has ended: then everything ends, as it should.
func unlessOver(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// plan decides which shards to run of how many. While Discord cannot be asked, it waits.
func (g *Gateway) plan(ctx context.Context) (ids []int, count int, err error) {
	for failures := 1; ; failures++ {
		info, err := g.budget.refresh(ctx, freshFor)
		if err == nil {
			count = cmp.Or(g.opts.Shards, info.Shards, 1)
			break
		}
		if errors.Is(err, rest.ErrUnauthorized) || ctx.Err() != nil {
			return nil, 0, err
		}
		wait := backOff(failures, longestDelay)
		g.log.Warn("cannot ask Discord for its gateway", "err", err, "wait", wait)
		if err := sleep(ctx, wait); err != nil {
			return nil, 0, err
		}
	}
	ids = slices.Sorted(slices.Values(g.opts.ShardIDs))
	if len(ids) == 0 {
		for id := range count {
			ids = append(ids, id)
		}
	}
	return ids, count, nil
}

// Status is how the gateway is doing now.
func (g *Gateway) Status() Status {
	s := Status{BlockedUntil: g.budget.blockedUntil()}
	for _, sh := range g.allShards() {
		s.Shards = append(s.Shards, sh.monitor.get())
	}
	return s
}

// allShards is the shards of the present or last Run.
func (g *Gateway) allShards() []*shard {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.shards)
}

// SetPresence changes what people see of the bot, on all shards, now and after coming back.
// It waits while more was sent than Discord allows.
func (g *Gateway) SetPresence(ctx context.Context, p discordgo.UpdateStatusData) error {
	g.mu.Lock()
	g.presence = &p
	g.mu.Unlock()
	for _, sh := range g.allShards() {
		if err := sh.send(ctx, opPresence, p); err != nil {
			return fmt.Errorf("set the presence: %w", err)
		}
	}
	return nil
}

// currentPresence is the presence to identify with; nil is online.
func (g *Gateway) currentPresence() *discordgo.UpdateStatusData {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.presence
}
