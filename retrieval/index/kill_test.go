package index

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"sitrep/corpus"
	"sitrep/corpus/store"
)

// childDatabase, when set, makes this test binary another process, which builds the second
// state of the corpus in that database and exits.
const childDatabase = "SITREP_INDEX_TEST_DATABASE"

func buildInChild(database string) int {
	ctx := context.Background()
	st, err := store.Open(ctx, database, store.Options{})
	if err == nil {
		_, err = Build(ctx, slog.New(slog.DiscardHandler), st, &fakeEmbedder{delay: 50 * time.Microsecond}, reading(secondState()), Options{})
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// Of these two states of a corpus, the second has changed, new and fewer articles.
func firstState() (docs []corpus.Document) {
	for i := range 30 {
		docs = append(docs, long(fmt.Sprintf("doc%02d", i), 3))
	}
	return docs
}

func secondState() (docs []corpus.Document) {
	for i := 10; i < 50; i++ {
		docs = append(docs, long(fmt.Sprintf("doc%02d", i), 3-i%2))
	}
	return docs
}

func startChild(t *testing.T, database string) *exec.Cmd {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), binary)
	cmd.Env = append(os.Environ(), childDatabase+"="+database)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// Killed at any moment, a build leaves the old generation or the new one, whole and
// searchable, and the next build finishes the work.
func TestKilledBuild(t *testing.T) {
	t.Parallel()
	first, second := firstState(), secondState()
	pristine := firstStateFile(t, first)

	path := restore(t, pristine)
	started := time.Now()
	if err := startChild(t, path).Wait(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(started)

	kills := 30
	if slow() {
		kills = 200
	}
	outcomes := map[int64]int{}
	for n := range kills {
		path := restore(t, pristine)
		cmd := startChild(t, path)
		rng := rand.New(rand.NewPCG(3, uint64(n)))
		time.Sleep(time.Duration(rng.Float64() * 1.1 * float64(whole)))
		_ = cmd.Process.Kill() // it may have finished
		_ = cmd.Wait()
		outcomes[afterKill(t, path, first, second)]++
		if t.Failed() {
			t.Fatalf("after kill %d", n)
		}
	}
	t.Logf("a build takes %v; generation live after a kill: %v", whole, outcomes)
}

// afterKill returns the number of the generation that was live after the kill.
func afterKill(t *testing.T, path string, first, second []corpus.Document) int64 {
	st, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if err := st.Check(t.Context()); err != nil {
		t.Error(err)
	}
	live := mustLoad(t, st, &fakeEmbedder{})
	want := map[int64][]corpus.Document{1: first, 2: second}[live.Generation.Number]
	if err := serves(t.Context(), live, want); err != nil {
		t.Errorf("generation %d: %v", live.Generation.Number, err)
	}
	report := mustBuild(t, st, &fakeEmbedder{}, second)
	if report.Generation != 2 {
		t.Errorf("the next build made generation %d", report.Generation)
	}
	if err := serves(t.Context(), mustLoad(t, st, &fakeEmbedder{}), second); err != nil {
		t.Errorf("after the next build: %v", err)
	}
	for _, suffix := range []string{"", "-wal"} {
		raw, err := os.ReadFile(path + suffix)
		if err != nil {
			t.Error(err)
		}
		if suffix == "" && !bytes.Contains(raw, []byte("markdoc10x0")) {
			t.Error("the text of an article is not in the file as it is; look for deleted text in another way")
		}
		for _, gone := range []string{"markdoc00x0", "markdoc09x2", "markdoc11x2"} {
			if bytes.Contains(raw, []byte(gone)) {
				t.Errorf("%s is still in the file%s", gone, suffix)
			}
		}
	}
	return live.Generation.Number
}

// firstStateFile is the bytes of a closed database with the first state.
func firstStateFile(t *testing.T, first []corpus.Document) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "first.db")
	st, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustBuild(t, st, &fakeEmbedder{}, first)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func restore(t *testing.T, raw []byte) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "sitrep.db")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
