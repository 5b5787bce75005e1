package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Migrate brings the tables of another package up to date, in one transaction: of steps,
// each SQL, it runs those that have not been run under namespace before. A released step
// never changes. Start the names of tables with the namespace, "watch_items", so that
// packages do not meet. On a store opened for reading it only checks that nothing is left
// to be done. It returns ErrNewer if more steps were taken than this program knows.
func (s *Store) Migrate(ctx context.Context, namespace string, steps []string) error {
	var taken int
	err := s.Read(ctx, func(tx *sql.Tx) (err error) {
		taken, err = s.stepsTaken(ctx, tx, namespace, len(steps))
		return err
	})
	if err != nil || taken == len(steps) {
		return err
	}
	return s.Write(ctx, func(tx *sql.Tx) error {
		taken, err := s.stepsTaken(ctx, tx, namespace, len(steps)) // another process may have been first
		if err != nil {
			return err
		}
		for n, step := range steps[taken:] {
			if _, err := tx.ExecContext(ctx, step); err != nil {
				return fmt.Errorf("step %d of the tables of %s: %w", taken+n+1, namespace, err)
			}
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO migrations (namespace, steps) VALUES (?, ?)
			ON CONFLICT (namespace) DO UPDATE SET steps = excluded.steps`, namespace, len(steps))
		return err
	})
}

func (s *Store) stepsTaken(ctx context.Context, tx *sql.Tx, namespace string, known int) (int, error) {
	var taken int
	err := tx.QueryRowContext(ctx, "SELECT steps FROM migrations WHERE namespace = ?", namespace).Scan(&taken)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	if taken > known {
		return 0, fmt.Errorf("%s: %w (%s %d, this one knows %d): update sitrep", s.path, ErrNewer, namespace, taken, known)
	}
	return taken, nil
}
