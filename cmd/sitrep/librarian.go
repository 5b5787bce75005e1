package main

import (
	"context"

	"sitrep/bot/desk"
	"sitrep/bot/render/message"
	"sitrep/corpus/source"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/index"
)

// librarian re-indexes for the bot's admins.
type librarian struct {
	app      *app
	service  *service
	embedder embed.Embedder
}

var _ desk.Librarian = (*librarian)(nil)

// Reindex reads again what the live index was built from.
func (l *librarian) Reindex(ctx context.Context, progress func(message.Progress)) (message.Outcome, error) {
	live, err := l.service.record.Live(ctx)
	if err != nil {
		return message.Outcome{}, err
	}
	from, err := recordedSources(live.Sources)
	if err != nil {
		return message.Outcome{}, err
	}
	docs := from.documents(ctx, source.Options{MaxBytes: l.app.cfg.maxFileBytes()})
	report, err := index.Build(ctx, l.app.lg, l.service.record, l.embedder, docs, index.Options{
		Sources:  from.names,
		Progress: func(p index.Progress) { progress(message.Progress{Stage: p.Stage, Done: p.Done, Total: p.Total}) },
		Approve:  l.app.approver(l.embedder, false),
	})
	if err != nil {
		return message.Outcome{}, err
	}
	if _, err := l.service.reader.Refresh(ctx); err != nil {
		return message.Outcome{}, err
	}
	outcome := message.Outcome{
		Generation: report.Generation, Unchanged: report.Unchanged, Added: report.Added, Changed: report.Changed,
		Removed: report.Removed, Kept: report.Kept, Skipped: skippedIn(report.Problems), Took: report.Took,
	}
	for _, problem := range report.Problems {
		outcome.Problems = append(outcome.Problems, oneLine(problem.Error()))
	}
	return outcome, nil
}
