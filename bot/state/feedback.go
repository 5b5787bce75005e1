package state

import (
	"context"
	"database/sql"
	"fmt"
)

// Feedback is what one person thinks of one answer.
type Feedback struct {
	Answer   string // id of the kept answer
	User     string
	Guild    string
	Helpful  bool
	Sentence int    // which sentence is wrong, counted from 1; 0: none in particular
	Question string // as it was asked, so that feedback can be read without the answer
}

// SaveFeedback keeps what a person thinks of an answer; they may change their mind.
func (s *State) SaveFeedback(ctx context.Context, f Feedback) error {
	err := s.store.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO state_feedback (answer, user, given, guild, helpful, sentence, question)
			VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (answer, user) DO UPDATE SET given = excluded.given, helpful = excluded.helpful, sentence = excluded.sentence`,
			f.Answer, f.User, formatTime(s.now()), f.Guild, f.Helpful, f.Sentence, f.Question)
		return err
	})
	if err != nil {
		return fmt.Errorf("keep the feedback on answer %s: %w", f.Answer, err)
	}
	return nil
}

// Tally is how many answers of a guild were found helpful and wrong.
type Tally struct{ Helpful, Wrong int }

// FeedbackTally counts the feedback of a guild.
func (s *State) FeedbackTally(ctx context.Context, guild string) (Tally, error) {
	var tally Tally
	err := s.store.Read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE helpful), count(*) FILTER (WHERE NOT helpful)
			FROM state_feedback WHERE guild = ?`, guild).Scan(&tally.Helpful, &tally.Wrong)
	})
	if err != nil {
		return Tally{}, fmt.Errorf("count the feedback: %w", err)
	}
	return tally, nil
}
