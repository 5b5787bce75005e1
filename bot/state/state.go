// Package state keeps what the bot is told, what it has said and what it has spent: settings
// of guilds, kept answers, feedback, the audit log and the ledger of models' costs. Its tables
// stand in the same SQLite file as the corpus, so one file is the whole backup.
package state

import (
	"context"
	"fmt"
	"time"

	"sitrep/corpus/store"
)

// State reads and writes the bot's tables. It is safe for concurrent use, also by several
// processes.
type State struct {
	store *store.Store
	now   func() time.Time
}

// Open brings the tables up to date and returns them. The store stays open for as long as
// the State is used; its caller closes it.
func Open(ctx context.Context, st *store.Store) (*State, error) {
	if err := st.Migrate(ctx, "state", schema()); err != nil {
		return nil, fmt.Errorf("prepare the bot's tables: %w", err)
	}
	return &State{store: st, now: time.Now}, nil
}

// schema is the steps of the tables. Times are RFC 3339 in UTC with nanoseconds, all of
// one length, so that they sort as text.
func schema() []string {
	return []string{`
CREATE TABLE state_settings (
	guild    TEXT PRIMARY KEY,
	settings TEXT NOT NULL -- JSON of Settings
) STRICT;

CREATE TABLE state_answers (
	id         TEXT PRIMARY KEY,
	created    TEXT NOT NULL,
	owner      TEXT NOT NULL,
	guild      TEXT NOT NULL,
	channel    TEXT NOT NULL,
	private    INTEGER NOT NULL,
	follows    TEXT NOT NULL, -- id of the answer that was followed up, or empty
	question   TEXT NOT NULL, -- JSON of bot.Question
	answer     TEXT NOT NULL  -- JSON of bot.Answer without the words of its quotes
) STRICT;
CREATE INDEX state_answers_created ON state_answers (created);

CREATE TABLE state_feedback (
	answer   TEXT NOT NULL,
	user     TEXT NOT NULL,
	given    TEXT NOT NULL,
	guild    TEXT NOT NULL,
	helpful  INTEGER NOT NULL,
	sentence INTEGER NOT NULL, -- which was wrong, counted from 1; 0 for none in particular
	question TEXT NOT NULL,
	PRIMARY KEY (answer, user)
) STRICT;

CREATE TABLE state_audit (
	number INTEGER PRIMARY KEY,
	at     TEXT NOT NULL,
	who    TEXT NOT NULL,
	guild  TEXT NOT NULL,
	act    TEXT NOT NULL,
	object TEXT NOT NULL,
	result TEXT NOT NULL
) STRICT;
CREATE INDEX state_audit_guild ON state_audit (guild, number);
`, `
CREATE TABLE state_spending (
	account TEXT NOT NULL, -- guild id, or empty where one person runs the bot
	day     TEXT NOT NULL, -- 2025-02-11, UTC
	amount  REAL NOT NULL, -- in the currency of the configured prices
	PRIMARY KEY (account, day)
) STRICT;
`}
}

// timeLayout is RFC 3339 with all nine digits of a nanosecond.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

func formatTime(t time.Time) string { return t.UTC().Format(timeLayout) }

func parseTime(s string) (time.Time, error) { return time.Parse(timeLayout, s) }
