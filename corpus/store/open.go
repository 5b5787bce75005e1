package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// readConnections bounds the connections of one store that read at a time.
const readConnections = 8

// Open opens the database file at path, and unless opts.ReadOnly creates it and its folder
// where missing and brings an older schema up to date. Opening for reading a file that
// does not exist is an error that is fs.ErrNotExist.
func Open(ctx context.Context, path string, opts Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path}
	if opts.ReadOnly {
		err = s.openReading(ctx)
	} else {
		err = s.openWriting(ctx)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Store) openWriting(ctx context.Context) error {
	if err := createFile(s.path); err != nil {
		return explain(s.path, err)
	}
	s.write = connect(s.path, "mode=rw&_txlock=immediate", 1,
		"synchronous(FULL)", "secure_delete(ON)", "foreign_keys(ON)")
	if err := s.prepare(ctx); err != nil {
		_ = s.write.Close()
		return s.explainOwn(s.explain(ctx, err))
	}
	s.read = connect(s.path, "mode=rw", readConnections, "query_only(ON)")
	return nil
}

// createFile makes an empty database that only its owner may read: articles can be marked
// as not for everyone. SQLite gives the files beside it the same permissions.
func createFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

// connect makes a pool of connections; none is opened yet. Parameters are those of a
// SQLite URI and of the driver, pragmas are set on each connection.
func connect(path, parameters string, limit int, pragmas ...string) *sql.DB {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") { // a drive letter
		slashed = "/" + slashed
	}
	dsn := "file://" + (&url.URL{Path: slashed}).EscapedPath() + "?" + parameters
	dsn += fmt.Sprintf("&_busy_timeout=%d&_error_rc=1&_defensive=1", busyTimeout.Milliseconds())
	for _, pragma := range append(pragmas, "cell_size_check(ON)", "trusted_schema(OFF)") {
		dsn += "&_pragma=" + pragma
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		panic(err) // the driver is registered above, and opens nothing yet
	}
	db.SetMaxOpenConns(limit)
	db.SetMaxIdleConns(limit)
	return db
}

// prepare makes a new file a database with a write-ahead log, and steps its schema.
func (s *Store) prepare(ctx context.Context) error {
	if _, err := s.steps(ctx, s.write); err != nil { // nothing is done to what is not ours
		return err
	}
	if _, err := s.write.ExecContext(ctx, fmt.Sprintf("PRAGMA page_size=%d", pageSize)); err != nil {
		return err
	}
	if err := s.useLog(ctx); err != nil {
		return err
	}
	return s.Write(ctx, func(tx *sql.Tx) error {
		version, err := s.identify(ctx, tx)
		if err != nil || version == len(schema()) {
			return err
		}
		for _, step := range schema()[version:] {
			if _, err := tx.ExecContext(ctx, step); err != nil {
				return fmt.Errorf("step the schema: %w", err)
			}
		}
		_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d",
			applicationID, len(schema())))
		return err
	})
}

// useLog switches a new file to a write-ahead log. The switch does not wait for other
// connections as everything else does, so two processes that create one file meet here.
func (s *Store) useLog(ctx context.Context) error {
	for deadline := time.Now().Add(busyTimeout); ; {
		var mode string
		err := s.write.QueryRowContext(ctx, "PRAGMA journal_mode=WAL").Scan(&mode)
		switch {
		case err == nil && mode == "wal":
			return nil
		case err == nil:
			return fmt.Errorf("the file system of %s cannot hold a shared database; use a local disk", s.path)
		case !errors.Is(classify(err), ErrBusy) || time.Now().After(deadline):
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// steps is identify in a transaction of its own.
func (s *Store) steps(ctx context.Context, db *sql.DB) (steps int, err error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	err = within(tx, func(tx *sql.Tx) error {
		steps, err = s.identify(ctx, tx)
		return err
	})
	return steps, err
}

// identify returns how many steps of the schema a sitrep database has taken: 0 for a file
// that is still empty. Other databases are refused.
func (s *Store) identify(ctx context.Context, tx *sql.Tx) (steps int, err error) {
	var application, tables int
	for pragma, into := range map[string]*int{
		"PRAGMA user_version":                &steps,
		"PRAGMA application_id":              &application,
		"SELECT count(*) FROM sqlite_schema": &tables,
	} {
		if err := tx.QueryRowContext(ctx, pragma).Scan(into); err != nil {
			return 0, err
		}
	}
	switch {
	case application == 0 && steps == 0 && tables == 0:
		return 0, nil
	case application != applicationID:
		return 0, fmt.Errorf("%s: %w: name another folder with --data", s.path, ErrForeign)
	case steps < 1:
		return 0, corrupt(s.path, fmt.Sprintf("schema version %d", steps))
	case steps > len(schema()):
		return 0, fmt.Errorf("%s: %w (schema %d, this one knows %d): update sitrep",
			s.path, ErrNewer, steps, len(schema()))
	}
	return steps, nil
}
