package discord_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"sitrep/bot"
	"sitrep/bot/desk"
	"sitrep/bot/discordtest"
)

func TestAnswersSurviveFaults(t *testing.T) {
	const edit, callback = "/webhooks/**", "/interactions/**"
	for _, tc := range []struct {
		name  string
		when  discordtest.When
		fault discordtest.Fault
	}{
		{"429 on the edit", discordtest.When{Method: "PATCH", Path: edit}, discordtest.TooManyRequests(discordtest.ScopeUser, 300*time.Millisecond)},
		{"502 on the edit", discordtest.When{Method: "PATCH", Path: edit, Times: 2}, discordtest.ServerError(502)},
		{"edit cut off", discordtest.When{Method: "PATCH", Path: edit}, discordtest.Cut()},
		{"answer to the edit cut off", discordtest.When{Method: "PATCH", Path: edit}, discordtest.CutAfter()},
		{"answer to the first response cut off", discordtest.When{Method: "POST", Path: callback}, discordtest.CutAfter()},
		{"503 on the first response", discordtest.When{Method: "POST", Path: callback}, discordtest.ServerError(503)},
		{"duplicate event", discordtest.When{Event: "INTERACTION_CREATE"}, discordtest.Duplicate()},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			r.srv.Play(tc.when, tc.fault)
			x := r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", sampleQuestion))
			if _, err := x.Until(t.Context(), answered); err != nil {
				t.Fatalf("%v\n%s", err, r.alice.Transcript(r.channel))
			}
			if n := len(r.alice.See(r.channel)); n != 1 {
				t.Errorf("%d messages, want 1\n%s", n, r.alice.Transcript(r.channel))
			}
		})
	}
}

// broken is an engine that panics.
type broken struct{}

func (broken) Ask(context.Context, bot.Question) (bot.Answer, error) { panic("out of cheese") }

func TestAPanicIsToldAndSurvived(t *testing.T) {
	h := newHouse(t, discordtest.Options{})
	h.asker = func(desk.Asker) desk.Asker { return broken{} }
	h.start()
	guild := h.srv.Guild("Newsroom")
	general, alice := guild.Channel("general"), h.srv.User("alice")
	guild.Join(alice)
	for range 2 {
		reply := settled(t, alice.Slash(general, "/ask", discordtest.Opt("question", sampleQuestion)))
		if !strings.Contains(reply.Content, "went wrong") || strings.Contains(reply.Content, "cheese") {
			t.Errorf("reply %q", reply.Content)
		}
	}
}

func TestASlowAnswerShowsItsStage(t *testing.T) {
	h := newHouse(t, discordtest.Options{})
	slow := &slowly{begun: make(chan struct{}, 1), proceed: make(chan struct{})}
	h.asker = func(a desk.Asker) desk.Asker { slow.Asker = a; return slow }
	h.options = desk.Options{}
	h.start()
	guild := h.srv.Guild("Newsroom")
	general, alice := guild.Channel("general"), h.srv.User("alice")
	guild.Join(alice)
	x := alice.Slash(general, "/ask", discordtest.Opt("question", sampleQuestion))
	if _, err := x.Until(t.Context(), func(m discordtest.Seen) bool { return strings.Contains(m.Content, "Searching 17 articles") }); err != nil {
		t.Fatal(err)
	}
	close(slow.proceed)
	reply, err := x.Until(t.Context(), answered)
	if err != nil {
		t.Fatal(err)
	}
	last := len(reply.History) - 1
	if gap := reply.History[last].At.Sub(reply.History[last-1].At); gap < 900*time.Millisecond {
		t.Errorf("two edits within %s", gap)
	}
}

