package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"sitrep/retrieval/endpoint"
)

// DefaultURL is OpenAI's address.
const DefaultURL = "https://api.openai.com/v1"

const defaultMostTokens = 1000

// Config says where the model is and how to treat it. Only Model must be set.
type Config struct {
	URL   string          // up to and including /v1; default DefaultURL
	Key   endpoint.Secret // sent as a bearer token; servers of one's own often need none
	Model string

	MostTokens int           // of a reply whose request does not say; default 1000
	Longest    time.Duration // a request may take, repeats included; default 1 minute
	Silence    time.Duration // longest pause within a reply; default 20 s
	Prices     Prices

	Requests endpoint.Options // time-out of the first token, retries, requests a minute
}

func (c Config) withDefaults() Config {
	if c.URL == "" {
		c.URL = DefaultURL
	}
	if c.MostTokens <= 0 {
		c.MostTokens = defaultMostTokens
	}
	if c.Longest <= 0 {
		c.Longest = time.Minute
	}
	if c.Silence <= 0 {
		c.Silence = 20 * time.Second
	}
	if c.Requests.Attempts <= 0 {
		c.Requests.Attempts = 3
	}
	return c
}

// Client is a model at an endpoint. It is safe for concurrent use.
type Client struct {
	config Config
	lg     *slog.Logger
	client *goopenai.Client
	form   atomic.Int32 // the first form of request that the server has not turned down
}

var _ Generator = (*Client)(nil)

// form is how JSON is asked for, from what binds the model most to what every server knows.
type form int32

const (
	bySchema form = iota // response_format json_schema
	asObject             // response_format json_object
	plainly              // no response_format, no stream_options: the instructions alone
)

// New prepares a client. It sends nothing.
func New(lg *slog.Logger, config Config) (*Client, error) {
	config = config.withDefaults()
	base, err := endpoint.BaseURL(config.URL)
	if config.Model == "" {
		err = errors.Join(err, errors.New("no model is named"))
	}
	if err != nil {
		return nil, fmt.Errorf("chat endpoint: %w", err)
	}
	settings := goopenai.DefaultConfig(config.Key.Reveal())
	settings.BaseURL = base
	settings.HTTPClient = transport{endpoint.New(lg, config.Requests), config.Key == ""}
	return &Client{config: config, lg: lg, client: goopenai.NewClientWithConfig(settings)}, nil
}

// Generate implements [Generator]. A form of request that the server turns down (status 400
// or 422) is replaced by the next simpler one, for good once that has worked.
func (c *Client) Generate(ctx context.Context, request Request, piece func(string) error) (Reply, error) {
	ctx, cancel := context.WithTimeout(ctx, c.config.Longest)
	defer cancel()
	if request.MostTokens <= 0 {
		request.MostTokens = c.config.MostTokens
	}
	var spent Usage
	for f := form(c.form.Load()); ; f++ {
		reply, err := c.repeat(ctx, request, f, piece)
		reply.Usage = reply.Usage.Plus(spent)
		if turnedDown(err) && f < plainly {
			c.lg.DebugContext(ctx, "form of request turned down", "form", int(f), "err", err)
			spent = reply.Usage
			continue
		}
		if err == nil {
			c.form.Store(int32(f))
		}
		return reply, err
	}
}

// turnedDown reports whether a server did not understand a request.
func turnedDown(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && (e.Status == http.StatusBadRequest || e.Status == http.StatusUnprocessableEntity)
}

// repeat sends a request once more where the connection broke after the server had begun to
// answer but before it had said a word. Breaks before that are the transport's matter.
func (c *Client) repeat(ctx context.Context, request Request, f form, piece func(string) error) (Reply, error) {
	reply, err := c.once(ctx, request, f, piece)
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Begun || e.Status != 0 || !e.Temporary() || ctx.Err() != nil {
		return reply, err
	}
	if sent, ok := errors.AsType[*endpoint.Error](err); ok && sent.Attempts > 0 {
		return reply, err
	}
	const pause = 200 * time.Millisecond
	select {
	case <-ctx.Done():
		return reply, err
	case <-time.After(pause/2 + rand.N(pause)):
	}
	spent := reply.Usage
	reply, err = c.once(ctx, request, f, piece)
	reply.Usage = reply.Usage.Plus(spent)
	return reply, err
}

