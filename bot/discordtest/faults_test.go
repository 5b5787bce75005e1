package discordtest_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discordtest"
)

func TestRESTFaults(t *testing.T) {
	tests := []struct {
		name   string
		fault  discordtest.Fault
		status int  // 0 is no answer at all
		took   bool // whether the request must have taken effect
		slow   bool
	}{
		{name: "429 of the bucket", fault: discordtest.TooManyRequests(discordtest.ScopeUser, time.Second), status: 429},
		{name: "global 429", fault: discordtest.TooManyRequests(discordtest.ScopeGlobal, time.Second), status: 429},
		{name: "shared 429", fault: discordtest.TooManyRequests(discordtest.ScopeShared, time.Second), status: 429},
		{name: "500", fault: discordtest.ServerError(500), status: 500},
		{name: "502", fault: discordtest.ServerError(502), status: 502},
		{name: "503 after effect", fault: discordtest.ServerErrorAfter(503), status: 503, took: true},
		{name: "slow", fault: discordtest.Slow(200 * time.Millisecond), status: 200, took: true, slow: true},
		{name: "latency", fault: discordtest.Latency(200*time.Millisecond, 210*time.Millisecond), status: 200, took: true, slow: true},
		{name: "slow answer", fault: discordtest.SlowAnswer(200 * time.Millisecond), status: 200, took: true, slow: true},
		{name: "cut", fault: discordtest.Cut()},
		{name: "cut after effect", fault: discordtest.CutAfter(), took: true},
		{name: "cut in body", fault: discordtest.CutBody(), took: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			srv := start(t, options())
			c := newClient(t, srv)
			alice := srv.User("alice")
			guild := srv.Guild("Newsroom")
			guild.Join(alice)
			general := guild.Channel("general")
			path := "/channels/" + string(general.ID) + "/messages"
			play := srv.Play(discordtest.When{Method: "POST", Path: "/channels/*/messages"}, tt.fault)
			c.want(http.StatusOK, "GET", path, nil) // another method

			began := time.Now()
			a, err := c.try("POST", path, object{"content": "hello"})
			if tt.status == 0 {
				if err == nil {
					t.Errorf("an answer came: %d %s", a.status, a.body)
				}
			} else if err != nil || a.status != tt.status {
				t.Errorf("got %d %s, %v; want %d", a.status, a.body, err, tt.status)
			}
			if slow := time.Since(began) >= 200*time.Millisecond; slow != tt.slow && tt.slow {
				t.Errorf("took %s", time.Since(began))
			}
			eventually(t, "the fault to strike", func() bool { return play.Struck() == 1 })
			if got := len(alice.See(general)) == 1; got != tt.took {
				t.Errorf("took effect: %t, want %t", got, tt.took)
			}
			srv.Check(t)
		})
	}
}

func TestPlayed429MustBeObeyed(t *testing.T) {
	opts := options()
	opts.Now = standing()
	srv := start(t, opts)
	c := newClient(t, srv)
	d := "/channels/" + string(srv.Guild("Newsroom").Channel("general").ID) + "/messages"
	srv.Play(discordtest.When{Path: "/channels/**"}, discordtest.TooManyRequests(discordtest.ScopeUser, 2*time.Second))
	c.want(http.StatusTooManyRequests, "POST", d, object{"content": "x"})
	srv.Advance(350 * time.Millisecond)
	c.want(http.StatusTooManyRequests, "POST", d, object{"content": "x"})
	wantRules(t, srv, discordtest.RuleRateLimit)
	srv.Advance(2 * time.Second)
	c.want(http.StatusOK, "POST", d, object{"content": "x"})
}

func TestFaultsByCountAndChance(t *testing.T) {
	opts := options()
	opts.Seed, opts.GlobalLimit = 7, -1
	opts.RateLimits = map[string]discordtest.RateLimit{"GET /users/@me": {}}
	strikes := func(w discordtest.When, n int) string {
		srv := start(t, opts)
		c := newClient(t, srv)
		srv.Play(w, discordtest.ServerError(500))
		out := ""
		for range n {
			if c.do("GET", "/users/@me", nil).status == 500 {
				out += "x"
			} else {
				out += "."
			}
		}
		return out
	}
	if got := strikes(discordtest.When{Path: "/users/@me", Skip: 2, Times: 3}, 8); got != "..xxx..." {
		t.Errorf("skip 2, strike 3: %s", got)
	}
	first := strikes(discordtest.When{Times: discordtest.Always, Chance: 0.5}, 40)
	if n := strings.Count(first, "x"); n < 10 || n > 30 {
		t.Errorf("with chance .5: %s", first)
	}
	if again := strikes(discordtest.When{Times: discordtest.Always, Chance: 0.5}, 40); again != first {
		t.Errorf("the same seed gave %s and %s", first, again)
	}
	srv := start(t, opts)
	play := srv.Play(discordtest.When{Times: discordtest.Always}, discordtest.ServerError(500))
	play.Stop()
	newClient(t, srv).want(http.StatusOK, "GET", "/users/@me", nil)
}

