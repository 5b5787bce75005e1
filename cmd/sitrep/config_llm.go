package main

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"strings"
	"time"

	"sitrep/bot/llm"
	"sitrep/retrieval/endpoint"
)

// LLMConfig says which model words the answers. The zero value is none: answers are made of
// quotes alone.
type LLMConfig struct {
	URL   string          // of an endpoint that speaks OpenAI's chat completions, up to /v1; empty: OpenAI's
	Model string          // its name there; empty: no model
	Key   endpoint.Secret // for the endpoint; from the environment only

	Prices     llm.Prices
	DailyLimit float64       // that each guild may spend in a day, in the prices' currency; 0: none
	Timeout    time.Duration // of one request, repeats included; 0: the default
	MostTokens int           // of one reply; 0: the default
	Recheck    bool          // the model is also asked whether each sentence follows from its quote
}

// AnswerMode says who words the answers.
type AnswerMode string

// The modes of answering.
const (
	automatic      AnswerMode = "auto"       // a model, where one is set
	extractiveOnly AnswerMode = "extractive" // nobody: quotes alone
)

func (c LLMConfig) validate() error {
	var problems []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			problems = append(problems, fmt.Errorf(format, args...))
		}
	}
	check(c.URL == "" || c.Model != "", "llm_url needs llm_model: what the endpoint calls the model")
	check(c.Model == "" || c.URL != "" || c.Key != "", "llm_model without llm_url is a model of OpenAI's, which needs a key in %s; or give llm_url", llmKeyVariable)
	for _, amount := range []struct {
		key   string
		value float64
	}{{"llm_price_read", c.Prices.Read}, {"llm_price_written", c.Prices.Written}, {"llm_daily_limit", c.DailyLimit}} {
		check(amount.value >= 0 && !math.IsInf(amount.value, 0), "%s: %v is no amount of money", amount.key, amount.value)
	}
	check(c.DailyLimit == 0 || c.Prices != llm.Prices{}, "llm_daily_limit needs llm_price_read and llm_price_written: without them nothing is counted")
	check(c.Timeout >= 0, "llm_timeout: %v is below 0", c.Timeout)
	check(c.MostTokens >= 0, "llm_max_tokens: %d is below 0", c.MostTokens)
	if c.URL != "" {
		if _, err := endpoint.BaseURL(c.URL); err != nil {
			problems = append(problems, fmt.Errorf("llm_url: %w", err))
		}
	}
	return errors.Join(problems...)
}

func (m AnswerMode) validate() error {
	if m != automatic && m != extractiveOnly {
		return fmt.Errorf("mode: %q is neither %q nor %q", string(m), automatic, extractiveOnly)
	}
	return nil
}

// address is where the model is.
func (c LLMConfig) address() string {
	if c.URL == "" {
		return llm.DefaultURL
	}
	return strings.TrimRight(c.URL, "/")
}

// modelHost is where the model is that words answers, or empty where none does.
func (c Config) modelHost() string {
	if !c.writes() {
		return ""
	}
	if u, err := url.Parse(c.LLM.address()); err == nil {
		return u.Host
	}
	return c.LLM.address()
}

// writes reports whether answers are worded by a model.
func (c Config) writes() bool { return c.LLM.Model != "" && c.Mode != extractiveOnly }
