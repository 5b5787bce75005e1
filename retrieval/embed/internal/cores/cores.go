// Package cores spreads work over the machine's cores.
package cores

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls work for every i from 0 to n-1, at most one call for each core at a time, and
// returns when all calls have. Calls begin in order. Once ctx ends no more begin, and Each
// returns the error of ctx.
func Each(ctx context.Context, n int, work func(i int)) error {
	var next atomic.Int64
	loop := func() {
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= n {
				return
			}
			work(i)
		}
	}
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		group.Go(loop)
	}
	loop()
	group.Wait()
	return ctx.Err()
}
