// Tune looks for the weights by which passages are ranked: coordinate ascent on the mean
// nDCG@10 of sets of labelled questions, from the weights in use.
//
//	go run ./retrieval/tune -index DIR FOLDER...
//	go run ./retrieval/tune -leave-one-out -index DIR FOLDER...
//	go run ./retrieval/tune -trial NAME,NAME -index DIR FOLDER...
//
// Each FOLDER is a set in BEIR's layout: corpus.jsonl, queries.jsonl and qrels.tsv. DIR
// keeps the sets' indexes for the next run. The first form prints what the weights in use
// reach, and the weights found with all sets. What is found is not put to use: it belongs,
// rounded, into retrieval/features.go.
//
// The second form prints a table: for each set what BM25 over whole documents reaches, what
// plain fusion does (.6 of BM25 and .4 of the vectors, over passages, no other names of
// groups), what the weights in use do, weights found with all sets, and weights found with
// all sets but that one. Where the last falls short of the one before it, the weights fit
// the set more than the task. Weights are found on at most -questions questions of each set,
// evenly spread, and measured on all of them.
//
// The third form compares ways of ranking that are not in use with the weights that are. What
// a trial learns, it learns from the other sets; both it and the weights in use are measured
// on at most -questions questions of each set. Its names are in trials.go, what the trials
// came to is in the documentation of package retrieval.
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
	"sitrep/retrieval/eval"
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
	without := flags.Bool("leave-one-out", false, "print how weights do on sets that they were not found with")
	trials := flags.String("trial", "", "print how ways of ranking that are not in use do, by their names, with commas between")
	questions := flags.Int("questions", 300, "questions of a set that weights are found on, at most; 0 means all")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *indexes == "" || flags.NArg() == 0 {
		return fmt.Errorf("usage: tune [-leave-one-out | -trial NAMES] [-questions N] -index DIR FOLDER [FOLDER]")
	}
	sources, err := eval.Find(flags.Args())
	if err != nil {
		return err
	}
	names, start := inUse()
	model, err := uselite.New()
	if err != nil {
		return err
	}
	groups, err := group.Default()
	if err != nil {
		return err
	}
	from := loader{indexes: *indexes, names: names, model: model, groups: groups}
	if *trials != "" {
		from.questions = *questions
	}
	sets, err := from.loadAll(ctx, sources)
	if err != nil {
		return err
	}
	if *trials != "" {
		return try(ctx, out, allTrials(model, names), *trials, sets, start)
	}
	fit := make([]set, len(sets))
	for i, s := range sets {
		fit[i] = s.sample(*questions)
	}
	if *without {
		return leaveOneOut(sets, fit, start).write(out)
	}
	for _, s := range sets {
		fmt.Fprintf(out, "%-24s %5d questions, in use %.4f\n", s.name, len(s.questions), s.ndcg(start))
	}
	found := ascend(fit, start)
	fmt.Fprintf(out, "mean: in use %.4f, found %.4f with %s\n", mean(sets, start), mean(sets, found), show(names, found))
	return nil
}

func (l loader) loadAll(ctx context.Context, sources []eval.Source) ([]set, error) {
	var sets []set
	for _, source := range sources {
		s, err := l.load(ctx, source)
		if err != nil {
			return nil, fmt.Errorf("set %s: %w", source.Folder, err)
		}
		sets = append(sets, s)
	}
	return sets, nil
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
