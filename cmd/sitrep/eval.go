package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	answereval "sitrep/bot/eval"
	"sitrep/retrieval"
	"sitrep/retrieval/eval"
)

func newEval(a *app) *cobra.Command {
	var files eval.Files
	var k int
	var answers bool
	cmd := &cobra.Command{
		Use:   "eval DATASET",
		Short: "Measure search, and with --answers answers, by labelled questions",
		Long: `Eval measures quality and speed by a folder of labelled questions in BEIR's layout:
corpus.jsonl (id or _id, title, text), queries.jsonl (id or _id, text, and perhaps
answers and type) and qrels.tsv (query-id, corpus-id, score). The corpus gets an index
of its own below the data folder, which is kept for the next time; your own index is
not touched.`,
		Example: `  sitrep eval ~/data/scifact
  sitrep eval --answers --json ~/data/squad2`,
		Args: takes(cobra.ExactArgs(1), "eval takes one folder, with corpus.jsonl, queries.jsonl and qrels.tsv in it"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			return a.eval(cmd.Context(), args[0], files, k, answers)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&files.Queries, "queries", "", "questions to ask instead of the folder's: a `FILE` of JSON lines")
	flags.StringVar(&files.Qrels, "qrels", "", "judgements instead of the folder's: a `FILE` of tab-separated lines")
	flags.IntVarP(&k, "results", "k", 0, "search for `N` passages a question (default: enough for recall@100)")
	flags.BoolVar(&answers, "answers", false, "also answer every question, and measure the answers")
	return cmd
}

// datasetDatabase is where the index of a dataset is kept: a folder for each path.
func (a *app) datasetDatabase(folder string) (string, error) {
	absolute, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(absolute))
	name := fmt.Sprintf("%s-%s", filepath.Base(absolute), hex.EncodeToString(sum[:4]))
	return filepath.Join(a.cfg.Data, "eval", name, databaseName), nil
}

func (a *app) eval(ctx context.Context, folder string, files eval.Files, k int, answers bool) error {
	set, err := eval.Load(folder, files)
	if err != nil {
		return err
	}
	l, err := a.openDataset(ctx, folder, set.Corpus)
	if err != nil {
		return err
	}
	defer l.Close()
	bar := a.newProgress(map[string]string{"searching": "questions", "answering": "questions"})
	defer bar.close()
	report, err := eval.Run(ctx, set, l.searcher, eval.Options{
		K:        k,
		Filter:   retrieval.Filter{MaxMarking: a.cfg.Marking},
		Progress: func(done, total int) { bar.show("searching", done, total) },
	})
	if err != nil {
		return interrupted(ctx, err, "no figures, but the dataset's index is kept for the next run")
	}
	reply := evalReply{Report: report}
	if answers {
		answered, err := answereval.Run(ctx, set, a.engine(l), l.record, answereval.Options{
			Filter:   retrieval.Filter{MaxMarking: a.cfg.Marking},
			Progress: func(done, total int) { bar.show("answering", done, total) },
		})
		if err != nil {
			return interrupted(ctx, err, "no figures, but the dataset's index is kept for the next run")
		}
		reply.Answers = &answered
	}
	bar.close()
	if a.asJSON {
		return writeJSON(a.stdout, reply)
	}
	if err := report.WriteTable(a.stdout); err != nil || reply.Answers == nil {
		return err
	}
	fmt.Fprintln(a.stdout)
	return reply.Answers.WriteTable(a.stdout, set.Name)
}

// evalReply is what `sitrep eval --json` prints.
type evalReply struct {
	eval.Report
	Answers *answereval.Report `json:"answers,omitempty"`
}

// openDataset brings a dataset's own index up to date and opens it.
func (a *app) openDataset(ctx context.Context, folder, corpusFile string) (*library, error) {
	database, err := a.datasetDatabase(folder)
	if err != nil {
		return nil, err
	}
	from, err := pathSources([]string{corpusFile})
	if err != nil {
		return nil, err
	}
	model, err := a.openEmbedder(ctx, "")
	if err != nil {
		return nil, err
	}
	report, err := a.build(ctx, model, database, from)
	if err != nil {
		return nil, err
	}
	a.note("%s", summary(report))
	return a.open(ctx, database, model)
}
