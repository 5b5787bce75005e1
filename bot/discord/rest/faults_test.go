package rest_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"sitrep/bot/discord/rest"
	"sitrep/bot/discordtest"
)

// TestFaultsOfMessages plays every fault at the creation of a message in a channel: it is
// there once.
func TestFaultsOfMessages(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"500": discordtest.ServerError(500), "502": discordtest.ServerError(502), "503 after effect": discordtest.ServerErrorAfter(503),
		"cut": discordtest.Cut(), "cut after effect": discordtest.CutAfter(), "cut in the answer": discordtest.CutBody(),
		"slow": discordtest.Slow(time.Second), "429": discordtest.TooManyRequests(discordtest.ScopeUser, time.Second),
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, discordtest.Options{}, func(r *rig) {
				r.srv.Play(discordtest.When{Method: "POST", Path: "/channels/*/messages", Times: 2}, fault)
				m, err := r.Send(within(r, time.Minute), r.channel, rest.Post{Message: say("once")})
				if err != nil || m.Content != "once" {
					t.Errorf("sent %+v, %v", m, err)
				}
				if n := len(r.alice.See(r.general)); n != 1 {
					t.Errorf("alice sees %d messages", n)
				}
				r.clean()
			})
		})
	}
}

// TestFaultsOfFirstResponses plays every fault at the first response to an interaction, which
// can be repeated as Discord takes one only.
func TestFaultsOfFirstResponses(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"500": discordtest.ServerError(500), "503 after effect": discordtest.ServerErrorAfter(503),
		"cut": discordtest.Cut(), "cut after effect": discordtest.CutAfter(),
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, discordtest.Options{}, func(r *rig) {
				asked, i := r.ask()
				r.srv.Play(discordtest.When{Method: "POST", Path: "/interactions/**", Times: 2}, fault)
				if err := r.Defer(within(r, 2500*time.Millisecond), i, false); err != nil {
					t.Error(err)
				}
				if _, err := r.EditOriginal(within(r, time.Minute), i, rest.Replace(say("there"))); err != nil {
					t.Error(err)
				}
				if reply, err := asked.Reply(within(r, time.Minute)); err != nil || reply.Content != "there" {
					t.Errorf("alice sees %+v, %v", reply, err)
				}
				r.clean()
			})
		})
	}
}

// TestSecondResponse is an error when it is not a repetition.
func TestSecondResponse(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		_, i := r.ask()
		if err := r.Defer(r.Context(), i, false); err != nil {
			t.Error(err)
		}
		if err := r.Defer(r.Context(), i, false); !rest.HasCode(err, rest.CodeAcknowledged) {
			t.Errorf("a second response: %v", err)
		}
	})
}

// TestFaultsOfEdits plays faults at edits and deletions, which can be repeated.
func TestFaultsOfEdits(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"500": discordtest.ServerError(500), "503 after effect": discordtest.ServerErrorAfter(503),
		"cut": discordtest.Cut(), "cut after effect": discordtest.CutAfter(), "cut in the answer": discordtest.CutBody(),
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, discordtest.Options{}, func(r *rig) {
				_, i := r.ask()
				if err := r.Defer(r.Context(), i, false); err != nil {
					t.Fatal(err)
				}
				r.srv.Play(discordtest.When{Path: "/webhooks/**", Method: "PATCH", Times: 3}, fault)
				r.srv.Play(discordtest.When{Path: "/webhooks/**", Method: "DELETE", Times: 3}, fault)
				edit := rest.Replace(rest.Message{Content: "edited", Files: []rest.File{{Name: "a.txt", Data: []byte("a")}}})
				if m, err := r.EditOriginal(within(r, time.Minute), i, edit); err != nil || len(m.Attachments) != 1 {
					t.Errorf("edited %+v, %v", m, err)
				}
				if err := r.DeleteOriginal(within(r, time.Minute), i); err != nil {
					t.Error(err)
				}
				if n := len(r.alice.See(r.general)); n != 0 {
					t.Errorf("alice sees %d messages", n)
				}
				r.clean()
			})
		})
	}
}

