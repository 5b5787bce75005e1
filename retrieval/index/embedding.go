package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"time"

	"sitrep/corpus/store"
	"sitrep/retrieval/embed"
)

const (
	// textsPerCore is how many texts one call of an embedder that says nothing of batches gets
	// for each core: enough to
	// keep all busy, few enough for steady progress and a quick stop.
	textsPerCore = 16
	// A commit costs the disk a flush, so vectors are committed when there are commitVectors
	// of them or commitEvery has passed: that much work a kill can cost.
	commitVectors = 1024
	commitEvery   = time.Second

	// unitTolerance is how far the length of a vector may be from 1.
	unitTolerance = 1e-3
)

// waiting is a passage whose text is to be embedded.
type waiting struct {
	member, passage int
	key             store.VectorKey
}

// text is what is embedded for it.
func (w waiting) text(members []laidOut) string {
	m := &members[w.member]
	span := m.Layout.Passages[w.passage].Span
	return passageText(m.Document.Title, m.Document.Text[span.Start:span.End])
}

// embedMissing embeds each text that no vector is stored for, once, stores the vectors,
// and gives every member the ids of its vectors.
func (b *builder) embedMissing(ctx context.Context, members []laidOut, vectors map[store.VectorKey]store.VectorID) error {
	missing := missingVectors(members, vectors)
	if err := b.approve(ctx, members, missing); err != nil {
		return err
	}
	step := b.stage(StageEmbedding, len(missing))
	batch := b.batchSize()
	var made []store.Vector
	commit := func() error {
		ids, err := b.writer.AddVectors(ctx, b.embedder.Fingerprint().String(), made)
		if err != nil {
			return err
		}
		for i, id := range ids {
			vectors[made[i].Key] = id
		}
		made = made[:0]
		return nil
	}
	committed := time.Now()
	for len(missing) > 0 {
		part := missing[:min(len(missing), batch)]
		embedded, err := b.embed(ctx, members, part)
		if err != nil {
			return errors.Join(err, commit())
		}
		made = append(made, embedded...)
		missing = missing[len(part):]
		b.report.Embedded += len(part)
		step(len(part))
		if len(made) >= commitVectors || time.Since(committed) >= commitEvery {
			if err := commit(); err != nil {
				return err
			}
			committed = time.Now()
		}
	}
	if err := commit(); err != nil {
		return err
	}
	for i := range members {
		for _, key := range members[i].keys {
			members[i].Vectors = append(members[i].Vectors, vectors[key])
			b.report.FromCache++
		}
	}
	b.report.FromCache -= b.report.Embedded
	return ctx.Err()
}

// batchSize is how many texts one call of the embedder gets.
func (b *builder) batchSize() int {
	if e, ok := b.embedder.(embed.Batched); ok {
		return max(1, e.BatchSize())
	}
	return textsPerCore * runtime.GOMAXPROCS(0)
}

// approve asks whether the missing texts may be embedded.
func (b *builder) approve(ctx context.Context, members []laidOut, missing []waiting) error {
	if b.opts.Approve == nil || len(missing) == 0 {
		return nil
	}
	return b.opts.Approve(ctx, func(yield func(string) bool) {
		for _, w := range missing {
			if !yield(w.text(members)) {
				return
			}
		}
	})
}

// missingVectors lists one passage for each key that no vector is stored for.
func missingVectors(members []laidOut, vectors map[store.VectorKey]store.VectorID) []waiting {
	var missing []waiting
	listed := map[store.VectorKey]struct{}{}
	for i := range members {
		for n, key := range members[i].keys {
			if _, ok := vectors[key]; ok {
				continue
			}
			if _, ok := listed[key]; ok {
				continue
			}
			listed[key] = struct{}{}
			missing = append(missing, waiting{member: i, passage: n, key: key})
		}
	}
	return missing
}

func (b *builder) embed(ctx context.Context, members []laidOut, part []waiting) ([]store.Vector, error) {
	texts := make([]string, len(part))
	for i, w := range part {
		texts[i] = w.text(members)
	}
	values, err := b.embedder.Embed(ctx, texts)
	if err != nil {
		return nil, fmt.Errorf("embed: %w", err)
	}
	if len(values) != len(texts) {
		return nil, fmt.Errorf("embedder %s gave %d vectors for %d texts", b.embedder.Fingerprint(), len(values), len(texts))
	}
	made := make([]store.Vector, len(part))
	for i, w := range part {
		if err := checkVector(values[i], b.embedder.Fingerprint().Dimensions); err != nil {
			passage := members[w.member].Layout.Passages[w.passage].ID
			return nil, fmt.Errorf("embedder %s, passage %s: %w", b.embedder.Fingerprint(), passage, err)
		}
		made[i] = store.Vector{Key: w.key, Values: values[i]}
	}
	return made, nil
}

// checkVector refuses what would distort every comparison: another number of dimensions, a
// length other than 1, a value that is no number. No vector at all is allowed.
func checkVector(values []float32, dims int) error {
	if len(values) == 0 {
		return nil
	}
	if len(values) != dims {
		return fmt.Errorf("a vector of %d dimensions, not %d", len(values), dims)
	}
	var square float64
	for _, v := range values {
		square += float64(v) * float64(v)
	}
	if length := math.Sqrt(square); !(math.Abs(length-1) <= unitTolerance) {
		return fmt.Errorf("a vector of length %g, not 1", length)
	}
	return nil
}
