package main

import (
	"errors"
	"fmt"
	"time"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/endpoint"
	"sitrep/retrieval/rerank"
)

// EmbedConfig says which model turns text into vectors. The zero value is the model that is
// built in.
type EmbedConfig struct {
	URL   string          // of an endpoint that speaks OpenAI's protocol, up to /v1
	Model string          // its name there
	Key   endpoint.Secret // for the endpoint; from the environment only

	File string // folder of a model to compute with here

	Dimensions int      // that the endpoint is asked to shorten vectors to; 0: its own
	Question   *string  // prefix of questions; nil, as for Passage: what the model is known to want
	Passage    *string  // prefix of passages
	Languages  string   // "any" or "en"; empty: judged by the model's name
	Price      *float64 // of a million tokens, in any currency; nil: not known

	RequestsPerMinute int // 0: as many as come
	TokensPerMinute   int
}

// RerankConfig says which model puts the best passages in a better order. The zero value is
// none.
type RerankConfig struct {
	URL      string          // of an endpoint; "/rerank" is put behind it
	Model    string          // its name there
	Key      endpoint.Secret // for the endpoint; from the environment only
	Protocol rerank.Protocol // empty: Cohere's

	File string // folder of a cross-encoder to compute with here

	Top     int           // passages that are reranked; 0: the default
	Timeout time.Duration // for all of them; 0: the default
}

// The values of EmbedConfig.Languages.
const (
	anyLanguage = "any"
	onlyEnglish = "en"
)

func (c EmbedConfig) validate() error {
	var problems []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			problems = append(problems, fmt.Errorf(format, args...))
		}
	}
	check(c.URL == "" || c.File == "", "embed_url and embed_file: give one of them, not both")
	check(c.URL == "" || c.Model != "", "embed_url needs embed_model: what the endpoint calls the model")
	check(c.Model == "" || c.URL != "", "embed_model needs embed_url: where the model is")
	check(c.Dimensions >= 0, "embed_dimensions: %d is below 0", c.Dimensions)
	check(c.Languages == "" || c.Languages == anyLanguage || c.Languages == onlyEnglish, "embed_languages: %q is neither %q nor %q", c.Languages, anyLanguage, onlyEnglish)
	check(c.Price == nil || *c.Price >= 0, "embed_price: it is below 0")
	check(c.RequestsPerMinute >= 0, "embed_requests_per_minute: %d is below 0", c.RequestsPerMinute)
	check(c.TokensPerMinute >= 0, "embed_tokens_per_minute: %d is below 0", c.TokensPerMinute)
	if c.URL != "" {
		if _, err := endpoint.BaseURL(c.URL); err != nil {
			problems = append(problems, fmt.Errorf("embed_url: %w", err))
		}
	}
	return errors.Join(problems...)
}

// paid reports whether embedding may cost money: there is a price, or a key to an endpoint
// whose price is not known.
func (c EmbedConfig) paid() bool {
	if c.URL == "" {
		return false
	}
	if c.Price != nil {
		return *c.Price > 0
	}
	return c.Key != ""
}

// prefixes are those that were set, or nil where none were.
func (c EmbedConfig) prefixes() *embed.Prefixes {
	if c.Question == nil && c.Passage == nil {
		return nil
	}
	var p embed.Prefixes
	if c.Question != nil {
		p.Question = *c.Question
	}
	if c.Passage != nil {
		p.Passage = *c.Passage
	}
	return &p
}

func (c RerankConfig) validate() error {
	var problems []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			problems = append(problems, fmt.Errorf(format, args...))
		}
	}
	check(c.URL == "" || c.File == "", "rerank_url and rerank_file: give one of them, not both")
	check(c.URL == "" || c.Model != "" || c.Protocol == rerank.TEI, "rerank_url needs rerank_model: what the endpoint calls the model")
	check(c.Protocol == "" || c.Protocol == rerank.Cohere || c.Protocol == rerank.TEI, "rerank_protocol: %q is neither %q nor %q", c.Protocol, rerank.Cohere, rerank.TEI)
	check(c.Top >= 0, "rerank_top: %d is below 0", c.Top)
	check(c.Timeout >= 0, "rerank_timeout: %v is below 0", c.Timeout)
	if c.URL != "" {
		if _, err := endpoint.BaseURL(c.URL); err != nil {
			problems = append(problems, fmt.Errorf("rerank_url: %w", err))
		}
	}
	return errors.Join(problems...)
}
