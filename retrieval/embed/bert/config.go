package bert

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sitrep/retrieval/embed/internal/matrix"
)

// config is what config.json says of a BERT checkpoint, as far as it matters here.
type config struct {
	Type         string            `json:"model_type"`
	Hidden       int               `json:"hidden_size"`
	Layers       int               `json:"num_hidden_layers"`
	Heads        int               `json:"num_attention_heads"`
	Inner        int               `json:"intermediate_size"`
	Activation   string            `json:"hidden_act"`
	Positions    int               `json:"max_position_embeddings"`
	PositionType string            `json:"position_embedding_type"`
	Types        int               `json:"type_vocab_size"`
	Vocabulary   int               `json:"vocab_size"`
	Epsilon      float32           `json:"layer_norm_eps"`
	Labels       map[string]string `json:"id2label"`
}

func readConfig(folder string) (config, error) {
	c := config{Epsilon: 1e-12, Activation: "gelu", PositionType: "absolute"}
	if err := readJSON(folder, "config.json", &c); err != nil {
		return c, err
	}
	if err := c.validate(); err != nil {
		return c, fmt.Errorf("config.json: %w", err)
	}
	return c, nil
}

func (c config) validate() error {
	switch {
	case c.Type != "bert":
		return fmt.Errorf("the model is of type %q, want bert", c.Type)
	case c.Activation != "gelu" && c.Activation != "relu":
		return fmt.Errorf("the activation is %q, want gelu or relu", c.Activation)
	case c.PositionType != "absolute":
		return fmt.Errorf("positions are %q, want absolute", c.PositionType)
	}
	for name, n := range map[string]int{
		"hidden_size": c.Hidden, "num_hidden_layers": c.Layers, "num_attention_heads": c.Heads,
		"intermediate_size": c.Inner, "type_vocab_size": c.Types, "vocab_size": c.Vocabulary,
	} {
		if n <= 0 || n > 1<<24 {
			return fmt.Errorf("%s is %d", name, n)
		}
	}
	switch {
	case c.Positions < 32 || c.Positions > 1<<16:
		return fmt.Errorf("max_position_embeddings is %d, want 32 or more", c.Positions)
	case c.Hidden%c.Heads != 0 || c.Hidden/c.Heads%matrix.Lanes != 0 || c.Inner%matrix.Lanes != 0:
		return fmt.Errorf("%d heads of %d in all and %d inside: widths must be multiples of %d",
			c.Heads, c.Hidden, c.Inner, matrix.Lanes)
	}
	return nil
}

// transformer is what sentence-transformers puts beside a model to say how to use it. Every
// file may be missing.
type transformer struct {
	pooling          Pooling // empty where nothing is said
	longest          int     // pieces, 0 where nothing is said
	question, prefix string  // to put in front of questions and passages
}

func readTransformer(folder string) (transformer, error) {
	var t transformer
	var modules []struct {
		Type string `json:"type"`
	}
	var pooling struct {
		CLS  bool `json:"pooling_mode_cls_token"`
		Mean bool `json:"pooling_mode_mean_tokens"`
	}
	var length struct {
		Longest int `json:"max_seq_length"`
	}
	var prompts struct {
		Prompts map[string]string `json:"prompts"`
	}
	found := map[string]bool{}
	for name, into := range map[string]any{
		"modules.json": &modules, poolingFile: &pooling,
		"sentence_bert_config.json": &length, "config_sentence_transformers.json": &prompts,
	} {
		err := readJSON(folder, name, into)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return t, err
		}
		found[name] = err == nil
	}
	for _, m := range modules {
		switch m.Type {
		case "sentence_transformers.models.Transformer", "sentence_transformers.models.Pooling",
			"sentence_transformers.models.Normalize":
		default:
			return t, fmt.Errorf("modules.json: %s is not known here", m.Type)
		}
	}
	switch {
	case !found[poolingFile]:
	case pooling.CLS && !pooling.Mean:
		t.pooling = CLS
	case pooling.Mean && !pooling.CLS:
		t.pooling = Mean
	default:
		return t, fmt.Errorf("%s: neither just the mean nor just the first piece is pooled", poolingFile)
	}
	t.longest = length.Longest
	t.question = prompts.Prompts["query"]
	for _, name := range []string{"passage", "document"} {
		if t.prefix == "" {
			t.prefix = prompts.Prompts[name]
		}
	}
	return t, nil
}

var poolingFile = filepath.Join("1_Pooling", "config.json")

func readJSON(folder, name string, into any) error {
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
