package state

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"sitrep/corpus"
)

// Settings are what the admins of one guild have decided. The zero value answers in every
// channel, publicly, from all collections, with TLP:CLEAR articles only, in the language of
// whoever asks, within the limits that the bot was started with.
type Settings struct {
	Channels   []string         `json:"channels,omitempty"`    // ids of channels to answer in; empty: all
	AdminRoles []string         `json:"admin_roles,omitempty"` // ids of roles that may administer, beside those with Manage Server
	Scopes     map[string]Scope `json:"scopes,omitempty"`      // by channel id; "" is for channels that have none
	Language   string           `json:"language,omitempty"`    // BCP 47; empty: the asker's
	Private    bool             `json:"private,omitempty"`     // answers are shown to the asker alone unless they say otherwise
	PerUser    int              `json:"per_user,omitempty"`    // questions a minute; 0: the bot's limit
	PerChannel int              `json:"per_channel,omitempty"` // questions a minute; 0: the bot's limit
}

// Scope is what may be seen in a channel.
type Scope struct {
	Collections []string       `json:"collections,omitempty"` // empty: all
	MaxMarking  corpus.Marking `json:"max_marking,omitempty"`
}

// ScopeOf is the scope of a channel: its own, else the guild's, else TLP:CLEAR only.
func (s Settings) ScopeOf(channel string) Scope {
	if scope, ok := s.Scopes[channel]; ok {
		return scope
	}
	return s.Scopes[""]
}

// Settings returns what a guild has set, and the zero value if it has set nothing.
func (s *State) Settings(ctx context.Context, guild string) (Settings, error) {
	var settings Settings
	err := s.store.Read(ctx, func(tx *sql.Tx) error {
		var form []byte
		err := tx.QueryRowContext(ctx, "SELECT settings FROM state_settings WHERE guild = ?", guild).Scan(&form)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		return json.Unmarshal(form, &settings)
	})
	if err != nil {
		return Settings{}, fmt.Errorf("read the settings of guild %s: %w", guild, err)
	}
	return settings, nil
}

// ChangeSettings lets change edit a guild's settings, in one transaction: of two changes at
// once neither is lost. If change fails nothing is written.
func (s *State) ChangeSettings(ctx context.Context, guild string, change func(*Settings) error) error {
	err := s.store.Write(ctx, func(tx *sql.Tx) error {
		var settings Settings
		var form []byte
		err := tx.QueryRowContext(ctx, "SELECT settings FROM state_settings WHERE guild = ?", guild).Scan(&form)
		if err == nil {
			err = json.Unmarshal(form, &settings)
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err := change(&settings); err != nil {
			return err
		}
		form, err = json.Marshal(settings)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO state_settings (guild, settings) VALUES (?, ?)
			ON CONFLICT (guild) DO UPDATE SET settings = excluded.settings`, guild, string(form))
		return err
	})
	if err != nil {
		return fmt.Errorf("change the settings of guild %s: %w", guild, err)
	}
	return nil
}
