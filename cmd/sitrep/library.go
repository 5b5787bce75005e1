package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/corpus/store"
	"sitrep/retrieval"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/index"
)

// library is an index that is open for questions.
type library struct {
	record   *store.Store
	live     *index.Live
	searcher *retrieval.Searcher
	groups   *group.Table
	writer   *writer
}

func (l *library) Close() error { return errors.Join(l.writer.Close(), l.record.Close()) }

// databaseName is the record's file in a data folder.
const databaseName = "sitrep.db"

func (a *app) database() string { return filepath.Join(a.cfg.Data, databaseName) }

// openLibrary opens the index for questions. If the settings name a corpus, the index is
// brought up to date with it first; if there is no index at all, the sample corpus is
// indexed.
func (a *app) openLibrary(ctx context.Context) (*library, error) {
	live, err := a.liveGeneration(ctx)
	if err != nil && !errors.Is(err, corpus.ErrNotFound) {
		return nil, err
	}
	missing := err != nil
	model, err := a.openEmbedder(ctx, live.Fingerprint)
	switch {
	case err != nil:
	case len(a.cfg.Corpus) > 0:
		err = a.follow(ctx, model, live)
	case missing:
		err = a.indexSample(ctx, model)
	}
	if err != nil {
		return nil, err
	}
	l, err := a.open(ctx, a.database(), model)
	if err != nil {
		return nil, err
	}
	if isSample(l.live.Generation.Sources) {
		a.note("Answering from the sample corpus; \"sitrep index PATH...\" puts your own articles in its place.")
	}
	a.noteHidden(l.live)
	return l, nil
}

// indexSample makes the first index, of the sample corpus. If another sitrep is making one,
// that one is waited for.
func (a *app) indexSample(ctx context.Context, model embed.Embedder) error {
	a.note("No articles have been indexed yet, so the sample corpus is: a few digests to try sitrep with.")
	for {
		_, err := a.build(ctx, model, a.database(), sampleSources())
		if _, locked := errors.AsType[*store.LockedError](err); !locked {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
		if _, err := a.liveGeneration(ctx); !errors.Is(err, corpus.ErrNotFound) {
			return err
		}
	}
}

// follow brings the index up to date with the corpus that the settings name. Where the
// index cannot be written to, or somebody else is doing so, it is used as it is, as long as
// it is one of that corpus.
func (a *app) follow(ctx context.Context, model embed.Embedder, live store.Generation) error {
	from, err := pathSources(a.cfg.Corpus)
	if err != nil {
		return err
	}
	report, err := a.build(ctx, model, a.database(), from)
	_, locked := errors.AsType[*store.LockedError](err)
	switch {
	case err == nil && !report.Unchanged:
		a.note("%s", summary(report))
	case (locked || errors.Is(err, store.ErrReadOnly)) && slices.Equal(live.Sources, from.names):
		a.warn("the index may be older than its articles: %v", err)
		return nil
	}
	return err
}

// open loads the live index of a database file for questions.
func (a *app) open(ctx context.Context, database string, model embed.Embedder) (*library, error) {
	record, err := store.Open(ctx, database, store.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	live, err := index.Load(ctx, a.lg, record, 0, model)
	if err != nil {
		return nil, errors.Join(err, record.Close())
	}
	groups, err := a.groups()
	if err != nil {
		return nil, errors.Join(err, record.Close())
	}
	reranking, err := a.reranking()
	if err != nil {
		return nil, errors.Join(err, record.Close())
	}
	searcher := reranking(retrieval.NewSearcher(live, model).WithGroups(groups))
	w, err := a.newWriter(nil, groups)
	if err != nil {
		return nil, errors.Join(err, record.Close())
	}
	return &library{record: record, live: live, searcher: searcher, groups: groups, writer: w}, nil
}

// openRecord opens the stored articles for reading.
func (a *app) openRecord(ctx context.Context) (*store.Store, error) {
	record, err := store.Open(ctx, a.database(), store.Options{ReadOnly: true})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no index in %s: run \"sitrep index PATH...\", or name its folder by --data", a.cfg.Data)
	}
	return record, err
}

// liveGeneration is the generation that answers questions, or corpus.ErrNotFound if there
// is none, nor a database to look in. An older sitrep's database is brought up to date.
func (a *app) liveGeneration(ctx context.Context) (store.Generation, error) {
	record, err := store.Open(ctx, a.database(), store.Options{ReadOnly: true})
	if errors.Is(err, store.ErrOlder) {
		record, err = store.Open(ctx, a.database(), store.Options{})
	}
	if errors.Is(err, fs.ErrNotExist) {
		return store.Generation{}, fmt.Errorf("index %w", corpus.ErrNotFound)
	}
	if err != nil {
		return store.Generation{}, err
	}
	live, err := record.Live(ctx)
	return live, errors.Join(err, record.Close())
}

// noteHidden says how many articles the marking keeps out of every answer.
func (a *app) noteHidden(live *index.Live) {
	hidden, needed := 0, corpus.Clear
	for _, e := range live.Documents {
		if e.Document.Marking > a.cfg.Marking {
			hidden++
			needed = max(needed, e.Document.Marking)
		}
	}
	if hidden > 0 {
		a.note("%s marked above %v: left out. To see all of them: --marking %v", count(hidden, "article"), a.cfg.Marking, needed)
	}
}
