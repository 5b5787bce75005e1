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
	folder    string      // with its texts
	live      *index.Live // of its texts
	questions []question
	// bm25 and plain are the mean nDCG@10 of BM25 over whole documents, and of plain fusion.
	bm25, plain float64
}

// sample is the set with at most n of its questions, evenly spread; with all if n is 0.
func (s set) sample(n int) set {
	s.questions = spread(s.questions, n)
	return s
}

// spread is at most n of all, evenly spread; all of them if n is 0.
func spread[T any](all []T, n int) []T {
	if n <= 0 || n >= len(all) {
		return all
	}
	some := make([]T, n)
	for i := range some {
		some[i] = all[i*len(all)/n]
	}
	return some
}

type question struct {
	id, text   string
	grades     map[corpus.DocumentID]int
	documents  []corpus.DocumentID // that have candidates
	candidates []candidate         // the best first
}

// candidate is a passage and its features, in the order of their names.
type candidate struct {
	document int // in documents
	passage  int // over all of the index
	features []float64
}

// loader reads sets.
type loader struct {
	indexes   string
	names     []string // of features
	questions int      // of a set at most, evenly spread; 0 means all
	model     embed.Embedder
	groups    *group.Table
}

// load indexes a set, unless that was done before, and searches with its questions.
func (l loader) load(ctx context.Context, from eval.Source) (set, error) {
	data, err := from.Load()
	if err != nil {
		return set{}, err
	}
	bare, err := open(ctx, data, filepath.Join(l.indexes, filepath.Base(from.Folder)), l.model)
	if err != nil {
		return set{}, err
	}
	searcher := bare.WithGroups(l.groups)
	s := set{name: data.Name, folder: from.Folder, live: bare.Live()}
	for _, asked := range spread(data.Judged(), l.questions) {
		query := retrieval.Query{Text: asked.Text, K: candidatesK, Filter: retrieval.Filter{MaxMarking: corpus.Red}}
		results, err := searcher.Search(ctx, query)
		if err != nil {
			return set{}, err
		}
		grades := data.Judgements[asked.ID]
		q := newQuestion(results.Hits, grades, l.names)
		q.id, q.text = asked.ID, asked.Text
		for i, hit := range results.Hits {
			q.candidates[i].passage = s.live.Lexical.FirstPassage(hit.DocumentAt) + hit.PassageAt
		}
		s.questions = append(s.questions, q)
		if results, err = bare.Search(ctx, query); err != nil {
			return set{}, err
		}
		s.bm25 += eval.Measure(byDocumentWords(results.Hits), grades).NDCG10
		s.plain += eval.Measure(byPlainFusion(results.Hits), grades).NDCG10
	}
	n := float64(max(1, len(s.questions)))
	s.bm25, s.plain = s.bm25/n, s.plain/n
	return s, nil
}

// newQuestion keeps of hits what weights are tried on.
func newQuestion(hits []retrieval.Hit, grades map[corpus.DocumentID]int, names []string) question {
	weights := retrieval.Weights()
	q := question{grades: grades}
	for _, hit := range hits {
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
	return q
}

func open(ctx context.Context, data eval.Dataset, folder string, model embed.Embedder) (searcher *retrieval.Searcher, err error) {
	lg := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	st, err := store.Open(ctx, filepath.Join(folder, "sitrep.db"), store.Options{})
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
