package gateway_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"sitrep/bot/discord/gateway"
	"sitrep/bot/discord/rest"
	"sitrep/bot/discordtest"
)

// TestCloseCodes closes the connection with every code there is.
func TestCloseCodes(t *testing.T) {
	const fatal, resumes, identifies = "fatal", "resumes", "identifies"
	for code, want := range map[int]string{
		4000: resumes, 4001: resumes, 4002: resumes, 4003: identifies, 4004: fatal, 4005: resumes, 4007: identifies,
		4008: resumes, 4009: identifies, 4010: fatal, 4011: fatal, 4012: fatal, 4013: fatal, 4014: fatal,
		1000: identifies, 1001: identifies, 1011: resumes, 4900: resumes,
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			bubble(t, discordtest.Options{}, func(r *rig) {
				r.start()
				r.connected()
				time.Sleep(time.Minute)
				r.srv.Strike(discordtest.CloseWith(code))
				if want == fatal {
					<-r.done
					e := fatalError(r.stop())
					if e == nil || e.Code != code || strings.Contains(e.Error(), "would not help") {
						t.Errorf("Run: %v", r.err)
					}
					return
				}
				r.until("another connection", time.Minute, func() bool { return r.sum().Reconnects > 0 })
				r.connected()
				sum := r.sum()
				if want == resumes && (sum.Resumes != 1 || sum.Identifies != 1) || want == identifies && (sum.Resumes != 0 || sum.Identifies != 2) {
					t.Errorf("%+v, want that it %s", sum, want)
				}
				r.end()
			})
		})
	}
}

// TestResumeBringsWhatWasMissed breaks the connection off, by every means that leaves the
// session alive, while people write.
func TestResumeBringsWhatWasMissed(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"cut": discordtest.Cut(), "op 7": discordtest.Reconnect(), "op 9, resumable": discordtest.Invalidate(true),
		"close 4000": discordtest.CloseWith(4000), "garbage": discordtest.Garbage(),
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, discordtest.Options{}, func(r *rig) {
				r.start()
				r.connected()
				var want []string
				r.srv.Play(discordtest.When{Event: "MESSAGE_CREATE", Skip: 3}, fault)
				for n := range 10 {
					r.mention(fmt.Sprint(n))
					want = append(want, fmt.Sprint(n))
					time.Sleep(200 * time.Millisecond)
				}
				r.until("all messages", time.Minute, func() bool { return len(r.heard()) >= 10 })
				time.Sleep(time.Minute)
				if got := strings.Join(r.heard(), " "); got != strings.Join(want, " ") {
					t.Errorf("heard %s", got)
				}
				if sum := r.sum(); sum.Identifies != 1 || sum.Resumes != 1 {
					t.Errorf("%+v, want one resume", sum)
				}
				if s := r.srv.Sessions(); len(s) != 1 || !s[0].ResumeURL {
					t.Errorf("sessions %+v, want one, resumed at its own address", s)
				}
				r.end()
			})
		})
	}
}

// TestResumeOutOfOrder replays the missed events backwards, after RESUMED, with a cut in the
// middle: every one comes, once.
func TestResumeOutOfOrder(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		r.mention("0")
		r.until("the first message", time.Second, func() bool { return len(r.heard()) == 1 })
		r.srv.Play(discordtest.When{Event: "CONNECT"}, discordtest.Slow(2*time.Second))
		r.srv.Play(discordtest.When{Event: "RESUME"}, discordtest.ShuffleResume())
		r.srv.Strike(discordtest.Cut())
		for n := 1; n < 6; n++ {
			r.mention(fmt.Sprint(n))
		}
		r.until("all messages", time.Minute, func() bool { return len(r.heard()) >= 6 })
		r.srv.Strike(discordtest.Cut())
		time.Sleep(time.Minute)
		if got := strings.Join(r.heard(), " "); got != "0 5 4 3 2 1" {
			t.Errorf("heard %s", got)
		}
		r.end()
	})
}

