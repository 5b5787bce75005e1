package rest

import (
	"context"
	"sync"
	"time"
)

// limiter holds requests back until Discord's rate limits let them pass. All of its state is
// behind one mutex that is never held while anything waits.
//
// See https://docs.discord.com/developers/topics/rate-limits
type limiter struct {
	mu      sync.Mutex
	kinds   map[string]kind    // by method and template of the route
	buckets map[string]*bucket // by name of the kind and top-level resource
	swept   time.Time

	perSecond int
	recent    []time.Time // when the last requests left that count against the global limit
	paused    time.Time   // the bot's requests wait until then
	pausedAll time.Time   // those about interactions too
}

// kind is what is known about a kind of route.
type kind struct {
	bucket string // Discord's name for it; routes can share one
	limit  int    // requests in a window; 0 is that answers name no limit
}

func newLimiter(perSecond int) *limiter {
	return &limiter{kinds: map[string]kind{}, buckets: map[string]*bucket{}, perSecond: perSecond}
}

// globalWindow is a little more than the second over which Discord counts, as requests that
// left in order may arrive closer together.
const globalWindow = 1050 * time.Millisecond

// enter waits until the request may be sent and returns its bucket, which the caller must
// leave. It fails with a *RateLimitError as soon as the wait is known to be longer than
// allowed, and with the context's error.
func (l *limiter) enter(ctx context.Context, r *route, allowed time.Duration) (*bucket, error) {
	l.mu.Lock()
	l.sweep(time.Now())
	b := l.bucket(r)
	turn := b.join()
	began := time.Now()
	for {
		now := time.Now()
		wait, global := l.wait(b, turn, r, now)
		if wait == 0 {
			b.admit(now)
			if !r.exempt() {
				l.recent = append(l.recent, now)
			}
			l.mu.Unlock()
			return b, nil
		}
		if tooLong(ctx, now, began.Add(allowed), wait) {
			b.give(turn)
			l.mu.Unlock()
			return nil, &RateLimitError{RetryAfter: wait, Global: global, Request: r.name()}
		}
		l.mu.Unlock()
		err := turn.pause(ctx, wait)
		l.mu.Lock()
		if err != nil {
			b.give(turn)
			l.mu.Unlock()
			return nil, err
		}
	}
}

// tooLong tells whether a wait ends after the context's deadline or after the time allowed. A
// wait of unknown length is not too long.
func tooLong(ctx context.Context, now, until time.Time, wait time.Duration) bool {
	if wait == unknown {
		return now.After(until)
	}
	end := now.Add(wait)
	deadline, has := ctx.Deadline()
	return end.After(until) || has && end.After(deadline)
}

// unknown is a wait until the bucket says more.
const unknown time.Duration = -1

// wait is how long the request must wait still, and whether for the global limit: 0 is not at
// all, unknown until something changes.
func (l *limiter) wait(b *bucket, turn *turn, r *route, now time.Time) (wait time.Duration, global bool) {
	if d := l.pausedAll.Sub(now); d > 0 {
		return d, true
	}
	if !r.exempt() {
		if d := l.paused.Sub(now); d > 0 {
			return d, true
		}
	}
	if d := b.wait(turn, now); d != 0 {
		return d, false
	}
	if r.exempt() {
		return 0, false
	}
	for len(l.recent) > 0 && now.Sub(l.recent[0]) >= globalWindow {
		l.recent = l.recent[1:]
	}
	if len(l.recent) >= l.perSecond {
		return l.recent[len(l.recent)-l.perSecond].Add(globalWindow).Sub(now), true
	}
	return 0, false
}

// bucket finds the bucket of a request, or makes one.
func (l *limiter) bucket(r *route) *bucket {
	k, known := l.kinds[r.name()]
	name := k.bucket
	if !known {
		name = r.name()
	}
	key := name + " " + r.resource
	b := l.buckets[key]
	if b == nil {
		b = &bucket{limit: k.limit, remaining: k.limit, free: known && k.limit == 0}
		l.buckets[key] = b
	}
	return b
}

// leave books the answer to a request, or that there was none (nil).
func (l *limiter) leave(b *bucket, r *route, a *allowance) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b.inFlight--
	if a != nil {
		l.learn(b, r, a)
	}
	b.wakeFirst()
}

// learn takes in what an answer says about limits.
func (l *limiter) learn(b *bucket, r *route, a *allowance) {
	now := time.Now()
	k, known := l.kinds[r.name()]
	switch {
	case a.bucket != "" && k.bucket != a.bucket:
		b.free = false
		l.kinds[r.name()] = kind{bucket: a.bucket, limit: a.limit}
		// Requests yet to come must meet those that wait already.
		if key := a.bucket + " " + r.resource; l.buckets[key] == nil {
			l.buckets[key] = b
		}
	case a.bucket == "" && !known && !a.exceeded:
		b.free = true
		l.kinds[r.name()] = kind{bucket: r.name()}
	case a.bucket != "" && k.limit != a.limit:
		l.kinds[r.name()] = kind{bucket: a.bucket, limit: a.limit}
	}
	if a.exceeded && a.global {
		until := now.Add(a.retryAfter)
		if r.exempt() || a.everything {
			l.pausedAll = later(l.pausedAll, until)
		}
		l.paused = later(l.paused, until)
		return
	}
	b.learn(now, a)
}

// sweepInterval is how often idle buckets are looked for, and how long one stays idle.
const sweepInterval = 30 * time.Second

// sweep forgets buckets that are idle and full again; each interaction brings new ones.
func (l *limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < sweepInterval {
		return
	}
	l.swept = now
	for key, b := range l.buckets {
		if b.idle(now) {
			delete(l.buckets, key)
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
