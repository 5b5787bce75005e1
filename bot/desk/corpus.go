package desk

import (
	"context"
	"errors"
	"slices"
	"sync"

	"sitrep/bot/locale"
	"sitrep/bot/render/message"
	"sitrep/corpus"
	"sitrep/corpus/added"
)

// Librarian looks after the corpus. Implementations are safe for concurrent use.
type Librarian interface {
	// Reindex reads all sources again and makes what they hold the index; the desk's Live
	// is the new one when it returns. Until then, and if it fails or ctx ends, the old index
	// stays. Progress is called by one goroutine. Where another process indexes at the
	// moment the error is a *store.LockedError.
	Reindex(ctx context.Context, progress func(message.Progress)) (message.Outcome, error)
	// Add reads a file or a page and adds the documents in it, which it returns, sealed and
	// at least one; those that the corpus has by the same id are replaced. Beside those of
	// Reindex its errors are a *source.Problem, those of source/web, ErrFile, ErrFileSize, and
	// *PendingError where the documents are kept but the index could not be built.
	Add(ctx context.Context, a Addition, progress func(message.Progress)) ([]corpus.Document, message.Outcome, error)
	// Remove takes an article out of the corpus, also if a source holds it, and Restore lets
	// one of a source come back. A *PendingError says that the index could not be built.
	Remove(ctx context.Context, who string, id corpus.DocumentID, title string, progress func(message.Progress)) (message.Outcome, error)
	Restore(ctx context.Context, id corpus.DocumentID, progress func(message.Progress)) (message.Outcome, error)
	// Absences lists the articles of the sources that were removed.
	Absences(ctx context.Context) ([]added.Absence, error)
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

// reindex answers /corpus reindex.
func reindex(ctx context.Context, c *call) error {
	return c.indexing(ctx, c.Name, c.object(), func(ctx context.Context, progress func(message.Progress)) (message.Page, error) {
		outcome, err := c.desk.library.Admin.Reindex(ctx, progress)
		return c.renderer().Reindexed(outcome), err
	})
}

// cancelReindex handles the button below the progress.
func cancelReindex(ctx context.Context, c *call) error {
	if !c.desk.reindexing.stop() {
		return c.sorry(locale.SorryNoReindex)
	}
	return c.notice(ctx, locale.ReindexStopped)
}

// statusPages is the state of the corpus. Those who look after it see all of it, whatever the
// channel.
func statusPages(ctx context.Context, c *call, _ string) ([]message.Page, error) {
	if !mayAdminister(c.settings, &c.Request) {
		return nil, c.sorry(locale.SorryNotAdmin)
	}
	if !c.desk.mayCurate(c.settings, &c.Request) {
		return nil, c.sorry(locale.SorryOtherServer)
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
	if c.desk.library.Admin != nil {
		away, err := c.desk.library.Admin.Absences(ctx)
		if err != nil {
			return nil, err
		}
		for _, a := range away {
			s.Removed = append(s.Removed, a.Title)
		}
	}
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
