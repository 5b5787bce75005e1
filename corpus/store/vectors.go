package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
)

// VectorID names a stored vector. It means nothing in another database file.
type VectorID int64

// VectorKey is the SHA-256 of the text that a vector stands for.
type VectorKey [sha256.Size]byte

// Vector is the vector of a text; Values is empty where the model found nothing to read.
type Vector struct {
	Key    VectorKey
	Values []float32
}

// Vectors calls fn with every vector of an embedder in ascending order of id. values is
// empty where the model found nothing to read, and nil with err set where the stored bytes
// are damaged; it is overwritten by the next call. dims is the embedder's.
func (v *View) Vectors(ctx context.Context, fingerprint string, dims int, fn func(id VectorID, key VectorKey, values []float32, err error) error) error {
	embedder, err := embedderID(ctx, v.tx, fingerprint)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	// By the index on embedder, each vector would be looked up by itself.
	rows, err := v.tx.QueryContext(ctx, "SELECT id, key, data FROM vectors NOT INDEXED WHERE embedder = ? ORDER BY id", embedder)
	if err != nil {
		return err
	}
	defer rows.Close()
	var (
		id        VectorID
		key, data sql.RawBytes
	)
	into := make([]float32, dims)
	for rows.Next() {
		if err := rows.Scan(&id, &key, &data); err != nil {
			return err
		}
		values, err := decodeVector(data, into)
		if err == nil && (len(key) != len(VectorKey{}) || len(values) != 0 && len(values) != dims) {
			values, err = nil, errDamaged
		}
		var k VectorKey
		copy(k[:], key)
		if err := fn(id, k, values, err); err != nil {
			return err
		}
	}
	return rows.Err()
}

func embedderID(ctx context.Context, tx *sql.Tx, fingerprint string) (id int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT embedder FROM embedders WHERE fingerprint = ?", fingerprint).Scan(&id)
	return id, err
}

// Vectors returns every vector of an embedder that is stored and sound, those of builds
// that died included. Damaged ones are deleted, and counted.
func (b *Build) Vectors(ctx context.Context, fingerprint string, dims int) (stored map[VectorKey]VectorID, damaged int, err error) {
	stored = map[VectorKey]VectorID{}
	var bad []VectorID
	err = b.store.View(ctx, func(v *View) error {
		return v.Vectors(ctx, fingerprint, dims, func(id VectorID, key VectorKey, _ []float32, err error) error {
			if err != nil {
				bad = append(bad, id)
			} else {
				stored[key] = id
			}
			return nil
		})
	})
	if err == nil {
		err = b.deleteVectors(ctx, bad)
	}
	return stored, len(bad), err
}

// AddVectors stores vectors whose keys are not stored yet and returns their ids, in one
// transaction; what was added survives whatever becomes of the build. It finishes even if
// ctx ends meanwhile: vectors are dear.
func (b *Build) AddVectors(ctx context.Context, fingerprint string, vectors []Vector) ([]VectorID, error) {
	ctx = context.WithoutCancel(ctx)
	ids := make([]VectorID, len(vectors))
	err := b.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO embedders (fingerprint) VALUES (?) ON CONFLICT DO NOTHING", fingerprint); err != nil {
			return err
		}
		embedder, err := embedderID(ctx, tx, fingerprint)
		if err != nil {
			return err
		}
		insert, err := tx.PrepareContext(ctx, "INSERT INTO vectors (embedder, key, data) VALUES (?, ?, ?)")
		if err != nil {
			return err
		}
		defer insert.Close()
		for i, vector := range vectors {
			result, err := insert.ExecContext(ctx, embedder, vector.Key[:], encodeVector(vector.Values))
			if err != nil {
				return err
			}
			id, err := result.LastInsertId()
			if err != nil {
				return err
			}
			ids[i] = VectorID(id)
		}
		return nil
	})
	return ids, err
}
