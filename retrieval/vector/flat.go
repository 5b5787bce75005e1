package vector

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Flat compares a query with every vector, row by row over the slab.
type Flat struct{ slab slab }

var _ Store = (*Flat)(nil)

// NewFlat makes a store of the rows of values. It keeps values, which must not change
// afterwards.
func NewFlat(values []float32, dims int) (*Flat, error) {
	slab, err := newSlab(values, dims)
	if err != nil {
		return nil, err
	}
	return &Flat{slab}, nil
}

// Len is the number of rows.
func (f *Flat) Len() int { return f.slab.rows() }

// Similarities implements [Store].
func (f *Flat) Similarities(query []float32, ordinals []int) ([]float32, error) {
	return f.slab.similarities(query, ordinals)
}

const (
	// rowsPerCore is how many rows make another core worth its start.
	rowsPerCore = 4096
	// rowsPerCheck is how many rows pass between two looks at the context.
	rowsPerCheck = 1024
)

// Search implements [Store]. Larger stores are scanned by all cores.
func (f *Flat) Search(ctx context.Context, query []float32, k int, allow func(ordinal int) bool) ([]Match, error) {
	query, err := f.slab.unit(query)
	if err != nil {
		return nil, err
	}
	k = min(k, f.Len())
	if k <= 0 {
		return nil, ctx.Err()
	}
	parts := max(1, min(runtime.GOMAXPROCS(0), f.Len()/rowsPerCore))
	found := make([][]Match, parts)
	scans, ctx := errgroup.WithContext(ctx)
	for part := range parts {
		scans.Go(func() (err error) {
			from, to := part*f.Len()/parts, (part+1)*f.Len()/parts
			found[part], err = f.scan(ctx, query, k, allow, from, to)
			return err
		})
	}
	if err := scans.Wait(); err != nil {
		return nil, err
	}
	var matches []Match
	for _, part := range found {
		matches = append(matches, part...)
	}
	return best(matches, k), nil
}

// scan returns the k best rows of [from, to), in no order.
func (f *Flat) scan(ctx context.Context, query []float32, k int, allow func(int) bool, from, to int) ([]Match, error) {
	nearest := heap{matches: make([]Match, 0, min(k, to-from))}
	for i := from; i < to; i++ {
		if (i-from)%rowsPerCheck == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if allow != nil && !allow(i) {
			continue
		}
		row := f.slab.row(i)
		score := dot(query, row)
		if score == 0 && isZero(row) {
			continue
		}
		nearest.offer(Match{i, score})
	}
	return nearest.matches, nil
}

func isZero(row []float32) bool {
	for _, v := range row {
		if v != 0 {
			return false
		}
	}
	return true
}

// heap keeps the best matches, as many as its capacity, with the worst of them on top.
type heap struct{ matches []Match }

func (h *heap) offer(m Match) {
	if len(h.matches) < cap(h.matches) {
		h.matches = append(h.matches, m)
		for at := len(h.matches) - 1; at > 0; {
			parent := (at - 1) / 2
			if compare(h.matches[at], h.matches[parent]) <= 0 {
				return
			}
			h.matches[at], h.matches[parent] = h.matches[parent], h.matches[at]
			at = parent
		}
		return
	}
	if compare(m, h.matches[0]) >= 0 {
		return
	}
	h.matches[0] = m
	for at := 0; ; {
		worst := at
		for child := 2*at + 1; child <= 2*at+2 && child < len(h.matches); child++ {
			if compare(h.matches[child], h.matches[worst]) > 0 {
				worst = child
			}
		}
		if worst == at {
			return
		}
		h.matches[at], h.matches[worst] = h.matches[worst], h.matches[at]
		at = worst
	}
}
