package rest_test

import (
	"context"
	"log/slog"
	"net/http"
	"os"
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

// spec is Discord's OpenAPI document if SITREP_OPENAPI names one; nil otherwise.
var spec = sync.OnceValue(func() *discordtest.Spec {
	path := os.Getenv("SITREP_OPENAPI")
	if path == "" {
		return nil
	}
	s, err := discordtest.LoadSpec(path)
	if err != nil {
		panic(err)
	}
	return s
})

// rig is a client with a fake Discord, and somebody who uses commands.
type rig struct {
	*testing.T
	*rest.Client
	srv       *discordtest.Server
	transport *http.Transport
	guild     *discordtest.Guild
	general   *discordtest.Channel
	alice     *discordtest.User
	app       rest.ApplicationID
	channel   rest.ChannelID

	asked chan *discordgo.InteractionCreate
	ended func()
}

// bubble runs a test in virtual time, over connections in memory.
func bubble(t *testing.T, opts discordtest.Options, test func(*rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		pipe := discordtest.NewPipe()
		opts.Listener = pipe
		opts.Now = func() time.Time { return time.Now().AddDate(26, 0, 0) }
		r := newRig(t, opts, &http.Transport{DialContext: pipe.DialContext, MaxIdleConnsPerHost: 100})
		test(r)
		r.end()
	})
}

// real prepares a test over real sockets.
func real(t *testing.T, opts discordtest.Options) *rig {
	t.Helper()
	opts.Spec = spec()
	r := newRig(t, opts, &http.Transport{MaxIdleConnsPerHost: 100})
	t.Cleanup(r.end)
	return r
}

func newRig(t *testing.T, opts discordtest.Options, transport *http.Transport) *rig {
	t.Helper()
	srv, err := discordtest.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{T: t, srv: srv, transport: transport, ended: func() {}, app: rest.ApplicationID(srv.Application())}
	r.guild = srv.Guild("Newsroom")
	r.general = r.guild.Channel("general")
	r.alice = srv.User("alice")
	r.guild.Join(r.alice)
	r.channel = rest.ChannelID(r.general.ID)
	r.Client = r.client(rest.Options{})
	return r
}

// client is another client of the same fake.
func (r *rig) client(opts rest.Options) *rest.Client {
	r.Helper()
	opts.BaseURL, opts.Transport = r.srv.API(), r.transport
	lg := slog.New(slog.NewTextHandler(r.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
	c, err := rest.New(lg, rest.Token(r.srv.Token()), opts)
	if err != nil {
		r.Fatal(err)
	}
	return c
}

// listen connects to the gateway, for interactions, and makes the command "ask".
func (r *rig) listen() {
	r.Helper()
	_, err := r.CreateCommand(r.Context(), r.app, "", &discordgo.ApplicationCommand{Name: "ask", Description: "Ask", Options: []*discordgo.ApplicationCommandOption{
		{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What", Autocomplete: true},
	}})
	if err != nil {
		r.Fatal(err)
	}
	r.asked = make(chan *discordgo.InteractionCreate, 100)
	g, err := gateway.New(slog.New(slog.DiscardHandler), r.Client, rest.Token(r.srv.Token()), gateway.Options{
		Intents: discordgo.IntentsGuilds, HTTP: &http.Client{Transport: r.transport},
	})
	if err != nil {
		r.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := g.Run(ctx, func(e gateway.Event) {
			if i, ok := e.Data.(*discordgo.InteractionCreate); ok {
				r.asked <- i
			}
		}); err != nil {
			r.Error(err)
		}
	}()
	r.ended = func() {
		cancel()
		<-done
	}
	for !g.Status().Connected() {
		time.Sleep(time.Millisecond)
	}
}

// ask has alice use the command, and gives the interaction on both sides.
func (r *rig) ask() (*discordtest.Interaction, rest.Interaction) {
	r.Helper()
	if r.asked == nil {
		r.listen()
	}
	asked := r.alice.Slash(r.general, "/ask", discordtest.Opt("question", "who?"))
	return asked, r.next()
}

// next is the next interaction that comes.
func (r *rig) next() rest.Interaction {
	r.Helper()
	select {
	case i := <-r.asked:
		return rest.Answering(i.Interaction)
	case <-time.After(5 * time.Second):
		r.Fatal("no interaction came")
		panic("unreachable")
	}
}

// end ends everything.
func (r *rig) end() {
	r.ended()
	r.Close()
	if err := r.srv.Close(); err != nil {
		r.Error(err)
	}
}

// clean fails the test if Discord had anything to complain of, or anybody was pinged.
func (r *rig) clean() {
	r.Helper()
	r.srv.Check(r)
	if p := r.srv.Pings(); len(p) > 0 {
		r.Errorf("pings: %+v", p)
	}
}

// within is a context with a deadline, and how to free it.
func within(t testing.TB, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}

// say is a message of one line.
func say(text string) rest.Message { return rest.Message{Content: text} }

// count counts the requests to a route.
func (r *rig) count(method, route string) int {
	n := 0
	for _, q := range r.srv.Requests() {
		if q.Method == method && q.Route == route {
			n++
		}
	}
	return n
}

// roundTripper is a function as an http.RoundTripper.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func discard() *slog.Logger { return slog.New(slog.DiscardHandler) }
