package rest_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"sitrep/bot/discord/rest"
	"sitrep/bot/discordtest"
)

// TestBucketsAreLearned writes far more at once than a channel takes: all of it arrives, in
// order, and not one request is refused.
func TestBucketsAreLearned(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.srv.Play(discordtest.When{Times: discordtest.Always}, discordtest.Latency(20*time.Millisecond, 200*time.Millisecond))
		c := r.client(rest.Options{MaxWait: 10 * time.Minute})
		began := time.Now()
		var wg sync.WaitGroup
		for n := range 40 {
			wg.Go(func() {
				if _, err := c.Send(r.Context(), r.channel, rest.Post{Message: say(fmt.Sprint(n))}); err != nil {
					t.Error(err)
				}
			})
			time.Sleep(time.Millisecond)
		}
		wg.Wait()
		if took := time.Since(began); took < 35*time.Second || took > 50*time.Second {
			t.Errorf("40 messages at 5 in 5 s took %s", took)
		}
		if n := r.srv.Stats().RateLimited; n != 0 {
			t.Errorf("%d requests were refused", n)
		}
		if n := len(r.alice.See(r.general)); n != 40 {
			t.Errorf("alice sees %d messages", n)
		}
		r.clean()
	})
}

// TestOrder shows that requests to one bucket leave in the order in which they came.
func TestOrder(t *testing.T) {
	bubble(t, discordtest.Options{RateLimits: map[string]discordtest.RateLimit{
		"POST /channels/{channel_id}/messages": {Requests: 1, Window: time.Second},
	}}, func(r *rig) {
		var wg sync.WaitGroup
		var want []string
		for n := range 12 {
			want = append(want, fmt.Sprint(n))
			wg.Go(func() {
				if _, err := r.Send(r.Context(), r.channel, rest.Post{Message: say(fmt.Sprint(n))}); err != nil {
					t.Error(err)
				}
			})
			time.Sleep(time.Millisecond)
		}
		wg.Wait()
		var got []string
		for _, m := range r.alice.See(r.general) {
			got = append(got, m.Content)
		}
		if !slices.Equal(got, want) {
			t.Errorf("alice sees %v", got)
		}
		r.clean()
	})
}

// TestGlobalLimit asks far more than 50 times a second on many channels.
func TestGlobalLimit(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		began := time.Now()
		var wg sync.WaitGroup
		for n := range 40 {
			channel := rest.ChannelID(r.guild.Channel(fmt.Sprint("channel", n)).ID)
			for range 5 {
				wg.Go(func() {
					if _, err := r.Channel(r.Context(), channel); err != nil {
						t.Error(err)
					}
				})
			}
		}
		wg.Wait()
		if took := time.Since(began); took < 3*time.Second || took > 5*time.Second {
			t.Errorf("200 requests took %s", took)
		}
		if n := r.srv.Stats().RateLimited; n != 0 {
			t.Errorf("%d requests were refused", n)
		}
		r.clean()
	})
}

// TestTooManyRequests obeys a 429 of each scope.
func TestTooManyRequests(t *testing.T) {
	for _, scope := range []discordtest.Scope{discordtest.ScopeUser, discordtest.ScopeGlobal, discordtest.ScopeShared} {
		t.Run(string(scope), func(t *testing.T) {
			bubble(t, discordtest.Options{}, func(r *rig) {
				r.srv.Play(discordtest.When{Path: "/channels/*"}, discordtest.TooManyRequests(scope, 7*time.Second))
				began := time.Now()
				if _, err := r.Channel(within(r, 10*time.Second), r.channel); err != nil {
					t.Error(err)
				}
				if took := time.Since(began); took < 7*time.Second || took > 8*time.Second {
					t.Errorf("took %s", took)
				}
				r.clean()
			})
		})
	}
}

// TestGlobalLimitsSpareInteractions: the bot's global limit does not hold up answers, unless
// it is the proxy before Discord that lets nothing through.
func TestGlobalLimitsSpareInteractions(t *testing.T) {
	bubble(t, discordtest.Options{InvalidLimit: 2}, func(r *rig) {
		_, i := r.ask()
		_, j := r.ask()
		r.srv.Play(discordtest.When{Path: "/channels/*"}, discordtest.TooManyRequests(discordtest.ScopeGlobal, 2*time.Second))
		if _, err := r.Channel(within(r, time.Second), r.channel); !is[*rest.RateLimitError](err) {
			t.Errorf("got %v", err)
		}
		if err := r.Defer(within(r, 100*time.Millisecond), i, false); err != nil {
			t.Error(err)
		}
		time.Sleep(2 * time.Second)
		r.srv.Play(discordtest.When{Path: "/channels/*"}, discordtest.TooManyRequests(discordtest.ScopeUser, time.Millisecond))
		_, err := r.Channel(r.Context(), r.channel) // the second refusal brings the ban
		if e, ok := errors.AsType[*rest.RateLimitError](err); !ok || !e.Global || e.RetryAfter < 9*time.Minute {
			t.Errorf("got %v", err)
		}
		before := len(r.srv.Requests())
		if err := r.Defer(r.Context(), j, false); !is[*rest.RateLimitError](err) {
			t.Errorf("got %v", err)
		}
		if n := len(r.srv.Requests()) - before; n != 0 {
			t.Errorf("%d requests during the ban", n)
		}
	})
}