// TestResumeWithGaps loses the connection again between RESUMED and what it should have come
// after: nothing is lost with it.
func TestResumeWithGaps(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		r.srv.Play(discordtest.When{Event: "CONNECT"}, discordtest.Slow(2*time.Second))
		r.srv.Play(discordtest.When{Event: "RESUME"}, discordtest.ShuffleResume())
		r.srv.Play(discordtest.When{Event: "RESUMED"}, discordtest.Reconnect())
		r.srv.Strike(discordtest.Cut())
		for n := range 5 {
			r.mention(fmt.Sprint(n))
		}
		time.Sleep(time.Minute)
		if got := strings.Join(r.heard(), " "); got != "0 1 2 3 4" {
			t.Errorf("heard %q", got)
		}
		r.end()
	})
}

// TestLostResumed resumes again after RESUMED itself was lost: that leaves a gap in the numbers
// which is not held against what comes later.
func TestLostResumed(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		r.srv.Play(discordtest.When{Event: "RESUMED"}, discordtest.Cut())
		r.srv.Strike(discordtest.Cut())
		r.until("the second resume", time.Minute, func() bool { return r.sum().Resumes == 1 && r.gateway.Status().Connected() })
		time.Sleep(time.Minute)
		for n := range 5 {
			r.mention(fmt.Sprint(n))
		}
		time.Sleep(time.Second)
		r.srv.Strike(discordtest.Cut())
		r.until("the third resume", time.Minute, func() bool { return r.sum().Resumes == 2 })
		time.Sleep(time.Second)
		if sum := r.sum(); sum.Duplicates != 0 || len(r.heard()) != 5 || sum.Identifies != 1 {
			t.Errorf("%+v, heard %v", sum, r.heard())
		}
		r.end()
	})
}

// TestNoSession gives a connection up on which no session is established within a minute,
// without waiting long for the other side to agree.
func TestNoSession(t *testing.T) {
	bubble(t, discordtest.Options{HeartbeatInterval: 10 * time.Hour}, func(r *rig) {
		r.srv.Play(discordtest.When{Event: "READY"}, discordtest.Slow(9*time.Hour))
		began := time.Now()
		r.start()
		r.until("the end of the connection", 2*time.Minute, func() bool { return len(r.gateway.Status().Shards) > 0 && r.gateway.Status().Shards[0].LastError != "" })
		if took := time.Since(began); took < time.Minute || took > 63*time.Second {
			t.Errorf("took %s", took)
		}
		r.connected()
		r.end()
	})
}

// TestDuplicates sends every event twice.
func TestDuplicates(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.srv.Play(discordtest.When{Event: "*", Times: discordtest.Always}, discordtest.Duplicate())
		r.start()
		r.connected()
		for n := range 5 {
			r.mention(fmt.Sprint(n))
		}
		time.Sleep(time.Second)
		if got := strings.Join(r.names(), " "); got != "READY GUILD_CREATE"+strings.Repeat(" MESSAGE_CREATE", 5) {
			t.Errorf("came: %s", got)
		}
		if sum := r.sum(); sum.Duplicates != 7 || sum.Events != 7 {
			t.Errorf("%+v", sum)
		}
		r.end()
	})
}

// TestInvalidSession waits a second at least after op 9 and comes back over a new connection.
func TestInvalidSession(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		time.Sleep(10 * time.Minute)
		r.srv.Strike(discordtest.Invalidate(false))
		struck := time.Now()
		r.until("another session", time.Minute, func() bool { return r.srv.Stats().Identifies == 2 })
		if took := time.Since(struck); took < time.Second || took > 10*time.Second {
			t.Errorf("the next IDENTIFY came after %s", took)
		}
		r.connected()
		if n := r.srv.Stats().Connects; n != 2 {
			t.Errorf("%d connections, want 2", n)
		}
		r.end()
	})
}

