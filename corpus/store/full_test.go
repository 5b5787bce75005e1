package store

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sitrep/corpus"
)

// bulky documents do not compress and do not fit into a few pages.
func bulky(n int, seed uint64) (docs []corpus.Document) {
	rng := rand.New(rand.NewPCG(2, seed))
	for i := range n {
		var text strings.Builder
		for range 100 {
			fmt.Fprintf(&text, "%x %x %x. ", rng.Uint64(), rng.Uint64(), rng.Uint64())
		}
		docs = append(docs, article(fmt.Sprintf("bulky-%03d", i), text.String()))
	}
	return docs
}

// failsForRoom checks that a build of too much fails clearly, and that the index that was
// there before is whole, and can be followed by another once somebody has made room.
func failsForRoom(t *testing.T, st *Store, before []corpus.Document, makeRoom func() error) {
	t.Helper()
	_, _, err := build(t.Context(), st, bulky(400, 1)...)
	oneLine(t, err, ErrFull, "make room")
	c, err := read(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	if c.Generation.Number != 1 || len(c.Members) != len(before) || len(c.Damaged) > 0 {
		t.Errorf("generation %d has %d documents, %d damaged", c.Generation.Number, len(c.Members), len(c.Damaged))
	}
	if err := st.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := makeRoom(); err != nil {
		t.Fatal(err)
	}
	after := append(bulky(2, 3), before[2:]...)
	if live, gone := mustBuild(t, st, after...); live.Number != 2 || gone.Documents == 0 {
		t.Errorf("live is %d, %+v", live.Number, gone)
	}
	if c, err = read(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	if diff := c.matches(after); diff != "" {
		t.Error(diff)
	}
}

func TestDatabaseFull(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	before := bulky(20, 0)
	mustBuild(t, st, before...)
	limit := func(pages int) error {
		return st.Write(t.Context(), func(tx *sql.Tx) error {
			_, err := tx.ExecContext(t.Context(), fmt.Sprintf("PRAGMA max_page_count=%d", pages))
			return err
		})
	}
	if err := limit(100); err != nil {
		t.Fatal(err)
	}
	failsForRoom(t, st, before, func() error { return limit(1 << 20) })
}

// smallDisk mounts a file system of so many megabytes, where that is allowed.
func smallDisk(t *testing.T, megabytes int) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dm", megabytes), "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small disk can be mounted here: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	return dir
}

func TestDiskFull(t *testing.T) {
	t.Parallel()
	dir := smallDisk(t, 24)
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 18<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	st := open(t, filepath.Join(dir, "sitrep.db"))
	before := bulky(20, 0)
	mustBuild(t, st, before...)
	failsForRoom(t, st, before, func() error { return os.Remove(filler) })
}

func TestDiskFullFromTheStart(t *testing.T) {
	t.Parallel()
	dir := smallDisk(t, 2)
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 4<<20), 0o600); err == nil {
		t.Fatal("four megabytes fit on a disk of two")
	}
	_, err := Open(t.Context(), filepath.Join(dir, "data", "sitrep.db"), Options{})
	oneLine(t, err, ErrFull, "make room")
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, open(t, filepath.Join(dir, "data", "sitrep.db")), article("a", "One."))
}
