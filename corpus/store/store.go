package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"
)

// busyTimeout is how long a write waits for another process to finish its own.
const busyTimeout = 10 * time.Second

// Options say how a store is opened. The zero value reads and writes.
type Options struct {
	// ReadOnly opens an existing file and never writes to it nor to its folder. It works
	// while another process writes, and in a folder or on a file system that cannot be
	// written to.
	ReadOnly bool
}

// Store is an open database file. It is safe for concurrent use; [Store.Close] when done.
type Store struct {
	path  string
	write *sql.DB // one connection; nil when opened for reading

	mu     sync.Mutex
	read   *sql.DB
	frozen *fileStamp // the state of a file that is read as if nobody could change it
}

// Path is the name of the database file.
func (s *Store) Path() string { return s.path }

// Close waits for transactions under way and closes the file. It may be called twice.
func (s *Store) Close() error {
	var writing error
	if s.write != nil {
		writing = s.write.Close()
	}
	return errors.Join(s.read.Close(), writing)
}

// Read calls fn in a transaction that sees one state of the whole file, whatever is
// written meanwhile. fn must not keep tx, and must not start another transaction.
func (s *Store) Read(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := s.beginReading(ctx)
	if err == nil {
		err = within(tx, fn)
	}
	return s.explain(ctx, err)
}

// Write calls fn in a transaction that has the file's write lock from its first statement
// on, and commits it unless fn fails. Keep it short: every other writer waits, and gets
// ErrBusy after ten seconds. fn must not start another transaction.
func (s *Store) Write(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if s.write == nil {
		return fmt.Errorf("%s: %w: it was opened for reading only", s.path, ErrReadOnly)
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err == nil {
		err = within(tx, fn)
	}
	return s.explain(ctx, err)
}

func within(tx *sql.Tx, fn func(tx *sql.Tx) error) error {
	if err := fn(tx); err != nil {
		_ = tx.Rollback() // the first error tells more
		return err
	}
	return tx.Commit()
}

// Check reads the whole file and returns ErrCorrupt if its structure is damaged. It takes
// about a second for each 500 MB.
func (s *Store) Check(ctx context.Context) error {
	return s.Read(ctx, func(tx *sql.Tx) error {
		var verdict string
		if err := tx.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
			return err
		}
		if verdict != "ok" {
			return corrupt(s.path, verdict)
		}
		return nil
	})
}
