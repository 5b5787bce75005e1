// Tune looks for the weights by which passages are ranked: coordinate ascent on the mean
// nDCG@10 of sets of labelled questions, from the weights in use.
//
//	go run ./retrieval/tune -index DIR FOLDER...
//
// Each FOLDER is a set in BEIR's layout: corpus.jsonl, queries.jsonl and qrels.tsv. DIR
// keeps the sets' indexes for the next run. It prints what the weights in use reach, what
// weights found without a set reach on that set, and the weights found with all sets. What
// is found is not put to use: it belongs, rounded, into retrieval/features.go.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"sitrep/corpus/group"
	"sitrep/retrieval"
	"sitrep/retrieval/embed/uselite"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "tune:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("tune", flag.ContinueOnError)
	indexes := flags.String("index", "", "folder that keeps the sets' indexes (required)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *indexes == "" || flags.NArg() == 0 {
		return fmt.Errorf("usage: tune -index DIR FOLDER [FOLDER]")
	}
	model, err := uselite.New()
	if err != nil {
		return err
	}
	groups, err := group.Default()
	if err != nil {
		return err
	}
	names, start := inUse()
	var sets []set
	for _, folder := range flags.Args() {
		s, err := load(ctx, folder, *indexes, model, groups, names)
		if err != nil {
			return fmt.Errorf("set %s: %w", folder, err)
		}
		sets = append(sets, s)
		fmt.Fprintf(out, "%-24s %5d questions, in use %.4f\n", s.name, len(s.questions), s.ndcg(start))
	}
	fmt.Fprintf(out, "%-24s %5s            in use %.4f\n", "mean", "", mean(sets, start))
	if len(sets) > 1 {
		leaveOneOut(out, sets, start)
	}
	found := ascend(sets, start)
	fmt.Fprintf(out, "all sets: %.4f with %s\n", mean(sets, found), show(names, found))
	return nil
}

// leaveOneOut prints how weights do on a set that they were not found with.
func leaveOneOut(out io.Writer, sets []set, start []float64) {
	sum := 0.
	for i, s := range sets {
		others := append(append([]set(nil), sets[:i]...), sets[i+1:]...)
		reached := s.ndcg(ascend(others, start))
		sum += reached
		fmt.Fprintf(out, "%-24s %5s   found without it %.4f\n", s.name, "", reached)
	}
	fmt.Fprintf(out, "%-24s %5s   found without it %.4f\n", "mean", "", sum/float64(len(sets)))
}

// inUse are the features in the order of their names, and the weights in use.
func inUse() (names []string, weights []float64) {
	in := retrieval.Weights()
	for _, name := range sortedKeys(in) {
		names = append(names, name)
		weights = append(weights, in[name])
	}
	return names, weights
}

func show(names []string, weights []float64) string {
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = fmt.Sprintf("%s %.2f", name, weights[i])
	}
	return strings.Join(parts, ", ")
}
