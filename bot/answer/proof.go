package answer

import (
	"context"
	"errors"
	"fmt"

	"sitrep/corpus"
)

// Record is where documents are kept for good. Quotes are cut from what it returns, never
// from an index in memory.
type Record interface {
	// Document reads a document of a generation from disk. The error is, or wraps,
	// [corpus.ErrNotFound] when that generation has no such document. Implementations are
	// safe for concurrent use.
	Document(ctx context.Context, generation int64, id corpus.DocumentID) (corpus.Document, error)
}

// ErrUnproved is returned, wrapped, for a quote that the record does not bear out: its
// document is gone or altered, or the text at its place is another. Such a quote is never
// shown.
var ErrUnproved = errors.New("quote not borne out by the record")

// prover cuts quotes from the record. It reads each document once, from the first of its
// generations that has it, and lives as long as one answer.
type prover struct {
	record      Record
	generations []int64
	read        map[corpus.DocumentID]corpus.Document
}

func newProver(record Record, generations ...int64) *prover {
	return &prover{record: record, generations: generations, read: map[corpus.DocumentID]corpus.Document{}}
}

// document returns a document as the record has it, its hash recomputed. A missing or
// altered document is ErrUnproved; other errors are the record's own.
func (p *prover) document(ctx context.Context, id corpus.DocumentID) (corpus.Document, error) {
	if doc, done := p.read[id]; done {
		return doc, nil
	}
	var doc corpus.Document
	err := corpus.ErrNotFound
	for _, generation := range p.generations {
		if doc, err = p.record.Document(ctx, generation, id); !errors.Is(err, corpus.ErrNotFound) {
			break
		}
	}
	if errors.Is(err, corpus.ErrNotFound) {
		return doc, fmt.Errorf("%w: document %q is not in the corpus", ErrUnproved, id)
	}
	if err != nil {
		return doc, fmt.Errorf("read document %q: %w", id, err)
	}
	if doc.ID != id {
		return doc, fmt.Errorf("%w: asked for document %q, the record has %q", ErrUnproved, id, doc.ID)
	}
	if !doc.Intact() {
		return doc, fmt.Errorf("%w: document %q no longer has the hash it was stored with", ErrUnproved, id)
	}
	p.read[id] = doc
	return doc, nil
}

// cut returns the record's bytes at a span and the document they stand in. They have to
// equal want, the text that was ranked.
func (p *prover) cut(ctx context.Context, id corpus.DocumentID, span corpus.Span, want string) (string, corpus.Document, error) {
	doc, err := p.document(ctx, id)
	if err != nil {
		return "", doc, err
	}
	text, err := span.Cut(doc.Text)
	if err != nil {
		return "", doc, fmt.Errorf("%w: document %q: %v", ErrUnproved, id, err)
	}
	if text != want || text == "" {
		return "", doc, fmt.Errorf("%w: document %q reads otherwise at [%d, %d)", ErrUnproved, id, span.Start, span.End)
	}
	return text, doc, nil
}