func TestAnAnswerThatOutlivesItsInteractionIsSentToTheChannel(t *testing.T) {
	srv := must(discordtest.New(discordtest.Options{})) // the bot's clock does not jump with its clock: one edit too late is no fault
	t.Cleanup(func() { must(0, srv.Close()) })
	h := houseOn(t, srv)
	slow := &slowly{begun: make(chan struct{}, 1), proceed: make(chan struct{})}
	h.asker = func(a desk.Asker) desk.Asker { slow.Asker = a; return slow }
	h.start()
	guild := srv.Guild("Newsroom")
	general, alice := guild.Channel("general"), srv.User("alice")
	guild.Join(alice)
	x := alice.Slash(general, "/ask", discordtest.Opt("question", sampleQuestion))
	if _, err := x.Ack(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-slow.begun
	srv.Advance(16 * time.Minute)
	close(slow.proceed)
	late, err := alice.Await(t.Context(), general, func(m discordtest.Seen) bool { return answered(m) && m.Interaction == nil })
	if err != nil {
		t.Fatalf("%v\n%s", err, alice.Transcript(general))
	}
	if late.Ephemeral {
		t.Error("the late answer is private")
	}
}

// TestSoak asks without pause while everything goes wrong: for three seconds, or for twenty
// minutes with SITREP_SLOW_TESTS=1.
func TestSoak(t *testing.T) {
	duration := 3 * time.Second
	if os.Getenv("SITREP_SLOW_TESTS") == "1" {
		duration = 20 * time.Minute
	}
	h := newHouse(t, discordtest.Options{Seed: 7, IdentifyWindow: 100 * time.Millisecond})
	h.options = desk.Options{PerUser: 1_000_000, PerChannel: 1_000_000}
	h.start()
	guild := h.srv.Guild("Newsroom")
	general := guild.Channel("general")
	for _, play := range []struct {
		when  discordtest.When
		fault discordtest.Fault
	}{
		{discordtest.When{Method: "PATCH", Path: "/webhooks/**", Times: discordtest.Always, Chance: .05}, discordtest.ServerError(502)},
		{discordtest.When{Method: "PATCH", Path: "/webhooks/**", Times: discordtest.Always, Chance: .05}, discordtest.TooManyRequests(discordtest.ScopeUser, 50*time.Millisecond)},
		{discordtest.When{Method: "POST", Path: "/interactions/**", Times: discordtest.Always, Chance: .03}, discordtest.CutAfter()},
		{discordtest.When{Event: "INTERACTION_CREATE", Times: discordtest.Always, Chance: .1}, discordtest.Duplicate()},
	} {
		h.srv.Play(play.when, play.fault)
	}
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithTimeout(t.Context(), duration)
	defer cancel()
	var people sync.WaitGroup
	var mu sync.Mutex
	asked, lost := 0, 0
	for i := range 4 {
		user := h.srv.User(fmt.Sprintf("user%d", i))
		guild.Join(user)
		people.Go(func() {
			for ctx.Err() == nil {
				x := user.Slash(general, "/ask", discordtest.Opt("question", sampleQuestion))
				_, err := x.Until(t.Context(), answered)
				mu.Lock()
				asked++
				if err != nil {
					lost++
					t.Errorf("%s: %v", user.Name, err)
				}
				mu.Unlock()
			}
		})
	}
	people.Go(func() {
		strikes := []discordtest.Fault{discordtest.Reconnect(), discordtest.Cut(), discordtest.CloseWith(discordtest.CloseUnknownError)}
		for i := 0; ; i++ {
			select {
			case <-ctx.Done():
				return
			case <-time.After(duration / 10):
				h.srv.Strike(strikes[i%len(strikes)])
				h.srv.Forget(time.Minute)
			}
		}
	})
	people.Wait()
	stats := h.srv.Stats()
	t.Logf("%d questions, %d lost, %d goroutines before and %d after, %d identifies, %d resumes", asked, lost, before, runtime.NumGoroutine(), stats.Identifies, stats.Resumes)
	if stats.Identifies > 5 {
		t.Errorf("%d IDENTIFYs", stats.Identifies)
	}
}
