package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

// identify asks for a new session.
func (s *shard) identify(c *conn, right *pass) error {
	s.fruitless++
	s.monitor.update(func(st *ShardStatus) { st.Identifies++ })
	right.use()
	s.log.Info("starting a session")
	c.pacer.take(time.Now(), maxSends)
	return c.send(opIdentify, identify{
		Token: reveal(s.gateway.token), Intents: s.gateway.opts.Intents, Shard: [2]int{s.id, s.count},
		Presence: s.gateway.currentPresence(),
		Properties: map[string]string{
			"os": runtime.GOOS, "browser": "sitrep", "device": "sitrep",
		},
	})
}

// resume asks for what was missed of the session.
func (s *shard) resume(c *conn) error {
	c.pacer.take(time.Now(), maxSends)
	return c.send(opResume, resume{Token: reveal(s.gateway.token), Session: s.session, Seq: s.ledger.complete()})
}

// receive takes in what comes until the connection has ended, and returns when the session was
// established; zero if it was not. Once the connection is stopped, what still comes is ignored:
// it comes again when the session is resumed.
func (s *shard) receive(c *conn) (established time.Time) {
	defer s.attach(nil)
	for {
		var p packet
		err := read(c.reading, c.ws, &p)
		switch {
		case c.end() != nil:
			if err != nil && !errors.Is(err, errGarbage) {
				return established
			}
			continue
		case errors.Is(err, errGarbage):
			// Resuming brings the event again, whole.
			s.monitor.update(func(st *ShardStatus) { st.Malformed++ })
			c.stop(closeForResume, err)
			continue
		case err != nil:
			c.stop(closeForResume, fmt.Errorf("read from the gateway: %w", err))
			return established
		}
		switch p.Op {
		case opDispatch:
			if s.dispatch(c, &p) {
				established = time.Now()
			}
		case opHeartbeat:
			signal(c.asked)
		case opHeartbeatACK:
			signal(c.acks)
		case opReconnect:
			c.stop(closeForResume, errReconnect)
		case opInvalidSession:
			var resumable bool
			if err := json.Unmarshal(p.Data, &resumable); err != nil {
				resumable = false
			}
			c.stop(closeForResume, &invalidSession{resumable})
		}
	}
}

// dispatch handles an event, and tells whether it established the session.
func (s *shard) dispatch(c *conn, p *packet) (established bool) {
	established = !c.ready && (p.Type == "READY" || p.Type == "RESUMED")
	switch {
	case established && p.Type == "READY":
		if !s.begin(c, p) {
			return false
		}
	case !s.ledger.take(p.Seq) && !established:
		s.monitor.update(func(st *ShardStatus) { st.Duplicates++ })
		s.log.Debug("an event came twice", "event", p.Type, "sequence", p.Seq)
		return false
	}
	if established {
		s.establish(c, p.Type)
	}
	data, err := decode(p.Type, p.Data)
	if err != nil {
		s.monitor.update(func(st *ShardStatus) { st.Malformed++ })
		s.log.Warn("an event makes no sense and is dropped", "event", p.Type, "sequence", p.Seq, "err", err)
		return established
	}
	if data != nil {
		s.deliver(Event{Shard: s.id, Sequence: p.Seq, Name: p.Type, Data: data, Raw: p.Data})
	}
	return established
}

// begin takes note of a new session. Without its ID there is no use in going on.
func (s *shard) begin(c *conn, p *packet) bool {
	var r ready
	if err := json.Unmarshal(p.Data, &r); err != nil || r.Session == "" {
		s.monitor.update(func(st *ShardStatus) { st.Malformed++ })
		c.stop(closeForResume, fmt.Errorf("READY makes no sense: %w", errors.Join(err, errIncomplete)))
		return false
	}
	s.session, s.resumeURL, s.born = r.Session, r.ResumeURL, time.Now()
	s.ledger.begin(p.Seq)
	return true
}

// establish notes that events come in from now on.
func (s *shard) establish(c *conn, how string) {
	c.ready = true
	close(c.session)
	s.garbled = 0
	s.monitor.update(func(st *ShardStatus) {
		st.Connected, st.Since = true, time.Now()
		if how == "RESUMED" {
			st.Resumes++
		}
	})
	s.log.Info("connected", "by", how)
	s.attach(c)
	if p := s.gateway.currentPresence(); p != nil && how == "RESUMED" {
		// It may have changed meanwhile.
		if c.pacer.take(time.Now(), maxOrdinary) == 0 {
			if err := c.send(opPresence, p); err != nil {
				c.stop(closeForResume, err)
			}
		}
	}
}

// deliver calls the handler, and survives it.
func (s *shard) deliver(e Event) {
	defer func() {
		if r := recover(); r != nil {
			s.monitor.update(func(st *ShardStatus) { st.Panics++ })
			s.log.Error("the handler of events panicked", "event", e.Name, "panic", r, "stack", string(debug.Stack()))
		}
	}()
	s.monitor.update(func(st *ShardStatus) { st.Events++ })
	s.handler(e)
}

// attach makes a connection the one that send uses.
func (s *shard) attach(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conn = c
}

// send sends a payload once the limit allows it; without a connection it does nothing.
func (s *shard) send(ctx context.Context, op int, data any) error {
	for {
		s.mu.Lock()
		c := s.conn
		s.mu.Unlock()
		if c == nil {
			return nil
		}
		wait := c.pacer.take(time.Now(), maxOrdinary)
		if wait == 0 {
			return c.send(op, data)
		}
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}
