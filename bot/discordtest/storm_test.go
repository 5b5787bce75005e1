package discordtest_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discordtest"
)

// patient is the usual options with a clock that goes at a tenth of its speed: here it is the
// fake that is tested, and the machine may be busy.
func patient() discordtest.Options {
	opts := options()
	began := time.Now()
	opts.Now = func() time.Time { return began.Add(time.Since(began) / 10) }
	opts.Patience = time.Minute
	return opts
}

// TestFiftyPeopleAskAtOnce shows that the fake keeps fifty conversations apart.
func TestFiftyPeopleAskAtOnce(t *testing.T) {
	t.Parallel()
	srv := discordtest.Start(t, patient())
	guild := srv.Guild("Newsroom")
	general := guild.Channel("general")
	dg := connect(t, srv, func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: "you asked " + i.ApplicationCommandData().Options[0].StringValue()},
		})
		if err != nil {
			t.Error(err)
		}
	})
	register(t, dg, srv)
	var wg sync.WaitGroup
	for n := range 50 {
		user := srv.User(fmt.Sprint("user", n))
		guild.Join(user)
		wg.Go(func() {
			asked := user.Slash(general, "/ask", discordtest.Opt("question", user.Name))
			reply, err := asked.Reply(t.Context())
			if err != nil || reply.Content != "you asked "+user.Name {
				t.Errorf("%s reads %q, %v", user.Name, reply.Content, err)
			}
		})
	}
	wg.Wait()
	if pings := srv.Pings(); len(pings) > 0 {
		t.Errorf("pings: %+v", pings)
	}
}

// TestCloseWithEverythingUnderWay closes a server in the middle of slow requests, open
// connections and waiting users; TestMain sees whether anything is left.
func TestCloseWithEverythingUnderWay(t *testing.T) {
	d := newCounter(t, 0)
	d.srv.Play(discordtest.When{Path: "/users/@me", Times: discordtest.Always}, discordtest.Slow(time.Minute))
	asked := d.ask()
	var wg sync.WaitGroup
	wg.Go(func() {
		if _, err := d.c.try("GET", "/users/@me", nil); err == nil {
			t.Error("a slow request was answered")
		}
	})
	wg.Go(func() {
		if _, err := asked.Reply(t.Context()); err == nil {
			t.Error("there is no reply")
		}
	})
	time.Sleep(50 * time.Millisecond)
	if err := d.srv.Close(); err != nil {
		t.Error(err)
	}
	if err := d.srv.Close(); err != nil {
		t.Error(err)
	}
	wg.Wait()
}

// TestEveryFaultAtOnce is no test of a bot: discordgo is not made for this. The fake must stay
// whole, hold nothing of it against the bot, and let go of everything.
func TestEveryFaultAtOnce(t *testing.T) {
	t.Parallel()
	opts := patient()
	opts.Seed, opts.GlobalLimit = 1, -1
	srv := start(t, opts)
	guild, alice := srv.Guild("Newsroom"), srv.User("alice")
	guild.Join(alice)
	general := guild.Channel("general")
	dg := session(t, srv)
	dg.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		if i.Interaction == nil || i.ID == "" {
			return // malformed, and handed out all the same
		}
		_ = s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: "answer"},
		})
	})
	if err := dg.Open(); err != nil {
		t.Fatal(err)
	}
	register(t, dg, srv)
	play := func(w discordtest.When, f discordtest.Fault) {
		w.Times, w.Chance = discordtest.Always, 0.1
		srv.Play(w, f)
	}
	for _, f := range []discordtest.Fault{
		discordtest.ServerError(502), discordtest.ServerErrorAfter(500), discordtest.Cut(), discordtest.CutAfter(), discordtest.CutBody(),
		discordtest.Latency(0, 20*time.Millisecond), discordtest.TooManyRequests(discordtest.ScopeShared, 10*time.Millisecond),
	} {
		play(discordtest.When{Path: "/interactions/**"}, f)
	}
	for _, f := range []discordtest.Fault{discordtest.Duplicate(), discordtest.Malformed(), discordtest.Garbage(), discordtest.Slow(10 * time.Millisecond)} {
		play(discordtest.When{Event: "INTERACTION_CREATE"}, f)
	}
	play(discordtest.When{Event: "RESUME"}, discordtest.ShuffleResume())
	replies := 0
	for n := range 60 {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		if _, err := alice.Slash(general, "/ask", discordtest.Opt("question", fmt.Sprint(n))).Reply(ctx); err == nil {
			replies++
		}
		cancel()
		if n == 30 {
			srv.Strike(discordtest.Reconnect())
			eventually(t, "discordgo to go", func() bool { return !srv.Sessions()[0].Connected })
			if err := reopen(dg); err != nil {
				t.Fatal(err)
			}
		}
	}
	if replies == 0 {
		t.Error("nothing got through")
	}
	_ = dg.Close()
	for _, v := range srv.Violations() {
		// What discordgo is guilty of: it answers twice to an event that came twice.
		if v.Rule != discordtest.RuleTwice && v.Rule != discordtest.RuleBadToken {
			t.Errorf("held against the bot: %s", v)
		}
	}
}

// complaints is a test that only notes that it has failed.
type complaints struct {
	testing.TB
	text []string
}

func (c *complaints) Helper() {}

func (c *complaints) Errorf(format string, args ...any) {
	c.text = append(c.text, fmt.Sprintf(format, args...))
}

func TestCheckFailsOnViolations(t *testing.T) {
	srv := start(t, options())
	newClient(t, srv).want(404, "GET", "/nothing/here", nil)
	c := &complaints{TB: t}
	srv.Check(c)
	if len(c.text) != 1 || !strings.Contains(c.text[0], "route: GET /nothing/here") {
		t.Errorf("complaints %q", c.text)
	}
}
