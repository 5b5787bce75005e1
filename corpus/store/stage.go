package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// Stage begins a new generation, which nobody sees yet, and returns its number.
func (b *Build) Stage(ctx context.Context, plan Plan) (int64, error) {
	sources, err := encodeSources(plan.Sources)
	if err != nil {
		return 0, err
	}
	b.plan = plan
	err = b.write(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `INSERT INTO generations (number, state, `+generationDetails+`)
			SELECT coalesce(max(number), 0) + 1, 'building', ?, ?, ?, ?, ?, 0, 0 FROM generations RETURNING number`,
			formatTime(time.Now()), plan.Fingerprint, plan.SplitVersion, plan.TextVersion, sources).Scan(&b.number)
	})
	return b.number, err
}

func encodeSources(sources []string) (string, error) {
	if sources == nil {
		sources = []string{}
	}
	text, err := json.Marshal(sources)
	return string(text), err
}

// AddMembers appends documents to the staged generation, storing their content and
// layouts where they are not stored yet or differ from what is. Documents must be sealed,
// and no two of a generation may have one id.
func (b *Build) AddMembers(ctx context.Context, members []Member) error {
	for len(members) > 0 {
		part := members[:batchOf(members)]
		if err := b.write(ctx, func(tx *sql.Tx) error { return b.addMembers(ctx, tx, part) }); err != nil {
			return err
		}
		members = members[len(part):]
	}
	return nil
}

// batchBytes is how much text one transaction writes, or one document if that is larger.
const batchBytes = 4 << 20

// batchOf is how many of members, at least one, go into one transaction.
func batchOf(members []Member) int {
	n, bytes := 0, 0
	for n < min(len(members), batch) && (n == 0 || bytes+len(members[n].Document.Text) <= batchBytes) {
		bytes += len(members[n].Document.Text)
		n++
	}
	return n
}

func (b *Build) addMembers(ctx context.Context, tx *sql.Tx, members []Member) error {
	statements, err := prepareAll(ctx, tx,
		// The update is for content that was damaged; for sound content it changes nothing.
		`INSERT INTO documents (`+documentColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (hash) DO UPDATE SET `+documentUpdate,
		`SELECT document FROM documents WHERE hash = ?`,
		`INSERT INTO layouts (document, splitter, data) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET data = excluded.data WHERE data IS NOT excluded.data`,
		`INSERT INTO members (generation, ordinal, document, vectors) VALUES (?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	putDocument, findDocument, putLayout, putMember := statements[0], statements[1], statements[2], statements[3]
	documents, passages := b.documents, b.passages
	for _, m := range members {
		var document int64
		_, err := putDocument.ExecContext(ctx, documentValues(&m.Document)...)
		if err == nil {
			err = findDocument.QueryRowContext(ctx, m.Document.Hash[:]).Scan(&document)
		}
		if err == nil {
			_, err = putLayout.ExecContext(ctx, document, b.plan.SplitVersion, encodeLayout(m.Layout))
		}
		if err == nil {
			_, err = putMember.ExecContext(ctx, b.number, documents, document, encodeVectorIDs(m.Vectors))
		}
		if err != nil {
			return fmt.Errorf("document %s: %w", m.Document.ID, err)
		}
		documents++
		passages += len(m.Layout.Passages)
	}
	_, err = tx.ExecContext(ctx, "UPDATE generations SET documents = ?, passages = ? WHERE number = ?", documents, passages, b.number)
	if err == nil {
		b.documents, b.passages = documents, passages
	}
	return err
}

// prepareAll prepares statements that live as long as tx.
func prepareAll(ctx context.Context, tx *sql.Tx, queries ...string) ([]*sql.Stmt, error) {
	statements := make([]*sql.Stmt, len(queries))
	for i, query := range queries {
		var err error
		if statements[i], err = tx.PrepareContext(ctx, query); err != nil {
			return nil, err
		}
	}
	return statements, nil
}

// Staged returns the staged generation as v sees it, to be checked before
// [Build.Publish].
func (b *Build) Staged(ctx context.Context, v *View) (Generation, error) {
	return v.store.scanGeneration(v.tx.QueryRowContext(ctx,
		"SELECT "+generationColumns+" FROM generations WHERE number = ?", b.number))
}
