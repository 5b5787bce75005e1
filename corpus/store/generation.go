package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"sitrep/corpus"
)

// Plan says what a generation is made with, and from. Two generations of one plan and the
// same documents are the same.
type Plan struct {
	Fingerprint  string   // of the embedder, embed.Fingerprint.String
	SplitVersion string   // of the splitter, split.Version
	TextVersion  string   // of the text that is embedded for a passage
	Sources      []string // the paths that were read, as the person gave them
}

// Generation is one complete state of the index.
type Generation struct {
	Plan
	Number    int64     // counts from 1 and never comes back once it has been live
	Created   time.Time // when its build began to be written, UTC
	Documents int
	Passages  int
}

const (
	generationDetails = "created, fingerprint, splitter, text_version, sources, documents, passages"
	generationColumns = "number, " + generationDetails
)

// Live returns the generation that answers questions. Before the first build has finished
// the error is corpus.ErrNotFound.
func (s *Store) Live(ctx context.Context) (Generation, error) {
	var live Generation
	err := s.View(ctx, func(v *View) (err error) {
		live, err = v.Live(ctx)
		return err
	})
	return live, err
}

// scanGeneration reads a row of generationColumns.
func (s *Store) scanGeneration(row *sql.Row) (Generation, error) {
	var (
		g                Generation
		created, sources string
	)
	err := row.Scan(&g.Number, &created, &g.Fingerprint, &g.SplitVersion, &g.TextVersion, &sources, &g.Documents, &g.Passages)
	if errors.Is(err, sql.ErrNoRows) {
		return Generation{}, fmt.Errorf("generation %w", corpus.ErrNotFound)
	}
	if err != nil {
		return Generation{}, err
	}
	if g.Created, err = parseTime(created); err == nil {
		err = json.Unmarshal([]byte(sources), &g.Sources)
	}
	if err != nil {
		return Generation{}, corrupt(s.path, fmt.Sprintf("generation %d: %v", g.Number, err))
	}
	return g, nil
}

// formatTime is RFC 3339 in UTC, empty for the zero time.
func formatTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	return t.UTC(), err
}
