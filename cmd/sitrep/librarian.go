package main

import (
	"context"
	"errors"
	"iter"

	"sitrep/bot/librarian"
	"sitrep/corpus"
	"sitrep/corpus/added"
	"sitrep/corpus/source"
	"sitrep/corpus/source/web"
	"sitrep/corpus/store"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/index"
)

// librarian is who changes the corpus in a record at the word of admins. After each build,
// changed is called.
func (a *app) librarian(ctx context.Context, record *store.Store, model embed.Embedder, changed func(context.Context) error) (*librarian.Librarian, error) {
	shelf, err := added.Open(ctx, record)
	if err != nil {
		return nil, err
	}
	build := func(ctx context.Context, empty bool, progress func(index.Progress)) (index.Report, error) {
		from, err := sourcesOf(ctx, record)
		if err != nil {
			return index.Report{}, err
		}
		docs := shelf.Merge(ctx, from.documents(ctx, source.Options{MaxBytes: a.cfg.maxFileBytes()}))
		report, err := index.Build(ctx, a.lg, record, model, docs, index.Options{
			Sources: from.names, Progress: progress, Approve: a.approver(model, false), AllowEmpty: empty,
		})
		if err != nil {
			return report, err
		}
		return report, changed(ctx)
	}
	return librarian.New(shelf, web.New(web.Options{}), build), nil
}

// sourcesOf are the sources of the live index, or the sample corpus where there is none.
func sourcesOf(ctx context.Context, record *store.Store) (sources, error) {
	live, err := record.Live(ctx)
	switch {
	case errors.Is(err, corpus.ErrNotFound):
		return sampleSources(), nil
	case err != nil:
		return sources{}, err
	}
	return recordedSources(live.Sources)
}

// withChanges is the documents of sources with what admins have added and removed.
func withChanges(ctx context.Context, record *store.Store, docs iter.Seq2[corpus.Document, error]) (iter.Seq2[corpus.Document, error], error) {
	shelf, err := added.Open(ctx, record)
	if err != nil {
		return nil, err
	}
	return shelf.Merge(ctx, docs), nil
}
