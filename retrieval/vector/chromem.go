package vector

import (
	"context"
	"fmt"
	"strconv"

	"github.com/philippgille/chromem-go"
)

// Chromem keeps vectors in a collection of chromem-go, in memory only: its files lose
// documents whose names collide. What chromem-go leaves open is settled here: the shape of
// vectors is checked before they go in, k is bounded by what is there, a cancelled search
// is an error, and equal scores have an order.
type Chromem struct {
	slab       slab
	collection *chromem.Collection
}

var _ Store = (*Chromem)(nil)

// NewChromem makes a store of the rows of values. chromem-go does not copy vectors of unit
// length, so its documents are slices of values: the store keeps values, which must not
// change afterwards.
func NewChromem(ctx context.Context, values []float32, dims int) (*Chromem, error) {
	slab, err := newSlab(values, dims)
	if err != nil {
		return nil, err
	}
	collection, err := chromem.NewDB().CreateCollection("passages", nil, refuseToEmbed)
	if err != nil {
		return nil, fmt.Errorf("create chromem collection: %w", err)
	}
	for i := range slab.rows() {
		if isZero(slab.row(i)) {
			continue
		}
		if i%rowsPerCheck == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		document := chromem.Document{ID: strconv.Itoa(i), Embedding: slab.row(i)}
		if err := collection.AddDocument(ctx, document); err != nil {
			return nil, fmt.Errorf("add vector %d to chromem: %w", i, err)
		}
	}
	return &Chromem{slab, collection}, nil
}

// refuseToEmbed stands where chromem-go would otherwise send texts to a service.
func refuseToEmbed(context.Context, string) ([]float32, error) {
	return nil, fmt.Errorf("this collection takes vectors, not texts")
}

// Len is the number of rows.
func (c *Chromem) Len() int { return c.slab.rows() }

// Similarities implements [Store].
func (c *Chromem) Similarities(query []float32, ordinals []int) ([]float32, error) {
	return c.slab.similarities(query, ordinals)
}

// Search implements [Store]. chromem-go filters only by equal metadata, at twice the cost,
// and cuts equal scores anywhere; so more is asked for than is wanted, and more again
// until what is wanted is sure.
func (c *Chromem) Search(ctx context.Context, query []float32, k int, allow func(ordinal int) bool) ([]Match, error) {
	query, err := c.slab.unit(query)
	if err != nil {
		return nil, err
	}
	held := c.collection.Count()
	k = min(k, held)
	if k <= 0 {
		return nil, ctx.Err()
	}
	for ask := c.firstAsk(k, held, allow); ; ask = min(4*ask, held) {
		results, err := c.collection.QueryEmbedding(ctx, query, ask, nil, nil)
		if ctx.Err() != nil {
			return nil, ctx.Err() // chromem-go returns neither results nor an error then
		}
		if err != nil {
			return nil, fmt.Errorf("search chromem: %w", err)
		}
		matches, err := allowed(results, allow)
		if err != nil {
			return nil, err
		}
		matches = best(matches, k)
		if ask == held || len(matches) == k && results[len(results)-1].Similarity < matches[k-1].Score {
			return matches, nil
		}
	}
}

// firstAsk guesses how many results hold k allowed ones: one more than k, to see whether
// the last one is tied, or as many more as the filter leaves out, and a quarter on top.
func (c *Chromem) firstAsk(k, held int, allow func(int) bool) int {
	if allow == nil {
		return min(k+1, held)
	}
	count := 0
	for i := range c.Len() {
		if allow(i) {
			count++
		}
	}
	if count <= k {
		return held
	}
	return min((k+1)*c.Len()/count*5/4+1, held)
}

func allowed(results []chromem.Result, allow func(int) bool) ([]Match, error) {
	matches := make([]Match, 0, len(results))
	for _, result := range results {
		ordinal, err := strconv.Atoi(result.ID)
		if err != nil {
			return nil, fmt.Errorf("chromem returned a document it was not given: %w", err)
		}
		if allow == nil || allow(ordinal) {
			matches = append(matches, Match{ordinal, result.Similarity})
		}
	}
	return matches, nil
}
