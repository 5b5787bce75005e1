package discordtest

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// gatewayPath is where the gateway is; resumePath is where lost sessions are resumed.
const (
	gatewayPath = "/gateway/"
	resumePath  = "/gateway/resume/"
)

// Gateway opcodes.
//
// See https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoiceState     = 4
	opResume         = 6
	opReconnect      = 7
	opRequestMembers = 8
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// Gateway close codes. After Fatal ones a bot must not come back with the same settings.
const (
	CloseUnknownError         = 4000
	CloseUnknownOpcode        = 4001
	CloseDecodeError          = 4002
	CloseNotAuthenticated     = 4003
	CloseAuthenticationFailed = 4004 // fatal
	CloseAlreadyAuthenticated = 4005
	CloseInvalidSequence      = 4007
	CloseRateLimited          = 4008
	CloseSessionTimedOut      = 4009
	CloseInvalidShard         = 4010 // fatal
	CloseShardingRequired     = 4011 // fatal
	CloseInvalidVersion       = 4012 // fatal
	CloseInvalidIntents       = 4013 // fatal
	CloseDisallowedIntents    = 4014 // fatal
)

// gateway is the state of the gateway. The server's mutex guards it.
type gateway struct {
	token      string // the bot's; empty once Discord has reset it
	conns      []*socket
	sessions   map[string]*session
	identifies []time.Time         // of the last day
	slots      map[int][]time.Time // recent IDENTIFYs by rate limit key
}

// drop breaks all connections.
func (g *gateway) drop() {
	for _, c := range g.conns {
		c.stop()
	}
}

// socket is one connection to the gateway.
type socket struct {
	ws      *websocket.Conn
	cancel  context.CancelFunc
	resume  bool     // came in on the resume URL
	session *session // nil until identified or resumed
	out     []frame
	wake    chan struct{}
	sent    []time.Time // what the client sent in the last minute
	beat    *time.Timer // fires when a heartbeat is overdue
	closing bool
}

// frame is one message to the client, or the end of the connection.
type frame struct {
	payload []byte
	binary  bool
	delay   time.Duration
	code    int // close with this code; 0 does not close
	reason  string
}

// push queues a frame. The caller holds the server's mutex.
func (c *socket) push(f frame) {
	if c.closing {
		return
	}
	c.closing = f.code != 0
	c.out = append(c.out, f)
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// stop breaks the connection without a close frame.
func (c *socket) stop() {
	c.closing = true
	c.cancel()
}

// packet is a gateway payload.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int64          `json:"s"`
	Type *string         `json:"t"`
}

// payload is a payload that is no dispatch.
func payload(op int, data any) []byte { return encode(packet{Op: op, Data: encode(data)}) }

// serveGateway is one gateway connection from handshake to end.
func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	plan := s.faults.forSocket(s.random, "CONNECT")
	s.record.stats.Connects++
	s.mu.Unlock()
	if plan.delay > 0 && !s.sleep(r.Context(), plan.delay) {
		panic(http.ErrAbortHandler)
	}
	if plan.refuse != 0 {
		http.Error(w, http.StatusText(plan.refuse), plan.refuse)
		return
	}
	if c := r.URL.Query().Get("compress"); c != "" {
		http.Error(w, "discordtest does not speak transport compression ("+c+"): connect without compress", http.StatusBadRequest)
		return
	}
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
	if err != nil {
		s.log.Warn("gateway handshake", "err", err)
		return
	}
	ws.SetReadLimit(1 << 20) // Discord's limit is enforced by its own close code
	ctx, cancel := context.WithCancel(s.ctx)
	c := &socket{ws: ws, cancel: cancel, resume: strings.HasPrefix(r.URL.Path, resumePath), wake: make(chan struct{}, 1)}
	defer func() {
		cancel()
		_ = ws.CloseNow() // ends the connection if it has not ended yet
	}()
	s.guarded("gateway handshake", func() {
		if s.closed {
			cancel()
			return
		}
		s.gateway.conns = append(s.gateway.conns, c)
		s.greet(c, r)
		s.applySocket(c, plan)
		s.wg.Go(func() { s.write(ctx, c) })
	})
	err = s.read(ctx, c)
	s.guarded("gateway disconnect", func() { s.disconnect(c, err) })
}

