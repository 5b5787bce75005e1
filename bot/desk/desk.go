package desk

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/bot/locale"
	"sitrep/bot/state"
	"sitrep/corpus/group"
	"sitrep/retrieval/index"
)

// Asker answers questions. Implementations are safe for concurrent use; answer.Engine is one.
type Asker interface {
	Ask(ctx context.Context, asked bot.Question) (bot.Answer, error)
}

// Library is what the desk answers from.
type Library struct {
	Asker  Asker
	Model  string             // where the model is that words the asker's answers; empty: there is none
	More   Asker              // answers at greater length, for those who ask for more quotes
	Near   Asker              // shows the quotes nearest to a statement, whether or not they suffice
	Live   func() *index.Live // the generation that answers now
	Record answer.Record      // what quotes are cut from
	Groups *group.Table
	State  *state.State
	Admin  Librarian // nil: the corpus cannot be changed from here
	Search []string  // hosts that questions and articles are sent to for searching
}

// Options say how much the desk takes on. The zero value gives the defaults named here.
type Options struct {
	Workers    int           // requests that are worked on at once, 8
	Waiting    int           // requests that may wait for a worker, 200
	PerUser    int           // questions a minute of one person where the guild says nothing, 12
	PerChannel int           // questions a minute in one channel where the guild says nothing, 120
	Patience   time.Duration // for the answer to one request, 14 minutes: Discord ends interactions after 15
	// StageAfter is how long an answer may take before what is being done is shown, 400 ms:
	// one that is there sooner needs no stage, and costs no edit.
	StageAfter time.Duration
	Metrics    *Metrics // nil: none
	// AdminGuilds are the ids of the guilds whose admins may look after the corpus. With
	// none, those of the bot's only guild may, and nobody once it is in several.
	AdminGuilds []string
}

func (o Options) withDefaults() Options {
	for _, option := range []struct {
		value    *int
		fallback int
	}{{&o.Workers, 8}, {&o.Waiting, 200}, {&o.PerUser, 12}, {&o.PerChannel, 120}} {
		if *option.value <= 0 {
			*option.value = option.fallback
		}
	}
	if o.Patience <= 0 {
		o.Patience = 14 * time.Minute
	}
	if o.StageAfter <= 0 {
		o.StageAfter = 400 * time.Millisecond
	}
	if o.Metrics == nil {
		o.Metrics = NewMetrics()
	}
	return o
}

// Desk handles requests. Its methods are safe for concurrent use.
type Desk struct {
	lg         *slog.Logger
	library    Library
	languages  *locale.Languages
	options    Options
	metrics    *Metrics
	handlers   map[string]handler // by command, and by action for buttons and forms
	workers    *workers
	limiter    *limiter
	seen       *seen
	closing    context.Context // ends, with errClosing as its cause, when open work has to stop
	stop       context.CancelCauseFunc
	mentioned  mentions
	reindexing reindexing
}

// New makes a desk.
func New(lg *slog.Logger, library Library, options Options) *Desk {
	options = options.withDefaults()
	closing, stop := context.WithCancelCause(context.Background())
	d := &Desk{
		lg: lg, library: library, languages: locale.New(), options: options, metrics: options.Metrics,
		workers: newWorkers(options.Workers, options.Waiting), limiter: newLimiter(), seen: &seen{},
		closing: closing, stop: stop,
	}
	d.handlers = d.allHandlers()
	return d
}

// Waiting is how many requests are worked on or wait for it.
func (d *Desk) Waiting() int { return d.workers.waiting() }

// Close takes no more requests and waits for the open ones. When ctx ends first they are
// broken off, and each person is told; Close still waits until they have been. It may be
// called twice.
func (d *Desk) Close(ctx context.Context) {
	idle := d.workers.close()
	select {
	case <-idle:
	case <-ctx.Done():
		d.stop(errClosing)
		<-idle
	}
	d.stop(errClosing)
}

// Handle carries out a request and returns when nothing more will be shown for it. It never
// panics. A caller that reads events one by one calls it in a goroutine of its own.
func (d *Desk) Handle(ctx context.Context, r Request, to Responder) {
	if !d.seen.first(r.ID, r.At) {
		d.lg.DebugContext(ctx, "request delivered twice", "request", r.ID)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, d.options.Patience)
	defer cancel()
	ctx, cancelCause := context.WithCancelCause(ctx)
	defer cancelCause(nil)
	defer context.AfterFunc(d.closing, func() { cancelCause(errClosing) })()

	c := &call{desk: d, Request: r, to: to, locale: d.languages.For(r.Locale), began: time.Now()}
	err := c.guarded(ctx)
	c.end(ctx, err)
}

// limitsFor is whose buckets a question takes a token of.
func (d *Desk) limitsFor(s state.Settings, r *Request) (user, channel want) {
	perUser, perChannel := d.options.PerUser, d.options.PerChannel
	if s.PerUser > 0 {
		perUser = s.PerUser
	}
	if s.PerChannel > 0 {
		perChannel = s.PerChannel
	}
	return want{"user " + r.User, perUser}, want{"channel " + r.Channel, perChannel}
}

// isStopping reports whether work ended because the desk closes.
func isStopping(ctx context.Context, err error) bool {
	return errors.Is(err, errClosing) || errors.Is(context.Cause(ctx), errClosing)
}
