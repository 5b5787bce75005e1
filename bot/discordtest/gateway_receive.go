package discordtest

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/coder/websocket"
)

// receive handles one message of a client.
func (s *Server) receive(c *socket, kind websocket.MessageType, data []byte) {
	if c.closing {
		return
	}
	if len(data) > MaxGatewayPayload {
		s.expel(c, CloseDecodeError, fmt.Sprintf("a payload of %d bytes, more than %d", len(data), MaxGatewayPayload))
		return
	}
	if !c.allow(s.now()) {
		s.expel(c, CloseRateLimited, fmt.Sprintf("more than %d messages in %s", MaxGatewaySends, GatewayWindow))
		return
	}
	var p packet
	if kind != websocket.MessageText {
		s.expel(c, CloseDecodeError, "a binary message; the encoding is json")
		return
	}
	if err := json.Unmarshal(data, &p); err != nil {
		s.expel(c, CloseDecodeError, "not a payload: "+err.Error())
		return
	}
	switch p.Op {
	case opHeartbeat:
		s.heartbeat(c, p.Data)
	case opIdentify:
		s.identify(c, p.Data)
	case opResume:
		s.resume(c, p.Data)
	case opPresence, opVoiceState:
		s.authenticated(c)
	case opRequestMembers:
		s.requestMembers(c, p.Data)
	default:
		s.expel(c, CloseUnknownOpcode, fmt.Sprintf("opcode %d", p.Op))
	}
}

// allow counts a message of the client against the limit of 120 a minute.
func (c *socket) allow(now time.Time) bool {
	for len(c.sent) > 0 && now.Sub(c.sent[0]) >= GatewayWindow {
		c.sent = c.sent[1:]
	}
	c.sent = append(c.sent, now)
	return len(c.sent) <= MaxGatewaySends
}

// heartbeat acknowledges a heartbeat.
func (s *Server) heartbeat(c *socket, data json.RawMessage) {
	var seq *int64
	if err := json.Unmarshal(data, &seq); err != nil {
		s.expel(c, CloseDecodeError, "the heartbeat's d is neither null nor a sequence number")
		return
	}
	if c.session != nil && seq != nil && *seq > c.session.seq {
		s.expel(c, CloseInvalidSequence, fmt.Sprintf("heartbeat with sequence %d; the last one sent is %d", *seq, c.session.seq))
		return
	}
	s.record.stats.Heartbeats++
	c.beat.Reset(2 * s.opts.HeartbeatInterval)
	plan := s.faults.forSocket(s.random, "HEARTBEAT")
	if !plan.mute {
		c.push(frame{payload: payload(opHeartbeatAck, nil), delay: plan.delay})
	}
	s.applySocket(c, plan)
}

// authenticated tells whether the client has identified; if not, it is shown the door.
func (s *Server) authenticated(c *socket) bool {
	if c.session == nil {
		s.expel(c, CloseNotAuthenticated, "a payload before IDENTIFY or RESUME")
		return false
	}
	return true
}

// requestMembers answers op 8 with one chunk of members.
func (s *Server) requestMembers(c *socket, data json.RawMessage) {
	if !s.authenticated(c) {
		return
	}
	var in struct {
		Guild json.RawMessage `json:"guild_id"`
		Query string          `json:"query"`
		Limit int             `json:"limit"`
		Users []ID            `json:"user_ids"`
		Nonce string          `json:"nonce"`
	}
	var id ID
	err := json.Unmarshal(data, &in)
	if err == nil && json.Unmarshal(in.Guild, &id) != nil {
		var ids []ID // as older libraries send it
		if err = json.Unmarshal(in.Guild, &ids); err == nil && len(ids) == 1 {
			id = ids[0]
		}
	}
	g := s.state.guilds[id]
	if err != nil || g == nil {
		s.expel(c, CloseUnknownOpcode, "the request for members names no guild of the bot")
		return
	}
	if in.Query == "" && len(in.Users) == 0 && c.session.intents&IntentGuildMembers == 0 {
		s.expel(c, CloseDisallowedIntents, "all members need the GUILD_MEMBERS intent")
		return
	}
	members := s.state.membersLike(g, in.Query, in.Users, in.Limit)
	s.sendEvent(c.session, "GUILD_MEMBERS_CHUNK", map[string]any{
		"guild_id": g.ID, "members": members, "chunk_index": 0, "chunk_count": 1, "nonce": in.Nonce,
	})
}
