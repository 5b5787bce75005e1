package store

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// readOnlyDatabase is a database with one generation in a folder that a stranger cannot
// write to.
func readOnlyDatabase(t *testing.T) (path string, st *Store) {
	t.Helper()
	path = filepath.Join(readableDir(t), "sitrep.db")
	st, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	mustBuild(t, st, article("a", "One. Two."))
	return path, st
}

func protect(t *testing.T, path string) {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if err := os.Chmod(file, 0o444); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Dir(path), 0o555); err != nil {
		t.Fatal(err)
	}
}

// runStranger runs a task in a process that may not write here.
func runStranger(t *testing.T, task, path string) (out string, err error) {
	t.Helper()
	cmd := child(t, task, path)
	stranger(cmd)
	b, err := cmd.Output()
	return string(b), err
}

const oneDocument = "generation 1 documents 1 damaged 0\n"

func TestReadInAReadOnlyFolder(t *testing.T) {
	t.Parallel()
	path, st := readOnlyDatabase(t)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	protect(t, path)
	if out, err := runStranger(t, "read", path); err != nil || out != oneDocument {
		t.Errorf("read: %s, %v", out, err)
	}
	out, err := runStranger(t, "open", path)
	if err == nil || !strings.Contains(out, ErrReadOnly.Error()) || strings.Count(out, "\n") != 1 {
		t.Errorf("open for writing: %q, %v", out, err)
	}
	out, err = runStranger(t, "open", filepath.Join(filepath.Dir(path), "new", "sitrep.db"))
	if err == nil || !strings.Contains(out, ErrReadOnly.Error()) || strings.Count(out, "\n") != 1 {
		t.Errorf("create: %q, %v", out, err)
	}
}

func TestReadInAReadOnlyFolderBesideAWriter(t *testing.T) {
	t.Parallel()
	path, _ := readOnlyDatabase(t) // still open, with its log
	protect(t, path)
	if out, err := runStranger(t, "read", path); err != nil || out != oneDocument {
		t.Errorf("read: %s, %v", out, err)
	}
}

// A copy of a database without its log's index cannot be read without writing; the message
// says what to do rather than leave out what the log holds.
func TestReadOnlyCopyWithALog(t *testing.T) {
	t.Parallel()
	path, st := readOnlyDatabase(t)
	if err := st.Migrate(t.Context(), "notes", []string{"CREATE TABLE notes_items (item TEXT)"}); err != nil { // into the log
		t.Fatal(err)
	}
	copied := filepath.Join(readableDir(t), "copy.db")
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		if err == nil {
			err = os.WriteFile(copied+suffix, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	protect(t, copied)
	out, err := runStranger(t, "read", copied)
	if err == nil || !strings.Contains(out, "open it once where it can be written to") || strings.Count(out, "\n") != 1 {
		t.Errorf("read: %q, %v", out, err)
	}
}

// A file that is read as if nobody could change it is changed by somebody who can.
func TestReadOnlyFolderNoticesAWriter(t *testing.T) {
	t.Parallel()
	path, st := readOnlyDatabase(t)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	protect(t, path)
	cmd := child(t, "read-after-writer", path)
	stranger(cmd)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewReader(pipe)
	if line, err := out.ReadString('\n'); line != oneDocument {
		t.Fatalf("first: %q, %v", line, err)
	}
	if os.Getuid() != 0 { // root may write all the same
		if err := os.Chmod(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	writer := open(t, path)
	mustBuild(t, writer, article("a", "One. Two."), article("b", "Three."))
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(in, "\n"); err != nil {
		t.Fatal(err)
	}
	if line, err := out.ReadString('\n'); line != "generation 2 documents 2 damaged 0\n" {
		t.Errorf("then: %q, %v", line, err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
