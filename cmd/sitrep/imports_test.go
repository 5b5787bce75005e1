package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers lists the top folders from the bottom up: a package imports from its own folder
// and from those before it.
var layers = []string{"corpus", "retrieval", "bot", "cmd"}

// TestImportsPointDown reads the import lines of every Go file and compares them with the
// order of the layers.
func TestImportsPointDown(t *testing.T) {
	root := filepath.Join("..", "..")
	edges := 0
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && file != root && (strings.HasPrefix(name, ".") || name == "testdata") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			edges++
			if reason := badImport(filepath.ToSlash(relative), imported, strings.HasSuffix(name, "_test.go")); reason != "" {
				t.Errorf("%s imports %s: %s", file, imported, reason)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if edges == 0 {
		t.Fatal("no import seen: the test looks in the wrong place")
	}
}

// badImport says what is wrong with a package in the folder from importing another, or
// nothing.
func badImport(from, imported string, test bool) string {
	inDiscord := strings.HasPrefix(from, "bot/discord")
	if strings.HasPrefix(imported, "github.com/bwmarrin/discordgo") && !inDiscord {
		return "discordgo is imported in bot/discord alone"
	}
	own, inModule := strings.CutPrefix(imported, "sitrep/")
	if !inModule {
		if from == "corpus" && !test && strings.Contains(strings.Split(imported, "/")[0], ".") {
			return "corpus itself stands on the standard library alone"
		}
		return ""
	}
	upper := slices.Index(layers, strings.Split(from, "/")[0])
	lower := slices.Index(layers, strings.Split(own, "/")[0])
	switch {
	case upper < 0 || lower < 0:
		return "the top folders are " + strings.Join(layers, ", ")
	case lower > upper:
		return "imports point from " + layers[upper] + " down, not up"
	case from == "corpus":
		return "corpus itself imports nothing of sitrep"
	case strings.HasSuffix(path.Base(own), "test") && !test && !strings.Contains(from, "test"):
		return "test support is imported by tests alone"
	}
	return ""
}

// TestBadImport shows that the rules can fail.
func TestBadImport(t *testing.T) {
	for _, tc := range []struct {
		from, imported string
		test, bad      bool
	}{
		{from: "cmd/sitrep", imported: "sitrep/bot/answer"},
		{from: "bot/answer", imported: "sitrep/bot"},
		{from: "retrieval", imported: "sitrep/corpus/store"},
		{from: "retrieval/index", imported: "sitrep/bot", bad: true},
		{from: "corpus/store", imported: "sitrep/retrieval", bad: true},
		{from: "bot/render", imported: "sitrep/cmd/sitrep", bad: true},
		{from: "tools", imported: "sitrep/corpus", bad: true},
		{from: "corpus", imported: "time"},
		{from: "corpus", imported: "golang.org/x/text/unicode/norm", bad: true},
		{from: "corpus", imported: "sitrep/corpus/split", bad: true},
		{from: "corpus", imported: "pgregory.net/rapid", test: true},
		{from: "bot/discord", imported: "github.com/bwmarrin/discordgo"},
		{from: "bot/answer", imported: "github.com/bwmarrin/discordgo", bad: true},
		{from: "retrieval/vector", imported: "sitrep/retrieval/vector/vectortest", test: true},
		{from: "retrieval/vector", imported: "sitrep/retrieval/vector/vectortest", bad: true},
	} {
		if got := badImport(tc.from, tc.imported, tc.test); (got != "") != tc.bad {
			t.Errorf("%s imports %s (in a test: %t): got %q, want bad: %t", tc.from, tc.imported, tc.test, got, tc.bad)
		}
	}
}
