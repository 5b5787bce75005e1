package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"text/tabwriter"

	"golang.org/x/sync/errgroup"
)

// comparison is what ways of ranking reach, a row a set.
type comparison []row

// row is the nDCG@10 of one set.
type row struct {
	set       string
	questions int
	bm25      float64 // BM25 over whole documents
	plain     float64 // plain fusion
	inUse     float64 // the weights in use
	tuned     float64 // weights found with all sets
	heldOut   float64 // weights found with all sets but this one
}

// leaveOneOut finds weights with fit, a part of the questions of each set, and measures them
// on all questions.
func leaveOneOut(sets, fit []set, start []float64) comparison {
	rows := make(comparison, len(sets))
	var work errgroup.Group // nothing in it fails
	work.SetLimit(runtime.GOMAXPROCS(0))
	var tuned []float64
	work.Go(func() error {
		tuned = ascend(fit, start)
		return nil
	})
	for i, s := range sets {
		work.Go(func() error {
			others := slices.Delete(slices.Clone(fit), i, i+1)
			rows[i] = row{
				set: s.name, questions: len(s.questions), bm25: s.bm25, plain: s.plain, inUse: s.ndcg(start),
			}
			if len(others) > 0 {
				rows[i].heldOut = s.ndcg(ascend(others, start))
			}
			return nil
		})
	}
	_ = work.Wait()
	for i, s := range sets {
		rows[i].tuned = s.ndcg(tuned)
	}
	return rows
}

// mean is the mean of the rows, each counting the same.
func (c comparison) mean() row {
	total := row{set: "mean"}
	for _, r := range c {
		total.questions += r.questions
		total.bm25 += r.bm25 / float64(len(c))
		total.plain += r.plain / float64(len(c))
		total.inUse += r.inUse / float64(len(c))
		total.tuned += r.tuned / float64(len(c))
		total.heldOut += r.heldOut / float64(len(c))
	}
	return total
}

func (c comparison) write(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "set\tquestions\tBM25\tplain fusion\tin use\ttuned\theld out\t")
	for _, r := range append(slices.Clone(c), c.mean()) {
		fmt.Fprintf(table, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t\n", r.set, r.questions, r.bm25, r.plain, r.inUse, r.tuned, r.heldOut)
	}
	return table.Flush()
}
