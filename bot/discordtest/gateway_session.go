package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// session is a stream of events that outlives the connection it is sent on.
type session struct {
	id       string
	shard    int
	shards   int
	intents  Intents
	compress bool
	conn     *socket // nil while the client is away
	lost     time.Time
	seq      int64
	log      []logged // what can be replayed
}

// logged is an event that was sent, or is to be sent when the client resumes.
type logged struct {
	seq  int64
	name string
	data json.RawMessage
}

// replayable is how many events a session remembers.
const replayable = 5000

// identifyInput is the data of op 2.
type identifyInput struct {
	Token      string          `json:"token"`
	Intents    *Intents        `json:"intents"`
	Properties json.RawMessage `json:"properties"`
	Compress   bool            `json:"compress"`
	Shard      *[2]int         `json:"shard"`
}

// identify starts a session.
func (s *Server) identify(c *socket, data json.RawMessage) {
	if c.session != nil {
		s.expel(c, CloseAlreadyAuthenticated, "a second IDENTIFY")
		return
	}
	var in identifyInput
	if err := json.Unmarshal(data, &in); err != nil {
		s.expel(c, CloseDecodeError, "IDENTIFY: "+err.Error())
		return
	}
	s.record.stats.Identifies++
	shard := [2]int{0, 1}
	if in.Shard != nil {
		shard = *in.Shard
	}
	if code, reason := s.checkIdentify(&in, shard); code != 0 {
		s.expel(c, code, reason)
		return
	}
	if !s.spendIdentify(c, shard[0]) {
		return
	}
	plan := s.faults.forSocket(s.random, "IDENTIFY")
	if plan.instead {
		s.applySocket(c, plan)
		return
	}
	ss := &session{
		id: fmt.Sprintf("%016x%016x", s.random.Uint64(), s.random.Uint64()), shard: shard[0], shards: shard[1],
		intents: *in.Intents, compress: in.Compress, conn: c,
	}
	c.session = ss
	s.gateway.sessions[ss.id] = ss
	s.welcome(ss)
	s.applySocket(c, plan)
}

// checkIdentify finds the close code that an IDENTIFY deserves; 0 is none.
func (s *Server) checkIdentify(in *identifyInput, shard [2]int) (code int, reason string) {
	if strings.TrimPrefix(in.Token, "Bot ") != s.gateway.token {
		return CloseAuthenticationFailed, "IDENTIFY with a wrong token"
	}
	if in.Intents == nil || len(in.Properties) == 0 {
		return CloseDecodeError, "IDENTIFY needs token, intents and properties"
	}
	if shard[0] < 0 || shard[1] < 1 || shard[0] >= shard[1] {
		return CloseInvalidShard, fmt.Sprintf("shard %d of %d", shard[0], shard[1])
	}
	guilds := 0
	for _, id := range s.state.guildOrder {
		if s.state.guilds[id].hasBot(s.state.bot) && shardOf(id, shard[1]) == shard[0] {
			guilds++
		}
	}
	if guilds > s.opts.GuildsPerShard {
		return CloseShardingRequired, fmt.Sprintf("%d guilds on one shard, at most %d", guilds, s.opts.GuildsPerShard)
	}
	if *in.Intents&^knownIntents != 0 || *in.Intents < 0 {
		return CloseInvalidIntents, fmt.Sprintf("intents %d", *in.Intents)
	}
	if refused := *in.Intents & PrivilegedIntents &^ s.opts.Privileged; refused != 0 {
		return CloseDisallowedIntents, "not enabled: " + refused.String()
	}
	return 0, ""
}

// spendIdentify counts an IDENTIFY against the daily budget and the concurrency limit.
//
// See https://docs.discord.com/developers/events/gateway#identifying
func (s *Server) spendIdentify(c *socket, shard int) bool {
	g, now := &s.gateway, s.now()
	const day = 24 * time.Hour
	g.identifies = slices.DeleteFunc(g.identifies, func(t time.Time) bool { return now.Sub(t) >= day })
	g.identifies = append(g.identifies, now)
	if len(g.identifies) > s.opts.IdentifyLimit {
		s.violate(Violation{Rule: RuleIdentify, Code: CloseAuthenticationFailed, Detail: fmt.Sprintf(
			"more than %d IDENTIFYs in 24 hours: all sessions end and the token is reset", s.opts.IdentifyLimit)})
		g.token = ""
		clear(g.sessions)
		for _, other := range g.conns {
			other.push(frame{code: CloseAuthenticationFailed, reason: "the token has been reset"})
		}
		return false
	}
	key := shard % s.opts.MaxConcurrency
	g.slots[key] = slices.DeleteFunc(g.slots[key], func(t time.Time) bool { return now.Sub(t) >= s.opts.IdentifyWindow })
	if len(g.slots[key]) > 0 {
		s.violate(Violation{Rule: RuleIdentify, Code: opInvalidSession, Detail: fmt.Sprintf(
			"a second IDENTIFY within %s with rate limit key %d", s.opts.IdentifyWindow, key)})
		c.push(frame{payload: payload(opInvalidSession, false)})
		return false
	}
	g.slots[key] = append(g.slots[key], now)
	return true
}

