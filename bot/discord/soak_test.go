package discord_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sitrep/bot/desk"
	"sitrep/bot/discordtest"
)

// TestSoak asks while everything goes wrong: for six seconds, or for twenty minutes with
// SITREP_SLOW_TESTS=1. Every question gets one answer, and nothing piles up.
func TestSoak(t *testing.T) {
	duration, every := 6*time.Second, 1500*time.Millisecond
	if os.Getenv("SITREP_SLOW_TESTS") == "1" {
		duration, every = 20*time.Minute, 20*time.Second
	}
	h := newHouse(t, discordtest.Options{Seed: 7, IdentifyWindow: 100 * time.Millisecond, Keep: 2000})
	h.options = desk.Options{PerUser: 1_000_000, PerChannel: 1_000_000}
	h.start()
	const webhooks, callbacks = "/webhooks/**", "/interactions/**"
	play := func(when discordtest.When, chance float64, fault discordtest.Fault) {
		when.Times, when.Chance = discordtest.Always, chance
		h.srv.Play(when, fault)
	}
	play(discordtest.When{Method: "PATCH", Path: webhooks}, .05, discordtest.ServerError(502))
	play(discordtest.When{Method: "PATCH", Path: webhooks}, .05, discordtest.TooManyRequests(discordtest.ScopeUser, 50*time.Millisecond))
	play(discordtest.When{Method: "PATCH", Path: webhooks}, .02, discordtest.Slow(time.Second))
	play(discordtest.When{Method: "PATCH", Path: webhooks}, .02, discordtest.CutAfter())
	play(discordtest.When{Method: "POST", Path: callbacks}, .03, discordtest.CutAfter())
	play(discordtest.When{Event: "INTERACTION_CREATE"}, .1, discordtest.Duplicate())

	guild := h.srv.Guild("Newsroom")
	ctx, cancel := context.WithTimeout(t.Context(), duration)
	defer cancel()
	var tasks sync.WaitGroup
	var asked atomic.Int64
	for i := range 4 {
		user, channel := h.srv.User(fmt.Sprintf("user%d", i)), guild.Channel(fmt.Sprintf("room%d", i))
		guild.Join(user)
		tasks.Go(func() {
			for ctx.Err() == nil {
				asked.Add(1)
				soakOnce(t, user, channel)
			}
		})
	}
	tasks.Go(func() { storm(ctx, h.srv, every) })
	tasks.Go(func() {
		for every := time.NewTicker(time.Second); ctx.Err() == nil; {
			select {
			case <-ctx.Done():
			case <-every.C:
				h.srv.Forget(30 * time.Second)
			}
		}
	})

	time.Sleep(duration / 4) // by then every buffer and every pool has its size
	early := footprint()
	tasks.Wait()
	late := footprint()
	stats := h.srv.Stats()
	t.Logf("%d questions in %s; goroutines %d after a quarter, %d at the end; heap %d and %d MiB; %d connections, %d identifies, %d resumes",
		asked.Load(), duration, early.goroutines, late.goroutines, early.heap>>20, late.heap>>20, stats.Connects, stats.Identifies, stats.Resumes)
	if late.goroutines > early.goroutines+20 {
		t.Errorf("%d goroutines at the end, %d after a quarter", late.goroutines, early.goroutines)
	}
	if late.heap > early.heap+slack {
		t.Errorf("%d bytes in use at the end, %d after a quarter", late.heap, early.heap)
	}
	if stats.Identifies > 4 {
		t.Errorf("%d IDENTIFYs for sessions that could all go on", stats.Identifies)
	}
	if stats.Unanswered > 0 {
		t.Errorf("%d interactions had no first response in time", stats.Unanswered)
	}
}

// soakOnce asks, waits for the answer, be it to the command or, where that came too late, in
// the channel, and looks whether there is another one. The user is alone in the channel.
func soakOnce(t *testing.T, user *discordtest.User, channel *discordtest.Channel) {
	before := map[discordtest.ID]bool{}
	for _, m := range user.See(channel) {
		before[m.ID] = true
	}
	x := user.Slash(channel, "/ask", discordtest.Opt("question", sampleQuestion))
	fresh := func(m discordtest.Seen) bool {
		return !before[m.ID] && (m.Interaction == nil || m.Interaction.ID == x.ID())
	}
	if _, err := user.Await(t.Context(), channel, func(m discordtest.Seen) bool { return fresh(m) && answered(m) }); err != nil {
		t.Errorf("%s: %v", user.Name, err)
		return
	}
	time.Sleep(200 * time.Millisecond)
	answers := 0
	for _, m := range user.See(channel) {
		if fresh(m) {
			answers++
		}
	}
	if answers != 1 {
		t.Errorf("%s has %d answers to one question", user.Name, answers)
	}
}

// storm breaks the gateway's connection in every way after which a session goes on, until ctx
// ends. What is asked while there is no session never reaches a bot; that is not tried here.
func storm(ctx context.Context, srv *discordtest.Server, every time.Duration) {
	strikes := []discordtest.Fault{
		discordtest.Reconnect(), discordtest.Cut(), discordtest.CloseWith(discordtest.CloseUnknownError),
		discordtest.Invalidate(true), discordtest.Malformed(),
	}
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			return
		case <-time.After(every):
			srv.Strike(strikes[i%len(strikes)])
		}
	}
}

// slack is how many bytes more may be in use by chance.
const slack = 16 << 20

type size struct {
	goroutines int
	heap       uint64
}

// footprint is what is in use once garbage is gone.
func footprint() size {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return size{runtime.NumGoroutine(), m.HeapAlloc}
}
