package store

import (
	"database/sql"
	"testing"
	"time"
)

// A reader that holds on to an old state for a moment is waited for.
func TestCollectWaitsForReaders(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	mustBuild(t, st, article("goes", "Mark <waited for>."))
	release := make(chan struct{})
	reading := holdReader(t, st.Path(), release)
	time.AfterFunc(300*time.Millisecond, func() { close(release) })
	if _, gone := mustBuild(t, st, article("comes", "One.")); gone.LogKept {
		t.Error("the write-ahead log was not emptied")
	}
	if err := <-reading; err != nil {
		t.Error(err)
	}
}

// One that holds on for too long does not stop a build, which says so.
func TestPatienceEnds(t *testing.T) {
	t.Parallel()
	if !slow() {
		t.Skip("takes as long as a writer waits; SITREP_SLOW_TESTS=1 runs it")
	}
	st := newStore(t)
	mustBuild(t, st, article("goes", "Mark <waited for>."))
	release := make(chan struct{})
	reading := holdReader(t, st.Path(), release)
	live, gone := mustBuild(t, st, article("comes", "One."))
	if live.Number != 2 || !gone.LogKept {
		t.Errorf("generation %d, collected %+v", live.Number, gone)
	}
	close(release)
	if err := <-reading; err != nil {
		t.Error(err)
	}

	other := open(t, st.Path())
	err := st.Write(t.Context(), func(*sql.Tx) error {
		oneLine(t, other.Write(t.Context(), func(*sql.Tx) error { return nil }), ErrBusy, "try again")
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// holdReader reads the first generation in another store and stays in that transaction
// until release.
func holdReader(t *testing.T, path string, release <-chan struct{}) (done <-chan error) {
	t.Helper()
	st := open(t, path)
	started, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- st.View(t.Context(), func(v *View) error {
			_, err := v.Live(t.Context())
			close(started)
			<-release
			return err
		})
	}()
	<-started
	return ended
}
