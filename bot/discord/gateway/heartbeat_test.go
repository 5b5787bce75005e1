package gateway_test

import (
	"testing"
	"time"

	"sitrep/bot/discordtest"
)

const interval = 41250 * time.Millisecond

// TestHeartbeats keeps a connection alive for half an hour.
func TestHeartbeats(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		time.Sleep(30 * time.Minute)
		if n, want := r.srv.Stats().Heartbeats, int(30*time.Minute/interval); n < want || n > want+1 {
			t.Errorf("%d heartbeats in half an hour, want %d", n, want)
		}
		s := r.gateway.Status()
		if age := time.Since(s.LastACK()); age > interval {
			t.Errorf("the last acknowledgement is %s old", age)
		}
		if sum := s.Sum(); sum.Reconnects != 0 || sum.Identifies != 1 {
			t.Errorf("status %+v", s)
		}
		r.end()
	})
}

// TestFirstHeartbeatIsJittered shows that the first heartbeats of many bots are spread over
// the interval.
func TestFirstHeartbeatIsJittered(t *testing.T) {
	var least, most time.Duration
	for n := range 12 {
		bubble(t, discordtest.Options{}, func(r *rig) {
			began := time.Now()
			r.start()
			r.until("a heartbeat", time.Minute, func() bool { return r.srv.Stats().Heartbeats > 0 })
			took := time.Since(began)
			if n == 0 {
				least, most = took, took
			}
			least, most = min(least, took), max(most, took)
			r.end()
		})
	}
	if most > interval+time.Second || most-least < interval/8 {
		t.Errorf("the first heartbeats of twelve came after %s to %s", least, most)
	}
}

// TestZombie leaves a heartbeat without acknowledgement: the connection is given up within
// half an interval, so one and a half after the last sign of life, and the session resumed.
func TestZombie(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		time.Sleep(2 * interval)
		mute := r.srv.Play(discordtest.When{Event: "HEARTBEAT"}, discordtest.NoAck())
		r.until("the unanswered heartbeat", 2*interval, func() bool { return mute.Struck() > 0 })
		last := r.gateway.Status().LastACK()
		r.until("a new connection", time.Minute, func() bool { return r.sum().Reconnects > 0 })
		r.connected()
		if took := time.Since(last); took > interval*3/2+5*time.Second {
			t.Errorf("connected again %s after the last acknowledgement", took)
		}
		if sum := r.sum(); sum.Identifies != 1 || sum.Resumes != 1 {
			t.Errorf("status %+v, want one resume", sum)
		}
		r.end()
	})
}

// TestHeartbeatOnRequest answers op 1 at once, but not so often that Discord would close the
// connection.
func TestHeartbeatOnRequest(t *testing.T) {
	bubble(t, discordtest.Options{}, func(r *rig) {
		r.start()
		r.connected()
		before := r.srv.Stats().Heartbeats
		r.srv.RequestHeartbeat()
		r.until("a heartbeat", time.Second, func() bool { return r.srv.Stats().Heartbeats == before+1 })
		for range 300 {
			r.srv.RequestHeartbeat()
			time.Sleep(100 * time.Millisecond)
		}
		if sum := r.sum(); sum.Reconnects != 0 {
			t.Errorf("status %+v", sum)
		}
		r.end()
	})
}
