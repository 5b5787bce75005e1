package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What can be wrong with the file or the disk under it. Every method returns them wrapped,
// in one line that names the file and the way out.
var (
	// ErrCorrupt says that the file is damaged, cut short or no database. It is left as it
	// is: what can be saved is for a person to decide.
	ErrCorrupt = errors.New("the database is damaged")
	// ErrForeign says that the file is a database of another program.
	ErrForeign = errors.New("not a sitrep database")
	// ErrNewer says that the file was made by a newer sitrep.
	ErrNewer = errors.New("the database was made by a newer sitrep")
	// ErrOlder says that the file was made by an older sitrep, or that the sitrep that makes
	// it has not finished: opening it for writing brings it up to date.
	ErrOlder = errors.New("the database was made by an older sitrep, or is not finished")
	// ErrReadOnly says that something had to be written and cannot be: the folder, the file
	// or the file system forbids it, or the store was opened for reading.
	ErrReadOnly = errors.New("the database cannot be written to")
	// ErrFull says that the disk is full. What was committed before is intact.
	ErrFull = errors.New("the disk is full")
	// ErrBusy says that another process was writing for longer than busyTimeout. A retry
	// can help.
	ErrBusy = errors.New("the database is busy")
)

// LockedError says that another build holds the writer's lock. PID is 0 and Since zero
// where the holder could not be made out.
type LockedError struct {
	Path  string // of the lock file
	PID   int
	Host  string
	Since time.Time
}

// Error names the holder and what to do.
func (e *LockedError) Error() string {
	var about []string
	if e.PID != 0 {
		about = append(about, fmt.Sprintf("pid %d", e.PID))
	}
	if here, err := os.Hostname(); e.Host != "" && (err != nil || e.Host != here) {
		about = append(about, "on "+e.Host)
	}
	if !e.Since.IsZero() {
		about = append(about, "since "+e.Since.Local().Format("15:04"))
	}
	holder := "another sitrep"
	if e.PID == os.Getpid() {
		holder = "this sitrep"
	}
	if len(about) > 0 {
		holder += " (" + strings.Join(about, ", ") + ")"
	}
	return holder + " is indexing; wait or stop it"
}

// explain turns an error of SQLite or of the operating system into one of the package's
// own, and passes on any other. A cancelled ctx wins: SQLite reports it as an interrupt.
func (s *Store) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(s.path, err)
}

func explain(path string, err error) error {
	for _, own := range []error{ErrCorrupt, ErrForeign, ErrNewer, ErrOlder, ErrReadOnly, ErrFull, ErrBusy} {
		if errors.Is(err, own) {
			return err
		}
	}
	switch kind := classify(err); kind {
	case ErrCorrupt:
		return corrupt(path, err)
	case ErrFull:
		return fmt.Errorf("%s: %w: make room and run it again; what was there before is intact", path, ErrFull)
	case ErrReadOnly:
		return fmt.Errorf("%s: %w: give yourself write permission, or name another folder with --data", path, ErrReadOnly)
	case ErrBusy:
		return fmt.Errorf("%s: %w: another process has been writing to it for %v; try again", path, ErrBusy, busyTimeout)
	default:
		return fmt.Errorf("%s: %w", path, err)
	}
}

// Damaged is the error for damage that a user of the store has found in it, an ErrCorrupt.
func (s *Store) Damaged(why error) error { return corrupt(s.path, why) }

func corrupt(path string, why any) error {
	return fmt.Errorf("%s: %w (%v): restore a backup, or move the file aside and run \"sitrep index\"",
		path, ErrCorrupt, why)
}

// explainOwn is for what only the record's own statements do: that one of them does not fit
// the tables, or the tables contradict each other, means that the file is damaged.
func (s *Store) explainOwn(err error) error {
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	switch failure.Code() & 0xff {
	case sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH:
		return corrupt(s.path, failure)
	}
	return err
}

// classify names the sentinel that an error of SQLite or of the operating system comes
// down to, or returns nil.
func classify(err error) error {
	if failure, ok := errors.AsType[*sqlite.Error](err); ok {
		switch failure.Code() {
		case sqlite3.SQLITE_IOERR_SHMSIZE: // no room for the log's index
			return ErrFull
		case sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS:
			return ErrCorrupt
		}
		switch failure.Code() & 0xff {
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return ErrCorrupt
		case sqlite3.SQLITE_FULL:
			return ErrFull
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
			return ErrReadOnly
		case sqlite3.SQLITE_BUSY:
			return ErrBusy
		}
		return nil
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return ErrFull
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return ErrReadOnly
	}
	return nil
}
