package static

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/embed/embedtest"
)

func mustOpen(t *testing.T, folder string) *Model {
	t.Helper()
	m, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestGolden compares with what testdata/make.py computed with numpy.
func TestGolden(t *testing.T) {
	data, err := os.ReadFile("testdata/golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		Text             string
		Plain, Quantised []float32
	}
	if err := json.Unmarshal(data, &list); err != nil || len(list) == 0 {
		t.Fatal("no golden values", err)
	}
	plain, quantised := mustOpen(t, "testdata/plain"), mustOpen(t, "testdata/quantised")
	for _, g := range list {
		for m, want := range map[*Model][]float32{plain: g.Plain, quantised: g.Quantised} {
			vectors, err := m.Embed(t.Context(), []string{g.Text})
			if err != nil {
				t.Fatal(err)
			}
			for j, w := range want {
				if got := vectors[0][j]; math.Abs(float64(got-w)) > 1e-6 {
					t.Errorf("%s, %.40q: dimension %d is %g, want %g", m.Fingerprint().Model, g.Text, j, got, w)
				}
			}
		}
	}
}

func TestEmbedder(t *testing.T) {
	for _, folder := range []string{"testdata/plain", "testdata/quantised"} {
		m := mustOpen(t, folder)
		t.Run(folder, func(t *testing.T) {
			embedtest.TestEmbedder(t, func(*testing.T) embed.Embedder { return m })
		})
	}
}

func TestUnknownOnly(t *testing.T) {
	vectors, err := mustOpen(t, "testdata/plain").Embed(t.Context(), []string{"Ж Щ", "rain"})
	if err != nil {
		t.Fatal(err)
	}
	if vectors[0] != nil || vectors[1] == nil {
		t.Errorf("unknown words give %v, known ones %v", vectors[0], vectors[1])
	}
}

func TestFingerprint(t *testing.T) {
	plain := mustOpen(t, "testdata/plain").Fingerprint()
	if plain.Model != "plain" || plain.Dimensions != 10 || len(plain.Version) != 8 {
		t.Errorf("the fingerprint is %v", plain)
	}
	if other := mustOpen(t, "testdata/quantised").Fingerprint(); other.Version == plain.Version {
		t.Error("two tables have one version")
	}
}

// tensor is a tensor of float32 or int64, to be written to a file.
type tensor struct {
	name   string
	shape  []int
	floats []float32
	ints   []int64
}

// write makes a folder with a vocabulary of three pieces and the given tensors.
func write(t *testing.T, sub string, tensors ...tensor) string {
	t.Helper()
	header, blob := map[string]any{}, []byte{}
	for _, x := range tensors {
		start, kind := len(blob), "F32"
		for _, v := range x.floats {
			blob = binary.LittleEndian.AppendUint32(blob, math.Float32bits(v))
		}
		for _, v := range x.ints {
			kind = "I64"
			blob = binary.LittleEndian.AppendUint64(blob, uint64(v))
		}
		header[x.name] = map[string]any{"dtype": kind, "shape": x.shape, "data_offsets": []int{start, len(blob)}}
	}
	head, err := json.Marshal(header)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "table", sub)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"vocab.txt":         []byte("[UNK]\nrain\nwind\n"),
		"model.safetensors": append(append(binary.LittleEndian.AppendUint64(nil, uint64(len(head))), head...), blob...),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return strings.TrimSuffix(dir, string(filepath.Separator)+sub)
}

func TestSentenceTransformersLayout(t *testing.T) {
	m := mustOpen(t, write(t, "0_StaticEmbedding", tensor{name: "embedding.weight", shape: []int{3, 2}, floats: []float32{9, 9, 0, 2, 3, 0}}))
	if m.Fingerprint().Model != "table" {
		t.Errorf("the model is called %s", m.Fingerprint().Model)
	}
	vectors, err := m.Embed(t.Context(), []string{"rain", "wind", "hail wind"})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]float32{{0, 1}, {1, 0}, {1, 0}} {
		if vectors[i][0] != want[0] || vectors[i][1] != want[1] {
			t.Errorf("vector %d is %v, want %v", i, vectors[i], want)
		}
	}
}

func TestOddTables(t *testing.T) {
	nan := float32(math.NaN())
	m := mustOpen(t, write(t, "", tensor{name: "embeddings", shape: []int{3, 1}, floats: []float32{1, 0, nan}}))
	if vectors, err := m.Embed(t.Context(), []string{"rain"}); err != nil || vectors[0] != nil {
		t.Errorf("a vector of zeros gives %v and the error %v, want nil", vectors, err)
	}
	if _, err := m.Embed(t.Context(), []string{"rain", "wind"}); !errors.Is(err, errNumbers) {
		t.Errorf("a vector of no numbers gives the error %v", err)
	}
	table := tensor{name: "embeddings", shape: []int{3, 1}, floats: []float32{1, 2, 3}}
	for name, c := range map[string]struct {
		tensors []tensor
		want    string
	}{
		"no table":        {nil, "no table"},
		"a list":          {[]tensor{{name: "embeddings", shape: []int{3}, floats: []float32{1, 2, 3}}}, "no table"},
		"too few rows":    {[]tensor{{name: "embeddings", shape: []int{2, 1}, floats: []float32{1, 2}}}, "3 pieces"},
		"mapping beyond":  {[]tensor{table, {name: "mapping", shape: []int{3}, ints: []int64{0, 1, 3}}}, "row 3 of 3"},
		"short mapping":   {[]tensor{table, {name: "mapping", shape: []int{2}, ints: []int64{0, 1}}}, "3 pieces"},
		"too few weights": {[]tensor{table, {name: "weights", shape: []int{2}, floats: []float32{1, 1}}}, "weights"},
		"float mapping":   {[]tensor{table, {name: "mapping", shape: []int{3}, floats: []float32{0, 1, 2}}}, "integers"},
	} {
		if _, err := Open(write(t, "", c.tensors...)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q in it", name, err, c.want)
		}
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("an empty folder was opened")
	}
}

func BenchmarkEmbed(b *testing.B) {
	m, err := Open("testdata/plain")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("The river and the wind closed the road. ", 12)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := m.Embed(b.Context(), []string{text}); err != nil {
			b.Fatal(err)
		}
	}
}
