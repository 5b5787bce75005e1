package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"sitrep/retrieval"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/embed/bert"
	"sitrep/retrieval/embed/openai"
	"sitrep/retrieval/embed/static"
	"sitrep/retrieval/embed/uselite"
	"sitrep/retrieval/endpoint"
	"sitrep/retrieval/rerank"
)

// openEmbedder opens the model that the settings name, or the one that is built in. madeBy
// is the fingerprint of the index that it is opened for, or empty: it may spare asking an
// endpoint how many dimensions its vectors have.
func (a *app) openEmbedder(ctx context.Context, madeBy string) (embed.Embedder, error) {
	switch c := a.cfg.Embed; {
	case c.URL != "":
		return a.openEmbedEndpoint(ctx, madeBy)
	case c.File != "":
		return openEmbedFile(c.File, c.prefixes())
	default:
		return uselite.New()
	}
}

func (a *app) openEmbedEndpoint(ctx context.Context, madeBy string) (embed.Embedder, error) {
	c := a.cfg.Embed
	prefixes := embed.PrefixesOf(c.Model)
	if set := c.prefixes(); set != nil {
		prefixes = *set
	}
	config := openai.Config{
		URL: c.URL, Key: c.Key, Model: c.Model, Dimensions: c.Dimensions, Shorten: c.Dimensions > 0,
		QuestionPrefix: prefixes.Question, PassagePrefix: prefixes.Passage,
		TokensPerMinute: c.TokensPerMinute, Requests: endpoint.Options{RequestsPerMinute: c.RequestsPerMinute},
	}
	if c.Price != nil {
		config.PricePerMillion = *c.Price
	}
	if _, dimensions, ok := strings.Cut(strings.TrimPrefix(madeBy, c.Model+"@"), "/"); ok && c.Dimensions == 0 {
		config.Dimensions, _ = strconv.Atoi(dimensions) // 0 asks the endpoint
		e, err := openai.New(ctx, a.lg, config)
		if err == nil && e.Fingerprint().String() == madeBy {
			return e, nil
		}
		config.Dimensions = 0
	}
	e, err := openai.New(ctx, a.lg, config)
	if err != nil {
		return nil, fmt.Errorf("%w; %s", err, adviceOn(err, "embed", embedKeyVariable))
	}
	return e, nil
}

// adviceOn says what to do about an endpoint's error. setting is what the settings of the
// endpoint begin with.
func adviceOn(err error, setting, key string) string {
	failure, ok := errors.AsType[*endpoint.Error](err)
	switch {
	case !ok:
		return fmt.Sprintf("check %s_url and %s_model", setting, setting)
	case failure.Status == 401 || failure.Status == 403:
		return "check the key in " + key
	case failure.Status == 429:
		return fmt.Sprintf("wait, check your quota, or set %s_requests_per_minute", setting)
	case failure.Temporary:
		return fmt.Sprintf("is the server at %s_url running? Try again later", setting)
	default:
		return fmt.Sprintf("check %s_url and %s_model", setting, setting)
	}
}

// openEmbedFile opens a model's folder, of whichever kind it is.
func openEmbedFile(folder string, prefixes *embed.Prefixes) (embed.Embedder, error) {
	var config struct {
		Type string `json:"model_type"`
	}
	data, err := os.ReadFile(filepath.Join(folder, "config.json"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(folder); err != nil {
			return nil, fmt.Errorf("model %s: %w", folder, reason(err))
		}
	case err != nil:
		return nil, fmt.Errorf("model %s: %w", folder, err)
	default:
		if err := json.Unmarshal(data, &config); err != nil {
			return nil, fmt.Errorf("model %s: config.json: %w", folder, err)
		}
	}
	switch config.Type {
	case "bert":
		return bert.Open(folder, bert.Options{Prefixes: prefixes})
	case "", "model2vec":
		return static.Open(folder)
	}
	return nil, fmt.Errorf("model %s: it is of the type %q; sitrep computes with bert and model2vec", folder, config.Type)
}

// openReranker opens the reranker that the settings name, or returns nil.
func (a *app) openReranker() (rerank.Reranker, error) {
	switch c := a.cfg.Rerank; {
	case c.URL != "":
		return rerank.NewEndpoint(a.lg, rerank.Config{
			URL: c.URL, Key: c.Key, Model: c.Model, Protocol: c.Protocol,
			Requests: endpoint.Options{Attempts: 2}, // somebody waits
		})
	case c.File != "":
		return bert.OpenCrossEncoder(c.File)
	}
	return nil, nil
}

// reranking opens the reranker and returns what gives it to a searcher.
func (a *app) reranking() (func(*retrieval.Searcher) *retrieval.Searcher, error) {
	reranker, err := a.openReranker()
	if err != nil {
		return nil, err
	}
	return func(s *retrieval.Searcher) *retrieval.Searcher {
		if reranker == nil {
			return s
		}
		return s.WithReranking(a.lg, retrieval.Reranking{Reranker: reranker, Top: a.cfg.Rerank.Top, Timeout: a.cfg.Rerank.Timeout})
	}, nil
}

// knowsOtherLanguages reports whether the embedder brings together texts of different
// languages.
func (a *app) knowsOtherLanguages(e embed.Embedder) bool {
	if a.cfg.Embed.Languages != "" {
		return a.cfg.Embed.Languages == anyLanguage
	}
	return embed.Multilingual(e.Fingerprint().Model)
}
