package discordtest

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"net/http"
	"strconv"
	"time"
)

// RateLimit is a bucket: so many requests in a window. The zero RateLimit is no limit.
type RateLimit struct {
	Requests int
	Window   time.Duration
}

// bucket counts the requests to a class of routes and one top-level resource.
type bucket struct {
	limit RateLimit
	used  int
	reset time.Time
	told  time.Time // when the bot was told that nothing is left; zero otherwise
}

// limiter keeps the rate limits. The server's mutex guards it.
type limiter struct {
	buckets map[string]*bucket

	globalLimit int // requests a second
	globalUsed  int
	globalReset time.Time
	globalTold  time.Time

	invalidLimit int
	invalid      []time.Time // of the last ten minutes
	banned       time.Time   // until when

	dead map[string]bool // webhooks that answered 404
}

// grace is how long a request may have been under way when the bot was told to wait.
const grace = 300 * time.Millisecond

// invalidWindow is over how long invalid requests are counted, and how long a ban lasts.
const invalidWindow = 10 * time.Minute

// verdict is what the limiter says of a request.
type verdict struct {
	limited    bool
	global     bool
	ignored    bool // the bot had been told to wait
	retryAfter time.Duration
	header     http.Header
}

// take counts a request against its bucket and, unless exempt, the global limit.
func (l *limiter) take(now time.Time, class, resource string, limit RateLimit, exempt bool) (verdict, *bucket) {
	if !exempt && l.globalLimit > 0 {
		if !now.Before(l.globalReset) {
			l.globalUsed, l.globalReset, l.globalTold = 0, now.Add(time.Second), time.Time{}
		}
		l.globalUsed++
		if l.globalUsed > l.globalLimit {
			ignored := !l.globalTold.IsZero() && now.Sub(l.globalTold) > grace
			if l.globalTold.IsZero() {
				l.globalTold = now
			}
			return verdict{limited: true, global: true, ignored: ignored, retryAfter: l.globalReset.Sub(now), header: http.Header{}}, nil
		}
	}
	b := l.bucket(now, class, resource, limit)
	if b == nil {
		return verdict{header: http.Header{}}, nil
	}
	v := verdict{}
	if b.used >= b.limit.Requests {
		v.limited, v.retryAfter = true, b.reset.Sub(now)
		v.ignored = !b.told.IsZero() && now.Sub(b.told) > grace
	} else {
		b.used++
	}
	v.header = b.header(now, class)
	return v, b
}

// bucket finds the bucket of a class and a resource, a fresh one when its window is over;
// nil when there is no limit.
func (l *limiter) bucket(now time.Time, class, resource string, limit RateLimit) *bucket {
	key := class + " " + resource
	if b := l.buckets[key]; b != nil && now.Before(b.reset) {
		return b
	}
	if limit.Requests == 0 {
		delete(l.buckets, key)
		return nil
	}
	const crowd = 4096
	if len(l.buckets) > crowd {
		maps.DeleteFunc(l.buckets, func(_ string, b *bucket) bool { return !now.Before(b.reset) })
	}
	b := &bucket{limit: limit, reset: now.Add(limit.Window)}
	l.buckets[key] = b
	return b
}

// exhaust empties a bucket, for a 429 that is played: whoever asks again before the time is
// up has not obeyed it.
func (l *limiter) exhaust(now time.Time, class, resource string, limit RateLimit, wait time.Duration) *bucket {
	limit.Requests = max(limit.Requests, 1)
	b := &bucket{limit: limit, used: limit.Requests, reset: now.Add(wait)}
	l.buckets[class+" "+resource] = b
	return b
}

// exhaustGlobal does the same to the global limit.
func (l *limiter) exhaustGlobal(now time.Time, wait time.Duration) {
	l.globalUsed, l.globalReset, l.globalTold = max(l.globalLimit, 1), now.Add(wait), now
}

// header is the rate limit headers of a response.
//
// See https://docs.discord.com/developers/topics/rate-limits#header-format
func (b *bucket) header(now time.Time, class string) http.Header {
	h := http.Header{}
	h.Set("X-RateLimit-Limit", strconv.Itoa(b.limit.Requests))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(b.limit.Requests-b.used))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(b.reset.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", seconds(b.reset.Sub(now)))
	h.Set("X-RateLimit-Bucket", bucketName(class))
	return h
}

// answered notes that the bot has read a response that leaves it nothing in the bucket.
func (b *bucket) answered(now time.Time) {
	if b != nil && b.used >= b.limit.Requests && b.told.IsZero() {
		b.told = now
	}
}

// bucketName is an opaque name like Discord's, the same for all resources of a class.
func bucketName(class string) string {
	h := fnv.New128a()
	h.Write([]byte(class))
	return fmt.Sprintf("%x", h.Sum(nil))
}

// countInvalid counts an answer of 401, 403 or 429 and tells whether it was the one that
// brought the ban.
func (l *limiter) countInvalid(now time.Time) bool {
	for len(l.invalid) > 0 && now.Sub(l.invalid[0]) >= invalidWindow {
		l.invalid = l.invalid[1:]
	}
	l.invalid = append(l.invalid, now)
	if len(l.invalid) < l.invalidLimit || now.Before(l.banned) {
		return false
	}
	l.banned = now.Add(invalidWindow)
	return true
}

// limitHeaders completes the headers of a 429. Scope is "user", "global" or "shared".
func limitHeaders(h http.Header, scope string, retryAfter time.Duration) {
	h.Set("Retry-After", strconv.Itoa(int(math.Ceil(retryAfter.Seconds()))))
	h.Set("X-RateLimit-Scope", scope)
	if scope == "global" {
		h.Set("X-RateLimit-Global", "true")
	}
}

// limitBody is the JSON of a 429.
func limitBody(scope string, retryAfter time.Duration) map[string]any {
	message := "You are being rate limited."
	if scope == "shared" {
		message = "The resource is being rate limited."
	}
	after := math.Ceil(retryAfter.Seconds()*1000) / 1000
	return map[string]any{"message": message, "retry_after": after, "global": scope == "global"}
}

// seconds prints a duration in seconds to the millisecond, rounded up.
func seconds(d time.Duration) string {
	return fmt.Sprintf("%.3f", math.Ceil(max(d, 0).Seconds()*1000)/1000)
}
