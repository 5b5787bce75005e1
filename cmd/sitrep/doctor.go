package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sitrep/corpus"
	"sitrep/corpus/source"
	"sitrep/corpus/split"
	"sitrep/corpus/store"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/index"
)

// health is how a check came out.
type health string

const (
	healthy  health = "ok"
	doubtful health = "warn" // it works, and something should be done
	failing  health = "fail" // it does not work
)

// finding is the outcome of one check.
type finding struct {
	Check  string `json:"check"`
	Health health `json:"health"`
	Detail string `json:"detail"`
	Fix    string `json:"fix"` // what to do; empty where nothing is
}

func newDoctor(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check the configuration, the index and its articles, and say how to mend them",
		Long: `Doctor checks what sitrep works with, a line each: the configuration, the models
and whether their endpoints answer, the tables of groups' names, the data folder, the
database, the index, and whether the articles have changed since it was built. What is
wrong comes with its fix. The exit status is 1 if anything fails.`,
		Args: takes(cobra.NoArgs, "doctor takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			d := doctor{app: a}
			d.examine(cmd)
			if err := d.print(); err != nil {
				return err
			}
			if n := d.count(failing); n > 0 {
				return fmt.Errorf("%s failed", count(n, "check"))
			}
			return nil
		},
	}
}

// doctor gathers findings.
type doctor struct {
	*app

	findings []finding
}

func (d *doctor) say(check string, h health, fix, format string, args ...any) {
	d.findings = append(d.findings, finding{Check: check, Health: h, Detail: oneLine(fmt.Sprintf(format, args...)), Fix: fix})
}

func (d *doctor) count(h health) int {
	n := 0
	for _, f := range d.findings {
		if f.Health == h {
			n++
		}
	}
	return n
}

func (d *doctor) print() error {
	if d.asJSON {
		return writeJSON(d.stdout, d.findings)
	}
	for _, f := range d.findings {
		fix := ""
		if f.Fix != "" {
			fix = "; fix: " + f.Fix
		}
		if _, err := fmt.Fprintf(d.stdout, "%-4s  %-13s  %s%s\n", f.Health, f.Check, f.Detail, fix); err != nil {
			return err
		}
	}
	return nil
}

// examine makes every check that those before it leave room for.
func (d *doctor) examine(cmd *cobra.Command) {
	ctx := cmd.Context()
	if err := d.configure(cmd); err != nil {
		for line := range strings.Lines(err.Error()) {
			d.say("configuration", failing, "correct it; the README lists the settings", "%s", line)
		}
		return
	}
	d.checkEnvironment()
	model := d.checkModel(ctx)
	d.checkReranker(ctx)
	d.checkWriter(ctx)
	d.checkAliases()
	if !d.checkData() {
		return
	}
	record, err := store.Open(ctx, d.database(), store.Options{ReadOnly: true})
	if err != nil {
		d.say("database", failing, "", "%v", err)
		return
	}
	defer record.Close()
	if err := record.Check(ctx); err != nil {
		d.say("database", failing, "", "%v", err)
		return
	}
	d.say("database", healthy, "", "%s is sound", record.Path())
	if model != nil {
		d.checkIndex(ctx, record, model)
	}
}

// checkEnvironment finds variables that look like settings and are none.
func (d *doctor) checkEnvironment() {
	known := otherVariables()
	for _, s := range settings() {
		known = append(known, s.variable())
	}
	unknown := 0
	for _, name := range slices.Sorted(maps.Keys(d.env)) {
		if strings.HasPrefix(name, "SITREP_") && !slices.Contains(known, name) {
			unknown++
			d.say("configuration", doubtful, "unset it, or correct its name",
				"the variable %s is no setting%s", name, didYouMean(name, "", known))
		}
	}
	if unknown == 0 {
		d.say("configuration", healthy, "", "no unknown settings; shows articles up to %v", d.cfg.Marking)
	}
}

// checkData looks at the data folder and reports whether there is an index in it.
func (d *doctor) checkData() bool {
	info, err := os.Stat(d.database())
	switch {
	case errors.Is(err, os.ErrNotExist):
		d.say("data", doubtful, "sitrep index PATH...", "no index in %s", d.cfg.Data)
		return false
	case err != nil:
		d.say("data", failing, "give yourself access to it, or name another folder by --data", "%s: %v", d.cfg.Data, reason(err))
		return false
	}
	probe, err := os.CreateTemp(d.cfg.Data, "doctor-*.tmp")
	if err != nil {
		d.say("data", doubtful, "give yourself write permission to index; asking works", "%s can only be read: %v", d.cfg.Data, reason(err))
		return true
	}
	_ = probe.Close()
	_ = os.Remove(probe.Name())
	d.say("data", healthy, "", "%s, %.1f MB", d.cfg.Data, float64(info.Size())/1e6)
	return true
}

// checkIndex loads the live index and compares it with the articles as they are now.
func (d *doctor) checkIndex(ctx context.Context, record *store.Store, model embed.Embedder) {
	const reindex = "sitrep index"
	live, err := index.Load(ctx, d.lg, record, 0, model)
	switch {
	case errors.Is(err, corpus.ErrNotFound):
		d.say("index", doubtful, reindex+" PATH...", "nothing has been indexed yet")
		return
	case err != nil:
		d.say("index", failing, reindex, "%v", err)
		return
	}
	g := live.Generation
	what := fmt.Sprintf("index %d of %s: %s, %s", g.Number, g.Created.Local().Format(time.DateTime),
		count(g.Documents, "article"), count(g.Passages, "passage"))
	if g.SplitVersion != split.Version {
		d.say("index", doubtful, reindex, "%s, made by another version of sitrep", what)
	} else {
		d.say("index", healthy, "", "%s", what)
	}
	d.checkSources(ctx, live)
}

// checkSources reads the articles again and counts what differs from the index.
func (d *doctor) checkSources(ctx context.Context, live *index.Live) {
	const reindex = "sitrep index"
	from, err := recordedSources(live.Generation.Sources)
	if err != nil {
		for line := range strings.Lines(err.Error()) {
			d.say("articles", doubtful, "bring it back, or name the articles anew: sitrep index PATH...", "%s", line)
		}
		return
	}
	indexed := make(map[corpus.DocumentID]corpus.Hash, len(live.Documents))
	for _, e := range live.Documents {
		indexed[e.Document.ID] = e.Document.Hash
	}
	added, changed, skipped := 0, 0, 0
	for doc, err := range from.documents(ctx, source.Options{MaxBytes: d.cfg.maxFileBytes()}) {
		if p, ok := errors.AsType[*source.Problem](err); ok {
			if !p.Kept {
				skipped++
			}
			continue
		}
		if err != nil {
			d.say("articles", doubtful, "name the articles anew: sitrep index PATH...", "%v", err)
			return
		}
		hash, known := indexed[doc.ID]
		delete(indexed, doc.ID)
		switch {
		case !known:
			added++
		case hash != doc.Hash:
			changed++
		}
	}
	where := strings.Join(live.Generation.Sources, ", ")
	stale := counts(", ", fmt.Sprintf("%d new", added), fmt.Sprintf("%d changed", changed), fmt.Sprintf("%d gone", len(indexed)))
	switch {
	case stale != "":
		d.say("articles", doubtful, reindex, "since the index was built: %s in %s", stale, where)
	case skipped > 0:
		d.say("articles", doubtful, "sitrep index names them", "up to date with %s, but %s cannot be used", where, count(skipped, "item"))
	default:
		d.say("articles", healthy, "", "up to date with %s", where)
	}
}
