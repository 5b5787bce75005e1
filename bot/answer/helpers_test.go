package answer_test

import (
	"context"
	"iter"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/corpus"
	"sitrep/corpus/store"
	"sitrep/retrieval"
	"sitrep/retrieval/embed/uselite"
	"sitrep/retrieval/index"
)

// articles are a small corpus of one quarrel over a harbour.
func articles() []corpus.Document {
	return []corpus.Document{
		{
			ID: "route", Title: "Smugglers return to the northern route", Publisher: "Harbour Post",
			URL: "https://harbour.example/route", Published: date(2025, 2, 11),
			Text: "Mara Lindqvist, the chair of the harbour commission, warned that the northern route is open again. " +
				"Lindqvist said that forty lorries had crossed in one night.\n\n" +
				"The customs office rejected the warning. “We know of nine lorries at most,” said Ilya Brandt, a customs officer.",
		},
		{
			ID: "route-reprint", Title: "Northern route open, says chair", Publisher: "Valley Wire", Published: date(2025, 2, 12),
			Text: "Mara Lindqvist, the chair of the harbour commission, warned that the northern route is open again. " +
				"The ferry to the island was late on the same day.",
		},
		{
			ID: "bridge", Title: "Bridge closed", Publisher: "Valley Wire", Published: date(2024, 12, 1),
			Text: "The bridge over the gorge was closed on 1 December after two lorries had collided. Three people were hurt.",
		},
		{
			ID: "secret", Title: "Convoy times", Publisher: "Harbour Post", Published: date(2025, 3, 1), Marking: corpus.Red,
			Text: "The convoy over the northern route leaves on Thursdays at four in the morning.",
		},
	}
}

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func each(docs []corpus.Document) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for _, doc := range docs {
			doc.Seal()
			if !yield(doc, nil) {
				return
			}
		}
	}
}

// library indexes documents and returns the record and a searcher over it.
func library(t testing.TB, docs []corpus.Document) (*store.Store, *retrieval.Searcher) {
	t.Helper()
	model, err := uselite.New()
	if err != nil {
		t.Fatal(err)
	}
	record, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "sitrep.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = record.Close() })
	lg := slog.New(slog.DiscardHandler)
	if _, err := index.Build(t.Context(), lg, record, model, each(docs), index.Options{AllowEmpty: true}); err != nil {
		t.Fatal(err)
	}
	live, err := index.Load(t.Context(), lg, record, 0, model)
	if err != nil {
		t.Fatal(err)
	}
	return record, retrieval.NewSearcher(live, model)
}

func engine(record answer.Record, searcher answer.Searcher) *answer.Engine {
	current := func() answer.Searcher { return searcher }
	return answer.New(slog.New(slog.DiscardHandler), current, record, answer.Options{})
}

func ask(t testing.TB, e *answer.Engine, q bot.Question) bot.Answer {
	t.Helper()
	a, err := e.Ask(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// altered is a record in which documents read otherwise than they did.
type altered struct {
	answer.Record

	alter func(*corpus.Document) error
}

func (r altered) Document(ctx context.Context, generation int64, id corpus.DocumentID) (corpus.Document, error) {
	doc, err := r.Record.Document(ctx, generation, id)
	if err == nil {
		err = r.alter(&doc)
	}
	return doc, err
}
