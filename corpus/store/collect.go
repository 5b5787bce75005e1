package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"sitrep/corpus"
)

// keptGenerations is how many generations before the live one keep their list of members,
// for the quotes of readers that are that far behind.
const keptGenerations = 3

// Collected says what [Build.Collect] did.
type Collected struct {
	Documents int  // deleted
	Vectors   int  // deleted
	LogKept   bool // a reader kept the write-ahead log from being emptied; the last to close the file will
}

// Collect deletes everywhere what the live generation does not hold: documents, their
// layouts, vectors and snapshots, and whatever a build that died has left. If a document
// went, it then rewrites the file, so that no byte of it stays behind, and empties the
// write-ahead log. What it has not finished when it fails, the next one does. Without a
// live generation it does nothing.
func (b *Build) Collect(ctx context.Context) (Collected, error) {
	var done Collected
	live, err := b.store.Live(ctx)
	if errors.Is(err, corpus.ErrNotFound) {
		return done, nil
	}
	if err == nil {
		err = b.collectGenerations(ctx, live)
	}
	if err == nil {
		done.Documents, err = b.collectDocuments(ctx, live)
	}
	if err == nil {
		done.Vectors, err = b.collectVectors(ctx, live)
	}
	if err == nil {
		err = b.compact(ctx)
	}
	if err == nil {
		done.LogKept, err = b.store.emptyLog(ctx)
	}
	if err != nil {
		err = fmt.Errorf("delete what has gone: %w", err)
	}
	return done, err
}

func (b *Build) collectGenerations(ctx context.Context, live Generation) error {
	return b.write(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{
			"DELETE FROM generations WHERE number <> ?1 AND (state = 'building' OR number < ?1 - ?2)",
			"DELETE FROM snapshots WHERE generation <> ?1",
			"DELETE FROM layouts WHERE splitter <> ?3",
		} {
			if _, err := tx.ExecContext(ctx, query, live.Number, keptGenerations, live.SplitVersion); err != nil {
				return err
			}
		}
		return nil
	})
}

// collectDocuments also notes that the file has to be rewritten, in the transaction that
// makes it so.
func (b *Build) collectDocuments(ctx context.Context, live Generation) (deleted int, err error) {
	for {
		var gone int64
		err := b.write(ctx, func(tx *sql.Tx) error {
			result, err := tx.ExecContext(ctx, `DELETE FROM documents WHERE document IN (
				SELECT document FROM documents WHERE NOT EXISTS (
					SELECT 1 FROM members WHERE members.document = documents.document AND generation = ?)
				LIMIT ?)`, live.Number, batch)
			if err != nil {
				return err
			}
			if gone, err = result.RowsAffected(); err != nil || gone == 0 {
				return err
			}
			_, err = tx.ExecContext(ctx, "INSERT INTO chores (chore) VALUES ('compact') ON CONFLICT DO NOTHING")
			return err
		})
		if err != nil || gone == 0 {
			return deleted, err
		}
		deleted += int(gone)
	}
}

func (b *Build) collectVectors(ctx context.Context, live Generation) (deleted int, err error) {
	var gone []VectorID
	err = b.store.Read(ctx, func(tx *sql.Tx) error {
		used, err := b.usedVectors(ctx, tx, live)
		if err != nil {
			return err
		}
		gone, err = otherVectors(ctx, tx, used)
		return err
	})
	if err != nil {
		return 0, err
	}
	if err := b.deleteVectors(ctx, gone); err != nil {
		return 0, err
	}
	return len(gone), b.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM embedders WHERE NOT EXISTS (SELECT 1 FROM vectors WHERE vectors.embedder = embedders.embedder)")
		return err
	})
}

// usedVectors is the set of vectors that a generation's members name.
func (b *Build) usedVectors(ctx context.Context, tx *sql.Tx, g Generation) (map[VectorID]struct{}, error) {
	used := make(map[VectorID]struct{}, g.Passages)
	rows, err := tx.QueryContext(ctx, "SELECT vectors FROM members WHERE generation = ?", g.Number)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var data sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&data); err != nil {
			return nil, err
		}
		ids, err := decodeVectorIDs(data)
		if err != nil {
			return nil, corrupt(b.store.path, fmt.Sprintf("vectors of generation %d: %v", g.Number, err))
		}
		for _, id := range ids {
			used[id] = struct{}{}
		}
	}
	return used, rows.Err()
}

func otherVectors(ctx context.Context, tx *sql.Tx, used map[VectorID]struct{}) (others []VectorID, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT id FROM vectors")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var id VectorID
	for rows.Next() {
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		if _, ok := used[id]; !ok {
			others = append(others, id)
		}
	}
	return others, rows.Err()
}

// deleteVectors deletes vectors in transactions of one batch each.
func (b *Build) deleteVectors(ctx context.Context, ids []VectorID) error {
	for len(ids) > 0 {
		part := ids[:min(len(ids), batch)]
		ids = ids[len(part):]
		err := b.write(ctx, func(tx *sql.Tx) error {
			for _, id := range part {
				if _, err := tx.ExecContext(ctx, "DELETE FROM vectors WHERE id = ?", int64(id)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// compact rewrites the file if a document has been deleted since it was last rewritten:
// rebalanced pages hold copies of rows in their unused space, which secure_delete does not
// know of.
func (b *Build) compact(ctx context.Context) error {
	var chores int
	err := b.store.Read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT count(*) FROM chores WHERE chore = 'compact'").Scan(&chores)
	})
	if err != nil || chores == 0 {
		return err
	}
	if _, err := b.store.write.ExecContext(ctx, "VACUUM"); err != nil {
		return b.store.explain(ctx, err)
	}
	return b.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM chores WHERE chore = 'compact'")
		return err
	})
}

// emptyLog takes the write-ahead log into the file and cuts it to nothing, unless a reader
// still needs it after busyTimeout.
func (s *Store) emptyLog(ctx context.Context) (kept bool, err error) {
	var busy, frames, moved int
	err = s.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	return busy != 0, s.explain(ctx, err)
}
