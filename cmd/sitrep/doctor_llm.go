package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"sitrep/bot/llm"
	"sitrep/retrieval/endpoint"
)

// checkWriter has the model that words answers say a word, if there is one. It costs a few
// tokens.
func (d *doctor) checkWriter(ctx context.Context) {
	c := d.cfg.LLM
	switch {
	case c.Model == "":
		d.say("answers", healthy, "", "made of quotes alone; no model is set")
		return
	case !d.cfg.writes():
		d.say("answers", healthy, "", "made of quotes alone, for mode is %s; %s is set", d.cfg.Mode, c.Model)
		return
	}
	client, err := d.llmClient(endpoint.Options{Attempts: 1})
	if err == nil {
		const enough = 16 // tokens
		_, err = client.Generate(ctx, llm.Request{
			Instructions: "Reply with the word yes.", Messages: []llm.Message{{Role: llm.User, Text: "Is anybody there?"}}, MostTokens: enough,
		}, nil)
	}
	if err != nil {
		d.say("answers", failing, llmAdvice(err), "%v", err)
		return
	}
	d.say("answers", healthy, "", "worded by %s at %s, which sees questions and the sentences found; %s", c.Model, c.address(), c.costs())
}

// costs says what is paid for the model.
func (c LLMConfig) costs() string {
	if c.Prices == (llm.Prices{}) {
		return "no price is set (llm_price_read, llm_price_written), so its cost is not counted"
	}
	prices := fmt.Sprintf("%g a million tokens read, %g written", c.Prices.Read, c.Prices.Written)
	if c.DailyLimit == 0 {
		return prices + ", without a daily limit"
	}
	return fmt.Sprintf("%s, at most %g a day for each server", prices, c.DailyLimit)
}

// llmAdvice says what to do about an error of the endpoint that words answers.
func llmAdvice(err error) string {
	failed, ok := errors.AsType[*llm.Error](err)
	switch {
	case !ok:
		return "check llm_url and llm_model"
	case failed.Status == http.StatusUnauthorized, failed.Status == http.StatusForbidden:
		return "check the key in " + llmKeyVariable
	case failed.Status == http.StatusNotFound:
		return "the server has no such model or no such address: check llm_model, and that llm_url ends in /v1"
	case failed.Status == http.StatusTooManyRequests:
		return "wait, or check the quota of your account there"
	case failed.Status >= http.StatusInternalServerError:
		return "the server itself fails: look at its log, or try again later"
	case failed.Status != 0:
		return "check llm_model; what the server says stands above"
	default:
		return "is the server at llm_url running, and reachable from here? Or answer without it: --mode extractive"
	}
}
