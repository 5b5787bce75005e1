package main

import (
	"fmt"
	"strconv"
	"time"
)

// llmKeyVariable holds the key of the endpoint that words answers; with _FILE behind it, it
// names a file.
const llmKeyVariable = "SITREP_LLM_KEY"

// llmSettings lists what can be set about the model that words answers.
func llmSettings() []setting {
	return []setting{
		{
			key: "mode", takes: "auto|extractive",
			usage: "auto: a model words the answers if one is set; extractive: quotes alone",
			set:   func(c *Config, values []string) error { c.Mode = AnswerMode(values[0]); return nil },
		},
		{
			key: "llm_model", takes: "NAME",
			usage: "have answers worded by this model, and checked; its key goes in " + llmKeyVariable,
			set:   func(c *Config, values []string) error { c.LLM.Model = values[0]; return nil },
		},
		{
			key: "llm_url", takes: "URL",
			usage: "endpoint of the model that speaks OpenAI's protocol (default: OpenAI's own)",
			set:   func(c *Config, values []string) error { c.LLM.URL = values[0]; return nil },
		},
		{
			key: "llm_price_read", takes: "AMOUNT", rare: true,
			usage: "price of a million tokens that the model reads, in your currency",
			set:   func(c *Config, values []string) error { return setAmount(&c.LLM.Prices.Read, values[0]) },
		},
		{
			key: "llm_price_written", takes: "AMOUNT", rare: true,
			usage: "price of a million tokens that the model writes",
			set:   func(c *Config, values []string) error { return setAmount(&c.LLM.Prices.Written, values[0]) },
		},
		{
			key: "llm_daily_limit", takes: "AMOUNT",
			usage: "most that each Discord server may spend on the model in a day (UTC); 0: no limit",
			set:   func(c *Config, values []string) error { return setAmount(&c.LLM.DailyLimit, values[0]) },
		},
		{
			key: "llm_timeout", takes: "TIME", rare: true,
			usage: "show quotes alone if the model takes longer (default: 1m)",
			set: func(c *Config, values []string) error {
				timeout, err := time.ParseDuration(values[0])
				if err != nil {
					return fmt.Errorf("%q is no time such as 30s or 2m", values[0])
				}
				c.LLM.Timeout = timeout
				return nil
			},
		},
		{
			key: "llm_max_tokens", takes: "N", rare: true,
			usage: "most tokens the model may write in one reply, thinking included (default: 800)",
			set:   func(c *Config, values []string) error { return setNumber(&c.LLM.MostTokens, values[0]) },
		},
		{
			key: "llm_recheck", takes: "yes|no", rare: true,
			usage: "also ask the model whether each sentence follows from its quote: a request a sentence",
			set: func(c *Config, values []string) error {
				switch values[0] {
				case "yes", "true":
					c.LLM.Recheck = true
				case "no", "false":
					c.LLM.Recheck = false
				default:
					return fmt.Errorf("%q is neither yes nor no", values[0])
				}
				return nil
			},
		},
	}
}

func setAmount(to *float64, value string) error {
	amount, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return fmt.Errorf("%q is not a number", value)
	}
	*to = amount
	return nil
}
