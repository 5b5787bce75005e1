// Package static embeds with tables of vectors that need no network: a text is the mean of
// the vectors of its pieces. It reads folders as model2vec (the "potion" models) and
// sentence-transformers' StaticEmbedding write them. Such models are far quicker than a
// transformer, and less good.
package static

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sync/atomic"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/embed/internal/cores"
	"sitrep/retrieval/embed/internal/digest"
	"sitrep/retrieval/embed/internal/matrix"
	"sitrep/retrieval/embed/internal/safetensors"
	"sitrep/retrieval/embed/internal/wordpiece"
)

const weightsFile = "model.safetensors"

// Model is an embedder. It is safe for concurrent use.
type Model struct {
	tokenizer   *wordpiece.Tokenizer
	vectors     []float32 // a row for each piece, or for each group of pieces
	rows        []int64   // the row of each piece; nil where row and piece have one number
	weights     []float32 // of each piece; nil where all are 1
	fingerprint embed.Fingerprint
}

var _ embed.Embedder = (*Model)(nil)

// Open reads a model into memory. The weights and tokenizer.json (or vocab.txt) lie in the
// folder, or in its 0_StaticEmbedding.
func Open(folder string) (*Model, error) {
	m, err := open(folder)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", folder, err)
	}
	return m, nil
}

func open(folder string) (*Model, error) {
	path, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	if inner := filepath.Join(folder, "0_StaticEmbedding"); exists(inner) && !exists(filepath.Join(folder, weightsFile)) {
		folder = inner
	}
	m := &Model{}
	if m.tokenizer, err = wordpiece.Load(folder); err != nil {
		return nil, err
	}
	file, err := safetensors.Open(filepath.Join(folder, weightsFile))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	dimensions, err := m.load(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", weightsFile, err)
	}
	files := []string{weightsFile, "vocab.txt", "tokenizer.json", "tokenizer_config.json"}
	version, err := digest.Folder(folder, files)
	if err != nil {
		return nil, err
	}
	m.fingerprint = embed.Fingerprint{Model: name, Version: version, Dimensions: dimensions}
	return m, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// load reads the table and what goes with it, and returns the dimensions.
func (m *Model) load(file *safetensors.File) (int, error) {
	table := "embeddings"
	if file.Shape(table) == nil {
		table = "embedding.weight"
	}
	shape := file.Shape(table)
	if len(shape) != 2 || shape[1] == 0 {
		return 0, fmt.Errorf("there is no table of embeddings with rows and columns")
	}
	var err error
	if m.vectors, err = file.Floats(table, shape...); err != nil {
		return 0, err
	}
	size := shape[0]
	if known := file.Shape("mapping"); len(known) == 1 {
		size = known[0]
		if m.rows, err = file.Ints("mapping", size); err != nil {
			return 0, err
		}
		for piece, row := range m.rows {
			if row < 0 || row >= int64(shape[0]) {
				return 0, fmt.Errorf("piece %d has the row %d of %d", piece, row, shape[0])
			}
		}
	}
	if file.Shape("weights") != nil {
		if m.weights, err = file.Floats("weights", size); err != nil {
			return 0, err
		}
	}
	if n := m.tokenizer.Size(); n > size {
		return 0, fmt.Errorf("the tokenizer has %d pieces, the table %d", n, size)
	}
	return shape[1], nil
}

// Fingerprint has the folder's name as model, and as version a digest of its files.
func (m *Model) Fingerprint() embed.Fingerprint { return m.fingerprint }

// errNumbers is returned when the table holds numbers that are none.
var errNumbers = errors.New("the table gives a vector of no numbers")

// Embed spreads the texts over the cores. Unknown words are left out, and a text without
// other words gets nil. Texts are read to their end.
func (m *Model) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	var broken atomic.Bool
	err := cores.Each(ctx, len(texts), func(i int) {
		v := m.sum(m.tokenizer.Pieces(texts[i]))
		switch {
		case matrix.Normalise(v):
			vectors[i] = v
		case !finite(v):
			broken.Store(true)
		}
	})
	if err == nil && broken.Load() {
		err = errNumbers
	}
	if err != nil {
		return nil, fmt.Errorf("embed %d texts with %s: %w", len(texts), m.fingerprint.Model, err)
	}
	return vectors, nil
}

// sum adds up the vectors of known pieces, which has the direction of their mean.
func (m *Model) sum(ids []int32) []float32 {
	dimensions := m.fingerprint.Dimensions
	total := make([]float64, dimensions)
	for _, id := range ids {
		if id == m.tokenizer.Unknown() {
			continue
		}
		row, weight := int(id), 1.0
		if m.rows != nil {
			row = int(m.rows[id])
		}
		if m.weights != nil {
			weight = float64(m.weights[id])
		}
		for j, v := range m.vectors[row*dimensions : (row+1)*dimensions] {
			total[j] += weight * float64(v)
		}
	}
	vector := make([]float32, dimensions)
	for j, v := range total {
		vector[j] = float32(v)
	}
	return vector
}

func finite(v []float32) bool {
	for _, x := range v {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			return false
		}
	}
	return true
}
