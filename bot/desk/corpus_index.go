package desk

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"sitrep/bot/locale"
	"sitrep/bot/render/message"
	"sitrep/corpus/store"
)

// PendingError says that a change to the corpus is kept, but not part of the index yet: the
// next re-index makes it so.
type PendingError struct{ Err error } // why not

// Error is why.
func (e *PendingError) Error() string { return "kept for the next re-index: " + e.Err.Error() }

// Unwrap returns why.
func (e *PendingError) Unwrap() error { return e.Err }

// job changes the index and says how that ended.
type job func(ctx context.Context, progress func(message.Progress)) (message.Page, error)

// indexing does a job that ends with a build of the index: it shows how far it is once a
// second, and how it ended; act and object go to the audit log. It goes on when the
// interaction that began it has run out.
func (c *call) indexing(ctx context.Context, act, object string, do job) error {
	if c.desk.library.Admin == nil {
		return c.sorry(locale.SorryNoReindex)
	}
	work, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cancel(nil)
	if !c.desk.reindexing.begin(cancel) {
		return c.sorry(locale.SorryReindexing)
	}
	end := sync.OnceFunc(c.desk.reindexing.end)
	defer end()
	defer context.AfterFunc(c.desk.closing, func() { cancel(errClosing) })()

	type result struct {
		page message.Page
		err  error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- result{err: panicked(p)}
			}
		}()
		page, err := do(work, c.desk.reindexing.note)
		done <- result{page, err}
	}()
	tick := time.NewTicker(editEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if p := c.desk.reindexing.progress(); p != nil {
				if err := c.to.Show(ctx, c.post(c.renderer().Reindexing(*p), "reindex")); err != nil {
					c.desk.lg.WarnContext(ctx, "progress not shown", "err", err)
				}
			}
		case r := <-done:
			end() // before anybody reads that it has ended, and begins the next
			err := cancelled(work, r.err)
			if err := c.log(ctx, act, object, err); err != nil {
				return err
			}
			if err != nil {
				return c.notIndexed(ctx, err)
			}
			return c.to.Show(ctx, c.post(r.page, ""))
		}
	}
}

// cancelled is an error, or why the work was broken off if that is what it is about.
func cancelled(work context.Context, err error) error {
	cause := context.Cause(work)
	if err == nil || cause == nil {
		return err
	}
	if _, pending := errors.AsType[*PendingError](err); pending {
		return &PendingError{Err: cause}
	}
	return cause
}

// notIndexed says what kept the index from being changed.
func (c *call) notIndexed(ctx context.Context, err error) error {
	if errors.Is(err, errClosing) {
		return err
	}
	page, told := c.whyNotAdded(err)
	if !told {
		page = c.whyNotIndexed(ctx, err)
	}
	if _, pending := errors.AsType[*PendingError](err); pending {
		page.Content = strings.Join([]string{page.Content, c.renderer().Notice(locale.ChangeWaits).Content}, "\n")
	}
	return c.to.Show(ctx, c.post(page, ""))
}

func (c *call) whyNotIndexed(ctx context.Context, err error) message.Page {
	r := c.renderer()
	_, locked := errors.AsType[*store.LockedError](err)
	switch {
	case errors.Is(err, errCancelled):
		return r.Notice(locale.ReindexStopped)
	case locked:
		return r.Notice(locale.SorryReindexing)
	case errors.Is(err, store.ErrFull):
		return r.Notice(locale.SorryDiskFull)
	}
	c.desk.lg.ErrorContext(ctx, "index not changed", "err", err)
	return r.Notice(locale.ReindexFailed, err.Error())
}
