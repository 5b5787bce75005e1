package vector_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"sitrep/retrieval/vector"
	"sitrep/retrieval/vector/vectortest"
)

func openFlat(values []float32, dims int) (vector.Store, error) { return vector.NewFlat(values, dims) }

func openChromem(values []float32, dims int) (vector.Store, error) {
	return vector.NewChromem(context.Background(), values, dims)
}

func TestFlat(t *testing.T) {
	t.Parallel()
	vectortest.TestStore(t, openFlat)
}

func TestChromem(t *testing.T) {
	t.Parallel()
	vectortest.TestStore(t, openChromem)
}

func TestChromemStopsLoading(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if store, err := vector.NewChromem(ctx, vectortest.Random(3, 4, 1), 4); err == nil {
		t.Errorf("NewChromem under a cancelled context = %v, want an error", store)
	}
}

// TestChromemUsesTheSlab shows that vectors are not held twice. It counts what the whole
// process allocates, so nothing may run beside it.
func TestChromemUsesTheSlab(t *testing.T) {
	values := vectortest.Random(2000, 512, 1)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := vector.NewChromem(t.Context(), values, 512); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if held, slab := after.TotalAlloc-before.TotalAlloc, uint64(4*len(values)); held > slab/2 {
		t.Errorf("a store over %d bytes of vectors allocates %d", slab, held)
	}
}

// BenchmarkSearch finds the 10 nearest of so many vectors of 512 dimensions, by each store
// over the same slab.
func BenchmarkSearch(b *testing.B) {
	const dims = 512
	query := vectortest.Random(1, dims, 2)
	for _, rows := range []int{1_000, 10_000, 100_000} {
		values := vectortest.Random(rows, dims, 1)
		for _, engine := range []struct {
			name string
			open vectortest.Open
		}{{"chromem", openChromem}, {"flat", openFlat}} {
			b.Run(fmt.Sprintf("%d/%s", rows, engine.name), func(b *testing.B) {
				store, err := engine.open(values, dims)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportAllocs()
				for b.Loop() {
					if _, err := store.Search(b.Context(), query, 10, nil); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
