package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"sitrep/bot"
	"sitrep/bot/answer"
)

// verdict is what `sitrep verify --json` prints for each answer.
type verdict struct {
	ID       json.RawMessage `json:"id,omitempty"`
	Question string          `json:"question"`
	Quotes   int             `json:"quotes"`
	Faults   []string        `json:"faults"`
}

// saved is an answer as `sitrep ask --json` prints it, alone or in a stream, where a
// question that failed has an error instead.
type saved struct {
	ID    json.RawMessage `json:"id"`
	Line  int             `json:"line"`
	Error string          `json:"error"`
	bot.Answer
}

func newVerify(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify FILE",
		Short: "Check every quote of saved answers against the stored articles",
		Long: `Verify reads answers saved by "sitrep ask --json", one or a line each, and checks
them against the articles in the index as they are stored now: that every quote is
there byte for byte, that nothing in the answer was changed, that its sentences stand
on its quotes, and that who speaks is told as the articles tell it. Each fault is printed on a line of its own, and the exit status
is 1 if there is any. FILE "-" is standard input.`,
		Example: `  sitrep ask --json "Who claimed the attack?" >answer.json
  sitrep verify answer.json`,
		Args: takes(cobra.ExactArgs(1), "verify takes one file, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			in := a.stdin
			if args[0] != "-" {
				file, err := os.Open(args[0])
				if err != nil {
					return err
				}
				defer file.Close()
				in = file
			}
			return a.verify(cmd.Context(), in)
		},
	}
}

// verify checks every answer of in and fails if any has a fault.
func (a *app) verify(ctx context.Context, in io.Reader) error {
	record, err := a.openRecord(ctx)
	if err != nil {
		return err
	}
	defer record.Close()
	live, err := record.Live(ctx)
	if err != nil {
		return err
	}
	answers, quotes, faults := 0, 0, 0
	decoder := json.NewDecoder(in)
	decoder.DisallowUnknownFields()
	for {
		var s saved
		switch err := decoder.Decode(&s); {
		case errors.Is(err, io.EOF) && answers == 0:
			return errors.New("nothing to verify: save an answer by \"sitrep ask --json QUESTION >FILE\"")
		case errors.Is(err, io.EOF):
			return a.verdict(answers, quotes, faults)
		case err != nil:
			return fmt.Errorf("answer %d is not as \"sitrep ask --json\" prints it: %w", answers+1, err)
		}
		if s.Error != "" {
			continue
		}
		answers++
		found, err := answer.Verify(ctx, record, live.Number, s.Answer)
		if err != nil {
			return err
		}
		quotes += len(s.Citations)
		faults += len(found)
		if err := a.printFaults(s, found, answers); err != nil {
			return err
		}
	}
}

// printFaults prints what was found wrong with one answer.
func (a *app) printFaults(s saved, found []answer.Fault, n int) error {
	if a.asJSON {
		v := verdict{ID: s.ID, Question: s.Question, Quotes: len(s.Citations), Faults: []string{}}
		for _, fault := range found {
			v.Faults = append(v.Faults, fault.String())
		}
		return writeJSON(a.stdout, v)
	}
	for _, fault := range found {
		if _, err := fmt.Fprintf(a.stdout, "answer %d: %s\n", n, oneLine(fault.String())); err != nil {
			return err
		}
	}
	return nil
}

// verdict ends a verification.
func (a *app) verdict(answers, quotes, faults int) error {
	if faults > 0 {
		return fmt.Errorf("%s in %s", count(faults, "fault"), count(answers, "answer"))
	}
	if a.asJSON {
		return nil
	}
	_, err := fmt.Fprintf(a.stdout, "%s verified, %s byte for byte in the stored articles\n",
		count(answers, "answer"), count(quotes, "quote"))
	return err
}
