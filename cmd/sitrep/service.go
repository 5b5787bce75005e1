package main

import (
	"context"
	"errors"
	"math"
	"net/url"
	"slices"
	"time"

	"sitrep/bot/answer"
	"sitrep/bot/desk"
	"sitrep/bot/state"
	"sitrep/corpus/group"
	"sitrep/corpus/store"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
)

// service is what the bot's commands work with, whether they come from Discord or from the
// terminal. It follows the index as newer generations go live.
type service struct {
	record  *store.Store
	reader  *retrieval.Reader
	desk    *desk.Desk
	groups  *group.Table
	metrics *desk.Metrics
}

// openService opens the index, for reading and for what the bot keeps. If there is no index
// yet, or the settings name a corpus, it is built first.
func (a *app) openService(ctx context.Context, options desk.Options) (*service, error) {
	l, err := a.openLibrary(ctx)
	if err != nil {
		return nil, err
	}
	if err := l.Close(); err != nil {
		return nil, err
	}
	model, err := a.openEmbedder(ctx, l.live.Generation.Fingerprint)
	if err != nil {
		return nil, err
	}
	reranking, err := a.reranking()
	if err != nil {
		return nil, err
	}
	groups, err := a.groups()
	if err != nil {
		return nil, err
	}
	record, err := store.Open(ctx, a.database(), store.Options{})
	if err != nil {
		return nil, err
	}
	s := &service{record: record, groups: groups, metrics: desk.NewMetrics()}
	kept, err := state.Open(ctx, record)
	if err != nil {
		return nil, errors.Join(err, record.Close())
	}
	if s.reader, err = retrieval.NewReader(ctx, a.lg, record, model, groups, reranking); err != nil {
		return nil, errors.Join(err, record.Close())
	}
	admin, err := a.librarian(ctx, record, model, func(ctx context.Context) error {
		_, err := s.reader.Refresh(ctx)
		return err
	})
	if err != nil {
		return nil, errors.Join(err, record.Close())
	}
	options.Metrics, options.AdminGuilds = s.metrics, a.cfg.AdminGuilds
	w, err := a.newWriter(kept, groups)
	if err != nil {
		return nil, errors.Join(err, record.Close())
	}
	unjudged := math.Inf(-1)
	s.desk = desk.New(a.lg, desk.Library{
		Model: a.cfg.modelHost(), Search: a.cfg.searchHosts(),
		Asker: s.engine(a, w.word(answer.Options{Quotes: briefQuotes})),
		More:  s.engine(a, w.quote(answer.Options{Quotes: moreQuotes})),
		Near:  s.engine(a, w.quote(answer.Options{Quotes: moreQuotes, Threshold: &unjudged})),
		Live:  func() *index.Live { return s.reader.Searcher().Live() }, Record: record, Groups: groups, State: kept,
		Admin: admin,
	}, options)
	return s, nil
}

// How many quotes an answer has, and how many there are for those who ask for more.
const (
	briefQuotes = 3
	moreQuotes  = 5
)

func (s *service) engine(a *app, options answer.Options) *answer.Engine {
	current := func() answer.Searcher { return s.reader.Searcher() }
	options.Groups = s.groups
	return answer.New(a.lg, current, s.record, options)
}

// refreshEvery is how often the service looks for a newer generation of the index.
const refreshEvery = 5 * time.Second

// follow takes up newer generations until ctx ends.
func (s *service) follow(ctx context.Context, a *app) {
	tick := time.NewTicker(refreshEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		swapped, err := s.reader.Refresh(ctx)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			a.lg.ErrorContext(ctx, "newer index not taken up", "err", err)
		case swapped:
			a.lg.InfoContext(ctx, "newer index taken up", "generation", s.reader.Searcher().Live().Generation.Number)
		}
	}
}

// Close closes the database. The desk has been closed before.
func (s *service) Close() error { return s.record.Close() }

// searchHosts is the hosts of the embedder and the reranker, if they are endpoints.
func (c Config) searchHosts() []string {
	var hosts []string
	for _, address := range []string{c.Embed.URL, c.Rerank.URL} {
		if host := hostOf(address); host != "" && !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

// hostOf is the host of a URL that has been checked, with its port.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