func TestPlayPanicsOnNonsense(t *testing.T) {
	srv := start(t, options())
	defer func() {
		if recover() == nil {
			t.Error("a close code could be played on a REST request")
		}
	}()
	srv.Play(discordtest.When{Method: "GET"}, discordtest.CloseWith(4000))
}

func TestLateBecauseOfAFaultIsNoViolation(t *testing.T) {
	d := newCounter(t, 0)
	d.srv.Play(discordtest.When{Path: "/interactions/**"}, discordtest.ServerError(500))
	in := d.ask()
	d.c.want(http.StatusInternalServerError, "POST", callback(in), message("x"))
	d.srv.Advance(4 * time.Second)
	d.c.want(http.StatusNotFound, "POST", callback(in), message("x"))
	d.srv.Check(t)
	if n := d.srv.Stats().Unanswered; n != 1 {
		t.Errorf("%d unanswered", n)
	}

	// An acknowledgement whose answer was lost is repeated in good faith.
	d.srv.Play(discordtest.When{Path: "/interactions/**"}, discordtest.CutAfter())
	in = d.ask()
	if _, err := d.c.try("POST", callback(in), message("x")); err == nil {
		t.Error("the answer was not cut")
	}
	if a := d.c.want(http.StatusBadRequest, "POST", callback(in), message("x")); a.code(t) != 40060 {
		t.Errorf("%s", a.body)
	}
	d.srv.Check(t)
}

func TestGatewayEventFaults(t *testing.T) {
	heard := func(t *testing.T, f discordtest.Fault, read func(w *wire)) *counter {
		d := newCounter(t, discordtest.IntentGuilds|discordtest.IntentGuildMessages)
		d.wire.event("GUILD_CREATE", nil)
		d.srv.Play(discordtest.When{Event: "MESSAGE_CREATE"}, f)
		d.alice.Mention(d.general, "one")
		read(d.wire)
		return d
	}
	t.Run("malformed", func(t *testing.T) {
		heard(t, discordtest.Malformed(), func(w *wire) {
			if p := w.read(); p.Type != "MESSAGE_CREATE" || !strings.Contains(string(p.Data), `"author": "nobody"`) && !strings.Contains(string(p.Data), `"author":"nobody"`) {
				t.Errorf("%+v %s", p, p.Data)
			}
		})
	})
	t.Run("garbage", func(t *testing.T) {
		heard(t, discordtest.Garbage(), func(w *wire) {
			if b, err := w.next(); err != nil || string(b) != `{"op": 0, "t": "MESSAGE_CREATE", "s": ` {
				t.Errorf("%s %v", b, err)
			}
		})
	})
	t.Run("duplicate", func(t *testing.T) {
		heard(t, discordtest.Duplicate(), func(w *wire) {
			if a, b := w.read(), w.read(); a.Seq != b.Seq || a.Type != b.Type {
				t.Errorf("%+v and %+v", a, b)
			}
		})
	})
	t.Run("slow", func(t *testing.T) {
		began := time.Now()
		heard(t, discordtest.Slow(200*time.Millisecond), func(w *wire) { w.read() })
		if took := time.Since(began); took < 200*time.Millisecond {
			t.Errorf("took %s", took)
		}
	})
	t.Run("op 7", func(t *testing.T) {
		heard(t, discordtest.Reconnect(), func(w *wire) {
			if a, b := w.read(), w.read(); a.Type != "MESSAGE_CREATE" || b.Op != 7 {
				t.Errorf("%+v and %+v", a, b)
			}
		})
	})
	t.Run("op 9 resumable", func(t *testing.T) {
		d := heard(t, discordtest.Invalidate(true), func(w *wire) {
			if p := w.read(); p.Op != 9 || string(p.Data) != "true" {
				t.Errorf("%+v %s", p, p.Data)
			}
		})
		if len(d.srv.Sessions()) != 1 {
			t.Error("the session is gone")
		}
	})
	t.Run("op 9", func(t *testing.T) {
		d := heard(t, discordtest.Invalidate(false), func(w *wire) {
			if p := w.read(); p.Op != 9 || string(p.Data) != "false" {
				t.Errorf("%+v %s", p, p.Data)
			}
		})
		if len(d.srv.Sessions()) != 0 {
			t.Error("the session is still there")
		}
	})
	for _, code := range []int{4000, 4004, 4008, 4009, 4014} {
		t.Run("close code", func(t *testing.T) {
			d := heard(t, discordtest.CloseWith(code), func(w *wire) {
				if got := w.closed(); got != code {
					t.Errorf("close code %d, want %d", got, code)
				}
			})
			resumable := code == 4000 || code == 4008
			if got := len(d.srv.Sessions()) == 1; got != resumable {
				t.Errorf("after %d the session can be resumed: %t", code, got)
			}
			d.srv.Check(t)
		})
	}
	t.Run("cut", func(t *testing.T) {
		heard(t, discordtest.Cut(), func(w *wire) {
			if got := w.closed(); got != -1 {
				t.Errorf("a close frame came: %d", got)
			}
		})
	})
}

