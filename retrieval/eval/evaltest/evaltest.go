// Package evaltest gives tests a small set of labelled questions, with its index, to hold
// the quality of ranking and answering against. The corpus is the sample digests and three
// dozen articles, in folder notices, on an invented country: no person, place, paper or group
// in these exists. The questions are of twelve types; those of type "unanswerable" have no
// answer in any of the articles.
package evaltest

import (
	"iter"
	"log/slog"
	"path/filepath"
	"runtime"
	"testing"

	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/corpus/sample"
	"sitrep/corpus/source"
	"sitrep/corpus/store"
	"sitrep/retrieval"
	"sitrep/retrieval/embed/uselite"
	"sitrep/retrieval/eval"
	"sitrep/retrieval/index"
)

// Notices is the set with an index that is made anew.
type Notices struct {
	Set      eval.Dataset
	Searcher *retrieval.Searcher
	Record   *store.Store // closed when the test ends
}

// Open makes the index with the built-in model, which takes about a second.
func Open(t *testing.T) Notices {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	folder := filepath.Join(filepath.Dir(here), "notices")
	set, err := eval.Load(folder, eval.Files{})
	if err != nil {
		t.Fatal(err)
	}
	model, err := uselite.New()
	if err != nil {
		t.Fatal(err)
	}
	groups, err := group.Default()
	if err != nil {
		t.Fatal(err)
	}
	record, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "sitrep.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := record.Close(); err != nil {
			t.Error(err)
		}
	})
	lg := slog.New(slog.NewTextHandler(t.Output(), nil))
	documents := both(sample.Documents(), source.Read(t.Context(), []string{set.Corpus}))
	if _, err := index.Build(t.Context(), lg, record, model, documents, index.Options{}); err != nil {
		t.Fatal(err)
	}
	live, err := index.Load(t.Context(), lg, record, 0, model)
	if err != nil {
		t.Fatal(err)
	}
	return Notices{set, retrieval.NewSearcher(live, model).WithGroups(groups), record}
}

// both yields the documents of one sequence after those of another.
func both(first, second iter.Seq2[corpus.Document, error]) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for doc, err := range first {
			if !yield(doc, err) {
				return
			}
		}
		second(yield)
	}
}
