package discordtest

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// DefaultToken is the bot's token unless Options.Token says otherwise.
const DefaultToken = "MTA0MjAwMDAwMDAwMDAwMDAw.Gfake0.discordtest-is-not-a-secret-token"

// Options says what kind of Discord to play. The zero Options is Discord's usual behaviour.
type Options struct {
	Token   string // the bot's token, without "Bot "; empty is DefaultToken
	BotName string // empty is "bot"

	// OpenAPI is the path of Discord's OpenAPI document (openapi.json of
	// https://github.com/discord/discord-api-spec). When given, request bodies are checked
	// against it too. Spec is the same, loaded already; it spares time where many servers
	// are started.
	OpenAPI string
	Spec    *Spec

	Listener net.Listener     // where to listen; nil is a free port on loopback
	Logger   *slog.Logger     // nil is silence
	Now      func() time.Time // the clock; nil is time.Now. See also Server.Advance

	HeartbeatInterval time.Duration // 0 is 41.25 s
	ResumeWindow      time.Duration // how long a lost session can be resumed; 0 is 3 minutes
	Privileged        Intents       // the privileged intents that are enabled for the application
	IdentifyLimit     int           // IDENTIFYs a day; 0 is 1000
	IdentifyWindow    time.Duration // in which MaxConcurrency IDENTIFYs are allowed; 0 is 5 s
	MaxConcurrency    int           // 0 is 1
	Shards            int           // the number that GET /gateway/bot recommends; 0 is 1
	GuildsPerShard    int           // above which sharding is demanded; 0 is 2500

	GlobalLimit  int                  // REST requests a second; 0 is 50, negative is no limit
	InvalidLimit int                  // invalid requests in 10 minutes before the ban; 0 is 10,000
	RateLimits   map[string]RateLimit // buckets, by "POST /channels/{channel_id}/messages"
	UploadLimit  int                  // bytes of one file; 0 is MaxAttachmentBytes

	Patience time.Duration // how long waits last without a deadline of their own; 0 is 10 s
	Seed     uint64        // for faults that strike by chance and for jitter
	Keep     int           // how many requests to remember; 0 is 20,000
}

// defaults fills in what is zero.
func (o *Options) defaults() {
	o.Token = cmp.Or(o.Token, DefaultToken)
	o.BotName = cmp.Or(o.BotName, "bot")
	o.HeartbeatInterval = cmp.Or(o.HeartbeatInterval, 41250*time.Millisecond)
	o.ResumeWindow = cmp.Or(o.ResumeWindow, 3*time.Minute)
	o.IdentifyLimit = cmp.Or(o.IdentifyLimit, 1000)
	o.IdentifyWindow = cmp.Or(o.IdentifyWindow, 5*time.Second)
	o.MaxConcurrency = cmp.Or(o.MaxConcurrency, 1)
	o.Shards = cmp.Or(o.Shards, 1)
	o.GuildsPerShard = cmp.Or(o.GuildsPerShard, 2500)
	o.GlobalLimit = max(cmp.Or(o.GlobalLimit, 50), 0)
	o.InvalidLimit = cmp.Or(o.InvalidLimit, 10_000)
	o.UploadLimit = cmp.Or(o.UploadLimit, MaxAttachmentBytes)
	o.Patience = cmp.Or(o.Patience, 10*time.Second)
	o.Keep = cmp.Or(o.Keep, 20_000)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
}

// Server is a fake Discord for one application. Its methods are safe for concurrent use.
type Server struct {
	opts    Options
	log     *slog.Logger
	address string
	http    *http.Server
	mux     *http.ServeMux
	spec    *Spec // nil without a document

	ctx    context.Context // ends with Close
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu      sync.Mutex // guards everything below
	closed  bool
	skew    time.Duration // what Advance has added to the clock
	changed chan struct{} // closed and replaced whenever something changes
	random  *rand.Rand
	state   *state
	record  recorder
	limits  limiter
	faults  faults
	gateway gateway
}

