package main

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/corpus/source"
	"sitrep/corpus/store"
	"sitrep/retrieval"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/eval"
	"sitrep/retrieval/index"
)

// candidatesK is how many passages of each question weights are tried on: those that rank
// best by the weights in use.
const candidatesK = 200

// set is labelled questions with their candidates.
type set struct {
	name      string
	questions []question
}

type question struct {
	grades     map[corpus.DocumentID]int
	documents  []corpus.DocumentID // that have candidates
	candidates []candidate
}

// candidate is a passage and its features, in the order of their names.
type candidate struct {
	document int // in documents
	features []float64
}

// load indexes a set, unless that was done before, and searches with all its questions.
func load(ctx context.Context, folder, indexes string, model embed.Embedder, groups *group.Table, names []string) (set, error) {
	data, err := eval.Load(folder, eval.Files{})
	if err != nil {
		return set{}, err
	}
	searcher, err := open(ctx, data, indexes, model)
	if err != nil {
		return set{}, err
	}
	searcher = searcher.WithGroups(groups)
	weights := retrieval.Weights()
	s := set{name: data.Name}
	for _, asked := range data.Judged() {
		results, err := searcher.Search(ctx, retrieval.Query{
			Text: asked.Text, K: candidatesK, Filter: retrieval.Filter{MaxMarking: corpus.Red},
		})
		if err != nil {
			return set{}, err
		}
		q := question{grades: data.Judgements[asked.ID]}
		for _, hit := range results.Hits {
			c := candidate{document: slices.Index(q.documents, hit.Document), features: make([]float64, len(names))}
			if c.document < 0 {
				c.document = len(q.documents)
				q.documents = append(q.documents, hit.Document)
			}
			for i, name := range names {
				if weights[name] > 0 {
					c.features[i] = hit.Scores[name] / weights[name]
				}
			}
			q.candidates = append(q.candidates, c)
		}
		s.questions = append(s.questions, q)
	}
	return s, nil
}

func open(ctx context.Context, data eval.Dataset, indexes string, model embed.Embedder) (searcher *retrieval.Searcher, err error) {
	lg := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	st, err := store.Open(ctx, filepath.Join(indexes, data.Name, "sitrep.db"), store.Options{})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	documents := source.Read(ctx, []string{data.Corpus})
	if _, err := index.Build(ctx, lg, st, model, documents, index.Options{}); err != nil {
		return nil, err
	}
	live, err := index.Load(ctx, lg, st, 0, model)
	if err != nil {
		return nil, err
	}
	return retrieval.NewSearcher(live, model), nil
}

func sortedKeys(m map[string]float64) []string { return slices.Sorted(maps.Keys(m)) }
