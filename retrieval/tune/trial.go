package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"

	"golang.org/x/sync/errgroup"

	"sitrep/retrieval/eval"
)

// trial is a way of ranking that is not in use, to be compared with the one that is.
type trial struct {
	name string
	says string // what it does
	// column, if not nil, gives each candidate of the sets one more feature, which it may
	// learn from the texts of all sets but the one at without and those that share its
	// texts. It returns new sets.
	column func(ctx context.Context, sets []set, without int) ([]set, error)
	// every says that column gives the same whichever set is left out.
	every bool
	// fit finds weights with labelled questions, from those in use.
	fit func(sets []set, start []float64) []float64
}

// compare ranks each set with weights that were found with the others, and says how that
// differs from the weights in use, question by question.
func (t trial) compare(ctx context.Context, sets []set, start []float64) (eval.Comparison, error) {
	if t.column != nil && t.every {
		extended, err := t.column(ctx, sets, -1)
		if err != nil {
			return eval.Comparison{}, err
		}
		sets = extended
	}
	tried := make([][]eval.Scored, len(sets))
	var inUse []eval.Scored
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range sets {
		inUse = append(inUse, s.scored(start)...)
		work.Go(func() error {
			fold := sets
			if t.column != nil && !t.every {
				var err error
				if fold, err = t.column(ctx, sets, i); err != nil {
					return fmt.Errorf("%s without %s: %w", t.name, s.name, err)
				}
			}
			others := slices.Delete(slices.Clone(fold), i, i+1)
			tried[i] = fold[i].scored(t.fit(others, start))
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return eval.Comparison{}, err
	}
	return eval.Compare(eval.Saved{Questions: inUse}, eval.Saved{Questions: slices.Concat(tried...)}, eval.NDCG10)
}

// scored is what each question of the set reaches.
func (s set) scored(weights []float64) []eval.Scored {
	scored := make([]eval.Scored, len(s.questions))
	for i, q := range s.questions {
		scored[i] = eval.Scored{
			Set: s.name, ID: q.id, Text: q.text,
			Metrics: map[string]float64{eval.NDCG10: eval.Measure(q.rank(weights), q.grades).NDCG10},
		}
	}
	return scored
}

// withColumn are the sets with one more feature of each candidate: of(set, question)
// has them in the order of the question's candidates.
func withColumn(sets []set, of func(s, q int) []float64) []set {
	extended := slices.Clone(sets)
	for i := range extended {
		extended[i].questions = slices.Clone(extended[i].questions)
		for j := range extended[i].questions {
			q := &extended[i].questions[j]
			q.candidates = slices.Clone(q.candidates)
			for k, value := range of(i, j) {
				q.candidates[k].features = append(slices.Clone(q.candidates[k].features), value)
			}
		}
	}
	return extended
}

// mix finds how much a column counts beside the weights in use, and how much of the weight
// of the feature that it may stand for is kept.
func mix(instead int) func(sets []set, start []float64) []float64 {
	return func(sets []set, start []float64) []float64 {
		const least = 5e-5 // a smaller gain is noise
		best := append(slices.Clone(start), 0)
		reached := mean(sets, best)
		for _, kept := range []float64{1, .5, 0} {
			for _, weight := range []float64{.05, .1, .2, .35} {
				moved := append(slices.Clone(start), weight)
				moved[instead] *= kept
				if m := mean(sets, moved); m > reached+least {
					best, reached = moved, m
				}
			}
		}
		return best
	}
}

// without ranks with the weights in use but for one feature.
func without(feature int) func(sets []set, start []float64) []float64 {
	return func(_ []set, start []float64) []float64 {
		moved := slices.Clone(start)
		moved[feature] = 0
		return moved
	}
}

// try runs the trials of the given names, separated by commas, and prints a table.
func try(ctx context.Context, out io.Writer, all []trial, names string, sets []set, start []float64) error {
	var chosen []trial
	for name := range strings.SplitSeq(names, ",") {
		at := slices.IndexFunc(all, func(t trial) bool { return t.name == name })
		if at < 0 {
			return fmt.Errorf("no trial %q: there are %s", name, listed(all))
		}
		chosen = append(chosen, all[at])
	}
	for _, t := range chosen {
		fmt.Fprintf(out, "%s: %s\n", t.name, t.says)
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "trial\tset\tquestions\tin use\ttrial\tchange\tp\t\t")
	for _, t := range chosen {
		comparison, err := t.compare(ctx, sets, start)
		if err != nil {
			return err
		}
		for _, d := range comparison.Rows {
			mark := ""
			if d.Significant {
				mark = "*"
			}
			fmt.Fprintf(table, "%s\t%s\t%d\t%.3f\t%.3f\t%+.3f\t%.4f\t%s\t\n", t.name, d.Set, d.Questions, d.Before, d.Now, d.Change, d.P, mark)
		}
	}
	return table.Flush()
}

func listed(all []trial) string {
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = t.name
	}
	return strings.Join(names, ", ")
}
