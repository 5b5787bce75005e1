package desk

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/bot/render/message"
	"sitrep/corpus/group"
	"sitrep/corpus/sample"
	"sitrep/corpus/store"
	"sitrep/retrieval"
	"sitrep/retrieval/embed/uselite"
	"sitrep/retrieval/index"
)

var update = flag.Bool("update", false, "write the golden figures anew")

// labelled is a claim and how it stands against the sample corpus.
type labelled struct {
	verdict message.Verdict
	text    string
}

func readClaims(t *testing.T) []labelled {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "claims.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []labelled
	for lines := bufio.NewScanner(f); lines.Scan(); {
		verdict, text, ok := strings.Cut(lines.Text(), "\t")
		if !ok {
			continue
		}
		for _, v := range verdicts {
			if nameOf(v) == verdict {
				list = append(list, labelled{v, text})
			}
		}
	}
	return list
}

// sampleDesk is a desk over the sample corpus that can only check claims.
func sampleDesk(t *testing.T) *Desk {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	lg := slog.New(slog.DiscardHandler)
	record, err := store.Open(ctx, filepath.Join(t.TempDir(), "sitrep.db"), store.Options{})
	must(err)
	t.Cleanup(func() { must(record.Close()) })
	model, err := uselite.New()
	must(err)
	_, err = index.Build(ctx, lg, record, model, sample.Documents(), index.Options{Sources: []string{"sample"}})
	must(err)
	live, err := index.Load(ctx, lg, record, 0, model)
	must(err)
	table, err := group.Default()
	must(err)
	searcher := retrieval.NewSearcher(live, model).WithGroups(table)
	unjudged := math.Inf(-1)
	near := answer.New(lg, func() answer.Searcher { return searcher }, record, answer.Options{Quotes: 5, Threshold: &unjudged})
	return &Desk{lg: lg, library: Library{Near: near, Live: func() *index.Live { return live }, Groups: table}}
}

// TestClaimsAreJudged prints how often each verdict is right, by how much of a claim a quote
// must hold. A wrong "said" or "denied" is worse than a "not found" too many.
func TestClaimsAreJudged(t *testing.T) {
	t.Parallel()
	d := sampleDesk(t)
	claims := readClaims(t)
	near := make([][]bot.Citation, len(claims))
	for i, c := range claims {
		a, err := d.library.Near.Ask(context.Background(), bot.Question{Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		near[i] = a.Citations
	}
	var got strings.Builder
	wrong := 0
	for _, share := range []float64{.4, .5, .6, .7, .8, .9} {
		fmt.Fprintf(&got, "share %.1f\n", share)
		counts := map[[2]message.Verdict]int{}
		for i, c := range claims {
			judged := d.judge(c.text, near[i], share).Verdict
			counts[[2]message.Verdict{c.verdict, judged}]++
			if share != saidShare || judged == c.verdict {
				continue
			}
			fmt.Fprintf(&got, "  %s, judged %s: %s\n", nameOf(c.verdict), nameOf(judged), c.text)
			if judged != message.NotFound {
				wrong++
			}
		}
		for _, want := range verdicts {
			fmt.Fprintf(&got, "  %-9s judged", nameOf(want))
			for _, as := range verdicts {
				fmt.Fprintf(&got, "  %s %2d", nameOf(as), counts[[2]message.Verdict{want, as}])
			}
			got.WriteByte('\n')
		}
	}
	path := filepath.Join("testdata", "claims.txt")
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("claims are judged otherwise (-want +got), -update writes it anew:\n%s", diff)
	}
	if wrong*40 > len(claims) {
		t.Errorf("%d of %d claims are called said or denied wrongly, want at most one in forty", wrong, len(claims))
	}
}

var verdicts = [...]message.Verdict{message.Said, message.Denied, message.NotFound}

func nameOf(v message.Verdict) string { return [...]string{"not found", "said", "denied"}[v] }
