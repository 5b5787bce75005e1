package added

import (
	"database/sql"
	"errors"
	"iter"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
	"sitrep/corpus/store"
)

func shelf(t *testing.T) (*Shelf, *store.Store) {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "sitrep.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	s, err := Open(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	return s, st
}

func document(id, text string) corpus.Document {
	doc := corpus.Document{
		ID: corpus.DocumentID(id), Title: "On " + id, Text: text, Marking: corpus.AmberStrict, Reliability: "B",
		Published: time.Date(2025, 3, 4, 5, 6, 7, 8, time.UTC), URL: "https://bay.example/?a=<b>&c",
	}
	doc.Seal()
	return doc
}

func reading(docs ...corpus.Document) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
	}
}

// merged is what a build would read: "id text", with a source of three documents.
func merged(t *testing.T, s *Shelf) string {
	t.Helper()
	var list []string
	for doc, err := range s.Merge(t.Context(), reading(document("a", "source"), document("b", "source"), document("c", "source"))) {
		if err != nil {
			t.Fatal(err)
		}
		if !doc.Intact() {
			t.Errorf("%s is not intact", doc.ID)
		}
		list = append(list, string(doc.ID)+" "+doc.Text)
	}
	return strings.Join(list, ", ")
}

func TestShelf(t *testing.T) {
	t.Parallel()
	s, st := shelf(t)
	step := func(err error, want string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		if got := merged(t, s); got != want {
			t.Errorf("merged: %s; want %s", got, want)
		}
		again, err := Open(t.Context(), st) // what another process sees
		if err != nil || merged(t, again) != want {
			t.Errorf("opened anew: error %v", err)
		}
	}
	step(nil, "a source, b source, c source")
	step(s.Add(t.Context(), "chief", []corpus.Document{document("d", "added — “so”")}), "a source, b source, c source, d added — “so”")
	step(s.Add(t.Context(), "chief", []corpus.Document{document("d", "again"), document("b", "added")}), "a source, c source, b added, d again")
	step(s.Remove(t.Context(), "chief", "d", "On d"), "a source, c source, b added")
	step(s.Remove(t.Context(), "chief", "b", "On b"), "a source, c source")
	step(s.Remove(t.Context(), "deputy", "a", "On a"), "c source")
	step(s.Restore(t.Context(), "b"), "b source, c source")
	step(s.Add(t.Context(), "chief", []corpus.Document{document("a", "new")}), "b source, c source, a new")
	step(s.Remove(t.Context(), "chief", "c", "On c"), "b source, a new")

	away, err := s.Absences(t.Context())
	if err != nil || len(away) != 1 || away[0].ID != "c" || away[0].Title != "On c" || away[0].Who != "chief" || time.Since(away[0].At) > time.Hour {
		t.Errorf("absences %+v, error %v", away, err)
	}
	if err := s.Restore(t.Context(), "zz"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("restored what was never removed: %v", err)
	}
	docs, err := s.Documents(t.Context())
	if diff := cmp.Diff([]corpus.Document{document("a", "new")}, docs); diff != "" || err != nil {
		t.Errorf("error %v, documents (-want +got):\n%s", err, diff)
	}
}

func TestSourcesErrorsPass(t *testing.T) {
	t.Parallel()
	s, _ := shelf(t)
	broken := errors.New("no such disk")
	for doc, err := range s.Merge(t.Context(), func(yield func(corpus.Document, error) bool) { yield(corpus.Document{}, broken) }) {
		if !errors.Is(err, broken) {
			t.Errorf("%+v, error %v", doc, err)
		}
	}
}

func TestDamagedDocumentIsNotServed(t *testing.T) {
	t.Parallel()
	s, st := shelf(t)
	if err := s.Add(t.Context(), "chief", []corpus.Document{document("d", "nobody was hurt")}); err != nil {
		t.Fatal(err)
	}
	err := st.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), "UPDATE added_documents SET document = replace(document, 'nobody', 'many')")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for doc, err := range s.Merge(t.Context(), reading()) {
		if !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%+v, error %v; want ErrCorrupt", doc, err)
		}
	}
}
