package retrieval

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"sitrep/corpus/group"
	"sitrep/corpus/store"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/index"
)

// Reader keeps a searcher for the live generation. Searches go on undisturbed while a newer
// generation is loaded beside the old one. It is safe for concurrent use.
type Reader struct {
	lg       *slog.Logger
	store    *store.Store
	embedder embed.Embedder
	groups   *group.Table
	with     []func(*Searcher) *Searcher
	current  atomic.Pointer[Searcher]
	loading  sync.Mutex // held while a generation is loaded
}

// NewReader loads the live generation of st. Its searchers find groups under the names
// that groups gives them, if that is not nil, and are made into what the functions with
// return, in their order. The errors are those of [index.Load].
func NewReader(ctx context.Context, lg *slog.Logger, st *store.Store, e embed.Embedder, groups *group.Table, with ...func(*Searcher) *Searcher) (*Reader, error) {
	r := &Reader{lg: lg, store: st, embedder: e, groups: groups, with: with}
	if _, err := r.Refresh(ctx); err != nil {
		return nil, err
	}
	return r, nil
}

// Searcher searches the generation that was live at the last refresh. It stays usable
// after the next one: a caller that searches twice for one answer keeps it.
func (r *Reader) Searcher() *Searcher { return r.current.Load() }

// Search searches the current generation.
func (r *Reader) Search(ctx context.Context, q Query) (Results, error) {
	return r.Searcher().Search(ctx, q)
}

// Refresh loads the live generation if it is another than the current one, and reports
// whether it was. On error the current generation goes on serving. While one refresh loads,
// others wait for it.
func (r *Reader) Refresh(ctx context.Context) (swapped bool, err error) {
	r.loading.Lock()
	defer r.loading.Unlock()
	live, err := r.store.Live(ctx)
	if err != nil {
		return false, fmt.Errorf("find the live generation: %w", err)
	}
	if current := r.current.Load(); current != nil && current.live.Generation.Number == live.Number {
		return false, nil
	}
	loaded, err := index.Load(ctx, r.lg, r.store, 0, r.embedder)
	if err != nil {
		return false, err
	}
	searcher := NewSearcher(loaded, r.embedder).WithGroups(r.groups)
	for _, with := range r.with {
		searcher = with(searcher)
	}
	r.current.Store(searcher)
	return true, nil
}
