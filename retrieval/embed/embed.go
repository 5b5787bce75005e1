// Package embed turns text into vectors. The interface is here; each implementation is a
// package below: uselite, the model that is built into the binary.
package embed

import (
	"context"
	"fmt"
)

// Embedder maps texts to vectors that stand near each other when the texts mean alike.
// Implementations are safe for concurrent use.
type Embedder interface {
	// Fingerprint names the model, its version and its dimensions. Vectors of different
	// fingerprints must never be compared.
	Fingerprint() Fingerprint

	// Embed returns one unit-length vector of Fingerprint().Dimensions float32s for each
	// text, in the order of texts. A text in which the model finds nothing to read gets
	// nil. The caller owns the vectors. On error, or when ctx ends, no vectors are
	// returned.
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// Fingerprint identifies what an index was made with. It is comparable.
type Fingerprint struct {
	Model      string `json:"model"`
	Version    string `json:"version"`
	Dimensions int    `json:"dimensions"`
}

// String is "model@version/dimensions".
func (f Fingerprint) String() string {
	return fmt.Sprintf("%s@%s/%d", f.Model, f.Version, f.Dimensions)
}

// Asymmetric is an Embedder that reads questions otherwise than the passages that answer
// them: e5 and others put different words in front of each.
type Asymmetric interface {
	Embedder

	// EmbedQuestions is Embed for questions. Its vectors are compared with those of
	// Embed.
	EmbedQuestions(ctx context.Context, questions []string) ([][]float32, error)
}

// Batched is an Embedder that works best on so many texts at once, as a remote one does.
type Batched interface {
	Embedder

	// BatchSize is how many texts to give to one call of Embed, at least 1.
	BatchSize() int
}

// Question embeds one question as e wants questions embedded. The vector is nil where the
// model finds nothing to read.
func Question(ctx context.Context, e Embedder, question string) ([]float32, error) {
	ask := e.Embed
	if asymmetric, ok := e.(Asymmetric); ok {
		ask = asymmetric.EmbedQuestions
	}
	vectors, err := ask(ctx, []string{question})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}
