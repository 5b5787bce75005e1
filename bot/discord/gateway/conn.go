package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coder/websocket"
)

const (
	dialTimeout      = 20 * time.Second // for the handshake, and for the first payload
	handshakeTimeout = time.Minute      // until READY or RESUMED
	writeTimeout     = 10 * time.Second
	closeTimeout     = 2 * time.Second // for Discord to answer a close frame
	maxIncoming      = 64 << 20        // bytes; a large guild is some megabytes
)

// Why a connection ends, seen from this side.
var (
	errZombie       = errors.New("a heartbeat was not acknowledged within half an interval")
	errNotReady     = errors.New("no session was established within a minute")
	errReconnect    = errors.New("asked to reconnect (op 7)")
	errInvalid      = errors.New("the session is invalid (op 9)")
	errGarbage      = errors.New("what came is not a payload")
	errShuttingDown = errors.New("shutting down")
)

// conn is one connection, from the handshake to its end. The goroutine that called dial reads;
// keep runs beside it and is the only one to close.
type conn struct {
	ws       *websocket.Conn
	interval time.Duration // between heartbeats
	newest   func() int64  // the sequence number for heartbeats
	acked    func(at time.Time, latency time.Duration)
	pacer    pacer
	ready    bool // a session is established; belongs to the reading goroutine

	asked   chan struct{} // Discord asks for a heartbeat
	acks    chan struct{} // Discord acknowledged one
	session chan struct{} // closed when a session is established
	stopped chan struct{} // closed by stop

	reading context.Context // ends to break off a read when closing takes too long
	cancel  context.CancelFunc

	mu    sync.Mutex
	cause error // why it was stopped; the first reason counts
	code  websocket.StatusCode
}

// dial connects and waits for HELLO.
func dial(ctx context.Context, client *http.Client, address string) (*conn, error) {
	target, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("the gateway's address: %w", err)
	}
	target.RawQuery = url.Values{"v": {version}, "encoding": {"json"}}.Encode()
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	ws, _, err := websocket.Dial(ctx, target.String(), &websocket.DialOptions{HTTPClient: client})
	if err != nil {
		return nil, fmt.Errorf("connect to the gateway: %w", err)
	}
	ws.SetReadLimit(maxIncoming)
	var p packet
	var h hello
	if err = read(ctx, ws, &p); err == nil && p.Op != opHello {
		err = fmt.Errorf("op %d came first", p.Op)
	}
	if err == nil {
		err = json.Unmarshal(p.Data, &h)
	}
	if err == nil && h.Interval <= 0 {
		err = fmt.Errorf("a heartbeat interval of %d ms", h.Interval)
	}
	if err != nil {
		_ = ws.CloseNow() // the error that matters is the first
		return nil, fmt.Errorf("wait for HELLO: %w", err)
	}
	c := &conn{
		ws: ws, interval: time.Duration(h.Interval) * time.Millisecond,
		asked: make(chan struct{}, 1), acks: make(chan struct{}, 1), session: make(chan struct{}), stopped: make(chan struct{}),
	}
	c.reading, c.cancel = context.WithCancel(context.Background())
	return c, nil
}

// read takes in one payload.
func read(ctx context.Context, ws *websocket.Conn, p *packet) error {
	kind, data, err := ws.Read(ctx)
	if err != nil {
		return err
	}
	if kind != websocket.MessageText {
		return fmt.Errorf("%w: a binary message", errGarbage)
	}
	if err := json.Unmarshal(data, p); err != nil {
		return fmt.Errorf("%w: %w", errGarbage, err)
	}
	return nil
}

// send sends a payload at once.
func (c *conn) send(op int, data any) error {
	b, err := json.Marshal(outgoing{op, data})
	if err != nil {
		return fmt.Errorf("encode op %d: %w", op, err)
	}
	if len(b) > maxPayload {
		return fmt.Errorf("op %d has %d bytes, Discord takes %d", op, len(b), maxPayload)
	}
	ctx, cancel := context.WithTimeout(c.reading, writeTimeout)
	defer cancel()
	if err := c.ws.Write(ctx, websocket.MessageText, b); err != nil {
		return fmt.Errorf("send op %d: %w", op, err)
	}
	return nil
}

// stop ends the connection for a reason; only the first counts. The code is what Discord is
// told.
func (c *conn) stop(code websocket.StatusCode, cause error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cause != nil {
		return
	}
	c.cause, c.code = cause, code
	close(c.stopped)
}

// end is why the connection was stopped; nil while it was not.
func (c *conn) end() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cause
}

// keep sends heartbeats, watches for their acknowledgements, and closes the connection when
// it is stopped, or when ctx ends.
func (c *conn) keep(ctx context.Context) {
	beat := time.NewTimer(rand.N(c.interval)) // so that not all bots beat at once after an outage
	defer beat.Stop()
	late := time.NewTimer(time.Hour)
	late.Stop()
	defer late.Stop()
	handshake := time.NewTimer(handshakeTimeout)
	defer handshake.Stop()
	session := c.session
	var sent time.Time // of the heartbeat that is to be acknowledged; zero when none is
	heartbeat := func() {
		if sent.IsZero() {
			sent = time.Now()
			late.Reset(c.interval / 2)
		}
		if err := c.heartbeat(); err != nil {
			c.stop(closeForResume, err)
		}
	}
	for {
		select {
		case <-beat.C:
			c.pacer.take(time.Now(), maxSends) // counted, and sent in any case
			beat.Reset(c.interval)
			heartbeat()
		case <-c.asked:
			if c.pacer.take(time.Now(), maxSends-2) == 0 {
				heartbeat()
			}
		case <-c.acks:
			if !sent.IsZero() {
				now := time.Now()
				c.acked(now, now.Sub(sent))
				sent = time.Time{}
				late.Stop()
			}
		case <-late.C:
			c.stop(closeForResume, errZombie)
		case <-session:
			session = nil
			handshake.Stop()
		case <-handshake.C:
			c.stop(closeForResume, errNotReady)
		case <-ctx.Done():
			c.stop(websocket.StatusNormalClosure, errShuttingDown)
			c.close()
			return
		case <-c.stopped:
			c.close()
			return
		}
	}
}

// heartbeat sends a heartbeat.
func (c *conn) heartbeat() error {
	var seq *int64 // null before the first event
	if n := c.newest(); n > 0 {
		seq = &n
	}
	return c.send(opHeartbeat, seq)
}

// close says goodbye, and breaks off if that takes too long.
func (c *conn) close() {
	timer := time.AfterFunc(closeTimeout, c.cancel)
	defer timer.Stop()
	_ = c.ws.Close(c.code, "") // whatever it says, the connection is gone
	c.cancel()
}

// signal puts a value into a channel that has room for one.
func signal(ch chan<- struct{}) {
	select {
	case ch <- struct{}{}:
	default:
	}
}
