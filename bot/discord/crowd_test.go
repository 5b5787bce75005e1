package discord_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sitrep/bot/desk"
	"sitrep/bot/discordtest"
)

// asked is questions about the sample corpus with a name that a right answer quotes.
var asked = []struct{ question, name string }{
	{sampleQuestion, "Voronkov"},
	{"Who claimed the suicide attack on a bank branch in Kunduz?", "Kunduz"},
	{"What does Public Safety Canada say about the Haqqani network?", "Haqqani"},
	{"When was Tehrik-e Taliban Pakistan listed?", "Pakistan"},
	{"What did Zabihullah Mujahid reject?", "Mujahid"},
}

func TestFiftyPeopleAskAtOnce(t *testing.T) {
	const people = 50
	h := newHouse(t, discordtest.Options{})
	h.start()
	guild := h.srv.Guild("Newsroom")
	general := guild.Channel("general")
	var acks [people]time.Duration
	var all sync.WaitGroup
	for i := range people {
		user := h.srv.User(fmt.Sprintf("user%02d", i))
		guild.Join(user)
		all.Go(func() {
			q := asked[i%len(asked)]
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			x := user.Slash(general, "/ask", discordtest.Opt("question", q.question))
			ack, err := x.Ack(ctx)
			if err != nil {
				t.Errorf("%s: %v", user.Name, err)
				return
			}
			acks[i] = ack
			reply, err := x.Until(ctx, func(m discordtest.Seen) bool { return strings.Contains(m.Content, "**"+q.question+"**") })
			if err != nil {
				t.Errorf("%s: %v", user.Name, err)
			} else if !strings.Contains(reply.Content, q.name) {
				t.Errorf("%s asked %q and got %q", user.Name, q.question, reply.Content)
			}
		})
	}
	all.Wait()
	slices.Sort(acks[:])
	t.Logf("first acknowledgement: median %s, p99 %s", acks[people/2], acks[people*99/100])
	if p99 := acks[people*99/100]; p99 > 500*time.Millisecond && !raceEnabled {
		t.Errorf("first acknowledgement p99 %s, want under 500 ms", p99)
	}
	if pings := h.srv.Pings(); len(pings) > 0 {
		t.Errorf("somebody was pinged: %v", pings)
	}
}

func TestTooManyQuestionsAreTurnedAwayPolitely(t *testing.T) {
	h := newHouse(t, discordtest.Options{})
	slow := &slowly{begun: make(chan struct{}, 10), proceed: make(chan struct{})}
	h.asker = func(a desk.Asker) desk.Asker { slow.Asker = a; return slow }
	h.options = desk.Options{Workers: 1, Waiting: 1}
	h.start()
	guild := h.srv.Guild("Newsroom")
	general := guild.Channel("general")
	ask := func(name string) *discordtest.Interaction {
		user := h.srv.User(name)
		guild.Join(user)
		x := user.Slash(general, "/ask", discordtest.Opt("question", sampleQuestion))
		if _, err := x.Ack(t.Context()); err != nil {
			t.Fatal(err)
		}
		return x
	}
	first := ask("alice")
	<-slow.begun
	second := ask("bob")
	third := must(ask("carol").Reply(t.Context()))
	if !third.Ephemeral || !strings.Contains(third.Content, "Many questions") {
		t.Errorf("the third got %q", third.Content)
	}
	close(slow.proceed)
	for _, x := range []*discordtest.Interaction{first, second} {
		if _, err := x.Until(t.Context(), answered); err != nil {
			t.Error(err)
		}
	}
}

// answered reports whether a message is an answer with a quote.
func answered(m discordtest.Seen) bool { return strings.Contains(m.Content, "\n> ") }

func TestLimitsPerPerson(t *testing.T) {
	h := newHouse(t, discordtest.Options{})
	h.options = desk.Options{PerUser: 2, StageAfter: noStage}
	h.start()
	guild := h.srv.Guild("Newsroom")
	general, alice, bob := guild.Channel("general"), h.srv.User("alice"), h.srv.User("bob")
	guild.Join(alice)
	guild.Join(bob)
	ask := func(u *discordtest.User) discordtest.Seen {
		return must(u.Slash(general, "/ask", discordtest.Opt("question", sampleQuestion)).Until(t.Context(), func(m discordtest.Seen) bool { return m.Content != "" }))
	}
	for range 2 {
		if m := ask(alice); !answered(m) {
			t.Errorf("within the limit: %q", m.Content)
		}
	}
	if m := ask(alice); !m.Ephemeral || !strings.Contains(m.Content, "Please wait") {
		t.Errorf("beyond the limit: %q", m.Content)
	}
	if m := ask(bob); !answered(m) {
		t.Errorf("another person: %q", m.Content)
	}
}

func TestOpenQuestionsAtTheEnd(t *testing.T) {
	for _, tc := range []struct {
		name  string
		grace time.Duration
		free  bool // the work can go on while the bot stops
		want  string
	}{
		{"finished in time", 10 * time.Second, true, "\n> "},
		{"told", 50 * time.Millisecond, false, "restarted"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := newHouse(t, discordtest.Options{})
			slow := &slowly{begun: make(chan struct{}, 1), proceed: make(chan struct{})}
			h.asker = func(a desk.Asker) desk.Asker { slow.Asker = a; return slow }
			h.grace = tc.grace
			running := h.start()
			guild := h.srv.Guild("Newsroom")
			general, alice := guild.Channel("general"), h.srv.User("alice")
			guild.Join(alice)
			x := alice.Slash(general, "/ask", discordtest.Opt("question", sampleQuestion))
			<-slow.begun
			if tc.free {
				time.AfterFunc(50*time.Millisecond, func() { close(slow.proceed) })
			}
			running.stop()
			if _, err := x.Until(t.Context(), func(m discordtest.Seen) bool { return strings.Contains(m.Content, tc.want) }); err != nil {
				t.Errorf("no %q: %v\n%s", tc.want, err, alice.Transcript(general))
			}
			if commands := h.srv.Commands(nil); len(commands) == 0 {
				t.Error("the commands were deleted")
			}
		})
	}
}

func TestButtonsOutliveTheBot(t *testing.T) {
	h := newHouse(t, discordtest.Options{IdentifyWindow: time.Millisecond}) // another process identifies at once
	running := h.start()
	guild := h.srv.Guild("Newsroom")
	general, alice := guild.Channel("general"), h.srv.User("alice")
	guild.Join(alice)
	profile := settled(t, alice.Slash(general, "/group", discordtest.Opt("name", "ISKP")))
	answer := settled(t, alice.Slash(general, "/ask", discordtest.Opt("question", sampleQuestion)))
	running.stop()
	puts := func() (n int) {
		for _, r := range h.srv.Requests() {
			if r.Method == "PUT" {
				n++
			}
		}
		return n
	}
	before := puts()
	h.start()
	if puts() != before {
		t.Error("commands that had not changed were registered again")
	}
	next, err := alice.Press(profile, "Next").Until(t.Context(), func(m discordtest.Seen) bool { return strings.Contains(m.Content, "page 2 of") })
	if err != nil {
		t.Fatal(err)
	}
	if next.ID != profile.ID {
		t.Error("the next page is another message")
	}
	if sources := settled(t, alice.Press(answer, "Sources")); !strings.Contains(sources.Content, "Sample digest") {
		t.Errorf("sources after the restart: %q", sources.Content)
	}
}
