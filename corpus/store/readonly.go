package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// openReading opens the file for reading beside others that read and write it. That needs
// the log's index (-shm) beside it; where there is none and none can be made, nobody has
// the file open, and it is read as it is, as if nobody could change it. If somebody does,
// beginReading notices.
func (s *Store) openReading(ctx context.Context) error {
	stamp, err := s.stamp()
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w: run \"sitrep index\" first", s.path, fs.ErrNotExist)
	}
	if err != nil {
		return explain(s.path, err)
	}
	db := connect(s.path, "mode=ro", readConnections)
	err = s.identifyReading(ctx, db)
	alone := needsLogIndex(err)
	if alone && stamp.logSize > 0 {
		_ = db.Close()
		return fmt.Errorf("%s: %w, and its log holds changes to take in: open it once where it can be written to",
			s.path, ErrReadOnly)
	}
	if alone {
		_ = db.Close()
		db = connect(s.path, "mode=ro&immutable=1", readConnections)
		err = s.identifyReading(ctx, db)
	}
	if err != nil {
		_ = db.Close()
		return s.explainOwn(s.explain(ctx, err))
	}
	if s.read != nil {
		_ = s.read.Close() // only ever read from
	}
	s.read, s.frozen = db, nil
	if alone {
		s.frozen = &stamp
	}
	return nil
}

// needsLogIndex reports whether the file could not be opened because the index of its log
// is missing and cannot be made.
func needsLogIndex(err error) bool {
	failure, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return false
	}
	primary := failure.Code() & 0xff
	return primary == sqlite3.SQLITE_CANTOPEN || primary == sqlite3.SQLITE_READONLY
}

// identifyReading refuses a file that is not ours or not complete.
func (s *Store) identifyReading(ctx context.Context, db *sql.DB) error {
	steps, err := s.steps(ctx, db)
	if err == nil && steps < len(schema()) {
		err = fmt.Errorf("%s: %w: run \"sitrep index\" first", s.path, ErrOlder)
	}
	return err
}

// beginReading starts a transaction, on the file opened anew if it was read as unchanging
// and has changed after all.
func (s *Store) beginReading(ctx context.Context) (*sql.Tx, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.frozen != nil {
		now, err := s.stamp()
		if err != nil {
			return nil, err
		}
		if now != *s.frozen {
			if err := s.openReading(ctx); err != nil {
				return nil, err
			}
		}
	}
	return s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
}

// fileStamp tells one state of the file and its log from another.
type fileStamp struct {
	size, logSize int64
	modified      time.Time
}

func (s *Store) stamp() (fileStamp, error) {
	file, err := os.Stat(s.path)
	if err != nil {
		return fileStamp{}, err
	}
	stamp := fileStamp{size: file.Size(), modified: file.ModTime()}
	log, err := os.Stat(s.path + "-wal")
	if err == nil {
		stamp.logSize = log.Size()
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fileStamp{}, err
	}
	return stamp, nil
}
