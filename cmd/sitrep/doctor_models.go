package main

import (
	"context"
	"fmt"
	"time"

	"sitrep/retrieval/embed"
)

// checkTimeout is how long an endpoint has to answer a check, further attempts included.
const checkTimeout = 10 * time.Second

// checkModel embeds a text as a question and as a passage, and returns the model if that
// works. An endpoint is asked how many dimensions its vectors have.
func (d *doctor) checkModel(ctx context.Context) embed.Embedder {
	const probe = "Is anybody there?"
	fix := "install sitrep anew"
	switch c := d.cfg.Embed; {
	case c.URL != "":
		fix = "" // the error has it
	case c.File != "":
		fix = "check embed_file: a folder with config.json, model.safetensors and vocab.txt or tokenizer.json"
	}
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	model, err := d.openEmbedder(ctx, "")
	if err == nil {
		_, err = model.Embed(ctx, []string{probe})
	}
	if err == nil {
		_, err = embed.Question(ctx, model, probe)
	}
	if err != nil {
		d.say("model", failing, fix, "%v", err)
		return nil
	}
	languages := "English"
	if d.knowsOtherLanguages(model) {
		languages = "several languages"
	}
	d.say("model", healthy, "", "%v, for %s, %s", model.Fingerprint(), languages, d.whereEmbedded())
	return model
}

// whereEmbedded says where texts go to be embedded, and what that costs.
func (d *doctor) whereEmbedded() string {
	c := d.cfg.Embed
	switch {
	case c.File != "":
		return fmt.Sprintf("from %s; no network is needed", c.File)
	case c.URL == "":
		return "built in; no network is needed"
	case c.Price == nil && c.Key != "":
		return fmt.Sprintf("at %s, which sees articles and questions; its price is not known (embed_price)", c.URL)
	case c.paid():
		return fmt.Sprintf("at %s, which sees articles and questions; %g a million tokens", c.URL, *c.Price)
	}
	return fmt.Sprintf("at %s, which sees articles and questions; free", c.URL)
}

// checkReranker has two passages scored, if there is a reranker.
func (d *doctor) checkReranker(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	c := d.cfg.Rerank
	reranker, err := d.openReranker()
	if reranker == nil && err == nil {
		return
	}
	if err == nil {
		_, err = reranker.Score(ctx, "Is anybody there?", []string{"Somebody is there.", "It rained."})
	}
	switch {
	case err != nil && c.URL != "":
		d.say("reranker", failing, adviceOn(err, "rerank", rerankKeyVariable), "%v", err)
	case err != nil:
		d.say("reranker", failing, "check rerank_file: a folder with config.json, model.safetensors and vocab.txt", "%v", err)
	case c.URL != "":
		d.say("reranker", healthy, "", "%s at %s, which sees questions and the passages found", c.Model, c.URL)
	default:
		d.say("reranker", healthy, "", "from %s; no network is needed", c.File)
	}
}

// checkAliases reads the tables of groups' names.
func (d *doctor) checkAliases() {
	tables, err := d.aliasTables()
	if err != nil {
		d.say("aliases", failing, "correct the file, or take it out of the setting aliases", "%v", err)
		return
	}
	for _, t := range tables {
		what := t.path
		if what == "" {
			what = "built in"
		}
		d.say("aliases", healthy, "", "%s: %s with %s", what, count(len(t.groups), "group"), count(t.names(), "name"))
		for _, fault := range t.faults {
			d.say("aliases", doubtful, "correct the record", "%s: left out %v", t.path, fault)
		}
	}
}
