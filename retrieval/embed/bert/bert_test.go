package bert

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/embed/embedtest"
	"sitrep/retrieval/embed/internal/matrix"
)

// golden is what testdata/make.py computed with numpy.
type golden struct {
	Encoder []struct {
		Text, Prefix string
		Mean, CLS    []float32
	}
	Cross []struct {
		Question, Passage string
		Score             float32
	}
}

func readGolden(t *testing.T) golden {
	t.Helper()
	data, err := os.ReadFile("testdata/golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	if len(g.Encoder) == 0 || len(g.Cross) == 0 {
		t.Fatal("no golden values")
	}
	return g
}

func checkVector(t *testing.T, got, want []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d dimensions, want %d", len(got), len(want))
	}
	for i, w := range want {
		if !(math.Abs(float64(got[i]-w)) <= 1e-5) {
			t.Fatalf("dimension %d is %g, want %g", i, got[i], w)
		}
	}
}

func TestGolden(t *testing.T) {
	for _, engine := range matrix.Engines() {
		for _, g := range readGolden(t).Encoder {
			for pooling, want := range map[Pooling][]float32{Mean: g.Mean, CLS: g.CLS} {
				m, err := openModel(engine, "testdata/encoder", Options{Pooling: pooling, Prefixes: &embed.Prefixes{Passage: g.Prefix}})
				if err != nil {
					t.Fatal(err)
				}
				vectors, err := m.Embed(t.Context(), []string{g.Text})
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%s, %s, %q, %.40q", engine.Name(), pooling, g.Prefix, g.Text)
				checkVector(t, vectors[0], want)
			}
		}
	}
}

func TestEmbedder(t *testing.T) {
	m, err := Open("testdata/encoder", Options{})
	if err != nil {
		t.Fatal(err)
	}
	embedtest.TestEmbedder(t, func(*testing.T) embed.Embedder { return m })
}

func TestQuestionPrefix(t *testing.T) {
	m, err := Open("testdata/encoder", Options{Prefixes: &embed.Prefixes{Question: "query: "}})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range readGolden(t).Encoder {
		var got []float32
		if g.Prefix == "" {
			vectors, err := m.Embed(t.Context(), []string{g.Text})
			if err != nil {
				t.Fatal(err)
			}
			got = vectors[0]
		} else if got, err = embed.Question(t.Context(), m, g.Text); err != nil {
			t.Fatal(err)
		}
		checkVector(t, got, g.Mean)
	}
}

