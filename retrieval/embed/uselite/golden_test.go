package uselite

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"slices"
	"testing"

	"sitrep/retrieval/embed/internal/matrix"
)

var goldenFile = flag.String("golden", "", "another file of golden vectors, as testdata/reference.py prints them")

type golden struct {
	Text   string    `json:"text"`
	IDs    []int32   `json:"ids"`
	Vector []float32 `json:"vector"` // of the first window
}

func readGolden(t *testing.T, path string) []golden {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list []golden
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g golden
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		list = append(list, g)
	}
	if len(list) == 0 {
		t.Fatalf("%s: no golden vectors", path)
	}
	return list
}

// TestGolden compares pieces and vectors with those of the reference in numpy, which
// computes with the original float32 weights. The slower engines, whose products have tests
// of their own, get the short texts only: the race detector slows plain Go a hundredfold.
func TestGolden(t *testing.T) {
	files := []string{"testdata/golden.jsonl"}
	if *goldenFile != "" {
		files = append(files, *goldenFile)
	}
	for i, engine := range matrix.Engines() {
		longest := 8 // pieces
		if i == 0 {
			longest = math.MaxInt
		}
		m, err := newModel(engine)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			lowest := 1.0
			for _, g := range readGolden(t, path) {
				ids := m.vocabulary.pieces(g.Text)
				if !slices.Equal(ids, g.IDs) {
					t.Errorf("%s: pieces of %.60q are %v, want %v", engine.Name(), g.Text, ids, g.IDs)
					continue
				}
				if len(ids) > longest {
					continue
				}
				got := m.network.forward(newScratch(), ids[:min(len(ids), maxPieces)])
				cosine := dot(got, g.Vector)
				lowest = min(lowest, cosine)
				if cosine < 0.9996 {
					t.Errorf("%s: %.60q has cosine %.6f with the reference", engine.Name(), g.Text, cosine)
				}
			}
			t.Logf("%s, %s: lowest cosine %.6f", engine.Name(), path, lowest)
		}
	}
}

func dot(a, b []float32) float64 {
	var sum float64
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}
