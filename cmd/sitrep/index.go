package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"sitrep/corpus"
	"sitrep/corpus/source"
	"sitrep/corpus/store"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/index"
)

// indexReport is what `sitrep index --json` prints.
type indexReport struct {
	Generation int64     `json:"generation"`
	Unchanged  bool      `json:"unchanged"`
	Documents  int       `json:"documents"`
	Passages   int       `json:"passages"`
	Added      int       `json:"added"`
	Changed    int       `json:"changed"`
	Removed    int       `json:"removed"`
	Kept       int       `json:"kept"`
	Embedded   int       `json:"embedded"`
	FromCache  int       `json:"from_cache"`
	Problems   []problem `json:"problems"`
	Took       int64     `json:"took_ms"`
}

// problem is something that was left out of the index, or mended on its way in.
type problem struct {
	Path   string `json:"path"`
	Line   int    `json:"line"` // 1-based; 0 where it is not one line's
	Kept   bool   `json:"kept"` // the article went in all the same
	Reason string `json:"reason"`
}

func newIndex(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "index [PATH...]",
		Short: "Build the index of your articles, or bring it up to date",
		Long: `Index reads the files and folders that are named and makes them the corpus: new
articles are added, changed ones replaced, and those that are no longer there removed.
Without a path it reads again what it read the last time. Only what is new is
embedded, and questions are answered from the old index until the new one is whole.

It reads plain text (.txt), Markdown with front matter (.md), the main text of HTML pages
(.html), and JSON Lines (.jsonl) with the keys id, title, text, date, source, url, author,
marking and collection, of which only text is needed. What cannot be used is named and
left out. Articles added on Discord or by "sitrep add" stay, and those removed there
stay away.`,
		Example: `  sitrep index ~/articles reports.jsonl
  sitrep index`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			if len(args) > 0 && cmd.Flags().Changed("corpus") {
				args = slices.Concat(args, a.cfg.Corpus)
			} else if len(args) == 0 {
				args = a.cfg.Corpus
			}
			return a.index(cmd.Context(), args)
		},
	}
}

func (a *app) index(ctx context.Context, paths []string) error {
	from, err := a.sourcesToIndex(ctx, paths)
	if err != nil {
		return err
	}
	model, err := a.openEmbedder(ctx, "")
	if err != nil {
		return err
	}
	report, err := a.build(ctx, model, a.database(), from)
	if err != nil {
		return err
	}
	switch {
	case a.asJSON:
		err = writeJSON(a.stdout, newIndexReport(report))
	case !a.quiet:
		_, err = fmt.Fprintln(a.stdout, summary(report))
	}
	if skipped := skippedIn(report.Problems); err == nil && skipped > 0 {
		err = skippedError{fmt.Errorf("%s skipped, for the reasons above; the rest is indexed", count(skipped, "item"))}
	}
	return err
}

// sourcesToIndex are the paths that were named, else what was indexed the last time, else
// the sample corpus.
func (a *app) sourcesToIndex(ctx context.Context, paths []string) (sources, error) {
	if len(paths) > 0 {
		return pathSources(paths)
	}
	live, err := a.liveGeneration(ctx)
	if errors.Is(err, corpus.ErrNotFound) {
		a.note("No paths are given and none were indexed before, so the sample corpus is.")
		return sampleSources(), nil
	}
	if err != nil {
		return sources{}, err
	}
	return recordedSources(live.Sources)
}

// build brings the index in a database file up to date with its sources, showing progress
// and printing what could not be used.
func (a *app) build(ctx context.Context, model embed.Embedder, database string, from sources) (index.Report, error) {
	record, err := store.Open(ctx, database, store.Options{})
	if err != nil {
		return index.Report{}, err
	}
	defer record.Close()
	docs, err := withChanges(ctx, record, from.documents(ctx, source.Options{MaxBytes: a.cfg.maxFileBytes()}))
	if err != nil {
		return index.Report{}, err
	}
	bar := a.newProgress(map[string]string{"reading": "articles", "embedding": "passages", "writing": "articles"})
	approve := a.approver(model, true)
	if approve != nil {
		ask := approve
		approve = func(ctx context.Context, texts iter.Seq[string]) error {
			bar.close()
			return ask(ctx, texts)
		}
	}
	report, err := index.Build(ctx, a.lg, record, model, docs, index.Options{
		Sources:  from.names,
		Progress: func(p index.Progress) { bar.show(p.Stage, p.Done, p.Total) },
		Approve:  approve,
	})
	bar.close()
	a.warnOf(report.Problems)
	return report, interrupted(ctx, err, "the index is as it was, and the passages embedded so far are kept for the next run")
}

// maxWarnings bounds the lines about things that were skipped.
const maxWarnings = 200

// warnOf prints what was skipped or mended while reading, a line each.
func (a *app) warnOf(problems []error) {
	for i, err := range problems {
		if i == maxWarnings {
			a.warn("and %d more; --json lists them all", len(problems)-i)
			return
		}
		p := newProblem(err)
		switch {
		case !p.Kept:
			a.warn("skipped %s", oneLine(err.Error()))
		case !a.quiet:
			a.warn("%s", oneLine(err.Error()))
		}
	}
}

func newProblem(err error) problem {
	if p, ok := errors.AsType[*source.Problem](err); ok {
		return problem{Path: p.Path, Line: p.Line, Kept: p.Kept, Reason: p.Err.Error()}
	}
	return problem{Reason: err.Error()}
}

func skippedIn(problems []error) int {
	skipped := 0
	for _, err := range problems {
		if !newProblem(err).Kept {
			skipped++
		}
	}
	return skipped
}

// summary is one line on what a build did.
func summary(r index.Report) string {
	what := fmt.Sprintf("%s, %s", count(r.Documents, "article"), count(r.Passages, "passage"))
	took := r.Took.Round(10 * time.Millisecond).Seconds()
	if r.Unchanged {
		return fmt.Sprintf("Nothing has changed: %s (index %d, %.2f s)", what, r.Generation, took)
	}
	did := counts(", ", fmt.Sprintf("%d added", r.Added), fmt.Sprintf("%d changed", r.Changed), fmt.Sprintf("%d removed", r.Removed))
	if did != "" {
		did = ": " + did
	}
	return fmt.Sprintf("Indexed %s%s (index %d, %.2f s)", what, did, r.Generation, took)
}

func newIndexReport(r index.Report) indexReport {
	report := indexReport{
		Generation: r.Generation, Unchanged: r.Unchanged, Documents: r.Documents, Passages: r.Passages,
		Added: r.Added, Changed: r.Changed, Removed: r.Removed, Kept: r.Kept,
		Embedded: r.Embedded, FromCache: r.FromCache, Problems: []problem{}, Took: r.Took.Milliseconds(),
	}
	for _, err := range r.Problems {
		report.Problems = append(report.Problems, newProblem(err))
	}
	return report
}