// TestFollowUpsAreNotRepeated shows one attempt where a second could say things twice, and
// two where Discord surely did nothing.
func TestFollowUpsAreNotRepeated(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		_, i := r.ask()
		if err := r.Reply(r.Context(), i, say("first")); err != nil {
			t.Fatal(err)
		}
		for _, fault := range []discordtest.Fault{discordtest.ServerErrorAfter(502), discordtest.CutAfter(), discordtest.ServerError(500)} {
			before := r.count("POST", "/webhooks/{webhook_id}/{webhook_token}")
			r.srv.Play(discordtest.When{Method: "POST", Path: "/webhooks/**"}, fault)
			if _, err := r.FollowUp(within(r, time.Minute), i, say("second")); err == nil {
				t.Error("a fault is no error")
			}
			if n := r.count("POST", "/webhooks/{webhook_id}/{webhook_token}") - before; n != 1 {
				t.Errorf("%d attempts, want 1", n)
			}
		}
		r.srv.Play(discordtest.When{Method: "POST", Path: "/webhooks/**"}, discordtest.TooManyRequests(discordtest.ScopeUser, 2*time.Second))
		if _, err := r.FollowUp(within(r, time.Minute), i, say("third")); err != nil {
			t.Error(err)
		}
		r.clean()
	})
}

// TestEditsThatAddFilesAreNotRepeated, as the files would be there twice.
func TestEditsThatAddFilesAreNotRepeated(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		m, err := r.Send(r.Context(), r.channel, rest.Post{Message: say("files")})
		if err != nil {
			t.Fatal(err)
		}
		r.srv.Play(discordtest.When{Method: "PATCH"}, discordtest.ServerErrorAfter(502))
		_, err = r.EditMessage(r.Context(), r.channel, rest.MessageID(m.ID), rest.Edit{Files: []rest.File{{Name: "a.txt", Data: []byte("a")}}})
		if e, ok := errors.AsType[*rest.APIError](err); !ok || e.Status != 502 {
			t.Errorf("got %v", err)
		}
		if n := len(r.alice.See(r.general)[0].Attachments); n != 1 {
			t.Errorf("%d files", n)
		}
		r.clean()
	})
}

// TestRetriesEnd gives up after some attempts, and at once when the next one would come after
// the deadline.
func TestRetriesEnd(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.srv.Play(discordtest.When{Times: discordtest.Always}, discordtest.ServerError(503))
		began := time.Now()
		_, err := r.Me(r.Context())
		if e, ok := errors.AsType[*rest.APIError](err); !ok || e.Status != 503 || !e.Temporary() {
			t.Errorf("got %v", err)
		}
		if n, took := len(r.srv.Requests()), time.Since(began); n != 5 || took > 5*time.Second {
			t.Errorf("%d attempts in %s, want 5", n, took)
		}
		began = time.Now()
		if _, err = r.Me(within(r, 50*time.Millisecond)); err == nil || time.Since(began) > 40*time.Millisecond {
			t.Errorf("%v after %s, though there was no time for another attempt", err, time.Since(began))
		}
		s := r.Stats()
		if s.Requests != 6 || s.Faults != 6 || s.Repeats != 4 {
			t.Errorf("stats %+v", s)
		}
	})
}

// TestDeadlines are kept by slow requests and by waits between attempts.
func TestDeadlines(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.srv.Play(discordtest.When{Times: discordtest.Always}, discordtest.Slow(time.Hour))
		began := time.Now()
		if _, err := r.Me(within(r, 2*time.Second)); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 2*time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
		c := r.client(rest.Options{AttemptTimeout: time.Second, Retries: 2})
		began = time.Now()
		if _, err := c.Me(r.Context()); err == nil || time.Since(began) > 5*time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
	})
}

// TestErrorsKeepSecrets shows no token in errors of requests that never arrive.
func TestErrorsKeepSecrets(t *testing.T) {
	c, err := rest.New(discard(), "bot-secret", rest.Options{BaseURL: "http://127.0.0.1:1/api", Retries: -1})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	i := rest.Interaction{ID: "1", Application: "2", Token: "interaction-secret"}
	_, err1 := c.Me(t.Context())
	_, err2 := c.EditOriginal(t.Context(), i, rest.Replace(say("x")))
	for _, err := range []error{err1, err2, c.Defer(t.Context(), i, false)} {
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("got %v", err)
		}
	}
	if got := fmt.Sprintf("%v %+v %#v %s %q %x", i, i, i, i, i, i); strings.Contains(got, "interaction-secret") || strings.Contains(got, "696e746572") {
		t.Errorf("printed %s", got)
	}
}

// TestNewRefuses settings that cannot work.
func TestNewRefuses(t *testing.T) {
	for name, try := range map[string]struct {
		token rest.Token
		opts  rest.Options
	}{
		"no token": {"", rest.Options{}}, "prefix": {"Bot abc", rest.Options{}}, "newline": {"abc\n", rest.Options{}},
		"no address": {"abc", rest.Options{BaseURL: "discord.com/api"}}, "scheme": {"abc", rest.Options{BaseURL: "ftp://discord.com"}},
		"agent": {"abc", rest.Options{UserAgent: "curl"}},
	} {
		if _, err := rest.New(discard(), try.token, try.opts); err == nil || strings.Contains(err.Error(), "abc") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
