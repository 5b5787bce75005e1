package discordtest

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"time"
)

// Always makes a play strike every time.
const Always = -1

// When says what a fault strikes: REST requests, by Method and Path, or moments of the
// gateway, by Event.
type When struct {
	Method string // empty is any
	// Path is a pattern for the path without /api/vN, as of path.Match: "/channels/*/messages".
	// A trailing "/**" stands for any rest; empty is any path.
	Path string

	// Event is a dispatched event ("INTERACTION_CREATE"), "*" for any of them, or a moment:
	// "CONNECT", "IDENTIFY", "RESUME" or "HEARTBEAT".
	Event string

	Skip   int     // let so many pass first
	Times  int     // then strike so many; 0 is once, Always is without end
	Chance float64 // strike with this probability, 0..1; 0 is surely
}

// Fault is something that goes wrong. The functions of this package make them.
type Fault struct {
	name        string
	forREST     bool
	forGateway  bool
	delayBefore time.Duration
	jitter      time.Duration // up to this is added to delayBefore
	delayAfter  time.Duration
	terminal    *terminal  // of REST: what is answered instead
	socket      socketKind // of the gateway
	code        int        // close code
	resumable   bool
}

// terminal ends a REST request otherwise than by its own answer.
type terminal struct {
	before     bool // before the request takes effect
	status     int  // 0 leaves the answer as it is
	scope      Scope
	retryAfter time.Duration
	cut        cutKind
}

type cutKind int

const (
	cutNothing cutKind = iota
	cutConnection
	cutBody
)

type socketKind int

const (
	socketNothing socketKind = iota
	socketMalformed
	socketGarbage
	socketDuplicate
	socketReconnect
	socketInvalidate
	socketClose
	socketCut
	socketMute
	socketShuffle
)

// Scope is whose rate limit is exceeded.
type Scope string

// The scopes of a 429.
const (
	ScopeUser   Scope = "user"   // the bot's, on this bucket
	ScopeGlobal Scope = "global" // the bot's, on everything
	ScopeShared Scope = "shared" // the resource's; does not count against the bot
)

// TooManyRequests answers 429 before the request takes effect. A further request to the
// bucket (or, with ScopeGlobal, to any route) before retryAfter is over is refused as well,
// and is a violation.
func TooManyRequests(scope Scope, retryAfter time.Duration) Fault {
	return Fault{
		name: fmt.Sprintf("429 %s %s", scope, retryAfter), forREST: true,
		terminal: &terminal{before: true, status: 429, scope: scope, retryAfter: retryAfter},
	}
}

// ServerError answers a 5xx before the request takes effect. At the moment "CONNECT" of the
// gateway it refuses the WebSocket handshake.
func ServerError(status int) Fault {
	return Fault{
		name: fmt.Sprint(status), forREST: true, forGateway: true, code: status,
		terminal: &terminal{before: true, status: status},
	}
}

// ServerErrorAfter carries the request out and answers a 5xx all the same.
func ServerErrorAfter(status int) Fault {
	return Fault{name: fmt.Sprintf("%d after effect", status), forREST: true, terminal: &terminal{status: status}}
}

// Slow delays a request before it takes effect, or an event before it is sent. What follows
// on the same gateway connection waits too, as order is kept.
func Slow(d time.Duration) Fault {
	return Fault{name: "slow " + d.String(), forREST: true, forGateway: true, delayBefore: d}
}

// Latency is Slow by a different time each time, between low and high.
func Latency(low, high time.Duration) Fault {
	return Fault{name: fmt.Sprintf("latency %s to %s", low, high), forREST: true, forGateway: true, delayBefore: low, jitter: high - low}
}

// SlowAnswer carries a request out at once and answers late.
func SlowAnswer(d time.Duration) Fault {
	return Fault{name: "slow answer " + d.String(), forREST: true, delayAfter: d}
}

// Cut breaks the connection: of a REST request before it takes effect; of the gateway without
// a close frame, and an event that it strikes is not sent but can be replayed.
func Cut() Fault {
	return Fault{name: "cut", forREST: true, forGateway: true, terminal: &terminal{before: true, cut: cutConnection}, socket: socketCut}
}

// CutAfter carries a request out and breaks the connection instead of answering.
func CutAfter() Fault {
	return Fault{name: "cut after effect", forREST: true, terminal: &terminal{cut: cutConnection}}
}

// CutBody carries a request out and breaks the connection in the middle of the answer.
func CutBody() Fault {
	return Fault{name: "cut in body", forREST: true, terminal: &terminal{cut: cutBody}}
}

