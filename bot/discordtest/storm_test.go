package discordtest_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discordtest"
)

// TestFiftyPeopleAskAtOnce shows that the fake keeps fifty conversations apart, and does not
// itself slow a bot down.
func TestFiftyPeopleAskAtOnce(t *testing.T) {
	srv := discordtest.Start(t, options())
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
			if took, err := asked.Ack(t.Context()); err != nil || took > 2*time.Second {
				t.Errorf("%s was acknowledged after %s, %v", user.Name, took, err)
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
