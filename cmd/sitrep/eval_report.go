package main

import (
	"bytes"
	"fmt"
	"os"

	answereval "sitrep/bot/eval"
	"sitrep/retrieval/eval"
)

// evalReply is what `sitrep eval --json` prints for one set.
type evalReply struct {
	eval.Report
	Answers     *answereval.Report `json:"answers,omitempty"`
	Comparisons []eval.Comparison  `json:"comparisons,omitempty"`
}

// evalReplies is what it prints for several.
type evalReplies struct {
	Sets        []evalReply       `json:"sets"`
	Mean        eval.Figures      `json:"mean"` // over the sets, each counting the same
	Comparisons []eval.Comparison `json:"comparisons,omitempty"`
}

// show prints the figures.
func (a *app) show(m *measurement, o evalOptions) error {
	single := len(m.sets) == 1
	switch {
	case a.asJSON && single:
		reply := m.sets[0]
		reply.Comparisons = m.comparisons
		return writeJSON(a.stdout, reply)
	case a.asJSON:
		return writeJSON(a.stdout, evalReplies{m.sets, eval.Mean(m.reports()), m.comparisons})
	}
	if err := eval.WriteTable(a.stdout, m.reports(), single || o.types); err != nil {
		return err
	}
	if single {
		if err := m.sets[0].WriteStages(a.stdout); err != nil {
			return err
		}
	}
	if o.answers {
		fmt.Fprintln(a.stdout)
		if err := answereval.WriteTable(a.stdout, m.answers(), single || o.types); err != nil {
			return err
		}
	}
	if o.curve {
		fmt.Fprintln(a.stdout)
		if err := answereval.WriteCurves(a.stdout, m.answers()); err != nil {
			return err
		}
	}
	for _, c := range m.comparisons {
		fmt.Fprintln(a.stdout)
		if err := c.WriteTable(a.stdout, o.changes); err != nil {
			return err
		}
	}
	return nil
}

func (m *measurement) reports() []eval.Report {
	reports := make([]eval.Report, len(m.sets))
	for i, set := range m.sets {
		reports[i] = set.Report
	}
	return reports
}

func (m *measurement) answers() []answereval.Report {
	var reports []answereval.Report
	for _, set := range m.sets {
		if set.Answers != nil {
			reports = append(reports, *set.Answers)
		}
	}
	return reports
}

// saved is the run in the form that is kept. A question that was both searched and answered
// stands there once.
func (m *measurement) saved() eval.Saved {
	run := eval.Saved{Revision: m.revision, Settings: m.settings}
	for _, set := range m.sets {
		scored := set.Scored()
		if set.Answers != nil {
			scored = eval.Merge(scored, set.Answers.Scored())
		}
		run.Questions = append(run.Questions, scored...)
	}
	return run
}

// compareWith compares the run with one before: rankings, and answers where both have them.
func (m *measurement) compareWith(before, run eval.Saved) error {
	for _, metric := range []string{eval.NDCG10, answereval.AnsweredRight} {
		comparison, err := eval.Compare(before, run, metric)
		if err != nil {
			return err
		}
		if len(comparison.Rows) > 0 {
			m.comparisons = append(m.comparisons, comparison)
		}
	}
	return nil
}

func (m *measurement) isWorse() bool {
	for _, c := range m.comparisons {
		if c.IsWorse() {
			return true
		}
	}
	return false
}

func readRun(path string) (eval.Saved, error) {
	file, err := os.Open(path)
	if err != nil {
		return eval.Saved{}, err
	}
	defer file.Close()
	run, err := eval.ReadSaved(file)
	if err != nil {
		return eval.Saved{}, fmt.Errorf("%s: %w", path, err)
	}
	return run, nil
}

func writeRun(path string, run eval.Saved) error {
	var file bytes.Buffer
	if _, err := run.WriteTo(&file); err != nil {
		return err
	}
	return os.WriteFile(path, file.Bytes(), 0o644)
}
