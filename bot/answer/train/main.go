// Train fits the weights by which sentences are scored and answers are judged sufficient,
// from labelled questions in BEIR's layout, and prints how well they do on questions they
// were not fitted to.
//
//	go run ./bot/answer/train -index DIR -fit rank -write FOLDER...
//	go run ./bot/answer/train -index DIR -fit enough -lenient squad2=3.5 -lenient muc4=.3 -write FOLDER...
//
// in this order, for what is enough depends on how sentences are ranked.
// Each FOLDER is a set: corpus.jsonl, queries.jsonl and qrels.tsv. A question teaches by its
// "answers" (strings that count as the answer) or its "evidence" (sentences), and by its
// type, which says whether it can be answered. DIR keeps the sets' indexes for the next run.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/learn"
	"sitrep/retrieval/embed/uselite"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// Penalties on the squared weights, chosen by leaving out one set at a time.
const (
	rankRidge   = .1
	enoughRidge = .02
)

// enoughTrees correct the linear model of what is enough; chosen by folds and by leaving out
// one set at a time.
var enoughTrees = learn.Boosting{Trees: 300, Depth: 3, Rate: .05, Ridge: 5, Features: .3, Cases: .7}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	indexes := flags.String("index", "", "folder that keeps the sets' indexes (required)")
	what := flags.String("fit", "rank", "what to fit: rank (which sentences answer), then enough (is what was found enough)")
	lenient := map[string]float64{}
	flags.Func("lenient", "`SET=ODDS`: log-odds by which a set's unanswerable questions look answerable, because they were written to", func(s string) error {
		name, text, _ := strings.Cut(s, "=")
		odds, err := strconv.ParseFloat(text, 64)
		lenient[name] = odds
		return err
	})
	write := flags.Bool("write", false, "write the weights into this repository, which is the working folder")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *indexes == "" || flags.NArg() == 0 || *what != "rank" && *what != "enough" {
		return errors.New("name the indexes by -index DIR, what to fit by -fit rank or enough, and at least one folder of questions")
	}
	model, err := uselite.New()
	if err != nil {
		return err
	}
	var sets []*set
	for _, folder := range flags.Args() {
		s, err := loadSet(ctx, folder, *indexes, model)
		if err != nil {
			return err
		}
		s.lenient = lenient[s.name]
		fmt.Fprintf(out, "%s: %d questions\n", s.name, len(s.questions))
		sets = append(sets, s)
	}
	if *what == "rank" {
		crossValidateRanking(out, sets)
		return save(fitRanking(sets, nil).WriteWeights, *write, "evidence", "weights.tsv")
	}
	crossValidateEnough(out, sets)
	m := fitEnough(sets, nil)
	return errors.Join(save(m.WriteWeights, *write, "enough.tsv"), save(m.WriteTrees, *write, "enough_trees.tsv"))
}

// save writes a model below bot/answer if it is to be written.
func save(writeTo func(io.Writer) error, write bool, path ...string) error {
	if !write {
		return nil
	}
	file, err := os.Create(filepath.Join(append([]string{"bot", "answer"}, path...)...))
	if err != nil {
		return err
	}
	if err := writeTo(file); err != nil {
		return err
	}
	return file.Close()
}

func fitRanking(sets []*set, skip func(s *set, q *labelled) bool) *learn.Model {
	var groups []learn.Group
	for _, s := range sets {
		for _, q := range s.questions {
			if q.answerable && (skip == nil || !skip(s, q)) {
				groups = append(groups, q.group(s.weight))
			}
		}
	}
	return learn.FitRanker(evidence.FeatureNames(), evidence.Signs(), groups, rankRidge)
}
