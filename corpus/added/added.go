// Package added keeps what people change about the corpus beside its sources: documents that
// they added one by one, and which documents are to stay away although a source holds them.
// Its tables stand in the record's SQLite file, so that every later build sees them.
package added

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"sitrep/corpus"
	"sitrep/corpus/store"
)

// Shelf reads and writes the changes. It is safe for concurrent use, also by several
// processes. A change takes effect with the next build of the index.
type Shelf struct {
	store *store.Store
	now   func() time.Time
}

// Open brings the tables up to date and returns them. The store stays open for as long as
// the Shelf is used; its caller closes it.
func Open(ctx context.Context, st *store.Store) (*Shelf, error) {
	if err := st.Migrate(ctx, "added", schema()); err != nil {
		return nil, fmt.Errorf("prepare the tables of added articles: %w", err)
	}
	return &Shelf{store: st, now: time.Now}, nil
}

// schema is the steps of the tables. Times are RFC 3339 in UTC.
func schema() []string {
	return []string{`
CREATE TABLE added_documents (
	id       TEXT PRIMARY KEY,
	who      TEXT NOT NULL,
	at       TEXT NOT NULL,
	document TEXT NOT NULL -- JSON of corpus.Document, sealed
) STRICT;

CREATE TABLE added_absences (
	id    TEXT PRIMARY KEY,
	title TEXT NOT NULL,
	who   TEXT NOT NULL,
	at    TEXT NOT NULL,
	added INTEGER NOT NULL -- whether it had been added, so that no source need hold it
) STRICT;
`}
}

// Absence is a document that was removed and stays away.
type Absence struct {
	ID    corpus.DocumentID
	Title string // as it was when it was removed
	Who   string // user id, or "terminal"
	At    time.Time
}

// Add puts sealed documents on the shelf, in the place of those with the same ids. One that
// was removed before is no longer absent.
func (s *Shelf) Add(ctx context.Context, who string, docs []corpus.Document) error {
	err := s.store.Write(ctx, func(tx *sql.Tx) error {
		for i := range docs {
			encoded, err := json.Marshal(&docs[i])
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO added_documents (id, who, at, document) VALUES (?, ?, ?, ?)",
				docs[i].ID, who, s.moment(), string(encoded)); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "DELETE FROM added_absences WHERE id = ?", docs[i].ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep added articles: %w", err)
	}
	return nil
}

// Remove deletes a document from the shelf, and keeps away one of that id that a source holds
// or will hold.
func (s *Shelf) Remove(ctx context.Context, who string, id corpus.DocumentID, title string) error {
	err := s.store.Write(ctx, func(tx *sql.Tx) error {
		deleted, err := tx.ExecContext(ctx, "DELETE FROM added_documents WHERE id = ?", id)
		if err != nil {
			return err
		}
		n, err := deleted.RowsAffected()
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO added_absences (id, title, who, at, added) VALUES (?, ?, ?, ?, ?)",
			id, title, who, s.moment(), n)
		return err
	})
	if err != nil {
		return fmt.Errorf("remove article %s: %w", id, err)
	}
	return nil
}

// Restore lets a document that was removed come back from its source. The error is
// corpus.ErrNotFound where it was not removed.
func (s *Shelf) Restore(ctx context.Context, id corpus.DocumentID) error {
	err := s.store.Write(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "DELETE FROM added_absences WHERE id = ?", id)
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		if err == nil && n == 0 {
			err = fmt.Errorf("nobody has removed it, or it is %w", corpus.ErrNotFound)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("restore article %s: %w", id, err)
	}
	return nil
}

// Absences lists what was removed from the sources, in the order of removal. What had been
// added is not among it: it is gone, and comes back by being added again.
func (s *Shelf) Absences(ctx context.Context) ([]Absence, error) {
	var list []Absence
	err := s.store.Read(ctx, func(tx *sql.Tx) (err error) {
		list, err = absences(ctx, tx, "WHERE added = 0")
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list removed articles: %w", err)
	}
	return list, nil
}

func absences(ctx context.Context, tx *sql.Tx, which string) (list []Absence, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, title, who, at FROM added_absences "+which+" ORDER BY at, id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var a Absence
		var at string
		if err := rows.Scan(&a.ID, &a.Title, &a.Who, &at); err != nil {
			return nil, err
		}
		if a.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, rows.Err()
}

// Documents is what was added, in the order of ids. A document that is no longer what it was
// sealed as is an error, a store.ErrCorrupt.
func (s *Shelf) Documents(ctx context.Context) ([]corpus.Document, error) {
	var docs []corpus.Document
	err := s.store.Read(ctx, func(tx *sql.Tx) (err error) {
		docs, err = s.documents(ctx, tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read added articles: %w", err)
	}
	return docs, nil
}

func (s *Shelf) documents(ctx context.Context, tx *sql.Tx) (docs []corpus.Document, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, document FROM added_documents ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, encoded string
		var doc corpus.Document
		if err := rows.Scan(&id, &encoded); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(encoded), &doc); err != nil || string(doc.ID) != id || !doc.Intact() {
			return nil, s.store.Damaged(fmt.Errorf("the added article %q is not as it was sealed", id))
		}
		docs = append(docs, doc)
	}
	return docs, rows.Err()
}

// Merge is the documents of the sources with the changes made: those that were removed are
// left out, and what was added follows, in the place of a source's document of the same id.
// It reads the shelf when the iteration begins.
func (s *Shelf) Merge(ctx context.Context, sources iter.Seq2[corpus.Document, error]) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		var docs []corpus.Document
		var away []Absence
		err := s.store.Read(ctx, func(tx *sql.Tx) (err error) {
			if docs, err = s.documents(ctx, tx); err == nil {
				away, err = absences(ctx, tx, "")
			}
			return err
		})
		if err != nil {
			yield(corpus.Document{}, fmt.Errorf("read added articles: %w", err))
			return
		}
		replaced := map[corpus.DocumentID]bool{}
		for i := range docs {
			replaced[docs[i].ID] = true
		}
		for _, a := range away {
			replaced[a.ID] = true
		}
		for doc, err := range sources {
			if (err != nil || !replaced[doc.ID]) && !yield(doc, err) {
				return
			}
		}
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
	}
}

func (s *Shelf) moment() string { return s.now().UTC().Format(time.RFC3339Nano) }