// edited copies a model's folder and changes files of it: a map from name to content, nil
// for a file to leave out.
func edited(t *testing.T, folder string, changes map[string]any) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "model")
	if err := os.CopyFS(to, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	for name, content := range changes {
		path := filepath.Join(to, name)
		switch c := content.(type) {
		case nil:
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		case string:
			if err := os.WriteFile(path, []byte(c), 0o600); err != nil {
				t.Fatal(err)
			}
		case map[string]any: // settings to change in a JSON file
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var settings map[string]any
			if err := json.Unmarshal(data, &settings); err != nil {
				t.Fatal(err)
			}
			maps.Copy(settings, c)
			if data, err = json.Marshal(settings); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return to
}

type settings = map[string]any

func TestFolderDecides(t *testing.T) {
	g := readGolden(t).Encoder[1] // with the prefix "query: "
	for name, c := range map[string]struct {
		changes map[string]any
		want    []float32
	}{
		"prompts and CLS": {map[string]any{
			"config_sentence_transformers.json": `{"prompts":{"query":"","document":"query: "}}`,
			"1_Pooling/config.json":             settings{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false},
		}, g.CLS},
		"passage prompt": {map[string]any{
			"config_sentence_transformers.json": `{"prompts":{"passage":"query: ","document":"the "}}`,
		}, g.Mean},
	} {
		m, err := Open(edited(t, "testdata/encoder", c.changes), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		vectors, err := m.Embed(t.Context(), []string{g.Text})
		if err != nil {
			t.Fatal(err)
		}
		checkVector(t, vectors[0], c.want)
	}
}

func TestFingerprint(t *testing.T) {
	open := func(folder string, opts Options) embed.Fingerprint {
		m, err := Open(folder, opts)
		if err != nil {
			t.Fatal(err)
		}
		return m.Fingerprint()
	}
	plain := open("testdata/encoder", Options{})
	if plain.Model != "encoder" || plain.Dimensions != 32 {
		t.Errorf("the fingerprint is %v", plain)
	}
	moved := open(edited(t, "testdata/encoder", nil), Options{})
	if moved.Version != plain.Version || moved.Model != "model" {
		t.Errorf("the same model elsewhere is %v, was %v", moved, plain)
	}
	if question := open("testdata/encoder", Options{Prefixes: &embed.Prefixes{Question: "query: "}}); question != plain {
		t.Errorf("a prefix of questions makes it %v, was %v", question, plain)
	}
	for name, other := range map[string]embed.Fingerprint{
		"pooling": open("testdata/encoder", Options{Pooling: CLS}),
		"prefix":  open("testdata/encoder", Options{Prefixes: &embed.Prefixes{Passage: "passage: "}}),
		"vocabulary": open(edited(t, "testdata/encoder", map[string]any{
			"tokenizer_config.json": `{"do_lower_case":false}`,
		}), Options{}),
		"length": open(edited(t, "testdata/encoder", map[string]any{
			"sentence_bert_config.json": settings{"max_seq_length": 40},
		}), Options{}),
	} {
		if other.Version == plain.Version {
			t.Errorf("another %s has the same version %s", name, other.Version)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		changes map[string]any
		opts    Options
		want    string // in the error
	}{
		"no config":       {map[string]any{"config.json": nil}, Options{}, "config.json"},
		"no weights":      {map[string]any{"model.safetensors": nil}, Options{}, "model.safetensors"},
		"no vocabulary":   {map[string]any{"vocab.txt": nil}, Options{}, "vocab.txt"},
		"bad JSON":        {map[string]any{"config.json": "{"}, Options{}, "config.json"},
		"another type":    {map[string]any{"config.json": settings{"model_type": "roberta"}}, Options{}, "roberta"},
		"activation":      {map[string]any{"config.json": settings{"hidden_act": "silu"}}, Options{}, "silu"},
		"positions":       {map[string]any{"config.json": settings{"position_embedding_type": "relative_key"}}, Options{}, "relative_key"},
		"too short":       {map[string]any{"config.json": settings{"max_position_embeddings": 8}}, Options{}, "8"},
		"heads":           {map[string]any{"config.json": settings{"num_attention_heads": 3}}, Options{}, "3 heads"},
		"width":           {map[string]any{"config.json": settings{"hidden_size": 64}}, Options{}, "word_embeddings"},
		"layers":          {map[string]any{"config.json": settings{"num_hidden_layers": 3}}, Options{}, "encoder.layer.2"},
		"negative":        {map[string]any{"config.json": settings{"vocab_size": -5}}, Options{}, "vocab_size"},
		"more pieces":     {map[string]any{"vocab.txt": "[UNK]\n[CLS]\n[SEP]" + strings.Repeat("\nx", 1000) + strings.Repeat("\ny", 1000)}, Options{}, "pieces"},
		"no [CLS]":        {map[string]any{"vocab.txt": "[UNK]\n[SEP]\n"}, Options{}, "[CLS]"},
		"damaged weights": {map[string]any{"model.safetensors": "12345678"}, Options{}, "safetensors"},
		"module":          {map[string]any{"modules.json": `[{"type":"sentence_transformers.models.Dense"}]`}, Options{}, "Dense"},
		"max pooling":     {map[string]any{"1_Pooling/config.json": `{"pooling_mode_max_tokens":true}`}, Options{}, "1_Pooling"},
		"pooling":         {nil, Options{Pooling: "max"}, "max"},
		"long prefix":     {nil, Options{Prefixes: &embed.Prefixes{Passage: strings.Repeat("the ", 40)}}, "40 pieces"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(edited(t, "testdata/encoder", c.changes), c.opts)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want %q in it", err, c.want)
			}
		})
	}
}

func TestBrokenWeights(t *testing.T) {
	data, err := os.ReadFile("testdata/encoder/model.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	for i := len(data) - 4*200; i < len(data); i++ {
		data[i] = 0xff // NaN
	}
	m, err := Open(edited(t, "testdata/encoder", map[string]any{"model.safetensors": string(data)}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if vectors, err := m.Embed(t.Context(), []string{"rain"}); !errors.Is(err, errNumbers) || vectors != nil {
		t.Errorf("the error is %v with %d vectors, want %v", err, len(vectors), errNumbers)
	}
}

func TestCrossEncoder(t *testing.T) {
	cases := readGolden(t).Cross
	for _, engine := range matrix.Engines() {
		e, err := openCrossEncoder(engine, "testdata/cross")
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			scores, err := e.Score(t.Context(), c.Question, []string{"another passage", c.Passage, "rain"})
			if err != nil {
				t.Fatal(err)
			}
			if len(scores) != 3 || math.Abs(float64(scores[1]-c.Score)) > 2e-5 {
				t.Errorf("%s: %.30q and %.30q score %v, want %g in the middle", engine.Name(), c.Question, c.Passage, scores, c.Score)
			}
		}
	}
}

func TestCrossEncoderStops(t *testing.T) {
	e, err := OpenCrossEncoder("testdata/cross")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if scores, err := e.Score(ctx, "rain", []string{"wind"}); !errors.Is(err, context.Canceled) || scores != nil {
		t.Errorf("the error is %v with %d scores, want context.Canceled", err, len(scores))
	}
	if scores, err := e.Score(t.Context(), "rain", nil); err != nil || len(scores) != 0 {
		t.Errorf("no passages give %v and the error %v", scores, err)
	}
}

func TestOpenCrossEncoderRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		folder  string
		changes map[string]any
		want    string
	}{
		"an encoder":  {"testdata/encoder", nil, "pooler.dense"},
		"more labels": {"testdata/cross", map[string]any{"config.json": settings{"id2label": settings{"0": "no", "1": "yes"}}}, "2 labels"},
	} {
		if _, err := OpenCrossEncoder(edited(t, c.folder, c.changes)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q in it", name, err, c.want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range [][5]int{ // question, passage, room, and what is kept of each
		{3, 4, 10, 3, 4},
		{3, 40, 10, 3, 7},
		{40, 3, 10, 7, 3},
		{40, 40, 10, 5, 5},
		{40, 40, 11, 5, 6},
		{5, 6, 10, 5, 5},
		{0, 40, 10, 0, 10},
	} {
		if q, p := share(c[0], c[1], c[2]); q != c[3] || p != c[4] {
			t.Errorf("of %d and %d in %d, %d and %d are kept, want %d and %d", c[0], c[1], c[2], q, p, c[3], c[4])
		}
	}
}

// BenchmarkLayer measures a layer of the size that small models have, on random weights, by
// the time of a window of 128 pieces in it.
func BenchmarkLayer(b *testing.B) {
	c := config{Hidden: 384, Heads: 12, Inner: 1536, Positions: 128, Types: 1, Vocabulary: 1, Activation: "gelu"}
	ones := func(n int) []float32 {
		values := make([]float32, n)
		for i := range values {
			values[i] = float32(i%7) / 70
		}
		return values
	}
	for _, engine := range matrix.Engines() {
		e := &encoder{config: c, engine: engine, words: ones(384), positions: ones(128 * 384), kind: ones(384), layers: make([]layer, 1)}
		n := norm{ones(384), ones(384)}
		e.norm, e.layers[0].norm1, e.layers[0].norm2 = n, n, n
		for p, shape := range map[*matrix.Packed][2]int{
			&e.layers[0].qkv: {384, 1152}, &e.layers[0].out: {384, 384}, &e.layers[0].up: {384, 1536}, &e.layers[0].down: {1536, 384},
		} {
			p.Pack(matrix.View{Rows: shape[0], Columns: shape[1], Stride: shape[1], Data: ones(shape[0] * shape[1])})
		}
		s, ids := e.newScratch(128), make([]int32, 128)
		b.Run(engine.Name(), func(b *testing.B) {
			for b.Loop() {
				e.forward(s, ids, 128)
			}
		})
	}
}
