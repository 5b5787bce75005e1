package bert

import (
	"fmt"
	"path/filepath"
	"sync"

	"sitrep/retrieval/embed/internal/matrix"
	"sitrep/retrieval/embed/internal/safetensors"
	"sitrep/retrieval/embed/internal/wordpiece"
)

const weightsFile = "model.safetensors"

// checkpoint is a model's folder in memory.
type checkpoint struct {
	folder    string
	tokenizer *wordpiece.Tokenizer
	encoder   *encoder
	begin     int32 // the piece [CLS]
	end       int32 // the piece [SEP]
	longest   int   // pieces in one pass, these two included
	scratch   sync.Pool
}

// open reads a folder. head reads further weights from the same file.
func open(engine *matrix.Engine, folder string, head func(*loader, config)) (*checkpoint, transformer, error) {
	c, t, err := openParts(engine, folder, head)
	if err != nil {
		return nil, t, fmt.Errorf("model %s: %w", folder, err)
	}
	return c, t, nil
}

func openParts(engine *matrix.Engine, folder string, head func(*loader, config)) (*checkpoint, transformer, error) {
	var t transformer
	config, err := readConfig(folder)
	if err != nil {
		return nil, t, err
	}
	if t, err = readTransformer(folder); err != nil {
		return nil, t, err
	}
	c := &checkpoint{folder: folder, longest: config.Positions}
	if t.longest > 0 {
		c.longest = min(c.longest, t.longest)
	}
	if c.tokenizer, err = wordpiece.Load(folder); err != nil {
		return nil, t, err
	}
	if size := c.tokenizer.Size(); size > config.Vocabulary {
		return nil, t, fmt.Errorf("the tokenizer has %d pieces, the model %d", size, config.Vocabulary)
	}
	for piece, into := range map[string]*int32{"[CLS]": &c.begin, "[SEP]": &c.end} {
		id, ok := c.tokenizer.ID(piece)
		if !ok {
			return nil, t, fmt.Errorf("the tokenizer has no %s", piece)
		}
		*into = id
	}
	file, err := safetensors.Open(filepath.Join(folder, weightsFile))
	if err != nil {
		return nil, t, err
	}
	defer file.Close()
	encoder, loader, err := newEncoder(engine, config, file)
	if err != nil {
		return nil, t, fmt.Errorf("%s: %w", weightsFile, err)
	}
	if head(loader, config); loader.err != nil {
		return nil, t, fmt.Errorf("%s: %w", weightsFile, loader.err)
	}
	c.encoder = encoder
	c.scratch.New = func() any { return encoder.newScratch(c.longest) }
	return c, t, nil
}