// TestSessionGoesOnAtOnce counts the time after which a session goes on that Discord itself
// wants resumed: whoever asks meanwhile must be answered within three seconds.
func TestSessionGoesOnAtOnce(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"op 7": discordtest.Reconnect(), "op 9, resumable": discordtest.Invalidate(true),
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, discordtest.Options{}, func(r *rig) {
				r.start()
				r.connected()
				for n := range 4 {
					time.Sleep(time.Minute)
					r.srv.Strike(fault)
					struck := time.Now()
					r.until("the session", time.Minute, func() bool { return r.sum().Resumes == n+1 })
					if took := time.Since(struck); took > 100*time.Millisecond {
						t.Errorf("the session went on after %s", took)
					}
				}
				r.srv.Play(discordtest.When{Event: "RESUME", Times: 3}, discordtest.Invalidate(true))
				r.srv.Strike(fault)
				struck := time.Now()
				r.until("the session", time.Minute, func() bool { return r.sum().Resumes == 5 })
				if took := time.Since(struck); took < 3*time.Second || took > 10*time.Second {
					t.Errorf("after three failures the session went on after %s", took)
				}
				r.end()
			})
		})
	}
}

// TestReconnectStorm ends fifty connections in quick succession, by every means that leaves
// the session alive: that costs no IDENTIFY beyond the first.
func TestReconnectStorm(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		strikes := []discordtest.Fault{
			discordtest.Reconnect(), discordtest.Cut(), discordtest.CloseWith(4000),
			discordtest.Invalidate(true),
		}
		const ends = 50
		for n := range ends {
			r.srv.Strike(strikes[n%len(strikes)])
			r.until("the end of the connection", time.Minute, func() bool { return r.sum().Reconnects > n })
			r.connected()
		}
		if sum := r.sum(); sum.Identifies != 1 || sum.Resumes != ends {
			t.Errorf("%+v, want one IDENTIFY and %d resumes", sum, ends)
		}
		r.end()
	})
}

// TestSessionExpires is away for longer than Discord keeps a session.
func TestSessionExpires(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		time.Sleep(5 * time.Minute)
		r.srv.Play(discordtest.When{Event: "CONNECT", Times: discordtest.Always}, discordtest.ServerError(503))
		r.srv.Strike(discordtest.Cut())
		time.Sleep(10 * time.Minute)
		if n := r.sum().Reconnects; n < 10 || n > 30 {
			t.Errorf("%d connections tried in ten minutes", n)
		}
		if r.gateway.Status().Connected() {
			t.Error("claims to be connected")
		}
		r.srv.StopPlays()
		r.connected()
		if sum := r.sum(); sum.Identifies != 2 {
			t.Errorf("%+v, want a second IDENTIFY", sum)
		}
		r.end()
	})
}

// TestStorms plays every fault that there is at random for twenty minutes while people write.
func TestStorms(t *testing.T) {
	faults := map[string]func(*discordtest.Server){
		"of all kinds": func(s *discordtest.Server) {
			every := func(event string, chance float64, f discordtest.Fault) {
				s.Play(discordtest.When{Event: event, Times: discordtest.Always, Chance: chance}, f)
			}
			every("MESSAGE_CREATE", 0.03, discordtest.Cut())
			every("MESSAGE_CREATE", 0.03, discordtest.Reconnect())
			every("MESSAGE_CREATE", 0.02, discordtest.Garbage())
			every("MESSAGE_CREATE", 0.05, discordtest.Duplicate())
			every("MESSAGE_CREATE", 0.02, discordtest.CloseWith(4000))
			every("*", 0.05, discordtest.Latency(0, time.Second))
			every("HEARTBEAT", 0.05, discordtest.NoAck())
			every("RESUME", 0.3, discordtest.ShuffleResume())
			every("RESUME", 0.1, discordtest.Cut())
			every("RESUME", 0.1, discordtest.Invalidate(true))
			every("CONNECT", 0.1, discordtest.ServerError(503))
			every("CONNECT", 0.1, discordtest.Slow(5*time.Second))
		},
		"of op 7": func(s *discordtest.Server) {
			s.Play(discordtest.When{Event: "MESSAGE_CREATE", Times: discordtest.Always}, discordtest.Reconnect())
		},
		"of cuts": func(s *discordtest.Server) {
			s.Play(discordtest.When{Event: "MESSAGE_CREATE", Times: discordtest.Always}, discordtest.Cut())
		},
	}
	for name, play := range faults {
		t.Run(name, func(t *testing.T) {
			bubble(t, discordtest.Options{Seed: 7}, func(r *rig) {
				r.start()
				r.connected()
				play(r.srv)
				const messages = 400
				for n := range messages {
					r.mention(fmt.Sprint(n))
					time.Sleep(3 * time.Second)
				}
				r.srv.StopPlays()
				r.until("all messages", 5*time.Minute, func() bool { return len(r.heard()) >= messages })
				r.connected()
				seen := map[string]int{}
				for _, text := range r.heard() {
					seen[text]++
				}
				for n := range messages {
					if k := seen[fmt.Sprint(n)]; k != 1 {
						t.Errorf("message %d came %d times", n, k)
					}
				}
				if sum := r.sum(); sum.Identifies > 1 || sum.Reconnects < 10 || sum.Reconnects > messages*3/4 {
					t.Errorf("%+v, want one IDENTIFY and many connections, but not one for each message", sum)
				} else {
					t.Logf("%+v", sum)
				}
				r.end()
			})
		})
	}
}

