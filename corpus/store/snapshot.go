package store

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"

	"sitrep/corpus"
)

// chunkSize is how many bytes of a snapshot go into one row: few rows, and far below the
// gigabyte that SQLite allows.
const chunkSize = 1 << 20

// WriteSnapshot stores what write produces under a name of the staged generation, for
// [View.Snapshot]. A snapshot is something that can be made anew but takes longer to make
// than to read.
func (b *Build) WriteSnapshot(ctx context.Context, name string, write func(w io.Writer) error) error {
	var snapshot int64
	err := b.write(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "INSERT INTO snapshots (generation, name, size) VALUES (?, ?, 0) RETURNING snapshot",
			b.number, name).Scan(&snapshot)
	})
	if err != nil {
		return err
	}
	chunks := &chunkWriter{ctx: ctx, build: b, snapshot: snapshot}
	buffered := bufio.NewWriterSize(chunks, chunkSize)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if err != nil {
		return fmt.Errorf("write snapshot %s: %w", name, err)
	}
	return b.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE snapshots SET size = ? WHERE snapshot = ?", chunks.size, snapshot)
		return err
	})
}

// chunkWriter stores what is written to it in chunks, each in a transaction of its own so
// that other writers get their turn.
type chunkWriter struct {
	ctx      context.Context // of the one call that the writer lives for
	build    *Build
	snapshot int64
	number   int
	size     int
}

func (w *chunkWriter) Write(p []byte) (written int, err error) {
	for len(p) > 0 {
		chunk := p[:min(len(p), chunkSize)]
		err := w.build.write(w.ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(w.ctx, "INSERT INTO chunks (snapshot, number, data) VALUES (?, ?, ?)", w.snapshot, w.number, chunk)
			return err
		})
		if err != nil {
			return written, err
		}
		p = p[len(chunk):]
		w.number++
		w.size += len(chunk)
		written += len(chunk)
	}
	return written, nil
}

// Snapshot calls read with a snapshot's bytes as [Build.WriteSnapshot] got them. It is
// corpus.ErrNotFound where there is none or a part of it is missing.
func (v *View) Snapshot(ctx context.Context, generation int64, name string, read func(r io.Reader) error) error {
	var snapshot, size, stored int64
	row := v.tx.QueryRowContext(ctx, `SELECT snapshot, size, (SELECT coalesce(sum(length(data)), 0) FROM chunks WHERE chunks.snapshot = snapshots.snapshot)
		FROM snapshots WHERE generation = ? AND name = ?`, generation, name)
	err := row.Scan(&snapshot, &size, &stored)
	if errors.Is(err, sql.ErrNoRows) || err == nil && stored != size {
		return fmt.Errorf("snapshot %s of generation %d: %w", name, generation, corpus.ErrNotFound)
	}
	if err != nil {
		return err
	}
	rows, err := v.tx.QueryContext(ctx, "SELECT data FROM chunks WHERE snapshot = ? ORDER BY number", snapshot)
	if err != nil {
		return err
	}
	defer rows.Close()
	return read(&chunkReader{rows: rows})
}

type chunkReader struct {
	rows *sql.Rows
	rest sql.RawBytes
}

func (r *chunkReader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		if !r.rows.Next() {
			if err := r.rows.Err(); err != nil {
				return 0, err
			}
			return 0, io.EOF
		}
		if err := r.rows.Scan(&r.rest); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}
