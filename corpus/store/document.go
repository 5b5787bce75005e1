package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"sitrep/corpus"
)

const documentColumns = `hash, id, title, publisher, author, url, published, fetched, language,
	marking, collection, reliability, origin, text`

// documentUpdate overwrites a document's content where it differs from that of an insert
// with the same hash.
const documentUpdate = `id = excluded.id, title = excluded.title, publisher = excluded.publisher,
	author = excluded.author, url = excluded.url, published = excluded.published, language = excluded.language,
	marking = excluded.marking, collection = excluded.collection, reliability = excluded.reliability,
	origin = excluded.origin, text = excluded.text
	WHERE (id, title, publisher, author, url, published, language, marking, collection, reliability, origin, text)
	IS NOT (excluded.id, excluded.title, excluded.publisher, excluded.author, excluded.url, excluded.published,
	excluded.language, excluded.marking, excluded.collection, excluded.reliability, excluded.origin, excluded.text)`

// documentRow takes a row of documentColumns.
type documentRow struct {
	document                    corpus.Document
	hash                        sql.RawBytes
	published, fetched, marking string
}

func (r *documentRow) targets() []any {
	d := &r.document
	return []any{
		&r.hash, &d.ID, &d.Title, &d.Publisher, &d.Author, &d.URL, &r.published, &r.fetched, &d.Language,
		&r.marking, &d.Collection, &d.Reliability, &d.Origin, &d.Text,
	}
}

// value is the document of the row that was scanned last. What cannot be read is an error;
// whether the content has its hash is for the caller to check.
func (r *documentRow) value() (corpus.Document, error) {
	d := r.document
	if len(r.hash) != len(d.Hash) {
		return d, fmt.Errorf("document %s: hash of %d bytes", d.ID, len(r.hash))
	}
	copy(d.Hash[:], r.hash)
	var errs [3]error
	d.Published, errs[0] = parseTime(r.published)
	d.Fetched, errs[1] = parseTime(r.fetched)
	d.Marking, errs[2] = corpus.ParseMarking(r.marking)
	if err := errors.Join(errs[:]...); err != nil {
		return d, fmt.Errorf("document %s: %w", d.ID, err)
	}
	return d, nil
}

// documentValues are the values of documentColumns.
func documentValues(d *corpus.Document) []any {
	return []any{
		d.Hash[:], string(d.ID), d.Title, d.Publisher, d.Author, d.URL, formatTime(d.Published), formatTime(d.Fetched), d.Language,
		d.Marking.String(), d.Collection, string(d.Reliability), d.Origin, d.Text,
	}
}

// Document reads a document of a generation from the file, hash and all, as it stands
// there now; the caller checks Document.Intact. It is corpus.ErrNotFound if the generation
// never held it or is long gone, or if the document has been deleted since.
func (s *Store) Document(ctx context.Context, generation int64, id corpus.DocumentID) (corpus.Document, error) {
	var row documentRow
	err := s.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+documentColumns+` FROM documents JOIN members USING (document)
			WHERE id = ? AND generation = ?`, string(id), generation)
		if err != nil {
			return err
		}
		defer rows.Close()
		if !rows.Next() {
			return errors.Join(rows.Err(), fmt.Errorf("document %q of generation %d: %w", id, generation, corpus.ErrNotFound))
		}
		if err := rows.Scan(row.targets()...); err != nil {
			return err
		}
		row.document, err = row.value()
		if err != nil {
			return corrupt(s.path, err)
		}
		return nil
	})
	return row.document, s.explainOwn(err)
}
