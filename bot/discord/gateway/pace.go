package gateway

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"
)

// Discord closes connections that send more than 120 payloads in 60 seconds. Some are held
// back for heartbeats and the handshake.
//
// See https://docs.discord.com/developers/events/gateway#rate-limiting
const (
	sendWindow  = 61 * time.Second
	maxSends    = 120
	maxOrdinary = 110
)

// pacer counts what a connection sends.
type pacer struct {
	mu   sync.Mutex
	sent []time.Time // within the window, oldest first
}

// take counts a payload if no more than limit are sent in the window with it; otherwise it
// says how long to wait.
func (p *pacer) take(now time.Time, limit int) (wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.sent) > 0 && now.Sub(p.sent[0]) >= sendWindow {
		p.sent = p.sent[1:]
	}
	if n := len(p.sent); n >= limit {
		return p.sent[n-limit].Add(sendWindow).Sub(now)
	}
	p.sent = append(p.sent, now)
	return 0
}

// Delays before the next connection.
const (
	firstDelay   = time.Second
	longestDelay = time.Minute     // while Discord cannot be reached
	longestFlap  = 5 * time.Second // while it can, but connections do not last

	// Between IDENTIFYs that did not bring a session that lasted, delays grow by four, so
	// that hours of trouble cost few of the day's thousand.
	firstIdentifyDelay   = 5 * time.Second
	longestIdentifyDelay = 10 * time.Minute
)

// backOff is the delay after a number of failures in a row. It doubles from one second, of
// which a random half is left out so that not all come back at once; without a failure it is
// up to a quarter of a second.
func backOff(failures int, longest time.Duration) time.Duration {
	if failures <= 0 {
		return rand.N(firstDelay / 4)
	}
	return spread(grow(firstDelay, 2, failures-1, longest))
}

// identifyDelay is the delay before an IDENTIFY after a number of fruitless ones.
func identifyDelay(fruitless int) time.Duration {
	if fruitless <= 0 {
		return 0
	}
	return spread(grow(firstIdentifyDelay, 4, fruitless-1, longestIdentifyDelay))
}

// grow multiplies d by a factor so many times, up to a limit.
func grow(d time.Duration, factor, times int, longest time.Duration) time.Duration {
	for range times {
		if d *= time.Duration(factor); d >= longest {
			return longest
		}
	}
	return min(d, longest)
}

// spread is a random time between half of d and d.
func spread(d time.Duration) time.Duration { return d/2 + rand.N(d/2) }

// afterInvalidSession is the delay that Discord demands between op 9 for a session that cannot
// be resumed and the IDENTIFY for another: one to five seconds.
//
// See https://docs.discord.com/developers/events/gateway#resuming
func afterInvalidSession() time.Duration { return time.Second + rand.N(4*time.Second) }

// sleep waits, or fails with the context's error.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