// New starts a fake Discord. The caller closes it.
func New(opts Options) (*Server, error) {
	opts.defaults()
	s := &Server{
		opts:    opts,
		log:     opts.Logger,
		changed: make(chan struct{}),
		random:  rand.New(rand.NewPCG(opts.Seed, opts.Seed)),
		state:   newState(),
		record:  recorder{keep: opts.Keep},
		limits: limiter{
			buckets: map[string]*bucket{}, dead: map[string]bool{},
			globalLimit: opts.GlobalLimit, invalidLimit: opts.InvalidLimit,
		},
		gateway: gateway{token: opts.Token, sessions: map[string]*session{}, slots: map[int][]time.Time{}},
	}
	s.spec = opts.Spec
	if opts.OpenAPI != "" && s.spec == nil {
		spec, err := LoadSpec(opts.OpenAPI)
		if err != nil {
			return nil, err
		}
		s.spec = spec
	}
	listener := opts.Listener
	if listener == nil {
		var err error
		if listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return nil, fmt.Errorf("listen on loopback: %w", err)
		}
	}
	s.address = listener.Addr().String()
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.state.application = s.state.mint(s.now())
	s.state.bot = s.state.application // as for applications made since 2016
	s.state.people[s.state.bot] = &person{Account: Account{ID: s.state.bot, Username: opts.BotName, Discriminator: "0000", Bot: true}}
	s.mux = s.routes()
	s.http = &http.Server{
		Handler:           http.HandlerFunc(s.serve),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return s.ctx },
		ErrorLog:          slog.NewLogLogger(opts.Logger.Handler(), slog.LevelDebug),
	}
	s.wg.Go(func() {
		if err := s.http.Serve(listener); err != http.ErrServerClosed {
			s.log.Error("serve", "err", err)
		}
	})
	return s, nil
}

// Close ends all connections and waits until nothing of the server runs any more. It may be
// called twice.
func (s *Server) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	s.state.stopTimers()
	s.gateway.drop()
	s.notify()
	s.mu.Unlock()
	s.cancel()
	err := s.http.Close()
	done := make(chan struct{})
	go func() {
		s.wg.Wait()
		close(done)
	}()
	timer := time.NewTimer(closeDeadline)
	defer timer.Stop()
	select {
	case <-done:
		return err
	case <-timer.C:
		return fmt.Errorf("close the fake Discord: requests or connections still run after %s", closeDeadline)
	}
}

// closeDeadline is how long Close waits. Nothing takes longer than the five seconds of a
// WebSocket's closing handshake.
const closeDeadline = 15 * time.Second

// URL is the root of the server, "http://127.0.0.1:1234", with no slash at the end.
func (s *Server) URL() string { return "http://" + s.address }

// API is the base of the REST endpoints of version 10, "http://127.0.0.1:1234/api/v10".
// Version 9 is served beside it.
func (s *Server) API() string { return s.URL() + "/api/v10" }

// Token is the bot's token, without "Bot ".
func (s *Server) Token() string { return s.opts.Token }

// Application is the ID of the application, which is that of its bot user too.
func (s *Server) Application() ID { return s.state.application }

// Advance sets the server's clock forward. Interactions, their tokens, rate limits, budgets
// and lost sessions grow older by it; heartbeats of open connections do not.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skew += d
	s.sweep()
	s.notify()
}

// now is the server's time. The caller holds the mutex.
func (s *Server) now() time.Time { return s.opts.Now().Add(s.skew) }

// notify wakes all that wait for a change. The caller holds the mutex.
func (s *Server) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// guarded runs f with the mutex held. A panic in it is a mistake of the fake's own: it is
// booked, so that a test fails and says why, instead of waiting for a mutex that nobody lets
// go.
func (s *Server) guarded(what string, f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if r := recover(); r != nil {
			s.violate(Violation{Rule: RuleDefect, Detail: fmt.Sprintf("%s: %v\n%s", what, r, debug.Stack())})
		}
	}()
	f()
}

// await blocks until ok, which is called with the mutex held, says so. Without a deadline in
// ctx it gives up after Options.Patience.
func (s *Server) await(ctx context.Context, what string, ok func() bool) error {
	if _, has := ctx.Deadline(); !has {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.opts.Patience)
		defer cancel()
	}
	for {
		s.mu.Lock()
		s.sweep()
		done, changed, closed := ok(), s.changed, s.closed
		s.mu.Unlock()
		switch {
		case done:
			return nil
		case closed:
			return fmt.Errorf("wait for %s: the server is closed", what)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("wait for %s: %w", what, ctx.Err())
		}
	}
}

// serve sends a request to the part of Discord that it is meant for.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		panic(http.ErrAbortHandler) // net/http's way to break off a connection
	}
	s.wg.Add(1) // with the mutex held: never while Close is waiting already
	s.mu.Unlock()
	defer s.wg.Done()
	switch {
	case strings.HasPrefix(r.URL.Path, "/api/"):
		s.serveREST(w, r)
	case strings.HasPrefix(r.URL.Path, gatewayPath):
		s.serveGateway(w, r)
	case strings.HasPrefix(r.URL.Path, "/attachments/"):
		s.serveFile(w, r)
	default:
		http.NotFound(w, r)
	}
}
