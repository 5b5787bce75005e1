package state

import (
	"context"
	"database/sql"
	"fmt"

	"sitrep/bot/llm"
)

var _ llm.Ledger = (*State)(nil)

// Spend implements [llm.Ledger]. It is one statement of the database, so processes that share
// the file share the limit too.
func (s *State) Spend(ctx context.Context, account, day string, amount float64) (sum float64, err error) {
	err = s.store.Write(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `INSERT INTO state_spending (account, day, amount) VALUES (?, ?, ?)
			ON CONFLICT (account, day) DO UPDATE SET amount = amount + excluded.amount RETURNING amount`,
			account, day, amount).Scan(&sum)
	})
	if err != nil {
		return 0, fmt.Errorf("book %g to account %q: %w", amount, account, err)
	}
	return sum, nil
}

// Spent is what an account has spent on a day, "2025-02-11" in UTC.
func (s *State) Spent(ctx context.Context, account, day string) (sum float64, err error) {
	err = s.store.Read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT coalesce(sum(amount), 0) FROM state_spending WHERE account = ? AND day = ?",
			account, day).Scan(&sum)
	})
	if err != nil {
		return 0, fmt.Errorf("read what account %q has spent: %w", account, err)
	}
	return sum, nil
}
