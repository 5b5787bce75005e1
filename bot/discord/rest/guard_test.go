package rest_test

import (
	"errors"
	"testing"
	"time"

	"sitrep/bot/discord/rest"
	"sitrep/bot/discordtest"
)

// TestRefusedToken stops everything that needs the bot's token, for good.
func TestRefusedToken(t *testing.T) {
	r := real(t, discordtest.Options{})
	c, err := rest.New(discard(), "wrong", rest.Options{BaseURL: r.srv.API(), Transport: r.transport})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := c.Me(t.Context()); !errors.Is(err, rest.ErrUnauthorized) {
			t.Errorf("got %v", err)
		}
	}
	if n := len(r.srv.Requests()); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
	_, i := r.ask()
	if err := c.Defer(t.Context(), i, false); err != nil {
		t.Errorf("an interaction needs no token of the bot: %v", err)
	}
}

// TestStopsBeforeTheBan sends nothing more after too many refusals, for ten minutes.
func TestStopsBeforeTheBan(t *testing.T) {
	bubble(t, discordtest.Options{InvalidLimit: 30}, func(r *rig) {
		c := r.client(rest.Options{InvalidLimit: 20})
		secret := r.guild.Channel("secret")
		secret.Overwrite(r.guild.Everyone().ID, 0, discordtest.ViewChannel)
		secret.Overwrite(discordtest.ID(r.app), 0, discordtest.ViewChannel)
		began := time.Now()
		blocked := 0
		for time.Since(began) < 5*time.Minute {
			_, err := c.Channel(r.Context(), rest.ChannelID(secret.ID))
			switch e, isBlocked := errors.AsType[*rest.BlockedError](err); {
			case isBlocked && (e.RetryAfter <= 0 || e.RetryAfter > 11*time.Minute):
				t.Errorf("got %v", err)
			case isBlocked:
				blocked++
			case !rest.HasCode(err, rest.CodeMissingAccess):
				t.Errorf("got %v", err)
			}
			time.Sleep(5 * time.Second)
		}
		if n := r.srv.Stats().Invalid; n != 20 || blocked == 0 {
			t.Errorf("%d refusals, %d calls blocked", n, blocked)
		}
		time.Sleep(10 * time.Minute)
		if _, err := c.Me(r.Context()); err != nil {
			t.Errorf("ten minutes later: %v", err)
		}
	})
}

// TestSharedLimitsDoNotCount against the bot.
func TestSharedLimitsDoNotCount(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		c := r.client(rest.Options{InvalidLimit: 2})
		r.srv.Play(discordtest.When{Path: "/channels/*", Times: 4}, discordtest.TooManyRequests(discordtest.ScopeShared, time.Second))
		if _, err := c.Channel(r.Context(), r.channel); err != nil {
			t.Error(err)
		}
	})
}

// TestEndedTokens are not used again.
func TestEndedTokens(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		_, i := r.ask()
		if err := r.Defer(r.Context(), i, false); err != nil {
			t.Fatal(err)
		}
		r.srv.Advance(16 * time.Minute)
		before := len(r.srv.Requests())
		for range 3 {
			_, err := r.EditOriginal(r.Context(), i, rest.Replace(say("late")))
			if !errors.Is(err, rest.ErrGone) {
				t.Errorf("got %v", err)
			}
		}
		if n := len(r.srv.Requests()) - before; n != 1 {
			t.Errorf("%d requests, want 1", n)
		}

		// Not answered within three seconds.
		_, i = r.ask()
		time.Sleep(4 * time.Second)
		if err := r.Defer(r.Context(), i, false); !errors.Is(err, rest.ErrGone) || !rest.HasCode(err, rest.CodeUnknownInteraction) {
			t.Errorf("got %v", err)
		}
		if _, err := r.FollowUp(r.Context(), i, say("late")); !errors.Is(err, rest.ErrGone) {
			t.Errorf("got %v", err)
		}

		// A deleted message does not end the token.
		_, i = r.ask()
		if err := r.Reply(r.Context(), i, say("here")); err != nil {
			t.Fatal(err)
		}
		if err := r.DeleteOriginal(r.Context(), i); err != nil {
			t.Fatal(err)
		}
		if _, err := r.EditOriginal(r.Context(), i, rest.Replace(say("there"))); !rest.HasCode(err, rest.CodeUnknownMessage) || errors.Is(err, rest.ErrGone) {
			t.Errorf("got %v", err)
		}
		if _, err := r.FollowUp(r.Context(), i, say("there")); err != nil {
			t.Error(err)
		}
	})
}
