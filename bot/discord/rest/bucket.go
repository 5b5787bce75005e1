package rest

import (
	"context"
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"
)

// bucket counts the requests that Discord allows in the present window, and holds the queue
// of those that wait. The limiter's mutex guards it.
type bucket struct {
	free      bool      // answers name no limit
	limit     int       // requests in a window; 0 is not known yet
	remaining int       // that may still leave in this window
	reset     time.Time // end of the window; zero while not known
	inFlight  int
	queue     []*turn
	used      time.Time // when the last request left
}

// turn is a place in the queue of a bucket.
type turn struct {
	wake chan struct{} // gets a value when it is worth looking again
}

// pause waits for a time, or until woken if the time is unknown.
func (t *turn) pause(ctx context.Context, wait time.Duration) error {
	var over <-chan time.Time
	if wait != unknown {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-over:
		return nil
	case <-t.wake:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// join takes the last place in the queue.
func (b *bucket) join() *turn {
	t := &turn{wake: make(chan struct{}, 1)}
	b.queue = append(b.queue, t)
	return t
}

// give leaves the queue without having been admitted.
func (b *bucket) give(t *turn) {
	for i, other := range b.queue {
		if other == t {
			b.queue = append(b.queue[:i:i], b.queue[i+1:]...)
			break
		}
	}
	b.wakeFirst()
}

// admit lets the first of the queue go.
func (b *bucket) admit(now time.Time) {
	b.queue = b.queue[1:]
	b.inFlight++
	b.remaining--
	b.used = now
	b.wakeFirst()
}

// wakeFirst tells the first of the queue to look again.
func (b *bucket) wakeFirst() {
	if len(b.queue) == 0 {
		return
	}
	select {
	case b.queue[0].wake <- struct{}{}:
	default:
	}
}

// wait is how long a request must wait for this bucket at least: 0 is not at all, unknown
// until it is woken.
func (b *bucket) wait(t *turn, now time.Time) time.Duration {
	if !b.reset.IsZero() && !now.Before(b.reset) {
		// Requests under way may arrive in the new window.
		b.remaining, b.reset = max(b.limit-b.inFlight, 0), time.Time{}
	}
	switch {
	case b.queue[0] != t:
		if behind := b.position(t) >= b.remaining; behind && !b.free && !b.reset.IsZero() {
			// Its turn cannot come in this window: say so, for the sake of deadlines.
			return b.reset.Sub(now)
		}
		return unknown
	case b.free, b.remaining > 0 && b.limit > 0, b.inFlight == 0 && b.reset.IsZero():
		return 0
	case b.reset.IsZero():
		return unknown // an answer under way will tell
	default:
		return b.reset.Sub(now)
	}
}

// position is how many are before a request in the queue.
func (b *bucket) position(t *turn) int {
	for i, other := range b.queue {
		if other == t {
			return i
		}
	}
	return len(b.queue)
}

// learn takes in the headers of an answer. Answers may come out of order; within a window
// only the lowest count is right.
func (b *bucket) learn(now time.Time, a *allowance) {
	switch {
	case a.exceeded:
		b.remaining, b.reset = 0, now.Add(a.retryAfter)
		b.limit = max(b.limit, a.limit, 1)
		b.free = false
	case a.bucket == "":
	default:
		if b.limit == 0 {
			b.remaining = a.remaining
		}
		b.limit = a.limit
		b.remaining = min(b.remaining, a.remaining)
		b.reset = later(b.reset, now.Add(a.resetAfter))
	}
}

// idle tells whether nothing would be lost with the bucket.
func (b *bucket) idle(now time.Time) bool {
	return b.inFlight == 0 && len(b.queue) == 0 && !now.Before(b.reset) && now.Sub(b.used) >= sweepInterval
}

// allowance is what an answer says about rate limits.
type allowance struct {
	bucket     string // empty when it says nothing
	limit      int
	remaining  int
	resetAfter time.Duration

	exceeded   bool // the answer is 429
	global     bool
	everything bool // it comes from the proxy before Discord: nothing gets through
	shared     bool // the limit of the resource; does not count against the bot
	retryAfter time.Duration
}

// readAllowance reads the headers of an answer and, of a 429, its body.
//
// See https://docs.discord.com/developers/topics/rate-limits#header-format
func readAllowance(status int, h http.Header, body []byte) *allowance {
	a := &allowance{bucket: h.Get("X-RateLimit-Bucket")}
	limit, err := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	if err != nil || limit < 1 {
		a.bucket = ""
	}
	a.limit = max(limit, 0)
	a.remaining, _ = strconv.Atoi(h.Get("X-RateLimit-Remaining")) // 0 is the cautious reading of nonsense
	a.remaining = max(a.remaining, 0)
	a.resetAfter = parseSeconds(h.Get("X-RateLimit-Reset-After"))
	if status != http.StatusTooManyRequests {
		return a
	}
	a.exceeded = true
	a.shared = h.Get("X-RateLimit-Scope") == "shared"
	a.global = h.Get("X-RateLimit-Global") != "" || h.Get("X-RateLimit-Scope") == "global"
	a.retryAfter = parseSeconds(h.Get("Retry-After"))
	var told struct {
		RetryAfter *float64 `json:"retry_after"`
		Global     bool     `json:"global"`
	}
	switch err := json.Unmarshal(body, &told); {
	case err != nil:
		a.global, a.everything = true, true
	case told.RetryAfter != nil:
		a.retryAfter, a.global = toDuration(*told.RetryAfter), a.global || told.Global
	}
	if a.retryAfter <= 0 {
		a.retryAfter = time.Second
	}
	return a
}

func parseSeconds(s string) time.Duration {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return toDuration(n)
}

// toDuration is a number of seconds from outside, with nonsense made harmless.
func toDuration(seconds float64) time.Duration {
	const day = 24 * 60 * 60
	if math.IsNaN(seconds) || seconds < 0 {
		return 0
	}
	return time.Duration(min(seconds, day) * float64(time.Second))
}