// welcome sends READY and the guilds.
func (s *Server) welcome(ss *session) {
	unavailable := []map[string]any{}
	var mine []*guild
	for _, id := range s.state.guildOrder {
		g := s.state.guilds[id]
		if g.hasBot(s.state.bot) && shardOf(id, ss.shards) == ss.shard {
			unavailable = append(unavailable, map[string]any{"id": id, "unavailable": true})
			mine = append(mine, g)
		}
	}
	s.sendEvent(ss, "READY", map[string]any{
		"v": 10, "user": s.state.people[s.state.bot].Account, "guilds": unavailable, "session_id": ss.id,
		"resume_gateway_url": "ws://" + s.address + resumePath, "shard": []int{ss.shard, ss.shards},
		"application":  map[string]any{"id": s.state.application, "flags": s.applicationFlags()},
		"session_type": "normal", "private_channels": []any{}, "relationships": []any{}, "presences": []any{},
	})
	if ss.intents&IntentGuilds == 0 {
		return
	}
	for _, g := range mine {
		s.sendEvent(ss, "GUILD_CREATE", s.state.guildEvent(g))
	}
}

// resume carries a session on.
func (s *Server) resume(c *socket, data json.RawMessage) {
	if c.session != nil {
		s.expel(c, CloseAlreadyAuthenticated, "RESUME after IDENTIFY")
		return
	}
	var in struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int64  `json:"seq"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		s.expel(c, CloseDecodeError, "RESUME: "+err.Error())
		return
	}
	if strings.TrimPrefix(in.Token, "Bot ") != s.gateway.token {
		s.expel(c, CloseAuthenticationFailed, "RESUME with a wrong token")
		return
	}
	ss := s.gateway.sessions[in.Session]
	switch {
	case ss == nil, ss.conn == nil && s.now().Sub(ss.lost) > s.opts.ResumeWindow:
		c.push(frame{payload: payload(opInvalidSession, false)})
		return
	case in.Seq > ss.seq:
		delete(s.gateway.sessions, ss.id)
		s.expel(c, CloseInvalidSequence, fmt.Sprintf("RESUME with sequence %d; the last one sent is %d", in.Seq, ss.seq))
		return
	case len(ss.log) > 0 && in.Seq+1 < ss.log[0].seq:
		delete(s.gateway.sessions, ss.id)
		c.push(frame{payload: payload(opInvalidSession, false)})
		return
	}
	plan := s.faults.forSocket(s.random, "RESUME")
	if plan.instead {
		c.session = ss // so that a fault that ends the session finds it
		s.applySocket(c, plan)
		return
	}
	if ss.conn != nil {
		ss.conn.stop()
	}
	ss.conn, c.session = c, ss
	s.record.stats.Resumes++
	s.replay(ss, in.Seq, plan.shuffle)
	s.applySocket(c, plan)
}

// replay sends what the client has missed after seq, and then RESUMED; shuffled, it does both
// in the wrong order.
func (s *Server) replay(ss *session, seq int64, shuffled bool) {
	var missed []logged
	for _, l := range ss.log {
		if l.seq > seq && l.name != "RESUMED" {
			missed = append(missed, l)
		}
	}
	if shuffled {
		s.sendEvent(ss, "RESUMED", map[string]any{"_trace": []string{}})
		slices.Reverse(missed)
	}
	for _, l := range missed {
		if ss.conn != nil { // a fault may have struck RESUMED already
			ss.conn.push(ss.frame(l))
		}
	}
	if !shuffled {
		s.sendEvent(ss, "RESUMED", map[string]any{"_trace": []string{}})
	}
}

// frame is an event as it goes over the wire.
func (ss *session) frame(l logged) frame {
	b := encode(packet{Op: opDispatch, Data: l.data, Seq: &l.seq, Type: &l.name})
	const small = 1024
	if !ss.compress || len(b) < small {
		return frame{payload: b}
	}
	// Discord compresses what is large; which payloads is not documented.
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, err := w.Write(b)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic("discordtest: cannot compress into memory: " + err.Error())
	}
	return frame{payload: z.Bytes(), binary: true}
}
