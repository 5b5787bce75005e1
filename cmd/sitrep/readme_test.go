package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the answer in the README")

// TestReadmeAnswer compares the answer in the README with what sitrep says today, but for
// how long it took.
func TestReadmeAnswer(t *testing.T) {
	const readme = "../../README.md"
	page, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)(\n\\$ go run \\./cmd/sitrep ask \"([^\"]+)\"\n)(.+?)(\n```\n)")
	parts := example.FindSubmatch(page)
	if parts == nil {
		t.Fatal("the README has no question with its answer")
	}
	var stdout, stderr bytes.Buffer
	env := []string{"SITREP_DATA=" + filepath.Join(t.TempDir(), "data")}
	if status := run(t.Context(), []string{"ask", string(parts[2])}, env, strings.NewReader(""), &stdout, io.MultiWriter(&stderr, t.Output())); status != exitDone {
		t.Fatalf("status %d: %s", status, stderr.String())
	}
	said := strings.TrimSpace(stdout.String())
	if *update {
		page = bytes.Replace(page, parts[0], bytes.Join([][]byte{parts[1], []byte(said), parts[4]}, nil), 1)
		if err := os.WriteFile(readme, page, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(timeless(string(parts[3])), timeless(said)); diff != "" {
		t.Errorf("the README's answer is not today's (go test ./cmd/sitrep -run Readme -update) (-README +today):\n%s", diff)
	}
}

// timeless is an answer without how long it took, and without line ends, which may fall
// elsewhere when that figure is longer.
func timeless(answer string) string {
	words := strings.Join(strings.Fields(answer), " ")
	return regexp.MustCompile(`\d+ ms$`).ReplaceAllString(words, "")
}
