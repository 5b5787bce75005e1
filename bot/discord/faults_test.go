package discord_test

import (
	"context"
	"strings"
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

// TestAQuestionAcknowledgedTooLateIsAnsweredInTheChannel lets Discord get the first response
// after its three seconds are over: the answer comes all the same, once, and says to what.
func TestAQuestionAcknowledgedTooLateIsAnsweredInTheChannel(t *testing.T) {
	srv := must(discordtest.New(discordtest.Options{})) // the bot cannot know that it is late
	t.Cleanup(func() { must(0, srv.Close()) })
	r := roomIn(houseOn(t, srv))
	srv.Play(discordtest.When{Method: "POST", Path: "/interactions/**"}, discordtest.Slow(5*time.Second))
	r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", sampleQuestion))
	late, err := r.alice.Await(t.Context(), r.channel, answered)
	if err != nil {
		t.Fatalf("%v\n%s", err, r.alice.Transcript(r.channel))
	}
	if late.Interaction != nil || late.Ephemeral || !strings.Contains(late.Content, sampleQuestion) {
		t.Errorf("the late answer is %+v", late)
	}
	if n := len(r.alice.See(r.channel)); n != 1 {
		t.Errorf("%d messages, want 1\n%s", n, r.alice.Transcript(r.channel))
	}
}
