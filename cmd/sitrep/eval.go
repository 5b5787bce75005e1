package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"sitrep/retrieval/eval"
)

// evalOptions are what `sitrep eval` was told.
type evalOptions struct {
	files       eval.Files
	k           int
	answers     bool
	curve       bool   // also what other thresholds of refusal would do
	types       bool   // also a line for each type of question where there are several sets
	strip       bool   // measure on the articles without their first paragraphs
	small       bool   // ask in small letters
	save        string // file to keep the run in, or empty
	compare     string // file with a run to compare with, or empty
	changes     int    // how many questions to list that got better, and worse
	failIfWorse bool
}

func newEval(a *app) *cobra.Command {
	var o evalOptions
	var attribution bool
	cmd := &cobra.Command{
		Use:   "eval FOLDER...",
		Short: "Measure search, and with --answers answers, by labelled questions",
		Long: `Eval measures quality and speed by folders of labelled questions in BEIR's layout:
corpus.jsonl (id or _id, title, text), queries.jsonl (id or _id, text, and perhaps
answers and type) and qrels.tsv (query-id, corpus-id, score). A folder without a corpus
stands for all the sets in it. Each corpus gets an index of its own below the data folder,
which is kept for the next time; your own index is not touched.

Several sets print one table, with their mean; further questions on a set's corpus, in
queries_NAME.jsonl with qrels_NAME.tsv, are then a set of their own. --json prints one
object for one set, and {"sets":[...],"mean":{...}} for several.

--strip-first-paragraph searches copies of the articles without their first paragraph, where
others follow. It is for sets of profiles that begin with a line of other names: a question
by such a name is then answered only by who knows it.

--small-letters asks every question without capitals, as people type in chats.

--save keeps what each question reached, and --compare says how this run differs from a
kept one: by set and type, with the 95% confidence interval of the change (bootstrap) and
the p-value of a paired randomisation test. The exit status is 0 whatever the comparison
says, or with --fail-if-worse 1 if a set or the mean is significantly worse at .05.`,
		Example: `  sitrep eval ~/data/scifact
  sitrep eval --answers --json ~/data/squad2
  sitrep eval --strip-first-paragraph ~/data/group_aliases
  sitrep eval --save before.json ~/data
  sitrep eval --compare before.json --fail-if-worse ~/data`,
		Args: takes(func(cmd *cobra.Command, args []string) error {
			if attribution {
				return cobra.NoArgs(cmd, args)
			}
			return cobra.MinimumNArgs(1)(cmd, args)
		}, "eval takes one folder or more, with corpus.jsonl, queries.jsonl and qrels.tsv in it, or with such folders; with --attribution none"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			if attribution {
				return a.evalAttribution()
			}
			return a.eval(cmd.Context(), args, o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.files.Queries, "queries", "", "questions to ask instead of the folder's: a `FILE` of JSON lines")
	flags.StringVar(&o.files.Qrels, "qrels", "", "judgements instead of the folder's: a `FILE` of tab-separated lines")
	flags.IntVarP(&o.k, "results", "k", 0, "search for `N` passages a question (default: enough for recall@100)")
	flags.BoolVar(&o.answers, "answers", false, "also answer every question, and measure the answers")
	flags.BoolVar(&o.curve, "curve", false, "with --answers, also ask every question without refusing, and show what each threshold of refusal would do")
	flags.BoolVar(&attribution, "attribution", false, "instead measure, by built-in labelled sentences, who is found to say what")
	flags.BoolVar(&o.types, "types", false, "with several sets, also show the types of questions of each")
	flags.BoolVar(&o.strip, "strip-first-paragraph", false, "search the articles without their first paragraphs, such as lines of other names")
	flags.BoolVar(&o.small, "small-letters", false, "ask every question in small letters")
	flags.StringVar(&o.save, "save", "", "keep what each question reached in `FILE`")
	flags.StringVar(&o.compare, "compare", "", "compare with the run that was kept in `FILE`")
	flags.IntVar(&o.changes, "changes", 5, "with --compare, list the `N` questions that changed most, each way")
	flags.BoolVar(&o.failIfWorse, "fail-if-worse", false, "with --compare, exit with 1 if a set or the mean is significantly worse")
	return cmd
}

// eval measures the sets in the folders, and prints, keeps and compares the figures.
func (a *app) eval(ctx context.Context, folders []string, o evalOptions) error {
	sources, err := eval.Find(folders)
	if err != nil {
		return err
	}
	switch {
	case len(sources) > 1 && o.files != (eval.Files{}):
		return usageError{errors.New("--queries and --qrels are for one set, and there are several")}
	case o.curve && !o.answers:
		return usageError{errors.New("--curve needs --answers")}
	case o.failIfWorse && o.compare == "":
		return usageError{errors.New("--fail-if-worse needs --compare FILE: a run kept by --save")}
	}
	if len(sources) == 1 {
		sources[0].Files = o.files
	}
	var before eval.Saved
	if o.compare != "" { // read first: a file that cannot be read should not cost a run
		if before, err = readRun(o.compare); err != nil {
			return err
		}
	}
	measured, err := a.measureAll(ctx, sources, o)
	if err != nil {
		if len(measured.sets) > 0 && ctx.Err() != nil {
			return errors.Join(a.show(measured, o), interrupted(ctx, err, "the figures above are of the sets that were done; nothing is kept"))
		}
		return interrupted(ctx, err, "no figures, but the index of the dataset is kept for the next run")
	}
	run := measured.saved()
	if o.save != "" {
		if err := writeRun(o.save, run); err != nil {
			return err
		}
	}
	if o.compare != "" {
		if err := measured.compareWith(before, run); err != nil {
			return fmt.Errorf("compare with %s: %w", o.compare, err)
		}
	}
	if err := a.show(measured, o); err != nil {
		return err
	}
	if o.failIfWorse && measured.isWorse() {
		return fmt.Errorf("significantly worse than the run in %s", o.compare)
	}
	return nil
}

// datasetFolder is where the index of a dataset is kept: a folder for each path.
func (a *app) datasetFolder(folder string) (string, error) {
	absolute, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(absolute))
	name := fmt.Sprintf("%s-%s", filepath.Base(absolute), hex.EncodeToString(sum[:4]))
	return filepath.Join(a.cfg.Data, "eval", name), nil
}
