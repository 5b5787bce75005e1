package desk

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiter holds a token bucket for each person and each channel that has asked lately. A
// bucket of n a minute starts full: n at once are let through, then one every 60/n seconds.
type limiter struct {
	mu      sync.Mutex
	buckets map[string]*bucket
	swept   time.Time
}

type bucket struct {
	*rate.Limiter
	used time.Time
}

func newLimiter() *limiter { return &limiter{buckets: map[string]*bucket{}} }

// idleAfter is when a bucket that nobody uses is full again, whatever its rate.
const idleAfter = time.Minute

// allow takes a token from each of the buckets, or from none and says how long to wait. A
// rate below 1 is no limit.
func (l *limiter) allow(now time.Time, wants ...want) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	var taken []*rate.Reservation
	for _, w := range wants {
		if w.perMinute < 1 || w.key == "" {
			continue
		}
		r := l.bucket(w, now).ReserveN(now, 1)
		taken = append(taken, r)
		wait = max(wait, r.DelayFrom(now))
	}
	if wait == 0 {
		return 0, true
	}
	for _, r := range taken {
		r.CancelAt(now)
	}
	return time.Duration(math.Ceil(wait.Seconds())) * time.Second, false
}

// want is one token of somebody's bucket.
type want struct {
	key       string
	perMinute int
}

func (l *limiter) bucket(w want, now time.Time) *bucket {
	limit := rate.Limit(float64(w.perMinute) / 60)
	b := l.buckets[w.key]
	if b == nil || b.Limit() != limit {
		b = &bucket{Limiter: rate.NewLimiter(limit, w.perMinute)}
		l.buckets[w.key] = b
	}
	b.used = now
	return b
}

// sweep forgets the buckets that are full again.
func (l *limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < idleAfter {
		return
	}
	l.swept = now
	for key, b := range l.buckets {
		if now.Sub(b.used) >= idleAfter {
			delete(l.buckets, key)
		}
	}
}