func TestMomentsOfTheGateway(t *testing.T) {
	t.Run("handshake refused", func(t *testing.T) {
		srv := start(t, options())
		srv.Play(discordtest.When{Event: "CONNECT"}, discordtest.ServerError(503))
		dg := session(t, srv)
		if err := dg.Open(); err == nil {
			t.Error("the handshake was not refused")
			_ = dg.Close()
		}
	})
	t.Run("op 9 to IDENTIFY", func(t *testing.T) {
		srv := start(t, options())
		srv.Play(discordtest.When{Event: "IDENTIFY"}, discordtest.Invalidate(false))
		w := open(t, srv)
		w.send(2, identify(srv, 0))
		if p := w.read(); p.Op != 9 {
			t.Errorf("%+v", p)
		}
	})
	t.Run("acknowledgements missing", func(t *testing.T) {
		srv := start(t, options())
		srv.Play(discordtest.When{Event: "HEARTBEAT", Times: 2}, discordtest.NoAck())
		w := open(t, srv)
		for range 3 {
			w.send(1, nil)
		}
		if p := w.read(); p.Op != 11 {
			t.Errorf("%+v", p)
		}
		eventually(t, "three heartbeats", func() bool { return srv.Stats().Heartbeats == 3 })
		srv.Check(t)
	})
	t.Run("resume out of order", func(t *testing.T) {
		d := newCounter(t, discordtest.IntentGuilds|discordtest.IntentGuildMessages)
		last := d.wire.event("GUILD_CREATE", nil).Seq
		session := d.srv.Sessions()[0]
		d.srv.Strike(discordtest.Cut())
		eventually(t, "the session to be lost", func() bool { return !d.srv.Sessions()[0].Connected })
		d.alice.Mention(d.general, "one")
		d.alice.Mention(d.general, "two")
		d.srv.Play(discordtest.When{Event: "RESUME"}, discordtest.ShuffleResume())
		w := open(t, d.srv)
		w.send(6, object{"token": d.srv.Token(), "session_id": session.ID, "seq": last})
		var order []int64
		for _, want := range []string{"RESUMED", "MESSAGE_CREATE", "MESSAGE_CREATE"} {
			p := w.read()
			if p.Type != want {
				t.Errorf("got %s, want %s", p.Type, want)
			}
			order = append(order, p.Seq-last)
		}
		if order[0] != 3 || order[1] != 2 || order[2] != 1 {
			t.Errorf("sequence numbers %v, want backwards", order)
		}
	})
	t.Run("strike", func(t *testing.T) {
		srv := start(t, options())
		w, _ := identified(t, srv, 0)
		srv.Strike(discordtest.CloseWith(4000))
		if code := w.closed(); code != 4000 {
			t.Errorf("close code %d", code)
		}
		srv.Check(t)
	})
}

// TestDiscordgoHandsOutMalformedEvents shows why a bot must look before it uses an event:
// discordgo v0.29 calls its handlers all the same.
func TestDiscordgoHandsOutMalformedEvents(t *testing.T) {
	t.Parallel()
	srv := discordtest.Start(t, options())
	guild, alice := srv.Guild("Newsroom"), srv.User("alice")
	guild.Join(alice)
	general := guild.Channel("general")
	dg := session(t, srv)
	got := make(chan *discordgo.MessageCreate, 1)
	dg.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { got <- m })
	if err := dg.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = dg.Close() })
	srv.Play(discordtest.When{Event: "MESSAGE_CREATE"}, discordtest.Malformed())
	alice.Mention(general, "hello")
	select {
	case m := <-got:
		if m.Message != nil && m.Author != nil {
			t.Errorf("the event is whole: %+v", m.Message)
		}
	case <-time.After(5 * time.Second):
		t.Error("no event came")
	}
}