// TestTooLongAWait is refused at once, with the time after which to come back; and so is the
// next request to the same bucket, without asking Discord.
func TestTooLongAWait(t *testing.T) {
	for _, scope := range []discordtest.Scope{discordtest.ScopeUser, discordtest.ScopeGlobal} {
		t.Run(string(scope), func(t *testing.T) {
			bubble(t, discordtest.Options{}, func(r *rig) {
				r.srv.Play(discordtest.When{Path: "/channels/*"}, discordtest.TooManyRequests(scope, 7*time.Second))
				began := time.Now()
				for range 3 {
					_, err := r.Channel(within(r, 3*time.Second), r.channel)
					e, ok := errors.AsType[*rest.RateLimitError](err)
					if !ok || e.Global != (scope == discordtest.ScopeGlobal) || e.RetryAfter < 6*time.Second || e.RetryAfter > 7*time.Second {
						t.Errorf("got %v", err)
					}
				}
				if took := time.Since(began); took > 100*time.Millisecond {
					t.Errorf("took %s", took)
				}
				if n := r.count("GET", "/channels/{channel_id}"); n != 1 {
					t.Errorf("%d requests, want 1", n)
				}
				if held := r.Stats().Held; held != 3 {
					t.Errorf("%d held, want 3", held)
				}
				time.Sleep(7 * time.Second)
				if _, err := r.Channel(within(r, time.Second), r.channel); err != nil {
					t.Error(err)
				}
				r.clean()
			})
		})
	}
}

// TestMaxWait bounds waits without a deadline.
func TestMaxWait(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.srv.Play(discordtest.When{Path: "/channels/*"}, discordtest.TooManyRequests(discordtest.ScopeUser, 2*time.Hour))
		if _, err := r.Channel(r.Context(), r.channel); !is[*rest.RateLimitError](err) {
			t.Errorf("got %v", err)
		}
	})
}

// TestEndless429s give up after some attempts.
func TestEndless429s(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.srv.Play(discordtest.When{Path: "/channels/*", Times: discordtest.Always}, discordtest.TooManyRequests(discordtest.ScopeUser, time.Second))
		if _, err := r.Channel(r.Context(), r.channel); !is[*rest.RateLimitError](err) {
			t.Errorf("got %v", err)
		}
		if n := r.count("GET", "/channels/{channel_id}"); n > 10 {
			t.Errorf("%d requests", n)
		}
		r.clean()
	})
}

// TestCancelWhileWaiting gives a place in the queue up at once; those behind move up.
func TestCancelWhileWaiting(t *testing.T) {
	bubble(t, discordtest.Options{RateLimits: map[string]discordtest.RateLimit{
		"GET /channels/{channel_id}": {Requests: 1, Window: 10 * time.Second},
	}}, func(r *rig) {
		if _, err := r.Channel(r.Context(), r.channel); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		ctx, cancel := context.WithCancel(r.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := r.Channel(ctx, r.channel); !errors.Is(err, context.Canceled) || time.Since(began) != time.Second {
				t.Errorf("%v after %s", err, time.Since(began))
			}
		})
		time.Sleep(time.Millisecond)
		wg.Go(func() {
			if _, err := r.Channel(r.Context(), r.channel); err != nil || time.Since(began) > 11*time.Second {
				t.Errorf("%v after %s", err, time.Since(began))
			}
		})
		time.Sleep(time.Second - time.Millisecond)
		cancel()
		wg.Wait()
		r.clean()
	})
}

// TestAnswersDoNotDelayEachOther edits fifty answers while each request is slow and the first
// conversation is rate limited: only that one waits.
func TestAnswersDoNotDelayEachOther(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		var all []rest.Interaction
		for range 50 {
			_, i := r.ask()
			if err := r.Defer(r.Context(), i, false); err != nil {
				t.Fatal(err)
			}
			all = append(all, i)
			time.Sleep(20 * time.Millisecond) // a person asks
		}
		r.srv.Play(discordtest.When{Method: "PATCH"}, discordtest.TooManyRequests(discordtest.ScopeUser, 5*time.Second))
		r.srv.Play(discordtest.When{Method: "PATCH", Times: discordtest.Always}, discordtest.Slow(200*time.Millisecond))
		began := time.Now()
		var wg sync.WaitGroup
		var mu sync.Mutex
		var took []time.Duration
		for _, i := range all {
			wg.Go(func() {
				if _, err := r.EditOriginal(r.Context(), i, rest.Replace(say("answer"))); err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				took = append(took, time.Since(began))
			})
		}
		wg.Wait()
		if took[48] > 300*time.Millisecond || took[49] < 5*time.Second {
			t.Errorf("the edits took %v", took)
		}
		r.clean()
	})
}

// TestManyEditsOfOneAnswer keeps to the limit of one conversation.
func TestManyEditsOfOneAnswer(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		_, i := r.ask()
		if err := r.Defer(r.Context(), i, false); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for n := range 20 {
			wg.Go(func() {
				if _, err := r.EditOriginal(r.Context(), i, rest.Replace(say(fmt.Sprint(n)))); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := r.srv.Stats().RateLimited; n != 0 {
			t.Errorf("%d requests were refused", n)
		}
		r.clean()
	})
}

// is tells whether err comes from an E.
func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}
