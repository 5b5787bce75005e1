package rest

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// answered is the answer to one of five requests in five seconds.
func answered(remaining int) *allowance {
	return &allowance{bucket: "edits", limit: 5, remaining: remaining, resetAfter: 5 * time.Second}
}

// TestBucketsAreForgotten goes through ten thousand conversations: what is kept does not grow
// with them.
func TestBucketsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, g, r := newLimiter(50), &graves{dead: map[Token]time.Time{}}, &refusals{limit: 1 << 30}
		most := 0
		for n := range 10_000 {
			i := Interaction{ID: "1", Application: "2", Token: Token(fmt.Sprint("token", n))}
			edit := answerRoute("PATCH", i, original)
			b, err := l.enter(t.Context(), &edit, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			l.leave(b, &edit, answered(4))
			g.bury(i.Token, time.Now())
			r.count(time.Now())
			most = max(most, len(l.buckets))
			time.Sleep(time.Second)
		}
		if most > 200 {
			t.Errorf("%d buckets were kept", most)
		}
		if len(g.dead) > 1000 {
			t.Errorf("%d tokens are kept", len(g.dead))
		}
		if len(r.slots) > 100 || r.total > 700 {
			t.Errorf("%d slots of %d refusals are kept", len(r.slots), r.total)
		}
	})
}

// TestLimiterKeepsToWindows lets requests with any latency and any pace through a server that
// counts strictly: none of them is one too many.
func TestLimiterKeepsToWindows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		latencies := rapid.SliceOfN(rapid.IntRange(1, 2000), 60, 60).Draw(rt, "latencies")
		pauses := rapid.SliceOfN(rapid.IntRange(0, 700), 60, 60).Draw(rt, "pauses")
		size := rapid.IntRange(1, 6).Draw(rt, "size")
		synctest.Test(t, func(t *testing.T) {
			l := newLimiter(1000)
			window := server{size: size, length: 3 * time.Second}
			route := to("POST", "/channels/{channel}/messages", ChannelID("1"))
			done := make(chan struct{}, len(latencies))
			for n, ms := range latencies {
				latency := time.Duration(ms) * time.Millisecond
				go func() {
					defer func() { done <- struct{}{} }()
					b, err := l.enter(t.Context(), &route, time.Hour)
					if err != nil {
						t.Error(err)
						return
					}
					time.Sleep(latency / 2)
					a := window.take()
					time.Sleep(latency / 2)
					l.leave(b, &route, a)
				}()
				time.Sleep(time.Duration(pauses[n]) * time.Millisecond)
			}
			for range latencies {
				<-done
			}
			if window.exceeded > 0 {
				t.Errorf("%d requests too many", window.exceeded)
			}
		})
		if t.Failed() {
			rt.FailNow()
		}
	})
}

// TestQueueMovesTogether lets all that a new window takes go at its beginning: none waits for
// the answer to another.
func TestQueueMovesTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(50)
		r := to("POST", "/channels/{channel}/messages", ChannelID("1"))
		b, err := l.enter(t.Context(), &r, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		l.leave(b, &r, answered(0))
		began := time.Now()
		admitted := make(chan time.Duration, 5)
		for range 5 {
			go func() {
				if _, err := l.enter(t.Context(), &r, time.Minute); err != nil {
					t.Error(err)
				}
				admitted <- time.Since(began)
			}()
		}
		synctest.Wait()
		time.Sleep(6 * time.Second)
		for range 5 {
			select {
			case took := <-admitted:
				if took != 5*time.Second {
					t.Errorf("admitted after %s", took)
				}
			default:
				t.Fatal("not admitted in the new window")
			}
		}
	})
}

// TestLateArrivals counts a request that is under way at the end of a window against the next
// one as well.
func TestLateArrivals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(50)
		window := server{size: 2, length: 3 * time.Second}
		r := to("POST", "/channels/{channel}/messages", ChannelID("1"))
		done := make(chan struct{}, 4)
		send := func(latency time.Duration) {
			b, err := l.enter(t.Context(), &r, time.Minute)
			if err != nil {
				t.Error(err)
			}
			time.Sleep(latency)
			l.leave(b, &r, window.take())
			done <- struct{}{}
		}
		send(0)
		time.Sleep(2900 * time.Millisecond)
		go send(time.Second) // arrives in the next window
		time.Sleep(150 * time.Millisecond)
		go send(0)
		go send(0)
		for range 4 {
			<-done
		}
		if window.exceeded > 0 {
			t.Errorf("%d requests too many", window.exceeded)
		}
	})
}

// server counts as Discord does: a window begins with its first request.
type server struct {
	size   int
	length time.Duration

	mu       sync.Mutex
	used     int
	end      time.Time
	exceeded int
}

// take counts a request.
func (s *server) take() *allowance {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if !now.Before(s.end) {
		s.used, s.end = 0, now.Add(s.length)
	}
	if s.used++; s.used > s.size {
		s.exceeded++
		return &allowance{bucket: "b", limit: s.size, exceeded: true, retryAfter: s.end.Sub(now)}
	}
	return &allowance{bucket: "b", limit: s.size, remaining: s.size - s.used, resetAfter: s.end.Sub(now)}
}
