package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"sitrep/corpus"
)

// oneLine fails unless err is of the kind wanted and says so in one line that holds every
// hint.
func oneLine(t *testing.T, err, want error, hints ...string) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
		return
	}
	for _, hint := range hints {
		if !strings.Contains(err.Error(), hint) {
			t.Errorf("%q does not say %q", err, hint)
		}
	}
	if strings.ContainsAny(err.Error(), "\n\r") {
		t.Errorf("%q is more than one line", err)
	}
}

func TestOpenCreatesFolderAndFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "folder", "100% odd?name#.db")
	st := open(t, path)
	mustBuild(t, st, article("a", "One."))
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		t.Errorf("permissions %o, want 600", mode)
	}
	if st.Path() != path {
		t.Errorf("path %q, want %q", st.Path(), path)
	}
	if err := st.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestReopenKeepsEverything(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sitrep.db")
	st, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc := article("a", "One. Two.")
	mustBuild(t, st, doc)
	if err := errors.Join(st.Close(), st.Close()); err != nil {
		t.Fatal(err)
	}
	for _, opts := range []Options{{}, {ReadOnly: true}} {
		again, err := Open(t.Context(), path, opts)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := again.Document(t.Context(), 1, "a"); err != nil || got != doc {
			t.Errorf("%+v: got %+v, %v", opts, got, err)
		}
		if err := again.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenRefusesOtherFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign.db")
	db, err := sql.Open("sqlite", foreign)
	if err == nil {
		_, err = db.Exec("CREATE TABLE other (thing TEXT)")
	}
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("This is no database at all. ", 400)), 0o600); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.db")
	st := open(t, newer)
	if err := st.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), "PRAGMA user_version=99")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	foreignBytes, err := os.ReadFile(foreign)
	if err != nil {
		t.Fatal(err)
	}
	for _, opts := range []Options{{}, {ReadOnly: true}} {
		_, err := Open(t.Context(), foreign, opts)
		oneLine(t, err, ErrForeign, foreign, "--data")
		_, err = Open(t.Context(), text, opts)
		oneLine(t, err, ErrCorrupt, text, "sitrep index", "backup")
		_, err = Open(t.Context(), newer, opts)
		oneLine(t, err, ErrNewer, newer, "update sitrep")
	}
	if content, err := os.ReadFile(foreign); err != nil || !bytes.Equal(content, foreignBytes) {
		t.Errorf("the other program's file was touched, %v", err)
	}
	if content, err := os.ReadFile(text); err != nil || !strings.HasPrefix(string(content), "This is no database") {
		t.Errorf("the file was touched: %.20q, %v", content, err)
	}
	_, err = Open(t.Context(), filepath.Join(dir, "absent.db"), Options{ReadOnly: true})
	oneLine(t, err, fs.ErrNotExist, "absent.db", "sitrep index")
	empty := filepath.Join(dir, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), empty, Options{ReadOnly: true}); err == nil || !strings.Contains(err.Error(), "sitrep index") {
		t.Errorf("empty file opened for reading: %v", err)
	}
}

func TestManyProcessesCreateOneFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sitrep.db")
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			if out, err := child(t, "open", path).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	group.Wait()
	if err := open(t, path).Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestReadOnlyStoreRefusesToWrite(t *testing.T) {
	t.Parallel()
	writer := newStore(t)
	st, err := Open(t.Context(), writer.Path(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	oneLine(t, st.Write(t.Context(), func(*sql.Tx) error { return nil }), ErrReadOnly, writer.Path())
	_, err = st.BeginBuild(t.Context())
	oneLine(t, err, ErrReadOnly, writer.Path())
	oneLine(t, st.Migrate(t.Context(), "notes", []string{"CREATE TABLE notes_items (item TEXT)"}), ErrReadOnly)
	err = writer.Read(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), "DELETE FROM documents")
		return err
	})
	oneLine(t, err, ErrReadOnly)
}

func TestCancelledContext(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := st.Check(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("read: %v", err)
	}
	if _, err := st.BeginBuild(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("build: %v", err)
	}
	if _, err := Open(ctx, filepath.Join(t.TempDir(), "other.db"), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("open: %v", err)
	}
	mustBuild(t, st, article("a", "One.")) // the lock was given back
}

func TestMigrate(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	steps := []string{"CREATE TABLE notes_items (item TEXT)", "ALTER TABLE notes_items ADD COLUMN author TEXT"}
	for n := range len(steps) + 1 {
		if err := st.Migrate(t.Context(), "notes", steps[:n]); err != nil {
			t.Fatal(err)
		}
		if err := st.Migrate(t.Context(), "notes", steps[:n]); err != nil {
			t.Fatal(err)
		}
	}
	err := st.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO notes_items (item, author) VALUES ('call back', 'me')")
		return err
	})
	if err != nil {
		t.Error(err)
	}
	oneLine(t, st.Migrate(t.Context(), "notes", steps[:1]), ErrNewer, "notes")
	if err := st.Migrate(t.Context(), "other", []string{"CREATE TABLE other_items (item TEXT)", "nonsense"}); err == nil {
		t.Error("a step that is no SQL passed")
	}
	// The failed migration left nothing behind.
	if err := st.Migrate(t.Context(), "other", []string{"CREATE TABLE other_items (item TEXT)"}); err != nil {
		t.Error(err)
	}
}

func TestBackup(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	docs := []corpus.Document{article("a", "One. Two."), article("b", "Three.")}
	mustBuild(t, st, docs...)
	reader, err := Open(t.Context(), st.Path(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for n, from := range []*Store{st, reader} {
		path := filepath.Join(t.TempDir(), fmt.Sprintf("backup%d.db", n))
		if err := from.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		oneLine(t, from.Backup(t.Context(), path), fs.ErrExist, path)
		copied := open(t, path)
		c, err := read(t.Context(), copied)
		if err != nil {
			t.Fatal(err)
		}
		if diff := c.matches(docs); diff != "" {
			t.Error(diff)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("backup is %v, %v", info.Mode(), err)
		}
		mustBuild(t, copied, article("c", "Four."))
	}
}
