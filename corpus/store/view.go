package store

import (
	"context"
	"database/sql"
	"fmt"

	"sitrep/corpus"
)

// Member is one document of a generation.
type Member struct {
	Document corpus.Document
	Layout   corpus.Layout
	Vectors  []VectorID // one a passage
}

// Damage is a member whose stored bytes fail their checks.
type Damage struct {
	Document corpus.DocumentID // as far as it can be read; empty if it is not even there
	Err      error
}

// View is one state of the file. It lives as long as the call it was given to, and is for
// one goroutine.
type View struct {
	store *Store
	tx    *sql.Tx
}

// View calls fn with a view. fn must not call methods of the store.
func (s *Store) View(ctx context.Context, fn func(v *View) error) error {
	return s.explainOwn(s.Read(ctx, func(tx *sql.Tx) error { return fn(&View{store: s, tx: tx}) }))
}

// Live is [Store.Live].
func (v *View) Live(ctx context.Context) (Generation, error) {
	return v.store.scanGeneration(v.tx.QueryRowContext(ctx,
		"SELECT "+generationColumns+" FROM generations WHERE state = 'live'"))
}

// Members returns the documents of a generation in order. Those that fail a check are left
// out and listed as damaged, and nothing fails for them: [corpus.Document.Intact] holds
// for every one returned, every span cuts its text, and every passage has a vector id.
func (v *View) Members(ctx context.Context, g Generation) (members []Member, damaged []Damage, err error) {
	rows, err := v.tx.QueryContext(ctx, `SELECT vectors, coalesce(data, x''), `+documentColumns+`
		FROM members JOIN documents USING (document)
		LEFT JOIN layouts ON layouts.document = members.document AND splitter = ?
		WHERE generation = ? ORDER BY ordinal`, g.SplitVersion, g.Number)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	var (
		row             documentRow
		vectors, layout []byte
	)
	targets := append([]any{&vectors, &layout}, row.targets()...)
	stored := make([]storedMember, 0, g.Documents)
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return nil, nil, err
		}
		document, err := row.value()
		stored = append(stored, storedMember{document: document, layout: layout, vectors: vectors, err: err})
	}
	if err := rows.Err(); err != nil {
		return nil, nil, err
	}
	members, damaged = checkAll(stored)
	if len(stored) != g.Documents {
		damaged = append(damaged, Damage{Err: fmt.Errorf("%d of %d documents are missing", g.Documents-len(stored), g.Documents)})
	}
	return members, damaged, ctx.Err()
}
