// Package bert computes with BERT models from files, as Hugging Face stores them: a folder
// with config.json, model.safetensors and vocab.txt. [Open] makes an embedder of such as
// all-MiniLM, bge-small, gte-small, e5-small and arctic-embed-xs, [OpenCrossEncoder] a judge
// of question and passage of such as ms-marco-MiniLM. Everything is computed in float32 on
// the CPU.
package bert

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/embed/internal/cores"
	"sitrep/retrieval/embed/internal/digest"
	"sitrep/retrieval/embed/internal/matrix"
)

// Pooling says how the vectors of a text's pieces become one.
type Pooling string

// The two ways of pooling.
const (
	Mean Pooling = "mean"
	CLS  Pooling = "cls" // the vector of the first piece
)

// Options overrule what the model's folder says. The zero value follows the folder.
type Options struct {
	Pooling Pooling // default: as 1_Pooling/config.json says, else Mean

	// Prefixes are put in front of every text, "query: " and "passage: " for e5. If it is
	// nil, those of config_sentence_transformers.json are, and where that names none,
	// those that [embed.PrefixesOf] knows for a model called as the folder is.
	Prefixes *embed.Prefixes
}

// leastRoom is how many pieces of a text a window must have room for beside a prefix.
const leastRoom = 16

// Model is an embedder. It is safe for concurrent use.
type Model struct {
	*checkpoint
	pooling           Pooling
	question, passage []int32 // pieces of the prefixes
	fingerprint       embed.Fingerprint
}

var _ embed.Asymmetric = (*Model)(nil)

// Open reads a model into memory.
func Open(folder string, opts Options) (*Model, error) {
	return openModel(matrix.Best(), folder, opts)
}

func openModel(engine *matrix.Engine, folder string, opts Options) (*Model, error) {
	c, t, err := open(engine, folder, func(*loader, config) {})
	if err != nil {
		return nil, err
	}
	m := &Model{checkpoint: c, pooling: opts.Pooling}
	if m.pooling == "" {
		m.pooling = t.pooling
	}
	if m.pooling == "" {
		m.pooling = Mean
	}
	path, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", folder, err)
	}
	prefixes := embed.Prefixes{Question: t.question, Passage: t.prefix}
	switch {
	case opts.Prefixes != nil:
		prefixes = *opts.Prefixes
	case prefixes == embed.Prefixes{}:
		prefixes = embed.PrefixesOf(filepath.Base(path))
	}
	m.question, m.passage = c.tokenizer.Pieces(prefixes.Question), c.tokenizer.Pieces(prefixes.Passage)
	if m.pooling != Mean && m.pooling != CLS {
		return nil, fmt.Errorf("model %s: pooling %q is neither %q nor %q", folder, m.pooling, Mean, CLS)
	}
	if n := max(len(m.question), len(m.passage)); c.longest-2-n < leastRoom {
		return nil, fmt.Errorf("model %s: a prefix of %d pieces leaves no room in %d", folder, n, c.longest)
	}
	files := []string{weightsFile, "config.json", "vocab.txt", "tokenizer.json", "tokenizer_config.json"}
	version, err := digest.Folder(folder, files, c.longest, m.pooling, prefixes.Passage)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", folder, err)
	}
	m.fingerprint = embed.Fingerprint{Model: filepath.Base(path), Version: version, Dimensions: c.encoder.Hidden}
	return m, nil
}

// Fingerprint has the folder's name as model, and as version a digest of its weights and of
// what else shapes a passage's vector.
func (m *Model) Fingerprint() embed.Fingerprint { return m.fingerprint }

// Embed spreads the texts over the cores. A text longer than the model reads is taken in
// windows of equal length, each behind the prefix, and their vectors are averaged. A text
// without pieces gets nil.
func (m *Model) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	return m.embedAll(ctx, texts, m.passage)
}

// EmbedQuestions is Embed with the prefix of questions.
func (m *Model) EmbedQuestions(ctx context.Context, questions []string) ([][]float32, error) {
	return m.embedAll(ctx, questions, m.question)
}

// errNumbers is returned when the weights make no vector of a text: they hold numbers that
// are none, or far too large.
var errNumbers = errors.New("the model's weights give vectors of zeros or of no numbers")

func (m *Model) embedAll(ctx context.Context, texts []string, prefix []int32) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	var broken atomic.Bool
	err := cores.Each(ctx, len(texts), func(i int) {
		s := m.scratch.Get().(*scratch)
		defer m.scratch.Put(s)
		ids := m.tokenizer.Pieces(texts[i])
		if len(ids) == 0 {
			return
		}
		v := m.embed(ctx, s, ids, prefix)
		if ctx.Err() == nil && !matrix.Normalise(v) {
			broken.Store(true)
		}
		vectors[i] = v
	})
	if err == nil && broken.Load() {
		err = errNumbers
	}
	if err != nil {
		return nil, fmt.Errorf("embed %d texts with %s: %w", len(texts), m.fingerprint.Model, err)
	}
	return vectors, nil
}

// embed adds up the vectors of the windows. When ctx ends it returns early.
func (m *Model) embed(ctx context.Context, s *scratch, ids, prefix []int32) []float32 {
	vector := make([]float32, m.encoder.Hidden)
	room := m.longest - 2 - len(prefix)
	windows := (len(ids) + room - 1) / room
	input := make([]int32, 0, m.longest)
	for w := range windows {
		if ctx.Err() != nil {
			break
		}
		input = append(append(input[:0], m.begin), prefix...)
		input = append(input, ids[w*len(ids)/windows:(w+1)*len(ids)/windows]...)
		input = append(input, m.end)
		rows := m.encoder.forward(s, input, len(input))
		window := rows.Row(0)
		if m.pooling == Mean {
			for i := range rows.Rows - 1 {
				matrix.Add(window, rows.Row(i+1))
			}
		}
		if windows > 1 {
			matrix.Normalise(window)
		}
		matrix.Add(vector, window)
	}
	return vector
}
