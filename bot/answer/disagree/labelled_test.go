package disagree_test

import (
	"bytes"
	_ "embed"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"sitrep/bot/answer/disagree"
)

var (
	update  = flag.Bool("update", false, "rewrite the figures")
	verbose = flag.Bool("wrong", false, "print the pairs of the dev half that are judged wrong")
)

//go:embed testdata/pairs.tsv
var pairsText string

// pair is two sentences and how they stand to each other.
type pair struct {
	half string
	kind disagree.Kind
	want disagree.Relation
	a, b disagree.Statement
}

func pairs(t *testing.T) []pair {
	t.Helper()
	relations := map[string]disagree.Relation{"agree": disagree.Agree, "disagree": disagree.Disagree, "unrelated": disagree.Unrelated}
	var list []pair
	for line := range strings.Lines(pairsText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), "\t")
		want, known := relations[f[2]]
		if len(f) != 7 || !known {
			t.Fatalf("%q is no labelled pair", line)
		}
		statement := func(document, published, text string) disagree.Statement {
			day, err := time.Parse(time.DateOnly, published)
			if err != nil {
				t.Fatal(err)
			}
			return disagree.Statement{Text: text, Document: document, Published: day}
		}
		list = append(list, pair{f[0], disagree.Kind(f[1]), want, statement("a", f[3], f[4]), statement("b", f[5], f[6])})
	}
	return list
}

// relation is how two sentences are judged to stand to each other on a kind of matter; any
// kind will do where the pair is unrelated.
func relation(points []disagree.Point, p pair) disagree.Relation {
	judged := disagree.Unrelated
	for _, point := range points {
		same := point.Kind == p.kind || point.Kind == disagree.Truth && p.kind == disagree.Perpetrator
		if same || p.want == disagree.Unrelated || point.Relation == disagree.Disagree {
			judged = max(judged, point.Relation)
		}
	}
	return judged
}

// TestLabelledPairs measures both halves of the labelled set and compares the figures with
// those committed. The held half was not looked at while the rules were made.
func TestLabelledPairs(t *testing.T) {
	type tally struct{ right, told, is, pairs, exact int }
	figures := map[string]*tally{}
	var order []string
	c := disagree.New(nil)
	for _, p := range pairs(t) {
		got, turned := relation(c.Compare(p.a, p.b), p), relation(c.Compare(p.b, p.a), p)
		if got != turned {
			t.Errorf("%q and %q: %d one way, %d the other", p.a.Text, p.b.Text, got, turned)
		}
		if *verbose && got != p.want && p.half == "dev" {
			t.Logf("%s: got %d, want %d\n\t%s\n\t%s", p.kind, got, p.want, p.a.Text, p.b.Text)
		}
		for _, key := range []string{p.half + " all", p.half + " " + string(p.kind)} {
			f := figures[key]
			if f == nil {
				f = &tally{}
				figures[key] = f
				order = append(order, key)
			}
			f.pairs++
			if got == p.want {
				f.exact++
			}
			if got == disagree.Disagree {
				f.told++
			}
			if p.want == disagree.Disagree {
				f.is++
			}
			if got == disagree.Disagree && p.want == disagree.Disagree {
				f.right++
			}
		}
	}
	var out bytes.Buffer
	fmt.Fprintln(&out, "# Disagreements over the labelled pairs (pairs.tsv); the held half was not used in making the rules.")
	fmt.Fprintln(&out, "half and kind\tpairs\trelation right\tdisagreements\tfound\tfalse")
	for _, key := range order {
		f := figures[key]
		fmt.Fprintf(&out, "%s\t%d\t%d\t%d\t%d\t%d\n", key, f.pairs, f.exact, f.is, f.right, f.told-f.right)
	}
	if *update {
		if err := os.WriteFile("testdata/figures.tsv", out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/figures.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, out.Bytes()) {
		t.Errorf("the figures have changed (-update if that is right):\n%s", out.Bytes())
	}
}
