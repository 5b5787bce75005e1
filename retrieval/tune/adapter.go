package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/fusion"
)

// adapter turns the vector of a question by a matrix that is learned by inverse cloze: to
// find the passage that a sentence was taken from among those of other sentences (Lee, Chang
// & Toutanova, ACL 2019).
type adapter struct {
	model    embed.Embedder
	diagonal bool // only a factor for each dimension is learned

	embedding sync.Mutex
	pairs     map[string][]pair // by folder
}

// pair is the vectors of a sentence and of the rest of its passage.
type pair struct{ sentence, rest []float32 }

const (
	pairsOfSet   = 500
	batch        = 100
	batches      = 200
	temperature  = .05
	identityPull = 1e-3 // L2 regularisation towards leaving vectors as they are
	adapterRate  = 5e-4
)

func newAdapter(model embed.Embedder, diagonal bool) *adapter {
	return &adapter{model: model, diagonal: diagonal, pairs: map[string][]pair{}}
}

// column is the cosine of the turned question with each candidate, scaled to 0..1.
func (a *adapter) column(ctx context.Context, sets []set, without int) ([]set, error) {
	var pairs []pair
	var folders []string
	for _, s := range sets {
		if s.folder == sets[without].folder || slices.Contains(folders, s.folder) {
			continue
		}
		folders = append(folders, s.folder)
		more, err := a.pairsOf(ctx, s)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, more...)
	}
	matrix := a.learn(pairs)
	columns := make([][][]float64, len(sets))
	for i, s := range sets {
		for _, q := range s.questions {
			column, err := a.compare(ctx, matrix, s, q)
			if err != nil {
				return nil, err
			}
			columns[i] = append(columns[i], column)
		}
	}
	return withColumn(sets, func(s, q int) []float64 { return columns[s][q] }), nil
}

func (a *adapter) compare(ctx context.Context, matrix [][]float64, s set, q question) ([]float64, error) {
	column := make([]float64, len(q.candidates))
	vector, err := embed.Question(ctx, a.model, q.text)
	if err != nil || vector == nil {
		return column, err
	}
	passages := make([]int, len(q.candidates))
	for i, c := range q.candidates {
		passages[i] = c.passage
	}
	cosines, err := s.live.Vectors.Similarities(turn(matrix, vector), passages)
	if err != nil {
		return nil, fmt.Errorf("compare the turned question: %w", err)
	}
	for i, cosine := range cosines {
		column[i] = float64(cosine)
	}
	return fusion.MinMax(column), nil
}

// pairsOf embeds sentences of a set's passages, evenly spread, and what stands around each.
func (a *adapter) pairsOf(ctx context.Context, s set) ([]pair, error) {
	a.embedding.Lock()
	defer a.embedding.Unlock()
	if known, ok := a.pairs[s.folder]; ok {
		return known, nil
	}
	passages := make([]int, s.live.Lexical.Passages())
	for i := range passages {
		passages[i] = i
	}
	var taken, rests []string
	for i, passage := range spread(passages, pairsOfSet) {
		text, sentences := s.passage(passage)
		if len(sentences) < 3 {
			continue
		}
		cut := sentences[i%len(sentences)]
		taken = append(taken, text[cut.Start:cut.End])
		rests = append(rests, text[:cut.Start]+text[cut.End:])
	}
	sentences, err := a.model.Embed(ctx, taken)
	if err != nil {
		return nil, err
	}
	around, err := a.model.Embed(ctx, rests)
	if err != nil {
		return nil, err
	}
	var pairs []pair
	for i := range sentences {
		if sentences[i] != nil && around[i] != nil {
			pairs = append(pairs, pair{sentences[i], around[i]})
		}
	}
	a.pairs[s.folder] = pairs
	return pairs, nil
}

// learn descends on the loss of a softmax over the rests of each batch.
func (a *adapter) learn(pairs []pair) [][]float64 {
	if len(pairs) == 0 {
		return nil
	}
	size := len(pairs[0].sentence)
	flat := make([]float64, size*size)
	for i := range size {
		flat[i*size+i] = 1
	}
	random := rand.New(rand.NewPCG(2019, 6086))
	descent := newAdam(len(flat), adapterRate)
	gradient := make([]float64, len(flat))
	for range batches {
		random.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		a.descend(gradient, flat, pairs[:min(batch, len(pairs))])
		descent.step(flat, gradient)
	}
	return slices.Collect(slices.Chunk(flat, size))
}

// descend sets gradient to that of the loss over one batch.
func (a *adapter) descend(gradient, flat []float64, batch []pair) {
	size := len(batch[0].sentence)
	matrix := slices.Collect(slices.Chunk(flat, size))
	clear(gradient)
	missed := make([]float32, size) // by what the rests that are found differ from the right one
	for _, p := range batch {
		turned := turn(matrix, p.sentence)
		chances := make([]float64, len(batch))
		for i, other := range batch {
			chances[i] = float64(product(turned, other.rest)) / temperature
		}
		softmax(chances)
		clear(missed)
		for i, other := range batch {
			for j, value := range other.rest {
				missed[j] += float32(chances[i]) * value
			}
		}
		for j := range missed {
			by := float64(missed[j]-p.rest[j]) / temperature / float64(len(batch))
			if a.diagonal {
				gradient[j*size+j] += by * float64(p.sentence[j])
				continue
			}
			for k, value := range p.sentence {
				gradient[j*size+k] += by * float64(value)
			}
		}
	}
	for i := range gradient {
		still := 0.
		if i%(size+1) == 0 {
			still = 1
		}
		gradient[i] += identityPull * (flat[i] - still)
	}
}

// turn multiplies a vector by a matrix.
func turn(matrix [][]float64, vector []float32) []float32 {
	turned := make([]float32, len(vector))
	for i, row := range matrix {
		sum := 0.
		for j, value := range vector {
			sum += row[j] * float64(value)
		}
		turned[i] = float32(sum)
	}
	return turned
}

func softmax(logits []float64) {
	most, sum := slices.Max(logits), 0.
	for i, logit := range logits {
		logits[i] = math.Exp(logit - most)
		sum += logits[i]
	}
	for i := range logits {
		logits[i] /= sum
	}
}
