package cores

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		calls := make([]atomic.Int64, n)
		var now, peak atomic.Int64
		err := Each(t.Context(), n, func(i int) {
			peak.Store(max(peak.Load(), now.Add(1)))
			calls[i].Add(1)
			runtime.Gosched()
			now.Add(-1)
		})
		if err != nil {
			t.Error(err)
		}
		for i := range calls {
			if got := calls[i].Load(); got != 1 {
				t.Errorf("of %d, %d was done %d times", n, i, got)
			}
		}
		if cores := int64(runtime.GOMAXPROCS(0)); peak.Load() > cores {
			t.Errorf("%d calls at once on %d cores", peak.Load(), cores)
		}
	}
}

func TestEachStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var calls atomic.Int64
	err := Each(ctx, 1<<20, func(int) {
		if calls.Add(1) == 10 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want context.Canceled", err)
	}
	if got, most := calls.Load(), 10+int64(runtime.GOMAXPROCS(0)); got > most {
		t.Errorf("%d calls after the end, want at most %d", got, most)
	}
}
