package main

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"sitrep/bot"
	"sitrep/bot/answer"
	answereval "sitrep/bot/eval"
	"sitrep/retrieval"
	"sitrep/retrieval/eval"
)

// measurement is what `sitrep eval` found out.
type measurement struct {
	revision    string
	settings    map[string]string // that figures depend on
	sets        []evalReply
	comparisons []eval.Comparison // of search, and of answers
}

// measureAll measures the sets in order. With an error come the sets that were done.
func (a *app) measureAll(ctx context.Context, sources []eval.Source, o evalOptions) (*measurement, error) {
	m := &measurement{settings: map[string]string{
		"results": strconv.Itoa(o.k), "marking": a.cfg.Marking.String(),
	}}
	if o.strip {
		m.settings["articles"] = "without their first paragraphs"
	}
	if o.small {
		m.settings["questions"] = "in small letters"
	}
	info, err := version()
	if err != nil {
		return m, err
	}
	if m.revision = info.Commit; info.Modified {
		m.revision += " and changes"
	}
	for i, source := range sources {
		if len(sources) > 1 {
			a.note("Set %d of %d: %s", i+1, len(sources), source.Folder)
		}
		reply, embedder, err := a.measure(ctx, source, o)
		if err != nil {
			return m, err
		}
		m.settings["embedder"] = embedder
		m.sets = append(m.sets, reply)
	}
	return m, nil
}

// measure measures one set, and names the model that its vectors were made by.
func (a *app) measure(ctx context.Context, source eval.Source, o evalOptions) (reply evalReply, embedder string, err error) {
	set, err := source.Load()
	if err != nil {
		return evalReply{}, "", err
	}
	if o.small {
		for i := range set.Questions {
			set.Questions[i].Text = strings.ToLower(set.Questions[i].Text)
		}
	}
	l, err := a.openDataset(ctx, source.Folder, set.Corpus, o.strip)
	if err != nil {
		return evalReply{}, "", err
	}
	defer l.Close()
	bar := a.newProgress(map[string]string{"searching": "questions", "answering": "questions", "tracing": "questions"})
	defer bar.close()
	filter := retrieval.Filter{MaxMarking: a.cfg.Marking}
	reply.Report, err = eval.Run(ctx, set, l.searcher, eval.Options{
		K: o.k, Filter: filter,
		Progress: func(done, total int) { bar.show("searching", done, total) },
	})
	if err == nil && o.answers {
		reply.Answers, err = a.measureAnswers(ctx, set, l, o, bar)
	}
	if err != nil {
		return evalReply{}, "", fmt.Errorf("dataset %s: %w", set.Name, err)
	}
	return reply, l.live.Generation.Fingerprint, nil
}

func (a *app) measureAnswers(ctx context.Context, set eval.Dataset, l *library, o evalOptions, bar *progress) (*answereval.Report, error) {
	options := answereval.Options{
		Filter:   retrieval.Filter{MaxMarking: a.cfg.Marking},
		Progress: func(done, total int) { bar.show("answering", done, total) },
	}
	report, err := answereval.Run(ctx, set, a.engine(l), l.record, options)
	if err != nil || !o.curve {
		return &report, err
	}
	options.Progress = func(done, total int) { bar.show("tracing", done, total) }
	curve, err := answereval.Trace(ctx, set, a.newUnrefusing(l), options)
	report.Curve = &curve
	return &report, err
}

// unrefusing answers whatever it finds anything for, by quotes alone, and keeps how likely
// each question was held to be answerable.
type unrefusing struct {
	engine *answer.Engine
	odds   float64
}

func (a *app) newUnrefusing(l *library) *unrefusing {
	u := &unrefusing{}
	never := math.Inf(-1)
	u.engine = answer.New(a.lg, func() answer.Searcher { return l.searcher }, l.record, answer.Options{
		Groups: l.groups, Threshold: &never, Judged: func(odds float64) { u.odds = odds },
	})
	return u
}

// Ask is not safe for concurrent use.
func (u *unrefusing) Ask(ctx context.Context, q bot.Question) (bot.Answer, error) {
	u.odds = math.Inf(-1)
	return u.engine.Ask(ctx, q)
}

func (u *unrefusing) Odds() float64 { return u.odds }

// openDataset brings a dataset's own index up to date and opens it. The articles without
// their first paragraphs have an index of their own.
func (a *app) openDataset(ctx context.Context, folder, corpusFile string, strip bool) (*library, error) {
	own, err := a.datasetFolder(folder)
	if err != nil {
		return nil, err
	}
	if strip {
		own += "-stripped"
		if corpusFile, err = stripped(corpusFile, own); err != nil {
			return nil, err
		}
	}
	database := filepath.Join(own, databaseName)
	from, err := pathSources([]string{corpusFile})
	if err != nil {
		return nil, err
	}
	model, err := a.openEmbedder(ctx, "")
	if err != nil {
		return nil, err
	}
	report, err := a.build(ctx, model, database, from)
	if err != nil {
		return nil, err
	}
	a.note("%s", summary(report))
	return a.open(ctx, database, model)
}

// stripped writes the articles of a corpus without their first paragraphs to a file of the
// same name in a folder, and names that file.
func stripped(corpusFile, folder string) (string, error) {
	whole, err := os.Open(corpusFile)
	if err != nil {
		return "", err
	}
	defer whole.Close()
	var rest bytes.Buffer
	if err := eval.StripFirstParagraphs(&rest, whole); err != nil {
		return "", fmt.Errorf("%s:%w", corpusFile, err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	path := filepath.Join(folder, filepath.Base(corpusFile))
	return path, os.WriteFile(path, rest.Bytes(), 0o644)
}
