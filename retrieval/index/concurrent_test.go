package index

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sitrep/corpus"
	"sitrep/corpus/store"
)

func TestTwoBuildsAtOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sitrep.db")
	st, other := openStore(t, path), openStore(t, path)
	docs := []corpus.Document{long("a", 2)}
	first := &fakeEmbedder{before: func(int) error {
		_, err := Build(t.Context(), noWarnings(t), other, &fakeEmbedder{}, reading([]corpus.Document{long("b", 2)}), Options{})
		if _, ok := errors.AsType[*store.LockedError](err); !ok {
			t.Errorf("a second build: %v, want a LockedError", err)
		}
		return nil
	}}
	mustBuild(t, st, first, docs)
	if err := serves(t.Context(), mustLoad(t, other, first), docs); err != nil {
		t.Error(err)
	}
}

// Of processes that index at the same moment, one does the work and the others say that
// they could not.
func TestManyIndexersAtOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sitrep.db")
	var processes []*exec.Cmd
	for range 4 {
		processes = append(processes, startChild(t, path))
	}
	built := 0
	for _, cmd := range processes {
		if cmd.Wait() == nil {
			built++
		}
	}
	if built == 0 {
		t.Error("none of them built the index")
	}
	if err := serves(t.Context(), mustLoad(t, openStore(t, path), &fakeEmbedder{}), secondState()); err != nil {
		t.Error(err)
	}
}

// Readers in other connections see one whole generation after the other while they are
// built, and can check their quotes although a newer generation is live.
func TestReadingDuringBuilds(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sitrep.db")
	writer := openStore(t, path)
	state := func(n int) []corpus.Document {
		return []corpus.Document{long("fixed", 2), long("grows", n), long(fmt.Sprintf("only%02d", n), 1)}
	}
	const builds = 12
	mustBuild(t, writer, &fakeEmbedder{}, state(1))
	var (
		group sync.WaitGroup
		done  atomic.Bool
		seen  = make([][]int64, 3)
	)
	for r := range seen {
		reader, err := store.Open(t.Context(), path, store.Options{ReadOnly: r > 0})
		if err != nil {
			t.Fatal(err)
		}
		group.Go(func() {
			defer reader.Close()
			for !done.Load() {
				live, err := Load(t.Context(), noWarnings(t), reader, 0, &fakeEmbedder{})
				if err != nil {
					t.Error(err)
					return
				}
				number := live.Generation.Number
				if err := serves(t.Context(), live, state(int(number))); err != nil {
					t.Errorf("generation %d: %v", number, err)
				}
				doc, err := reader.Document(t.Context(), number, "fixed")
				if err != nil || !doc.Intact() {
					t.Errorf("generation %d: %v", number, err)
				}
				seen[r] = append(seen[r], number)
			}
		})
	}
	for n := 2; n <= builds; n++ {
		mustBuild(t, writer, &fakeEmbedder{delay: 100 * time.Microsecond}, state(n))
	}
	done.Store(true)
	group.Wait()
	for r, numbers := range seen {
		if !slices.IsSorted(numbers) || len(slices.Compact(numbers)) < 2 {
			t.Errorf("reader %d saw generations %v", r, numbers)
		}
	}
}

// However a build is cancelled, the store stays usable in the same process: the live
// generation is whole, the lock is free, and the next build finishes the work.
func TestCancelledAnywhere(t *testing.T) {
	t.Parallel()
	path := restore(t, firstStateFile(t, firstState()))
	st := openStore(t, path)
	states := [][]corpus.Document{firstState(), secondState()}
	rng := rand.New(rand.NewPCG(6, 6))
	started := time.Now()
	mustBuild(t, st, &fakeEmbedder{}, states[1])
	whole := time.Since(started)
	mustBuild(t, st, &fakeEmbedder{}, states[0])
	cancelled := 0
	for n := range 20 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(1.2*rng.Float64()*float64(whole)))
		lg, _ := logged() // what has gone may stay until the next build: that is a warning
		_, err := Build(ctx, lg, st, &fakeEmbedder{}, reading(states[1]), Options{})
		cancel()
		if err != nil {
			cancelled++
			oneLine(t, err, context.DeadlineExceeded)
		}
		live := mustLoad(t, st, &fakeEmbedder{})
		want := states[0]
		if len(live.Documents) == len(states[1]) {
			want = states[1]
		}
		if err := serves(t.Context(), live, want); err != nil {
			t.Errorf("run %d: %v", n, err)
		}
		mustBuild(t, st, &fakeEmbedder{}, states[0])
		if err := serves(t.Context(), mustLoad(t, st, &fakeEmbedder{}), states[0]); err != nil {
			t.Errorf("run %d: %v", n, err)
		}
	}
	if cancelled == 0 {
		t.Error("no build was cancelled")
	}
}

func TestVectorStoreBySize(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		passages int
		want     string
	}{{0, "*vector.Chromem"}, {flatFrom - 1, "*vector.Chromem"}, {flatFrom, "*vector.Flat"}} {
		got, err := newVectorStore(t.Context(), slices.Repeat([]float32{1}, c.passages), 1)
		if err != nil || fmt.Sprintf("%T", got) != c.want || got.Len() != c.passages {
			t.Errorf("%d passages: %T of %d, %v; want %s", c.passages, got, got.Len(), err, c.want)
		}
	}
}
