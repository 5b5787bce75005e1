// Package openai embeds texts at any endpoint that speaks OpenAI's embeddings protocol
// (https://platform.openai.com/docs/api-reference/embeddings): OpenAI itself, and servers
// such as Ollama, llama.cpp, vLLM, LocalAI and text-embeddings-inference.
package openai

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"iter"
	"log/slog"
	"net/http"
	"strings"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/endpoint"
)

// DefaultURL is OpenAI's address.
const DefaultURL = "https://api.openai.com/v1"

// Config says where the model is and how to treat it. Only Model must be set.
type Config struct {
	URL   string          // up to and including /v1; default DefaultURL
	Key   endpoint.Secret // sent as a bearer token; servers of one's own often need none
	Model string

	// Dimensions of the vectors. 0 means that New asks the server for one vector to learn
	// it. With Shorten, it is what the server is asked to cut vectors to, which only models
	// trained for it can.
	Dimensions int
	Shorten    bool

	// Prefixes are put in front of every text: "query: " and "passage: " for e5.
	QuestionPrefix, PassagePrefix string

	BatchTexts  int // most texts in a request; default 128
	BatchTokens int // most tokens in a request, estimated; default 50,000
	Parallel    int // most requests at once; default 4

	TokensPerMinute int     // estimated; 0 means as many as come
	PricePerMillion float64 // of input tokens, in any currency; 0 where nothing is paid

	Requests endpoint.Options // time-outs, retries, requests a minute

	// QuestionTimeout is for all attempts to embed questions, since somebody waits for
	// them; default 15 s.
	QuestionTimeout time.Duration
}

func (c Config) withDefaults() Config {
	if c.URL == "" {
		c.URL = DefaultURL
	}
	if c.BatchTexts <= 0 {
		c.BatchTexts = 128
	}
	if c.BatchTokens <= 0 {
		c.BatchTokens = 50_000
	}
	if c.Parallel <= 0 {
		c.Parallel = 4
	}
	if c.QuestionTimeout <= 0 {
		c.QuestionTimeout = 15 * time.Second
	}
	return c
}

func (c Config) validate() error {
	var problems []error
	if _, err := endpoint.BaseURL(c.URL); err != nil {
		problems = append(problems, err)
	}
	if c.Model == "" {
		problems = append(problems, errors.New("no model is named"))
	}
	if c.Dimensions < 0 {
		problems = append(problems, fmt.Errorf("dimensions are %d", c.Dimensions))
	}
	if c.Shorten && c.Dimensions == 0 {
		problems = append(problems, errors.New("vectors are to be shortened, but not to how many dimensions"))
	}
	return errors.Join(problems...)
}

// Embedder is a model at an endpoint.
type Embedder struct {
	config     Config
	client     *goopenai.Client
	tokens     *endpoint.Limit
	dimensions int
}

var (
	_ embed.Asymmetric = (*Embedder)(nil)
	_ embed.Batched    = (*Embedder)(nil)
)

// New prepares an embedder. It asks the server for a vector if config does not say how many
// dimensions there are; else it sends nothing.
func New(ctx context.Context, lg *slog.Logger, config Config) (*Embedder, error) {
	config = config.withDefaults()
	if err := config.validate(); err != nil {
		return nil, fmt.Errorf("embedding endpoint: %w", err)
	}
	e := &Embedder{
		config: config, dimensions: config.Dimensions,
		tokens: endpoint.NewLimit(config.TokensPerMinute, config.TokensPerMinute),
	}
	settings := goopenai.DefaultConfig(config.Key.Reveal())
	settings.BaseURL, _ = endpoint.BaseURL(config.URL)
	settings.HTTPClient = keyless{endpoint.New(lg, config.Requests), config.Key == ""}
	e.client = goopenai.NewClientWithConfig(settings)
	if e.dimensions == 0 {
		vectors, err := e.request(ctx, []string{"dimensions"})
		if err != nil {
			return nil, fmt.Errorf("learn the dimensions of %s: %w", config.Model, err)
		}
		e.dimensions = len(vectors[0])
	}
	return e, nil
}

// keyless takes the empty bearer token off requests, which some servers reject.
type keyless struct {
	client *endpoint.Client
	empty  bool
}

func (k keyless) Do(req *http.Request) (*http.Response, error) {
	if k.empty {
		req.Header.Del("Authorization")
	}
	return k.client.Do(req)
}

// Fingerprint names the model as the server knows it. The address is no part of it: a
// server may move. A prefix of passages is, for it shapes their vectors.
func (e *Embedder) Fingerprint() embed.Fingerprint {
	version := "1"
	if prefix := e.config.PassagePrefix; prefix != "" {
		version += fmt.Sprintf("-prefix-%08x", crc32.ChecksumIEEE([]byte(prefix)))
	}
	return embed.Fingerprint{Model: e.config.Model, Version: version, Dimensions: e.dimensions}
}

// Estimate is what embedding some texts will take, before it is done.
type Estimate struct {
	Texts    int     // blank ones left out
	Tokens   int     // estimated, see [EstimateTokens]
	Requests int     // to the server
	Cost     float64 // in the currency of Config.PricePerMillion
}

// BatchSize fills as many requests as may be open at once.
func (e *Embedder) BatchSize() int { return e.config.BatchTexts * e.config.Parallel }

// Estimate says what it will take to embed texts by calls of Embed with BatchSize texts
// each.
func (e *Embedder) Estimate(texts iter.Seq[string]) Estimate {
	var total Estimate
	part := make([]string, 0, e.BatchSize())
	add := func() {
		for _, b := range e.batches(part, e.config.PassagePrefix) {
			total.Texts += len(b.texts)
			total.Tokens += b.tokens
			total.Requests++
		}
		part = part[:0]
	}
	for text := range texts {
		if part = append(part, text); len(part) == cap(part) {
			add()
		}
	}
	add()
	total.Cost = float64(total.Tokens) / 1e6 * e.config.PricePerMillion
	return total
}

// EstimateTokens guesses how many tokens a model counts in a text: one for every four bytes
// of ASCII, one for each other character. For English it is within a fifth or so of what
// OpenAI's models count, for other scripts rather too high.
func EstimateTokens(text string) int {
	ascii, others := 0, 0
	for _, r := range text {
		if r < 0x80 {
			ascii++
		} else {
			others++
		}
	}
	return (ascii+3)/4 + others
}

// blank reports whether there is nothing to read in a text. Servers disagree on what to do
// with such a text, so none gets one.
func blank(text string) bool { return strings.TrimSpace(text) == "" }
