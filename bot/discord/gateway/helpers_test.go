package gateway_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
	"go.uber.org/goleak"

	"sitrep/bot/discord/gateway"
	"sitrep/bot/discord/rest"
	"sitrep/bot/discordtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// rig is a gateway that is running against a fake Discord.
type rig struct {
	*testing.T
	srv     *discordtest.Server
	gateway *gateway.Gateway
	channel *discordtest.Channel
	alice   *discordtest.User
	cancel  context.CancelFunc

	mu     sync.Mutex
	events []gateway.Event
	handle func(gateway.Event) // called beside noting the event; may be nil
	done   chan struct{}
	err    error // of Run, once done
}

// bubble runs a test in virtual time, over connections in memory.
func bubble(t *testing.T, opts discordtest.Options, test func(*rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		pipe := discordtest.NewPipe()
		opts.Listener = pipe
		opts.Now = func() time.Time { return time.Now().AddDate(26, 0, 0) }
		transport := &http.Transport{DialContext: pipe.DialContext}
		defer transport.CloseIdleConnections()
		test(newRig(t, opts, transport))
	})
}

// real prepares a test over real sockets.
func real(t *testing.T, opts discordtest.Options) *rig {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return newRig(t, opts, transport)
}

func newRig(t *testing.T, opts discordtest.Options, transport *http.Transport) *rig {
	t.Helper()
	srv, err := discordtest.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{T: t, srv: srv, done: make(chan struct{})}
	r.channel = srv.Guild("Newsroom").Channel("general")
	r.alice = srv.User("alice")
	srv.Guild("Newsroom").Join(r.alice)
	r.make(gateway.Options{Intents: intents}, transport)
	return r
}

// make makes the gateway.
func (r *rig) make(opts gateway.Options, transport *http.Transport) {
	r.Helper()
	lg := slog.New(slog.NewTextHandler(r.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
	api, err := rest.New(lg, rest.Token(r.srv.Token()), rest.Options{BaseURL: r.srv.API(), Transport: transport})
	if err != nil {
		r.Fatal(err)
	}
	opts.HTTP = &http.Client{Transport: transport}
	if r.gateway, err = gateway.New(lg, api, rest.Token(r.srv.Token()), opts); err != nil {
		r.Fatal(err)
	}
}

// start runs the gateway until the test or stop ends it.
func (r *rig) start() {
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	go func() {
		defer close(r.done)
		r.err = r.gateway.Run(ctx, r.note)
	}()
}

func (r *rig) note(e gateway.Event) {
	r.mu.Lock()
	r.events = append(r.events, e)
	handle := r.handle
	r.mu.Unlock()
	if handle != nil {
		handle(e)
	}
}

// stop ends the gateway, then the fake, and returns what Run returned.
func (r *rig) stop() error {
	r.Helper()
	r.cancel()
	<-r.done
	if err := r.srv.Close(); err != nil {
		r.Error(err)
	}
	return r.err
}

// end is stop where Run must have ended well and Discord had nothing to complain of.
func (r *rig) end() {
	r.Helper()
	if err := r.stop(); err != nil {
		r.Errorf("Run: %v", err)
	}
	r.srv.Check(r)
}

// until waits for a condition, and fails the test after a time.
func (r *rig) until(what string, limit time.Duration, ok func() bool) {
	r.Helper()
	for began := time.Now(); time.Since(began) < limit; time.Sleep(time.Millisecond) {
		if ok() {
			return
		}
	}
	r.Fatalf("waited %s for %s; status %+v", limit, what, r.gateway.Status())
}

func (r *rig) connected() {
	r.Helper()
	r.until("a connection", 5*time.Minute, func() bool { return r.gateway.Status().Connected() })
}

// sum is the counts of all shards.
func (r *rig) sum() gateway.ShardStatus { return r.gateway.Status().Sum() }

// all is the events that have come, in order.
func (r *rig) all() []gateway.Event {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.events)
}

// names is the names of the events that have come, in order.
func (r *rig) names() []string {
	var list []string
	for _, e := range r.all() {
		list = append(list, e.Name)
	}
	return list
}

// mention is a message that the bot may read.
func (r *rig) mention(text string) { r.alice.Mention(r.channel, text) }

// heard is the last words of what was said to the bot, in order.
func (r *rig) heard() []string {
	var list []string
	for _, e := range r.all() {
		if m, ok := e.Data.(*discordgo.MessageCreate); ok {
			list = append(list, m.Content[strings.LastIndex(m.Content, " ")+1:])
		}
	}
	return list
}

// fatalError is err as a *gateway.FatalError.
func fatalError(err error) *gateway.FatalError {
	e, _ := errors.AsType[*gateway.FatalError](err)
	return e
}
