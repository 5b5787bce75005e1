package main

import (
	"context"
	"errors"
	"sync"

	"sitrep/bot/answer"
	"sitrep/bot/answer/corroborate"
	"sitrep/bot/answer/generate"
	"sitrep/bot/llm"
	"sitrep/bot/render"
	"sitrep/bot/state"
	"sitrep/corpus/group"
	"sitrep/corpus/store"
	"sitrep/retrieval/endpoint"
)

// writer has a model word answers, if the settings name one.
type writer struct {
	gate       *generate.Gate // nil: answers are made of quotes alone
	groups     *group.Table
	publishers *corroborate.Publishers
	ledger     *lateLedger // nil: kept by somebody else
}

// newWriter makes the writer that the settings name. What it costs is counted in the ledger
// or, where that is nil, in the database, which is opened when it is first needed.
func (a *app) newWriter(ledger llm.Ledger, groups *group.Table) (*writer, error) {
	publishers, err := a.publishers()
	if err != nil {
		return nil, err
	}
	w := &writer{groups: groups, publishers: publishers}
	if !a.cfg.writes() {
		return w, nil
	}
	if ledger == nil {
		w.ledger = &lateLedger{app: a}
		ledger = w.ledger
	}
	client, err := a.llmClient(endpoint.Options{Attempts: 3})
	if err != nil {
		return nil, usageError{err}
	}
	c := a.cfg.LLM
	budget := llm.NewBudget(client, ledger, llm.BudgetLimits{Daily: c.DailyLimit, Prices: c.Prices, MostTokens: c.MostTokens})
	w.gate = generate.New(a.lg, budget, generate.Options{Groups: groups, MostTokens: c.MostTokens, Recheck: c.Recheck})
	return w, nil
}

// llmClient is the model that the settings name.
func (a *app) llmClient(requests endpoint.Options) (*llm.Client, error) {
	c := a.cfg.LLM
	return llm.New(a.lg, llm.Config{
		URL: c.URL, Key: c.Key, Model: c.Model, MostTokens: c.MostTokens,
		Longest: c.Timeout, Prices: c.Prices, Requests: requests,
	})
}

// word has the writer word the answers of an engine.
func (w *writer) word(options answer.Options) answer.Options {
	options = w.quote(options)
	if w.gate != nil {
		options.Writer, options.Rewriter = w.gate, w.gate
	}
	return options
}

// quote leaves the answers of an engine to quotes alone.
func (w *writer) quote(options answer.Options) answer.Options {
	options.Groups, options.Publishers, options.Link = w.groups, w.publishers, render.FragmentLink
	return options
}

// Close closes what the writer has opened.
func (w *writer) Close() error {
	if w.ledger == nil {
		return nil
	}
	return w.ledger.Close()
}

// lateLedger is the database's ledger for commands that otherwise only read. It opens the
// database when something is first spent; where it cannot write there, it counts for this run
// alone. It is safe for concurrent use.
type lateLedger struct {
	app *app

	mu     sync.Mutex
	ledger llm.Ledger   // nil until something was spent
	record *store.Store // nil where nothing has to be closed
}

var _ llm.Ledger = (*lateLedger)(nil)

// Spend implements [llm.Ledger].
func (l *lateLedger) Spend(ctx context.Context, account, day string, amount float64) (float64, error) {
	ledger, err := l.open(ctx)
	if err != nil {
		return 0, err
	}
	return ledger.Spend(ctx, account, day, amount)
}

func (l *lateLedger) open(ctx context.Context) (llm.Ledger, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ledger != nil {
		return l.ledger, nil
	}
	record, err := store.Open(ctx, l.app.database(), store.Options{})
	if err == nil {
		var kept *state.State
		if kept, err = state.Open(ctx, record); err == nil {
			l.ledger, l.record = kept, record
			return l.ledger, nil
		}
		err = errors.Join(err, record.Close())
	}
	if !errors.Is(err, store.ErrReadOnly) {
		return nil, err
	}
	if l.app.cfg.LLM.DailyLimit > 0 {
		l.app.warn("what the model costs is counted for this run alone: %v", err)
	}
	l.ledger = &llm.Memory{}
	return l.ledger, nil
}

// Close closes the database if it was opened.
func (l *lateLedger) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.record == nil {
		return nil
	}
	return l.record.Close()
}
