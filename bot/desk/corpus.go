package desk

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"sitrep/bot/locale"
	"sitrep/bot/render/message"
	"sitrep/corpus/store"
)

// Librarian looks after the corpus. Implementations are safe for concurrent use.
type Librarian interface {
	// Reindex reads all sources again and makes what they hold the index; the desk's Live
	// is the new one when it returns. Until then, and if it fails or ctx ends, the old index
	// stays. Progress is called by one goroutine. Where another process indexes at the
	// moment the error is a *store.LockedError.
	Reindex(ctx context.Context, progress func(message.Progress)) (message.Outcome, error)
}

// reindexing is the re-index that runs, if one does.
type reindexing struct {
	mu     sync.Mutex
	cancel context.CancelCauseFunc // nil while none runs
	latest message.Progress
}

// errCancelled says that a person stopped the re-index.
var errCancelled = errors.New("cancelled")

// begin reserves the one place there is, or reports false.
func (r *reindexing) begin(cancel context.CancelCauseFunc) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cancel != nil {
		return false
	}
	r.cancel, r.latest = cancel, message.Progress{}
	return true
}

func (r *reindexing) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cancel = nil
}

func (r *reindexing) note(p message.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.latest = p
}

// progress is how far the re-index is, or nil if none runs.
func (r *reindexing) progress() *message.Progress {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cancel == nil {
		return nil
	}
	latest := r.latest
	return &latest
}

// stop cancels the re-index, and reports whether one ran.
func (r *reindexing) stop() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cancel == nil {
		return false
	}
	r.cancel(errCancelled)
	return true
}

// reindex answers /corpus reindex: it shows how far it is once a second, and how it ended.
// It goes on when the interaction that began it has run out.
func reindex(ctx context.Context, c *call) error {
	if c.desk.library.Admin == nil {
		return c.sorry(locale.SorryNoReindex)
	}
	work, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cancel(nil)
	if !c.desk.reindexing.begin(cancel) {
		return c.sorry(locale.SorryReindexing)
	}
	defer c.desk.reindexing.end()
	defer context.AfterFunc(c.desk.closing, func() { cancel(errClosing) })()

	type result struct {
		outcome message.Outcome
		err     error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- result{err: panicked(p)}
			}
		}()
		outcome, err := c.desk.library.Admin.Reindex(work, c.desk.reindexing.note)
		done <- result{outcome, err}
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
			if context.Cause(work) != nil && r.err != nil {
				r.err = context.Cause(work)
			}
			if err := c.audit(ctx, r.err); err != nil {
				return err
			}
			return c.reindexed(ctx, r.outcome, r.err)
		}
	}
}

// reindexed says how a re-index ended.
func (c *call) reindexed(ctx context.Context, outcome message.Outcome, err error) error {
	_, locked := errors.AsType[*store.LockedError](err)
	switch {
	case err == nil:
		return c.to.Show(ctx, c.post(c.renderer().Reindexed(outcome), ""))
	case errors.Is(err, errCancelled):
		return c.notice(ctx, locale.ReindexStopped)
	case locked:
		return c.sorry(locale.SorryReindexing)
	case errors.Is(err, store.ErrFull):
		return c.sorry(locale.SorryDiskFull)
	case errors.Is(err, errClosing):
		return err
	}
	c.desk.lg.ErrorContext(ctx, "re-index failed", "err", err)
	return c.notice(ctx, locale.ReindexFailed, err.Error())
}

// cancelReindex handles the button below the progress.
func cancelReindex(ctx context.Context, c *call) error {
	if !c.desk.reindexing.stop() {
		return c.sorry(locale.SorryNoReindex)
	}
	return c.notice(ctx, locale.ReindexStopped)
}

// statusPages is the state of the corpus. Admins see all of it, whatever the channel.
func statusPages(_ context.Context, c *call, _ string) ([]message.Page, error) {
	if !mayAdminister(c.settings, &c.Request) {
		return nil, c.sorry(locale.SorryNotAdmin)
	}
	live := c.desk.library.Live()
	s := message.Status{
		Generation: live.Generation.Number, Built: live.Generation.Created, Embedder: live.Generation.Fingerprint,
		Articles: len(live.Documents), Passages: live.Generation.Passages, Groups: c.desk.library.Groups.Len(),
		Places: live.Generation.Sources, Running: c.desk.reindexing.progress(),
	}
	names := map[string]bool{}
	for i := range live.Documents {
		doc := &live.Documents[i].Document
		names[doc.Publisher] = true
		s.Newest = max(s.Newest, dayOf(doc))
		if doc.Collection != "" && !slices.Contains(s.Collections, doc.Collection) {
			s.Collections = append(s.Collections, doc.Collection)
		}
	}
	s.Publishers = len(names)
	slices.Sort(s.Collections)
	return c.renderer().Status(s), nil
}

// maxActs is how many entries of the audit log are shown.
const maxActs = 100

func historyPages(ctx context.Context, c *call, _ string) ([]message.Page, error) {
	if !mayAdminister(c.settings, &c.Request) {
		return nil, c.sorry(locale.SorryNotAdmin)
	}
	acts, err := c.desk.library.State.Acts(ctx, c.Guild, 0, maxActs)
	if err != nil {
		return nil, err
	}
	var shown []message.Act
	for _, a := range acts {
		shown = append(shown, message.Act(a))
	}
	return c.renderer().History(shown), nil
}
