package state

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Act is one entry of the audit log: who did what to what, when, and how it ended.
type Act struct {
	At     time.Time // set by Log
	Who    string    // user id
	Guild  string    // guild id, empty outside a guild
	Act    string    // "corpus reindex"
	Object string    // what it was done to: a URL, a document, a setting
	Result string    // "ok", or what went wrong in one line
}

// Log adds an entry to the audit log. Entries are never changed or deleted.
func (s *State) Log(ctx context.Context, act Act) error {
	err := s.store.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx,
			"INSERT INTO state_audit (at, who, guild, act, object, result) VALUES (?, ?, ?, ?, ?, ?)",
			formatTime(s.now()), act.Who, act.Guild, act.Act, act.Object, act.Result)
		return err
	})
	if err != nil {
		return fmt.Errorf("log %s by %s: %w", act.Act, act.Who, err)
	}
	return nil
}

// Acts returns at most limit entries of a guild's audit log, the newest first, leaving out
// the first skip of them.
func (s *State) Acts(ctx context.Context, guild string, skip, limit int) ([]Act, error) {
	var acts []Act
	err := s.store.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT at, who, guild, act, object, result FROM state_audit
			WHERE guild = ? ORDER BY number DESC LIMIT ? OFFSET ?`, guild, limit, skip)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var act Act
			var at string
			if err := rows.Scan(&at, &act.Who, &act.Guild, &act.Act, &act.Object, &act.Result); err != nil {
				return err
			}
			if act.At, err = parseTime(at); err != nil {
				return err
			}
			acts = append(acts, act)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("read the audit log: %w", err)
	}
	return acts, nil
}
