package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/gofrs/flock"
)

// batch is how many rows one transaction writes, so that other writers wait milliseconds.
const batch = 256

// Build is the write side of one index build. It holds the writer's lock until
// [Build.Close]. Nothing it writes can be seen in the live generation before
// [Build.Publish]. It is for one goroutine.
type Build struct {
	store               *Store
	lock                *flock.Flock
	number              int64 // of the staged generation; 0 before Stage
	plan                Plan
	documents, passages int // staged so far
}

// BeginBuild takes the writer's lock, or returns a *LockedError that says who has it, and
// discards what a build that died has staged; its documents and vectors stay for now.
func (s *Store) BeginBuild(ctx context.Context) (*Build, error) {
	if s.write == nil {
		return nil, fmt.Errorf("%s: %w: it was opened for reading only", s.path, ErrReadOnly)
	}
	lock, err := acquireLock(s.path)
	if err != nil {
		return nil, err
	}
	b := &Build{store: s, lock: lock}
	if err := b.discard(ctx); err != nil {
		return nil, errors.Join(err, releaseLock(lock))
	}
	return b, nil
}

// Close gives the lock back. A generation that was staged and not published is left for
// the next build to discard. It may be called twice.
func (b *Build) Close() error {
	if b.lock == nil {
		return nil
	}
	lock := b.lock
	b.lock = nil
	return releaseLock(lock)
}

// write is Store.Write for the record's own tables.
func (b *Build) write(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return b.store.explainOwn(b.store.Write(ctx, fn))
}

func (b *Build) discard(ctx context.Context) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM generations WHERE state = 'building'")
		return err
	})
}

// Publish makes the staged generation the live one, in one transaction. The one before
// serves until then, and if it fails.
func (b *Build) Publish(ctx context.Context) (Generation, error) {
	var live Generation
	err := b.write(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{
			"UPDATE generations SET state = 'old' WHERE state = 'live'",
			fmt.Sprintf("UPDATE generations SET state = 'live' WHERE number = %d AND state = 'building'", b.number),
		} {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return err
			}
		}
		var err error
		live, err = (&View{store: b.store, tx: tx}).Live(ctx)
		return err
	})
	return live, err
}

// Keep leaves the live generation as it is, for sources that have not changed, and notes
// under which names they were read this time.
func (b *Build) Keep(ctx context.Context, sources []string) (Generation, error) {
	var live Generation
	text, err := encodeSources(sources)
	if err != nil {
		return live, err
	}
	err = b.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE generations SET sources = ? WHERE state = 'live' AND sources IS NOT ?", text, text)
		if err == nil {
			live, err = (&View{store: b.store, tx: tx}).Live(ctx)
		}
		return err
	})
	return live, err
}