// Malformed sends an event whose d is of the wrong type, under the event's right name.
func Malformed() Fault {
	return Fault{name: "malformed", forGateway: true, socket: socketMalformed}
}

// Garbage sends something that is not JSON instead of an event.
func Garbage() Fault { return Fault{name: "garbage", forGateway: true, socket: socketGarbage} }

// Duplicate sends an event twice, with the same sequence number.
func Duplicate() Fault { return Fault{name: "duplicate", forGateway: true, socket: socketDuplicate} }

// Reconnect sends op 7 after an event or moment.
func Reconnect() Fault { return Fault{name: "op 7", forGateway: true, socket: socketReconnect} }

// Invalidate sends op 9 instead of an event, or instead of the answer to IDENTIFY or RESUME.
// A session that is not resumable is forgotten.
func Invalidate(resumable bool) Fault {
	return Fault{name: fmt.Sprintf("op 9 %t", resumable), forGateway: true, socket: socketInvalidate, resumable: resumable}
}

// CloseWith closes the connection with a code; an event that it strikes is not sent but can
// be replayed, unless the code ends the session.
func CloseWith(code int) Fault {
	return Fault{name: fmt.Sprintf("close %d", code), forGateway: true, socket: socketClose, code: code}
}

// NoAck leaves a heartbeat without its acknowledgement; for the moment "HEARTBEAT".
func NoAck() Fault { return Fault{name: "no ack", forGateway: true, socket: socketMute} }

// ShuffleResume replays the missed events in the wrong order, after RESUMED; for the moment
// "RESUME".
func ShuffleResume() Fault {
	return Fault{name: "shuffled resume", forGateway: true, socket: socketShuffle}
}

// Playing is a play under way.
type Playing struct {
	server  *Server
	when    When
	fault   Fault
	seen    int
	struck  int
	stopped bool
}

// Struck is how often the fault has struck.
func (p *Playing) Struck() int {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	return p.struck
}

// Stop ends the play.
func (p *Playing) Stop() {
	p.server.mu.Lock()
	defer p.server.mu.Unlock()
	p.stopped = true
	p.server.faults.tidy()
}

// Play makes a fault strike when its time comes. Plays are looked at in the order in which
// they were begun; delays add up, of other faults the first strikes. It panics when the fault
// cannot strike there, such as a close code a REST request.
func (s *Server) Play(w When, f Fault) *Playing {
	if w.Event == "" && !f.forREST || w.Event != "" && !f.forGateway {
		panic(fmt.Sprintf("discordtest: the fault %q cannot strike at %+v", f.name, w))
	}
	if _, err := path.Match(w.Path, "/"); err != nil {
		panic(fmt.Sprintf("discordtest: the pattern %q: %v", w.Path, err))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := &Playing{server: s, when: w, fault: f}
	s.faults.plays = append(s.faults.plays, p)
	return p
}

// StopPlays ends all plays.
func (s *Server) StopPlays() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.plays = nil
}

// faults is the plays under way. The server's mutex guards it.
type faults struct {
	plays []*Playing
}

// tidy drops what is over.
func (fs *faults) tidy() {
	fs.plays = slices.DeleteFunc(fs.plays, func(p *Playing) bool {
		times := max(p.when.Times, 1)
		return p.stopped || p.when.Times != Always && p.struck >= times
	})
}

// strikes finds the faults that strike what match accepts.
func (fs *faults) strikes(random *rand.Rand, match func(When) bool) []Fault {
	var hit []Fault
	for _, p := range fs.plays {
		if !match(p.when) {
			continue
		}
		p.seen++
		if p.seen <= p.when.Skip || p.when.Chance > 0 && random.Float64() >= p.when.Chance {
			continue
		}
		p.struck++
		f := p.fault
		if f.jitter > 0 {
			f.delayBefore += time.Duration(random.Int64N(int64(f.jitter)))
		}
		hit = append(hit, f)
	}
	fs.tidy()
	return hit
}

// matchPath matches a path against a pattern of When.
func matchPath(pattern, name string) bool {
	if pattern == "" {
		return true
	}
	if prefix, deep := strings.CutSuffix(pattern, "/**"); deep {
		depth := strings.Count(prefix, "/")
		parts := strings.SplitAfterN(name, "/", depth+2)
		if len(parts) < depth+2 {
			return false
		}
		name = strings.TrimSuffix(strings.Join(parts[:depth+1], ""), "/")
		pattern = prefix
	}
	matched, err := path.Match(pattern, name)
	return err == nil && matched
}
