// Package eval measures a searcher with labelled questions: how good its rankings are and
// how long they take.
package eval

import (
	"context"
	"fmt"
	"time"

	"sitrep/corpus"
	"sitrep/retrieval"
)

// Searcher is what is measured; [retrieval.Searcher] is one.
type Searcher interface {
	Search(ctx context.Context, q retrieval.Query) (retrieval.Results, error)
}

// Options of a run. The zero value asks for what the figures need, one question at a time.
type Options struct {
	// K is how many passages are asked for; 0 means enough for recall at 100 documents
	// where each has several passages that match.
	K      int
	Filter retrieval.Filter
	// Progress, if set, is called after each question.
	Progress func(done, total int)
}

const defaultK = 200

// Run asks every judged question once, in order, and measures the documents that are
// found. A document ranks as its best passage; one that was folded into another passage as
// its near-duplicate ranks directly after it. The first question is asked once more before
// the clock starts, so that figures do not hold the cost of waking up.
func Run(ctx context.Context, set Dataset, searcher Searcher, opts Options) (Report, error) {
	questions := set.Judged()
	if len(questions) == 0 {
		return Report{}, fmt.Errorf("dataset %s: no question has a relevant document", set.Name)
	}
	query := retrieval.Query{K: opts.K, Filter: opts.Filter}
	if query.K == 0 {
		query.K = defaultK
	}
	query.Text = questions[0].Text
	if _, err := searcher.Search(ctx, query); err != nil {
		return Report{}, fmt.Errorf("question %s: %w", questions[0].ID, err)
	}
	report := Report{Dataset: set.Name}
	var figures []Figures
	byType := map[string][]Figures{}
	var took []time.Duration
	var timings []retrieval.Timings
	for i, question := range questions {
		query.Text = question.Text
		start := time.Now()
		results, err := searcher.Search(ctx, query)
		if err != nil {
			return Report{}, fmt.Errorf("question %s: %w", question.ID, err)
		}
		took = append(took, time.Since(start))
		timings = append(timings, results.Timings)
		measured := Measure(Documents(results.Hits), set.Judgements[question.ID])
		report.Questions = append(report.Questions, Judged{question, measured})
		figures = append(figures, measured)
		byType[question.Type] = append(byType[question.Type], measured)
		if opts.Progress != nil {
			opts.Progress(i+1, len(questions))
		}
	}
	report.Figures = mean(figures)
	report.Latency = latency(took)
	report.Stages = stages(timings)
	for name, figures := range byType {
		if report.Types == nil {
			report.Types = map[string]Figures{}
		}
		report.Types[name] = mean(figures)
	}
	return report, nil
}

// Documents turns ranked passages into ranked documents, each at the place of its best
// passage.
func Documents(hits []retrieval.Hit) []corpus.DocumentID {
	var ranking []corpus.DocumentID
	seen := map[corpus.DocumentID]bool{}
	add := func(doc corpus.DocumentID) {
		if !seen[doc] {
			seen[doc] = true
			ranking = append(ranking, doc)
		}
	}
	for _, hit := range hits {
		add(hit.Document)
		for _, duplicate := range hit.Duplicates {
			add(duplicate.Document)
		}
	}
	return ranking
}
