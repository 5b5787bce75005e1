package state

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"sitrep/corpus/store"
)

const spendingDay = "2025-02-11"

func TestSpend(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := open(t, path)
	for _, c := range []struct {
		account, day string
		amount, want float64
	}{
		{"1", spendingDay, .5, .5},
		{"1", spendingDay, .25, .75},
		{"2", spendingDay, 3, 3},
		{"1", "2025-02-12", 1, 1},
		{"1", spendingDay, -.5, .25},
		{"", spendingDay, 0, 0},
	} {
		got, err := s.Spend(t.Context(), c.account, c.day, c.amount)
		if err != nil || got != c.want {
			t.Errorf("account %q has spent %v, %v on %s, want %v", c.account, got, err, c.day, c.want)
		}
	}
	if got, err := open(t, path).Spent(t.Context(), "1", spendingDay); err != nil || got != .25 {
		t.Errorf("after reopening %v, %v, want .25", got, err)
	}
	if got, err := s.Spent(t.Context(), "nobody", spendingDay); err != nil || got != 0 {
		t.Errorf("nobody has spent %v, %v", got, err)
	}
}

// spenderFile names the database to a test that runs as another process's spender.
const spenderFile = "SITREP_TEST_SPENDER"

// spends is how many times each goroutine of each process spends one cent.
const spends = 25

// TestSpender is the other process of TestTwoProcessesShareALedger.
func TestSpender(t *testing.T) {
	path := os.Getenv(spenderFile)
	if path == "" {
		t.Skip("is run by TestTwoProcessesShareALedger")
	}
	spend(t, open(t, path))
}

func spend(t *testing.T, s *State) {
	t.Helper()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range spends {
				if _, err := s.Spend(t.Context(), "1", spendingDay, .01); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}

func TestTwoProcessesShareALedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := open(t, path)
	other := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSpender$")
	other.Env = append(os.Environ(), spenderFile+"="+path)
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	spend(t, s)
	if err := other.Wait(); err != nil {
		t.Fatalf("the other process: %v", err)
	}
	got, err := s.Spent(t.Context(), "1", spendingDay)
	if want := .01 * 2 * 4 * spends; err != nil || math.Abs(got-want) > 1e-9 {
		t.Errorf("two processes spent %v, %v, want %v", got, err, want)
	}
}

// TestMigrationKeepsWhatWasThere opens a database of the version before the ledger.
func TestMigrationKeepsWhatWasThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	st, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Migrate(t.Context(), "state", schema()[:1]); err != nil {
		t.Fatal(err)
	}
	old := &State{store: st}
	if err := old.ChangeSettings(t.Context(), "1", func(s *Settings) error { s.Language = "de"; return nil }); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	if have, err := s.Settings(t.Context(), "1"); err != nil || have.Language != "de" {
		t.Errorf("settings are %+v, %v after the migration, want German", have, err)
	}
	if _, err := s.Spend(t.Context(), "1", spendingDay, 1); err != nil {
		t.Error(err)
	}
}
