package store

import (
	"bufio"
	"database/sql"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// otherWriter starts a process that holds the writer's lock until stop is called.
func otherWriter(t *testing.T, database string) (pid int, stop func()) {
	t.Helper()
	cmd := child(t, "hold-lock", database)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if line != "locked\n" {
		t.Fatalf("other process says %q, %v", line, err)
	}
	return cmd.Process.Pid, func() {
		_ = in.Close()
		_ = cmd.Wait()
	}
}

func TestOneProcessBuilds(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	started := time.Now().Add(-time.Minute)
	pid, stop := otherWriter(t, st.Path())
	defer stop()
	_, err := st.BeginBuild(t.Context())
	locked, ok := errors.AsType[*LockedError](err)
	if !ok {
		t.Fatalf("got %v, want a LockedError", err)
	}
	host, _ := os.Hostname()
	if locked.PID != pid || locked.Host != host || locked.Since.Before(started) || locked.Since.After(time.Now()) {
		t.Errorf("held by %+v, want pid %d", locked, pid)
	}
	want := "another sitrep (pid "
	if msg := err.Error(); !strings.HasPrefix(msg, want) || !strings.HasSuffix(msg, "is indexing; wait or stop it") {
		t.Errorf("message is %q", msg)
	}
	// The lock is about building only.
	if err := st.Migrate(t.Context(), "notes", []string{"CREATE TABLE notes_items (item TEXT)"}); err != nil {
		t.Error(err)
	}
	stop()
	mustBuild(t, st, article("a", "One."))
}

func TestLockGoesWithItsProcess(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	pid, stop := otherWriter(t, st.Path())
	process, err := os.FindProcess(pid)
	if err == nil {
		err = process.Kill()
	}
	if err != nil {
		t.Fatal(err)
	}
	stop()
	mustBuild(t, st, article("a", "One."))
}

func TestLockWithinOneProcess(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	b, err := st.BeginBuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = st.BeginBuild(t.Context())
	if locked, ok := errors.AsType[*LockedError](err); !ok || !strings.HasPrefix(locked.Error(), "this sitrep") {
		t.Errorf("got %v", err)
	}
	if err := errors.Join(b.Close(), b.Close()); err != nil {
		t.Error(err)
	}
	mustBuild(t, st, article("a", "One."))
}

func TestLockedErrorSaysWhatItKnows(t *testing.T) {
	t.Parallel()
	since := time.Date(2025, 1, 2, 12, 3, 0, 0, time.Local)
	for _, c := range []struct {
		err  LockedError
		want string
	}{
		{LockedError{}, "another sitrep is indexing; wait or stop it"},
		{LockedError{PID: 1, Since: since}, "another sitrep (pid 1, since 12:03) is indexing; wait or stop it"},
		{LockedError{PID: 1, Host: "elsewhere", Since: since}, "another sitrep (pid 1, on elsewhere, since 12:03) is indexing; wait or stop it"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// Settings and feedback are written while a build is under way: its transactions are short.
func TestOthersWriteDuringABuild(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	if err := st.Migrate(t.Context(), "notes", []string{"CREATE TABLE notes_items (item TEXT)"}); err != nil {
		t.Fatal(err)
	}
	other := open(t, st.Path())
	b, err := st.BeginBuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if _, err := b.Stage(t.Context(), testPlan()); err != nil {
		t.Fatal(err)
	}
	err = other.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO notes_items VALUES ('hello')")
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