// greet says hello, or why not.
func (s *Server) greet(c *socket, r *http.Request) {
	version, encoding := r.URL.Query().Get("v"), r.URL.Query().Get("encoding")
	switch {
	case version != "9" && version != "10":
		s.expel(c, CloseInvalidVersion, "the fake speaks versions 9 and 10, not "+strconv.Quote(version))
		return
	case encoding != "" && encoding != "json":
		s.expel(c, CloseDecodeError, "the fake speaks json only, not "+strconv.Quote(encoding))
		return
	}
	interval := s.opts.HeartbeatInterval
	c.push(frame{payload: payload(opHello, map[string]any{"heartbeat_interval": interval.Milliseconds()})})
	// Discord tolerates some lateness; how much is not documented.
	c.beat = time.AfterFunc(2*interval, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if !c.closing {
			s.violate(Violation{Rule: RuleHeartbeat, Code: CloseUnknownError, Detail: "no heartbeat for two intervals"})
			c.push(frame{code: CloseUnknownError, reason: "no heartbeat"})
		}
	})
}

// write sends what is queued until the connection ends.
func (s *Server) write(ctx context.Context, c *socket) {
	defer c.cancel()
	for {
		s.mu.Lock()
		out := c.out
		c.out = nil
		s.mu.Unlock()
		for _, f := range out {
			if f.delay > 0 && !s.sleep(ctx, f.delay) {
				return
			}
			if f.code != 0 {
				_ = c.ws.Close(websocket.StatusCode(f.code), f.reason) // the client may not wait for it
				return
			}
			kind := websocket.MessageText
			if f.binary {
				kind = websocket.MessageBinary
			}
			if err := c.ws.Write(ctx, kind, f.payload); err != nil {
				return
			}
		}
		if len(out) > 0 {
			continue
		}
		select {
		case <-c.wake:
		case <-ctx.Done():
			return
		}
	}
}

// read takes in what the client sends until the connection ends, and tells how it ended.
func (s *Server) read(ctx context.Context, c *socket) error {
	for {
		kind, data, err := c.ws.Read(ctx)
		if err != nil {
			return err
		}
		s.guarded("gateway message "+string(data), func() {
			s.receive(c, kind, data)
			s.notify()
		})
	}
}

// disconnect notes the end of a connection. A client that leaves with 1000 or 1001 ends its
// session with it.
func (s *Server) disconnect(c *socket, err error) {
	if c.beat != nil {
		c.beat.Stop()
	}
	ours := c.closing // then the client's close code only answers ours
	c.closing = true
	g := &s.gateway
	g.conns = slices.DeleteFunc(g.conns, func(x *socket) bool { return x == c })
	if ss := c.session; ss != nil && ss.conn == c {
		ss.conn, ss.lost = nil, s.now()
		status := websocket.CloseStatus(err)
		if !ours && (status == websocket.StatusNormalClosure || status == websocket.StatusGoingAway) {
			delete(g.sessions, ss.id)
		}
	}
	s.notify()
}

// expel closes a connection for what the client did.
func (s *Server) expel(c *socket, code int, reason string) {
	s.violate(Violation{Rule: RuleGateway, Code: code, Detail: reason})
	s.closeSocket(c, code, reason)
}

// closeSocket closes a connection, and ends the session if the code means that.
func (s *Server) closeSocket(c *socket, code int, reason string) {
	if c.session != nil && endsSession(code) {
		delete(s.gateway.sessions, c.session.id)
	}
	c.push(frame{code: code, reason: reason})
}

// endsSession tells whether a session cannot be resumed after being closed with a code.
func endsSession(code int) bool {
	switch code {
	case CloseInvalidSequence, CloseSessionTimedOut, CloseAuthenticationFailed, CloseInvalidShard,
		CloseShardingRequired, CloseInvalidVersion, CloseInvalidIntents, CloseDisallowedIntents,
		int(websocket.StatusNormalClosure), int(websocket.StatusGoingAway):
		return true
	default:
		return false
	}
}
