package main

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/bot/render"
	"sitrep/retrieval"
)

// askReply is what `sitrep ask --json` prints: an answer, and the id of the line that asked.
type askReply struct {
	ID json.RawMessage `json:"id,omitempty"`
	bot.Answer
}

func newAsk(a *app) *cobra.Command {
	var narrow filterFlags
	cmd := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Answer a question with quotes from the indexed articles",
		Long: `Ask answers a question with quotes: sentences of the indexed articles, byte for byte,
each with who says it and where. What the articles do not say is not answered; the
nearest articles are named instead. On a fresh machine the sample corpus is indexed
first. With llm_model set a model words the answer from such sentences, and code
checks each of its sentences against the one that it cites.

QUESTION "-" reads questions from standard input, one a line, either plain or as a
JSON object with "question" and perhaps "id", and prints one line of JSON for each.`,
		Example: `  sitrep ask "Who warned about Islamic State Khorasan's reach into Europe?"
  sitrep ask --since 2025-01-01 "Who claimed the attack on the checkpoint?"
  sitrep ask --json "How many people were killed at Kabul airport?" > answer.json`,
		Args: takes(cobra.MinimumNArgs(1), "ask what? write a question, or - to read questions from standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			return a.ask(cmd.Context(), strings.Join(args, " "), &narrow)
		},
	}
	narrow.add(cmd)
	return cmd
}

func (a *app) ask(ctx context.Context, text string, narrow *filterFlags) error {
	if strings.TrimSpace(text) == "" {
		return errEmptyQuestion()
	}
	filter, err := narrow.filter(a.cfg.Marking)
	if err != nil {
		return err
	}
	l, err := a.openLibrary(ctx)
	if err != nil {
		return err
	}
	defer l.Close()
	engine := a.engine(l)
	ask := func(ctx context.Context, text string) (bot.Answer, error) {
		return engine.Ask(ctx, bot.Question{Text: text, Filter: filter, Now: time.Now()})
	}
	if text == "-" {
		return a.answerRequests(ctx, func(ctx context.Context, r request) (any, error) {
			reply, err := ask(ctx, r.Text)
			return askReply{ID: r.ID, Answer: reply}, err
		})
	}
	bar := a.newProgress(map[string]string{writingStage: "sentences checked"})
	reply, err := ask(bot.Watch(ctx, func(p bot.Progress) {
		if p.Stage == bot.Writing {
			bar.show(writingStage, p.Checked, 0)
		}
	}), text)
	bar.close()
	switch {
	case err != nil:
		return err
	case a.asJSON:
		return writeJSON(a.stdout, reply)
	}
	return render.Terminal(a.stdout, reply, a.page())
}

// writingStage is shown while a model words an answer.
const writingStage = "writing"

// engine answers from an open library.
func (a *app) engine(l *library) *answer.Engine {
	current := func() answer.Searcher { return l.searcher }
	return answer.New(a.lg, current, l.record, l.writer.word(answer.Options{Groups: l.groups}))
}

var _ answer.Searcher = (*retrieval.Searcher)(nil)
