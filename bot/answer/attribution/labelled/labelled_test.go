package labelled

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var (
	update = flag.Bool("update", false, "write the figures anew")
	misses = flag.Bool("misses", false, "print what is misread in the development half")
)

// TestFigures compares the accuracy on both halves with the committed figures: what a
// change does to it shows in the diff.
func TestFigures(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, half := range []struct {
		name string
		half Half
	}{{"development", Development}, {"held back", HeldBack}} {
		snippets, err := Read(half.half)
		if err != nil {
			t.Fatal(err)
		}
		visit := func(m Miss) {
			t.Logf("%s %v %q\n got %q, role %q, nature %q, direct %v, found %v\nwant %q %q %q %q", m.Snippet.ID, m.Wrong, m.Sentence.Text,
				m.Got.Name, m.Got.Role, m.Got.Nature, m.Got.Direct, m.Found, m.Sentence.Speaker, m.Sentence.Role, m.Sentence.Nature, m.Sentence.Form)
		}
		if !*misses || half.half == HeldBack {
			visit = nil // what the held-back half misses is counted and not looked at
		}
		figures := Measure(snippets, visit)
		if figures.Sentences < 100 {
			t.Errorf("%s: only %d sentences", half.name, figures.Sentences)
		}
		fmt.Fprintf(&b, "%s: %s\n", half.name, figures)
	}
	golden := filepath.Join("testdata", "figures.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != string(want) {
		t.Errorf("figures have changed (-update writes them)\n got %swant %s", got, want)
	}
}
