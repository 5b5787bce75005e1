package discordtest

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"time"
)

// dispatch sends an event to every session that may hear of it. The data may depend on the
// session's intents. It tells whether some connected session got it unharmed.
func (s *Server) dispatch(event string, guild ID, data func(Intents) any) bool {
	defer s.notify()
	need := intentFor(event, guild != "")
	arrived := false
	for _, id := range slices.Sorted(maps.Keys(s.gateway.sessions)) {
		ss := s.gateway.sessions[id]
		if ss.conn == nil && s.now().Sub(ss.lost) > s.opts.ResumeWindow {
			delete(s.gateway.sessions, id)
			continue
		}
		if shardOf(guild, ss.shards) != ss.shard || need != 0 && ss.intents&need == 0 {
			continue
		}
		s.record.stats.Dispatches++
		arrived = s.sendEvent(ss, event, data(ss.intents)) || arrived
	}
	return arrived
}

// always is event data that is the same for all.
func always(v any) func(Intents) any { return func(Intents) any { return v } }

// sendEvent gives an event its number and sends it, with whatever fault strikes it. It tells
// whether the event went out whole, at once.
func (s *Server) sendEvent(ss *session, name string, data any) bool {
	ss.seq++
	l := logged{seq: ss.seq, name: name, data: encode(data)}
	if len(ss.log) >= replayable {
		ss.log = slices.Delete(ss.log, 0, replayable/2)
	}
	ss.log = append(ss.log, l)
	c := ss.conn
	if c == nil {
		return false
	}
	plan := s.faults.forSocket(s.random, name)
	switch {
	case plan.malformed:
		l.data = json.RawMessage(`{"id": 7, "author": "nobody", "member": [], "data": "?", "type": "no number"}`)
		c.push(ss.frame(l))
	case plan.garbage:
		c.push(frame{payload: []byte(`{"op": 0, "t": "` + name + `", "s": `)})
	case !plan.instead:
		f := ss.frame(l)
		f.delay = plan.delay
		c.push(f)
		if plan.duplicate {
			c.push(ss.frame(l))
		}
	}
	s.applySocket(c, plan)
	return !plan.any
}

// socketPlan is what is to go wrong at a moment of the gateway.
type socketPlan struct {
	any       bool
	delay     time.Duration
	refuse    int // HTTP status of a refused handshake
	malformed bool
	garbage   bool
	duplicate bool
	mute      bool
	shuffle   bool
	instead   bool // act replaces what would be sent
	act       Fault
}

// forSocket gathers what strikes an event or moment.
func (fs *faults) forSocket(random *rand.Rand, event string) socketPlan {
	var plan socketPlan
	moment := event == "CONNECT" || event == "IDENTIFY" || event == "RESUME" || event == "HEARTBEAT"
	hit := fs.strikes(random, func(w When) bool {
		return w.Event == event || w.Event == "*" && !moment
	})
	for _, f := range hit {
		plan.any = true
		plan.delay += f.delayBefore
		switch f.socket {
		case socketMalformed:
			plan.malformed = true
		case socketGarbage:
			plan.garbage = true
		case socketDuplicate:
			plan.duplicate = true
		case socketMute:
			plan.mute = true
		case socketShuffle:
			plan.shuffle = true
		case socketReconnect:
			plan.act = f
		case socketInvalidate, socketClose, socketCut:
			plan.act, plan.instead = f, true
		case socketNothing:
			plan.refuse = f.code
		}
	}
	return plan
}

// applySocket does to a connection what a plan says.
func (s *Server) applySocket(c *socket, plan socketPlan) {
	switch plan.act.socket {
	case socketReconnect:
		c.push(frame{payload: payload(opReconnect, nil)})
	case socketInvalidate:
		if ss := c.session; ss != nil {
			ss.conn, ss.lost, c.session = nil, s.now(), nil
			if !plan.act.resumable {
				delete(s.gateway.sessions, ss.id)
			}
		}
		c.push(frame{payload: payload(opInvalidSession, plan.act.resumable)})
	case socketClose:
		s.closeSocket(c, plan.act.code, "played")
	case socketCut:
		c.stop()
	}
}

// Strike plays a fault on all open gateway connections at once: Reconnect, Invalidate,
// CloseWith or Cut.
func (s *Server) Strike(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range slices.Clone(s.gateway.conns) {
		s.applySocket(c, socketPlan{act: f})
	}
}

// RequestHeartbeat asks all clients for a heartbeat (op 1), as Discord may at any time.
func (s *Server) RequestHeartbeat() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.gateway.conns {
		c.push(frame{payload: payload(opHeartbeat, nil)})
	}
}

// Dispatch sends the bot an event of the caller's making, outside a guild if guild is empty.
func (s *Server) Dispatch(event string, guild ID, data any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dispatch(event, guild, always(data))
}

// Session is a gateway session as the fake sees it.
type Session struct {
	ID        string
	Shard     [2]int // number and count
	Intents   Intents
	Connected bool
	ResumeURL bool // the present connection came in on resume_gateway_url
	Sequence  int64
}

// Sessions is the gateway sessions that are open or can be resumed.
func (s *Server) Sessions() []Session {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Session
	for _, id := range slices.Sorted(maps.Keys(s.gateway.sessions)) {
		ss := s.gateway.sessions[id]
		list = append(list, Session{
			ID: id, Shard: [2]int{ss.shard, ss.shards}, Intents: ss.intents, Sequence: ss.seq,
			Connected: ss.conn != nil, ResumeURL: ss.conn != nil && ss.conn.resume,
		})
	}
	return list
}
