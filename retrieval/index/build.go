package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"strings"
	"time"

	"sitrep/corpus"
	"sitrep/corpus/source"
	"sitrep/corpus/split"
	"sitrep/corpus/store"
	"sitrep/retrieval/embed"
)

// ErrEmpty is returned, wrapped, by [Build] when its sources hold not one document.
var ErrEmpty = errors.New("nothing was read")

// Build makes the documents of docs the live generation of st. Of docs, an error of type
// *source.Problem is noted in the report, and any other ends the build. Another build
// under way is a *store.LockedError.
//
// If it fails, or ctx ends, the live generation stays as it was, and the vectors made so
// far are kept for the next build; the report then tells how far it came.
func Build(ctx context.Context, lg *slog.Logger, st *store.Store, e embed.Embedder, docs iter.Seq2[corpus.Document, error], opts Options) (report Report, err error) {
	started := time.Now()
	writer, err := st.BeginBuild(ctx)
	if err != nil {
		return Report{}, err
	}
	b := &builder{lg: lg, store: st, writer: writer, embedder: e, opts: opts}
	err = b.run(ctx, docs)
	err = errors.Join(err, writer.Close())
	b.report.Took = time.Since(started)
	if err != nil {
		return b.report, fmt.Errorf("build the index: %w", err)
	}
	return b.report, nil
}

// builder is one run of Build.
type builder struct {
	lg       *slog.Logger
	store    *store.Store
	writer   *store.Build
	embedder embed.Embedder
	opts     Options
	report   Report
}

func (b *builder) run(ctx context.Context, docs iter.Seq2[corpus.Document, error]) error {
	documents, err := b.readAll(ctx, docs)
	if err != nil {
		return err
	}
	if len(documents) == 0 && !b.opts.AllowEmpty {
		return b.errEmpty()
	}
	vectors, err := b.storedVectors(ctx)
	if err != nil {
		return err
	}
	before, err := b.readPrevious(ctx, vectors)
	if err != nil {
		return err
	}
	b.compare(before, documents)
	if b.unchanged(before) {
		return b.keep(ctx)
	}
	members, err := b.layOut(ctx, before, documents)
	if err != nil {
		return err
	}
	if err := b.embedMissing(ctx, members, vectors); err != nil {
		return err
	}
	if err := b.write(ctx, members); err != nil {
		return err
	}
	live, err := b.writer.Publish(ctx)
	if err != nil {
		return err
	}
	b.finish(ctx, live)
	return nil
}

func (b *builder) errEmpty() error {
	from := "the sources"
	if len(b.opts.Sources) > 0 {
		from = strings.Join(b.opts.Sources, ", ")
	}
	return fmt.Errorf("%w from %s: the index stays as it was", ErrEmpty, from)
}

// plan is what this build makes a generation with.
func (b *builder) plan() store.Plan {
	return store.Plan{
		Fingerprint:  b.embedder.Fingerprint().String(),
		SplitVersion: split.Version,
		TextVersion:  textVersion,
		Sources:      b.opts.Sources,
	}
}

// readAll collects the documents in ascending order of id, and problems in the report. An
// order that only depends on which documents there are makes equal scores rank alike from
// one generation to the next.
func (b *builder) readAll(ctx context.Context, docs iter.Seq2[corpus.Document, error]) ([]corpus.Document, error) {
	var documents []corpus.Document
	progress := b.stage(StageReading, 0)
	ids := map[corpus.DocumentID]bool{}
	for doc, err := range docs {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if problem, ok := errors.AsType[*source.Problem](err); ok {
			b.report.Problems = append(b.report.Problems, problem)
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read the sources: %w", err)
		}
		if ids[doc.ID] {
			b.report.Problems = append(b.report.Problems, &source.Problem{Path: string(doc.ID), Err: source.ErrDuplicate})
			continue
		}
		ids[doc.ID] = true
		documents = append(documents, doc)
		progress(1)
	}
	slices.SortFunc(documents, func(x, y corpus.Document) int { return strings.Compare(string(x.ID), string(y.ID)) })
	return documents, ctx.Err()
}

func (b *builder) storedVectors(ctx context.Context) (map[store.VectorKey]store.VectorID, error) {
	print := b.embedder.Fingerprint()
	vectors, damaged, err := b.writer.Vectors(ctx, print.String(), print.Dimensions)
	if damaged > 0 {
		b.lg.WarnContext(ctx, "damaged vectors were deleted and are made anew", "vectors", damaged)
	}
	return vectors, err
}

// stage announces a stage and returns what to call after each step.
func (b *builder) stage(name string, total int) (step func(done int)) {
	p := Progress{Stage: name, Total: total}
	started := time.Now()
	step = func(done int) {
		p.Done += done
		p.Took = time.Since(started)
		if b.opts.Progress != nil {
			b.opts.Progress(p)
		}
	}
	step(0)
	return step
}

// keep ends a build that found nothing to do.
func (b *builder) keep(ctx context.Context) error {
	live, err := b.writer.Keep(ctx, b.opts.Sources)
	if err != nil {
		return err
	}
	b.report.Unchanged = true
	b.report.FromCache = live.Passages
	b.finish(ctx, live)
	return nil
}

// finish deletes what the live generation does not need. The index is good whether or not
// that works, and the next build tries again.
func (b *builder) finish(ctx context.Context, live store.Generation) {
	b.report.Generation = live.Number
	b.report.Documents, b.report.Passages = live.Documents, live.Passages
	gone, err := b.writer.Collect(ctx)
	if err != nil {
		b.lg.WarnContext(ctx, "the index is complete, but what it no longer holds could not all be deleted; the next run tries again", "err", err)
		return
	}
	if gone.LogKept {
		b.lg.WarnContext(ctx, "another sitrep is reading; deleted text may stay in the write-ahead log until it stops")
	}
	b.lg.DebugContext(ctx, "deleted what has gone", "documents", gone.Documents, "vectors", gone.Vectors)
}