// TestStormOfInvalidSessions answers every attempt with op 9 for two minutes, or ends every
// session at once: that must not cost five IDENTIFYs.
func TestStormOfInvalidSessions(t *testing.T) {
	for _, event := range []string{"IDENTIFY", "GUILD_CREATE"} {
		t.Run(event, func(t *testing.T) {
			bubble(t, discordtest.Options{}, func(r *rig) {
				r.srv.Play(discordtest.When{Event: event, Times: discordtest.Always}, discordtest.Invalidate(false))
				r.start()
				time.Sleep(2 * time.Minute)
				if n := r.srv.Stats().Identifies; n >= 5 || n < 2 {
					t.Errorf("%d IDENTIFYs in two minutes", n)
				}
				time.Sleep(6 * time.Hour)
				if n := r.srv.Stats().Identifies; n > 60 {
					t.Errorf("%d IDENTIFYs in six hours", n)
				}
				r.srv.StopPlays()
				r.until("a session", 11*time.Minute, func() bool { return r.gateway.Status().Connected() })
				r.end()
			})
		})
	}
}

// TestGarbageForever gives the session up when resuming brings nothing but garbage.
func TestGarbageForever(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		time.Sleep(2 * time.Minute)
		play := r.srv.Play(discordtest.When{Event: "RESUMED", Times: discordtest.Always}, discordtest.Garbage())
		r.srv.Strike(discordtest.Cut())
		r.until("a new session", 2*time.Minute, func() bool { return r.sum().Identifies == 2 })
		if play.Struck() != 3 {
			t.Errorf("tried to resume %d times, want 3", play.Struck())
		}
		r.connected()
		r.end()
	})
}

// TestRefusedByREST ends at once when the REST API refuses the token.
func TestRefusedByREST(t *testing.T) {
	r := real(t, discordtest.Options{})
	r.srv.Play(discordtest.When{Path: "/gateway/bot"}, discordtest.ServerError(401))
	r.start()
	<-r.done
	if err := r.stop(); !errors.Is(err, rest.ErrUnauthorized) {
		t.Errorf("Run: %v", err)
	}
}

// TestDiscordIsAway starts while Discord cannot be reached.
func TestDiscordIsAway(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.srv.Play(discordtest.When{Path: "/gateway/bot", Times: discordtest.Always}, discordtest.Cut())
		r.start()
		time.Sleep(5 * time.Minute)
		if s := r.gateway.Status(); s.Connected() {
			t.Errorf("status %+v", s)
		}
		r.srv.StopPlays()
		r.connected()
		r.end()
	})
}

// TestRunTwice refuses a second Run beside the first, and allows it after.
func TestRunTwice(t *testing.T) {
	r := real(t, discordtest.Options{IdentifyWindow: time.Millisecond})
	r.start()
	r.connected()
	if err := r.gateway.Run(t.Context(), func(gateway.Event) {}); err == nil {
		t.Error("a second Run is no error")
	}
	r.cancel()
	<-r.done
	r.until("the session to end with it", 5*time.Second, func() bool { return len(r.srv.Sessions()) == 0 })
	if err := r.srv.Close(); err != nil {
		t.Error(err)
	}
}
