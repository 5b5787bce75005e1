package gateway

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"sitrep/bot/discord/rest"
)

// API is what the gateway asks of the REST API. *rest.Client implements it.
type API interface {
	// Gateway says where the gateway is and how many sessions may be started.
	Gateway(ctx context.Context) (*rest.GatewayInfo, error)
}

var _ API = (*rest.Client)(nil)

const (
	// identifyWindow is the time in which so many sessions may be started as max_concurrency
	// says, with something to spare for the way.
	identifyWindow = 5*time.Second + 250*time.Millisecond

	// freshFor is how long an answer about the budget is relied on.
	freshFor = time.Minute
)

// budget doles out the IDENTIFYs of all shards of the process.
//
// See https://docs.discord.com/developers/events/gateway#session-start-limit-object
type budget struct {
	log *slog.Logger
	api API

	mu      sync.Mutex // never held while waiting
	info    rest.GatewayInfo
	fetched time.Time
	keys    map[int]*turnstile
	waiting time.Time // until when no session may be started; zero when one may
}

// turnstile lets one IDENTIFY through at a time, five seconds apart.
type turnstile struct {
	free chan struct{} // holds a value while nobody is in it
	last time.Time     // of the last IDENTIFY; belongs to whoever is in it
}

func newBudget(lg *slog.Logger, api API) *budget {
	return &budget{log: lg, api: api, keys: map[int]*turnstile{}}
}

// refresh asks how large the budget is, unless that is known.
func (b *budget) refresh(ctx context.Context, maxAge time.Duration) (rest.GatewayInfo, error) {
	b.mu.Lock()
	info, fetched := b.info, b.fetched
	b.mu.Unlock()
	if !fetched.IsZero() && time.Since(fetched) < maxAge {
		return info, nil
	}
	fresh, err := b.api.Gateway(ctx)
	if err != nil {
		return info, err
	}
	if fresh.URL == "" {
		return info, errors.New("no address of the gateway in the answer")
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.info, b.fetched = *fresh, time.Now()
	return b.info, nil
}

// known is what Discord said last.
func (b *budget) known() rest.GatewayInfo {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.info
}

// blockedUntil is until when no session may be started; zero when one may.
func (b *budget) blockedUntil() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.waiting
}

// pass is the right to send one IDENTIFY.
type pass struct {
	budget *budget
	gate   *turnstile
}

// enter waits until a shard may send an IDENTIFY. The pass must be given back.
func (b *budget) enter(ctx context.Context, shard int) (*pass, error) {
	if err := b.afford(ctx); err != nil {
		return nil, err
	}
	gate := b.turnstile(shard)
	select {
	case <-gate.free:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	p := &pass{b, gate}
	if wait := time.Until(gate.last.Add(identifyWindow)); wait > 0 {
		if err := sleep(ctx, wait); err != nil {
			p.leave()
			return nil, err
		}
	}
	return p, nil
}

// afford waits until the day's budget has an IDENTIFY left.
func (b *budget) afford(ctx context.Context) error {
	for {
		info, err := b.refresh(ctx, freshFor)
		if err != nil {
			return err
		}
		if info.Limit.Remaining > 0 {
			b.await(time.Time{})
			return nil
		}
		wait := max(info.Reset(), freshFor)
		b.log.Error("no session may be started: the day's budget is spent, one more would reset the token",
			"total", info.Limit.Total, "wait", wait)
		b.await(time.Now().Add(wait))
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

func (b *budget) await(until time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.waiting = until
}

// turnstile is that of a shard: shards with the same remainder share one.
func (b *budget) turnstile(shard int) *turnstile {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := shard % max(b.info.Limit.MaxConcurrency, 1)
	t := b.keys[key]
	if t == nil {
		t = &turnstile{free: make(chan struct{}, 1)}
		t.free <- struct{}{}
		b.keys[key] = t
	}
	return t
}

// use notes that the IDENTIFY is being sent now.
func (p *pass) use() {
	p.gate.last = time.Now()
	p.budget.mu.Lock()
	defer p.budget.mu.Unlock()
	p.budget.info.Limit.Remaining--
}

// leave gives the pass back.
func (p *pass) leave() { p.gate.free <- struct{}{} }
