package discord_test

import (
	"context"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/bot/answer/generate"
	"sitrep/bot/desk"
	"sitrep/bot/discord"
	"sitrep/bot/discord/rest"
	"sitrep/bot/discordtest"
	"sitrep/bot/render"
	"sitrep/bot/state"
	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/corpus/sample"
	"sitrep/corpus/store"
	"sitrep/retrieval"
	"sitrep/retrieval/embed/uselite"
	"sitrep/retrieval/index"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// shared is what all tests can use, as it never changes.
var shared = sync.OnceValues(func() (*fixture, error) {
	model, err := uselite.New()
	if err != nil {
		return nil, err
	}
	table, err := group.Default()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "sitrep-discord")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "sitrep.db")
	st, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		return nil, err
	}
	if _, err := index.Build(context.Background(), slog.New(slog.DiscardHandler), st, model, sample.Documents(), index.Options{Sources: []string{"sample"}}); err != nil {
		return nil, err
	}
	if err := st.Close(); err != nil {
		return nil, err
	}
	database, err := os.ReadFile(path)
	return &fixture{model: model, table: table, database: database}, err
})

type fixture struct {
	model    *uselite.Model
	table    *group.Table
	database []byte // an index of the sample corpus
}

// noStage keeps tests that look at one reply from seeing a stage on a slow machine.
const noStage = time.Minute

// house is a fake Discord and everything of the bot that survives a restart.
type house struct {
	t       *testing.T
	srv     *discordtest.Server
	lg      *slog.Logger
	path    string
	asker   func(desk.Asker) desk.Asker // puts something before the engine
	gate    *generate.Gate              // has a model word the answers
	options desk.Options
	grace   time.Duration
	admin   desk.Librarian
	// curate, if set, makes the librarian of a record, who has changes taken up.
	curate func(st *store.Store, changed func(context.Context) error) desk.Librarian
}

func newHouse(t *testing.T, opts discordtest.Options) *house {
	t.Helper()
	if path := os.Getenv("SITREP_OPENAPI"); path != "" {
		opts.OpenAPI = path
	}
	return houseOn(t, discordtest.Start(t, opts))
}

// houseOn is a house at a fake Discord that the test has started.
func houseOn(t *testing.T, srv *discordtest.Server) *house {
	t.Helper()
	f := must(shared())
	h := &house{
		t: t, srv: srv, options: desk.Options{StageAfter: noStage}, path: filepath.Join(t.TempDir(), "sitrep.db"),
		lg: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})),
	}
	if err := os.WriteFile(h.path, f.database, 0o600); err != nil {
		t.Fatal(err)
	}
	return h
}

// index makes documents the index, in the place of what was there.
func (h *house) index(documents ...corpus.Document) {
	h.t.Helper()
	st := must(store.Open(context.Background(), h.path, store.Options{}))
	defer st.Close()
	docs := func(yield func(corpus.Document, error) bool) {
		for _, doc := range documents {
			doc.Seal()
			if !yield(doc, nil) {
				return
			}
		}
	}
	must(index.Build(context.Background(), h.lg, st, must(shared()).model, docs, index.Options{Sources: []string{"test"}}))
}

// running is a bot under way.
type running struct {
	bot   *discord.Bot
	desk  *desk.Desk
	state *state.State
	fresh func() // takes up the newest index
	stop  func() // ends the bot, and waits until it has ended
}

// start starts the bot and waits until it is connected.
func (h *house) start() *running {
	h.t.Helper()
	f := must(shared())
	ctx := context.Background()
	st := must(store.Open(ctx, h.path, store.Options{}))
	kept := must(state.Open(ctx, st))
	reader := must(retrieval.NewReader(ctx, h.lg, st, f.model, f.table))
	current := func() answer.Searcher { return reader.Searcher() }
	engine := func(quotes int, threshold *float64, gate *generate.Gate) desk.Asker {
		options := answer.Options{Quotes: quotes, Link: render.FragmentLink, Groups: f.table, Threshold: threshold}
		if gate != nil {
			options.Writer, options.Rewriter = gate, gate
		}
		return answer.New(h.lg, current, st, options)
	}
	admin := h.admin
	if h.curate != nil {
		admin = h.curate(st, func(ctx context.Context) error { _, err := reader.Refresh(ctx); return err })
	}
	asker, unjudged := engine(3, nil, h.gate), math.Inf(-1)
	if h.asker != nil {
		asker = h.asker(asker)
	}
	model := ""
	if h.gate != nil {
		model = "models.example.org"
	}
	d := desk.New(h.lg, desk.Library{
		Model: model,
		Asker: asker, More: engine(5, nil, nil), Near: engine(5, &unjudged, nil), Live: func() *index.Live { return reader.Searcher().Live() },
		Record: st, Groups: f.table, State: kept, Admin: admin,
	}, h.options)
	b := must(discord.New(h.lg, d, rest.Token(h.srv.Token()), discord.Options{REST: rest.Options{BaseURL: h.srv.API()}, Grace: h.grace}))
	running := &running{bot: b, desk: d, state: kept, fresh: func() { must(reader.Refresh(context.Background())) }}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx) }()
	running.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			h.t.Errorf("the bot ended with %v", err)
		}
		if err := st.Close(); err != nil {
			h.t.Error(err)
		}
	})
	h.t.Cleanup(running.stop)
	for deadline := time.Now().Add(10 * time.Second); !b.Status().Connected(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			h.t.Fatal("the bot does not connect")
		}
	}
	return running
}

// slowly asks through an engine that takes its time.
type slowly struct {
	desk.Asker
	begun   chan struct{} // receives once a question has begun
	proceed chan struct{} // lets a question go on; closed: all
}

func (s *slowly) Ask(ctx context.Context, q bot.Question) (bot.Answer, error) {
	s.begun <- struct{}{}
	select {
	case <-s.proceed:
		return s.Asker.Ask(ctx, q)
	case <-ctx.Done():
		return bot.Answer{}, context.Cause(ctx)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
