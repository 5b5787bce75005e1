package gateway

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/coder/websocket"

	"sitrep/bot/discord/rest"
)

const (
	// steady is how long a connection must last not to count as a flap.
	steady = 10 * time.Second

	// settled is how long a session must last for its IDENTIFY not to count as fruitless.
	settled = time.Minute

	// patientFlaps is how many flaps in a row are answered by coming back at once: people who
	// ask meanwhile must be answered within three seconds.
	patientFlaps = 5

	// patience is how many failures in a row to bear before trying another way: the common
	// address instead of the one for resuming, a new session instead of one that brings
	// nothing but garbage.
	patience = 3
)

// shard keeps one session alive over any number of connections.
type shard struct {
	gateway *Gateway
	log     *slog.Logger
	id      int
	count   int
	handler func(Event)
	monitor monitor
	ledger  ledger

	// Only the goroutine of run touches these.
	session   string // empty when there is none to resume
	resumeURL string
	born      time.Time // when the session was established
	failures  int       // connections in a row that brought no session
	flaps     int       // connections in a row that had the session, but did not last
	fruitless int       // IDENTIFYs in a row whose session did not last
	garbled   int       // connections in a row that ended with garbage

	mu   sync.Mutex
	conn *conn // nil while not connected
}

func newShard(g *Gateway, id, count int, handler func(Event)) *shard {
	s := &shard{gateway: g, log: g.log.With("shard", id), id: id, count: count, handler: handler}
	s.monitor.status.Shard = id
	return s
}

// run connects again and again until ctx ends or it is of no use.
func (s *shard) run(ctx context.Context) error {
	for {
		established, err := s.connect(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if code := websocket.CloseStatus(err); fatal(code) {
			return &FatalError{Code: int(code), Shard: s.id}
		}
		if errors.Is(err, rest.ErrUnauthorized) {
			return err
		}
		wait := s.assess(err, established)
		s.monitor.update(func(st *ShardStatus) {
			st.Connected, st.Since, st.LastError = false, time.Time{}, err.Error()
		})
		s.log.Info("connection ended", "err", err, "connected", !established.IsZero(), "resume", s.session != "", "wait", wait)
		if err := sleep(ctx, wait); err != nil {
			return nil
		}
	}
}

// assess decides how to go on after a connection has ended: with the session or without, and
// after which delay. Only a new session has to wait long after op 9; one that may go on is
// resumed at once, and with growing delays if that fails. established is when the connection had its session; zero if it never had.
func (s *shard) assess(err error, established time.Time) (wait time.Duration) {
	switch {
	case established.IsZero():
		s.failures++
		wait = backOff(s.failures, longestDelay)
	case time.Since(established) < steady:
		s.failures = 0
		s.flaps++
		wait = backOff(s.flaps-patientFlaps, longestFlap)
	default:
		s.failures, s.flaps = 0, 0
		s.ledger.settle() // long after a resume nothing comes late
		wait = backOff(0, longestFlap)
	}
	s.garbled++
	if !errors.Is(err, errGarbage) {
		s.garbled = 0
	}
	if endsSession(websocket.CloseStatus(err)) || s.garbled >= patience {
		s.forget()
	}
	invalid, is := errors.AsType[*invalidSession](err)
	switch {
	case is && !invalid.resumable:
		s.forget()
		wait = max(wait, afterInvalidSession())
	case is || errors.Is(err, errReconnect):
		if !established.IsZero() && s.flaps <= patientFlaps && s.session != "" {
			wait = 0 // Discord wants the session to go on elsewhere, and people are asking
		}
	}
	if s.session == "" {
		wait = max(wait, identifyDelay(s.fruitless))
	}
	return wait
}

// forget gives the session up.
func (s *shard) forget() {
	if s.session != "" && time.Since(s.born) >= settled {
		s.fruitless = 0
	}
	s.session, s.resumeURL, s.garbled = "", "", 0
}

// invalidSession is what op 9 says.
type invalidSession struct{ resumable bool }

// Error implements error.
func (e *invalidSession) Error() string { return errInvalid.Error() }

// connect is one connection from beginning to end. It always returns an error, and when the
// session was established.
func (s *shard) connect(ctx context.Context) (established time.Time, err error) {
	address := s.gateway.budget.known().URL
	var right *pass
	if s.session == "" {
		if right, err = s.gateway.budget.enter(ctx, s.id); err != nil {
			return time.Time{}, fmt.Errorf("ask for a session: %w", err)
		}
		address = s.gateway.budget.known().URL
		defer func() {
			if right != nil {
				right.leave()
			}
		}()
	} else if s.failures < patience {
		address = cmp.Or(s.resumeURL, address)
	}
	s.monitor.update(func(st *ShardStatus) {
		if st.Connects > 0 {
			st.Reconnects++
		}
		st.Connects++
	})
	c, err := dial(ctx, s.gateway.opts.HTTP, address)
	if err != nil {
		return time.Time{}, err
	}
	c.newest = s.ledger.newest
	c.acked = func(at time.Time, latency time.Duration) {
		s.monitor.update(func(st *ShardStatus) { st.LastACK, st.Latency = at, latency })
	}
	var keeper sync.WaitGroup
	keeper.Go(func() { c.keep(ctx) })
	if right != nil {
		err = s.identify(c, right)
		right.leave()
		right = nil
	} else {
		err = s.resume(c)
	}
	if err != nil {
		c.stop(closeForResume, err)
	}
	established = s.receive(c)
	keeper.Wait()
	return established, c.end()
}
