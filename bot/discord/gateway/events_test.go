package gateway_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discord/gateway"
	"sitrep/bot/discordtest"
)

// TestEventsOverRealSockets asks, writes and presses, over loopback.
func TestEventsOverRealSockets(t *testing.T) {
	r := real(t, discordtest.Options{})
	r.start()
	r.connected()
	r.mention("hello")
	r.until("the message", 5*time.Second, func() bool { return len(r.heard()) == 1 })
	m := r.all()[2].Data.(*discordgo.MessageCreate)
	if m.Author.Username != "alice" || m.Member == nil || m.GuildID == "" || !strings.HasSuffix(m.Content, "hello") {
		t.Errorf("message %+v", m.Message)
	}
	if got := r.names(); !slices.Equal(got, []string{"READY", "GUILD_CREATE", "MESSAGE_CREATE"}) {
		t.Errorf("events %v", got)
	}
	r.end()
}

// TestMalformedEvents sends events whose d is of the wrong type: none is delivered, and the
// connection lives on.
func TestMalformedEvents(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		r.srv.Play(discordtest.When{Event: "MESSAGE_CREATE", Times: 3}, discordtest.Malformed())
		for n := range 5 {
			r.mention(fmt.Sprint(n))
		}
		for _, event := range []string{"INTERACTION_CREATE", "GUILD_DELETE", "READY", "RESUMED", "TYPING_START", "NO_SUCH_EVENT"} {
			for _, data := range []any{nil, 7, "?", []int{}, map[string]any{}, map[string]any{"type": 2, "token": nil}} {
				r.srv.Dispatch(event, "", data)
			}
		}
		r.until("the last messages", time.Second, func() bool { return len(r.heard()) == 2 })
		time.Sleep(2 * interval)
		if got := strings.Join(r.heard(), " "); got != "3 4" {
			t.Errorf("heard %s", got)
		}
		if sum := r.sum(); sum.Malformed < 15 || sum.Reconnects != 0 {
			t.Errorf("%+v", sum)
		}
		for _, e := range r.all() {
			if e.Name != "READY" && e.Name != "GUILD_CREATE" && e.Name != "MESSAGE_CREATE" && e.Name != "RESUMED" {
				t.Errorf("%s was delivered: %s", e.Name, e.Raw)
			}
		}
		r.end()
	})
}

// TestMalformedReady cannot go on without a session, and does not burn IDENTIFYs over it.
func TestMalformedReady(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.srv.Play(discordtest.When{Event: "READY", Times: 2}, discordtest.Malformed())
		r.start()
		r.connected()
		if sum := r.sum(); sum.Identifies != 3 || sum.Malformed != 2 {
			t.Errorf("%+v", sum)
		}
		r.end()
	})
}

// TestHandlerPanics survives a handler that panics.
func TestHandlerPanics(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.handle = func(e gateway.Event) {
			if e.Name == "MESSAGE_CREATE" {
				panic("out of order")
			}
		}
		r.start()
		r.connected()
		r.mention("one")
		r.mention("two")
		r.until("both messages", time.Second, func() bool { return len(r.heard()) == 2 })
		if sum := r.sum(); sum.Panics != 2 || sum.Reconnects != 0 {
			t.Errorf("%+v", sum)
		}
		r.end()
	})
}

// TestShutdownWhileTheHandlerWorks waits for the handler, and delivers nothing after that.
func TestShutdownWhileTheHandlerWorks(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		working := make(chan struct{})
		r.handle = func(e gateway.Event) {
			if e.Name == "MESSAGE_CREATE" {
				close(working)
				time.Sleep(20 * time.Second)
			}
		}
		r.start()
		r.connected()
		r.mention("one")
		<-working
		r.mention("two")
		r.end()
		if got := r.heard(); len(got) != 1 {
			t.Errorf("heard %v", got)
		}
	})
}

// TestPresence sets it far more often than Discord takes, and after coming back.
func TestPresence(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		set := func(name string) {
			err := r.gateway.SetPresence(r.Context(), discordgo.UpdateStatusData{
				Status: "online", Activities: []*discordgo.Activity{{Name: name}},
			})
			if err != nil {
				t.Error(err)
			}
		}
		set("before")
		r.start()
		r.connected()
		began := time.Now()
		for n := range 300 {
			set(fmt.Sprint(n))
		}
		if took := time.Since(began); took < 2*time.Minute || took > 4*time.Minute {
			t.Errorf("300 presences took %s", took)
		}
		r.srv.Strike(discordtest.Reconnect())
		r.until("another connection", time.Minute, func() bool { return r.sum().Resumes == 1 })
		if err := r.gateway.SetPresence(r.Context(), discordgo.UpdateStatusData{Status: strings.Repeat("x", 5000)}); err == nil {
			t.Error("a payload of 5000 bytes is no error")
		}
		r.end()
	})
}
