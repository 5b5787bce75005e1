package uselite

import (
	"fmt"
	"math"
	"strings"

	"sitrep/retrieval/embed/internal/matrix"
	"sitrep/retrieval/embed/uselite/internal/weights"
)

// WordDimensions is the length of a word's vector.
const WordDimensions = embedding

// Words are the vectors that the model starts from, of words by themselves: bought stands close
// to purchased, jail to prison. They cost a look-up, where a text costs a run of the network.
// It is safe for concurrent use.
type Words struct {
	ids   map[string]int32
	table *weights.Tensor
}

// NewWords reads the words that are built into the binary. An error means that the binary was
// built from a damaged file.
func NewWords() (*Words, error) {
	content, err := builtIn()
	if err != nil {
		return nil, fmt.Errorf("built-in words: %w", err)
	}
	w := &Words{ids: map[string]int32{}}
	if w.table, err = content.Tensor("embedding", tableRows, embedding); err != nil {
		return nil, fmt.Errorf("built-in words: %w", err)
	}
	for id, p := range content.Pieces {
		if word, opens := strings.CutPrefix(p.Text, space); opens && !math.IsNaN(p.Score) {
			w.ids[word] = int32(id)
		}
	}
	return w, nil
}

// Vector is a word's vector, WordDimensions long and of length 1, or nil for a word that is no
// piece of the vocabulary by itself: of rare words the model knows only how they are spelled.
// Small letters and capitals are told apart.
func (w *Words) Vector(word string) []float32 {
	id, known := w.ids[word]
	if !known {
		return nil
	}
	vector := make([]float32, embedding)
	w.table.Row(vector, int(id))
	matrix.Normalise(vector)
	return vector
}
