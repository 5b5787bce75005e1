package main

import (
	"fmt"
	"strconv"
	"time"

	"sitrep/retrieval/rerank"
)

// The variables that hold the keys of endpoints; with _FILE behind them they name a file.
const (
	embedKeyVariable  = "SITREP_EMBED_KEY"
	rerankKeyVariable = "SITREP_RERANK_KEY"
)

// embedSettings lists what can be set about the model that turns text into vectors.
func embedSettings() []setting {
	return []setting{
		{
			key: "embed_url", takes: "URL",
			usage: "embed at an endpoint that speaks OpenAI's protocol; its key goes in " + embedKeyVariable,
			set:   func(c *Config, values []string) error { c.Embed.URL = values[0]; return nil },
		},
		{
			key: "embed_model", takes: "NAME",
			usage: "model at the embedding endpoint",
			set:   func(c *Config, values []string) error { c.Embed.Model = values[0]; return nil },
		},
		{
			key: "embed_file", takes: "DIR", paths: true,
			usage: "embed with a model in a folder: BERT or model2vec",
			set:   func(c *Config, values []string) error { c.Embed.File = values[0]; return nil },
		},
		{
			key: "embed_dimensions", takes: "N", rare: true,
			usage: "ask the endpoint for vectors of this many dimensions",
			set:   func(c *Config, values []string) error { return setNumber(&c.Embed.Dimensions, values[0]) },
		},
		{
			key: "embed_question_prefix", takes: "TEXT", rare: true,
			usage: "put in front of questions (default: what the model is known to want)",
			set:   func(c *Config, values []string) error { c.Embed.Question = &values[0]; return nil },
		},
		{
			key: "embed_passage_prefix", takes: "TEXT", rare: true,
			usage: "put in front of passages (default: what the model is known to want)",
			set:   func(c *Config, values []string) error { c.Embed.Passage = &values[0]; return nil },
		},
		{
			key: "embed_languages", takes: "any|en", rare: true,
			usage: "whether the model knows other languages than English (default: by its name)",
			set:   func(c *Config, values []string) error { c.Embed.Languages = values[0]; return nil },
		},
		{
			key: "embed_price", takes: "AMOUNT", rare: true,
			usage: "price of a million tokens, in your currency; 0: free",
			set: func(c *Config, values []string) error {
				price, err := strconv.ParseFloat(values[0], 64)
				if err != nil {
					return fmt.Errorf("%q is not a number", values[0])
				}
				c.Embed.Price = &price
				return nil
			},
		},
		{
			key: "embed_requests_per_minute", takes: "N", rare: true,
			usage: "most requests to the embedding endpoint in a minute",
			set:   func(c *Config, values []string) error { return setNumber(&c.Embed.RequestsPerMinute, values[0]) },
		},
		{
			key: "embed_tokens_per_minute", takes: "N", rare: true,
			usage: "most tokens to the embedding endpoint in a minute",
			set:   func(c *Config, values []string) error { return setNumber(&c.Embed.TokensPerMinute, values[0]) },
		},
	}
}

// rerankSettings lists what can be set about the model that reorders passages.
func rerankSettings() []setting {
	return []setting{
		{
			key: "rerank_url", takes: "URL",
			usage: "rerank at an endpoint, to whose address /rerank is added; its key goes in " + rerankKeyVariable,
			set:   func(c *Config, values []string) error { c.Rerank.URL = values[0]; return nil },
		},
		{
			key: "rerank_model", takes: "NAME",
			usage: "model at the reranking endpoint",
			set:   func(c *Config, values []string) error { c.Rerank.Model = values[0]; return nil },
		},
		{
			key: "rerank_file", takes: "DIR", paths: true,
			usage: "rerank with a BERT cross-encoder in a folder",
			set:   func(c *Config, values []string) error { c.Rerank.File = values[0]; return nil },
		},
		{
			key: "rerank_protocol", takes: "cohere|tei", rare: true,
			usage: "how the reranking endpoint is spoken to (default: cohere)",
			set:   func(c *Config, values []string) error { c.Rerank.Protocol = rerank.Protocol(values[0]); return nil },
		},
		{
			key: "rerank_top", takes: "N", rare: true,
			usage: "rerank so many passages of each question (default: 40)",
			set:   func(c *Config, values []string) error { return setNumber(&c.Rerank.Top, values[0]) },
		},
		{
			key: "rerank_timeout", takes: "TIME", rare: true,
			usage: "leave the order as it is if reranking takes longer (default: 3s)",
			set: func(c *Config, values []string) error {
				timeout, err := time.ParseDuration(values[0])
				if err != nil {
					return fmt.Errorf("%q is no time such as 3s or 500ms", values[0])
				}
				c.Rerank.Timeout = timeout
				return nil
			},
		},
	}
}

// applyKeys reads the endpoints' keys.
func applyKeys(c *Config, env environment) (err error) {
	if c.Embed.Key, err = env.secret(embedKeyVariable); err != nil {
		return err
	}
	if c.Rerank.Key, err = env.secret(rerankKeyVariable); err != nil {
		return err
	}
	c.LLM.Key, err = env.secret(llmKeyVariable)
	return err
}
