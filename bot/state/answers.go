package state

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"sitrep/bot"
	"sitrep/corpus"
)

// Kept is an answer that can be turned over, checked and followed up later, also after a
// restart. Quotes are kept as places in documents and not as words: a reader cuts them
// anew, so that an article that has gone answers nothing any more.
type Kept struct {
	ID       string // set by KeepAnswer: short, and not to be guessed
	Created  time.Time
	Owner    string // user id of who asked
	Guild    string // empty outside a guild
	Channel  string
	Private  bool   // only the owner has seen it
	Follows  string // id of the answer that this one follows up, or empty
	Question bot.Question
	Answer   bot.Answer // with empty Citations[].Quote
}

// idLength is how many characters of base 32 an id has: 75 bits by chance.
const idLength = 15

// KeepAnswer stores an answer and returns its id.
func (s *State) KeepAnswer(ctx context.Context, k Kept) (id string, err error) {
	id = strings.ToLower(rand.Text()[:idLength])
	bare := k.Answer
	bare.Citations = make([]bot.Citation, len(k.Answer.Citations))
	for i, c := range k.Answer.Citations {
		c.Quote, c.Link = "", ""
		bare.Citations[i] = c
	}
	question, err := json.Marshal(k.Question)
	if err != nil {
		return "", fmt.Errorf("keep an answer: %w", err)
	}
	answer, err := json.Marshal(bare)
	if err != nil {
		return "", fmt.Errorf("keep an answer: %w", err)
	}
	err = s.store.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO state_answers
			(id, created, owner, guild, channel, private, follows, question, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			id, formatTime(s.now()), k.Owner, k.Guild, k.Channel, k.Private, k.Follows, string(question), string(answer))
		return err
	})
	if err != nil {
		return "", fmt.Errorf("keep an answer: %w", err)
	}
	return id, nil
}

// KeptAnswer returns a kept answer, or corpus.ErrNotFound.
func (s *State) KeptAnswer(ctx context.Context, id string) (Kept, error) {
	kept := Kept{ID: id}
	err := s.store.Read(ctx, func(tx *sql.Tx) error {
		var created string
		var question, answer []byte
		err := tx.QueryRowContext(ctx, `SELECT created, owner, guild, channel, private, follows, question, answer
			FROM state_answers WHERE id = ?`, id).Scan(&created, &kept.Owner, &kept.Guild, &kept.Channel,
			&kept.Private, &kept.Follows, &question, &answer)
		if errors.Is(err, sql.ErrNoRows) {
			return corpus.ErrNotFound
		}
		if err != nil {
			return err
		}
		if kept.Created, err = parseTime(created); err != nil {
			return err
		}
		if err := json.Unmarshal(question, &kept.Question); err != nil {
			return err
		}
		return json.Unmarshal(answer, &kept.Answer)
	})
	if err != nil {
		return Kept{}, fmt.Errorf("read kept answer %q: %w", id, err)
	}
	return kept, nil
}

// ForgetAnswers deletes answers that were given before a time, and says how many.
func (s *State) ForgetAnswers(ctx context.Context, before time.Time) (int64, error) {
	var gone int64
	err := s.store.Write(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "DELETE FROM state_answers WHERE created < ?", formatTime(before))
		if err == nil {
			gone, err = result.RowsAffected()
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget old answers: %w", err)
	}
	return gone, nil
}