// once sends a request in one form and reads the reply to its end.
func (c *Client) once(ctx context.Context, request Request, f form, piece func(string) error) (Reply, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stream, err := c.client.CreateChatCompletionStream(ctx, c.request(request, f))
	if err != nil {
		return Reply{}, c.failed(ctx, false, err)
	}
	defer stream.Close()
	silent := fmt.Errorf("silent for %v: %w", c.config.Silence, context.DeadlineExceeded)
	watch := time.AfterFunc(c.config.Silence, func() { cancel(silent) })
	defer watch.Stop()

	r := reader{most: request.MostTokens, piece: piece}
	err = r.read(stream, func() { watch.Reset(c.config.Silence) })
	reply := r.reply()
	if reply.Usage == (Usage{}) {
		reply.Usage = Usage{Read: tokensOf(request), Written: EstimateTokens(reply.Text), Estimated: true}
	}
	reply.Usage.Cost = c.config.Prices.of(reply.Usage.Read, reply.Usage.Written)
	switch {
	case err == nil:
		return reply, nil
	case r.stopped != nil:
		return reply, fmt.Errorf("model %s: %w", c.config.Model, r.stopped)
	case errors.Is(context.Cause(ctx), silent):
		err = silent
	}
	return reply, c.failed(ctx, r.text.Len() > 0, err)
}

func (c *Client) failed(ctx context.Context, begun bool, err error) error {
	e := failure(c.config.Model, begun, err)
	if errors.Is(context.Cause(ctx), context.Canceled) || isReasoningLimit(err) {
		e.temporary = false
	}
	return e
}

// isReasoningLimit reports whether the protocol's client itself refused to send a request.
func isReasoningLimit(err error) bool {
	return errors.Is(err, goopenai.ErrReasoningModelMaxTokensDeprecated) || errors.Is(err, goopenai.ErrReasoningModelLimitationsOther)
}

// request is a request in the protocol's words.
func (c *Client) request(request Request, f form) goopenai.ChatCompletionRequest {
	wire := goopenai.ChatCompletionRequest{Model: c.config.Model, Stream: true}
	if c.newLimit() {
		wire.MaxCompletionTokens = request.MostTokens
	} else {
		wire.MaxTokens = request.MostTokens //lint:ignore SA1019 the only name that most servers know
	}
	if request.Instructions != "" {
		wire.Messages = append(wire.Messages, goopenai.ChatCompletionMessage{Role: goopenai.ChatMessageRoleSystem, Content: request.Instructions})
	}
	for _, m := range request.Messages {
		wire.Messages = append(wire.Messages, goopenai.ChatCompletionMessage{Role: string(m.Role), Content: m.Text})
	}
	if f != plainly {
		wire.StreamOptions = &goopenai.StreamOptions{IncludeUsage: true}
	}
	switch {
	case request.Schema == nil || f == plainly:
	case f == bySchema:
		wire.ResponseFormat = &goopenai.ChatCompletionResponseFormat{
			Type: goopenai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &goopenai.ChatCompletionResponseFormatJSONSchema{
				Name: request.Schema.Name, Schema: request.Schema.JSON, Strict: true,
			},
		}
	case f == asObject:
		wire.ResponseFormat = &goopenai.ChatCompletionResponseFormat{Type: goopenai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return wire
}

// newLimit reports whether the reply's limit goes by its newer name: OpenAI wants it so, and
// so does the protocol's client for OpenAI's reasoning models; other servers know the old one.
func (c *Client) newLimit() bool {
	if strings.HasPrefix(c.config.URL, DefaultURL) {
		return true
	}
	for _, family := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(c.config.Model, family) {
			return true
		}
	}
	return false
}

// transport sends the protocol client's requests through an endpoint client. It takes off an
// empty bearer token, which some servers reject, and puts a reply that a server sent whole
// though it was asked for a stream into the form of one.
type transport struct {
	client  *endpoint.Client
	keyless bool
}

func (t transport) Do(req *http.Request) (*http.Response, error) {
	if t.keyless {
		req.Header.Del("Authorization")
	}
	response, err := t.client.Stream(req)
	if err != nil || !strings.HasPrefix(response.Header.Get("Content-Type"), "application/json") {
		return response, err
	}
	return asStream(response)
}

// maxWhole is the longest reply that is read whole, in bytes.
const maxWhole = 8 << 20

func asStream(response *http.Response) (*http.Response, error) {
	defer response.Body.Close()
	var whole goopenai.ChatCompletionResponse
	if err := json.NewDecoder(io.LimitReader(response.Body, maxWhole)).Decode(&whole); err != nil {
		return nil, fmt.Errorf("read the reply: %w", err)
	}
	chunk := goopenai.ChatCompletionStreamResponse{ID: whole.ID, Model: whole.Model, Usage: &whole.Usage}
	for _, choice := range whole.Choices {
		chunk.Choices = append(chunk.Choices, goopenai.ChatCompletionStreamChoice{
			Index:        choice.Index,
			Delta:        goopenai.ChatCompletionStreamChoiceDelta{Content: choice.Message.Content, Refusal: choice.Message.Refusal},
			FinishReason: choice.FinishReason,
		})
	}
	line, err := json.Marshal(chunk)
	if err != nil {
		return nil, fmt.Errorf("read the reply: %w", err)
	}
	response.Body = io.NopCloser(bytes.NewReader([]byte("data: " + string(line) + "\n\ndata: [DONE]\n\n")))
	return response, nil
}
