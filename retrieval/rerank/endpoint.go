package rerank

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"

	"golang.org/x/sync/errgroup"

	"sitrep/retrieval/endpoint"
)

// Protocol says how a service wants to be asked.
type Protocol string

// The two protocols.
const (
	// Cohere is that of Cohere, Jina, Voyage, vLLM, llama.cpp and LocalAI: passages as
	// "documents" (https://docs.cohere.com/reference/rerank).
	Cohere Protocol = "cohere"

	// TEI is that of Hugging Face's text-embeddings-inference: passages as "texts"
	// (https://huggingface.github.io/text-embeddings-inference).
	TEI Protocol = "tei"
)

// Config says where the service is. URL must be set, and for Cohere the model.
type Config struct {
	URL      string // "/rerank" is put behind it
	Key      endpoint.Secret
	Model    string
	Protocol Protocol // default Cohere
	Batch    int      // most passages in a request; default 32, TEI's own limit
	Parallel int      // most requests at once; default 4
	Requests endpoint.Options
}

func (c Config) withDefaults() Config {
	if c.Protocol == "" {
		c.Protocol = Cohere
	}
	if c.Batch <= 0 {
		c.Batch = 32
	}
	if c.Parallel <= 0 {
		c.Parallel = 4
	}
	return c
}

// Endpoint is a reranking service.
type Endpoint struct {
	config Config
	url    string
	client *endpoint.Client
}

var _ Reranker = (*Endpoint)(nil)

// NewEndpoint prepares a service. It sends nothing.
func NewEndpoint(lg *slog.Logger, config Config) (*Endpoint, error) {
	config = config.withDefaults()
	base, err := endpoint.BaseURL(config.URL)
	problems := []error{err}
	if config.Protocol != Cohere && config.Protocol != TEI {
		problems = append(problems, fmt.Errorf("protocol %q is neither %q nor %q", config.Protocol, Cohere, TEI))
	}
	if config.Protocol == Cohere && config.Model == "" {
		problems = append(problems, errors.New("no model is named"))
	}
	if err := errors.Join(problems...); err != nil {
		return nil, fmt.Errorf("reranking endpoint: %w", err)
	}
	return &Endpoint{config: config, url: base + "/rerank", client: endpoint.New(lg, config.Requests)}, nil
}

// Score sends the passages in batches, several at a time.
func (e *Endpoint) Score(ctx context.Context, question string, passages []string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("score %d passages: %w", len(passages), err)
	}
	scores := make([]float32, len(passages))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(e.config.Parallel)
	for from := 0; from < len(passages); from += e.config.Batch {
		to := min(from+e.config.Batch, len(passages))
		group.Go(func() error { return e.request(ctx, question, passages[from:to], scores[from:to]) })
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("score %d passages: %w", len(passages), err)
	}
	return scores, nil
}

// request fills in the scores of a batch.
func (e *Endpoint) request(ctx context.Context, question string, passages []string, scores []float32) error {
	body, err := json.Marshal(e.question(question, passages))
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, e.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	if e.config.Key != "" {
		req.Header.Set("Authorization", "Bearer "+e.config.Key.Reveal())
	}
	response, err := e.client.Do(req)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	items, err := decode(response)
	if err != nil {
		return fmt.Errorf("%s: read the answer: %w", e.url, err)
	}
	if err := fill(scores, items); err != nil {
		return fmt.Errorf("%s: %w", e.url, err)
	}
	return nil
}

func (e *Endpoint) question(question string, passages []string) any {
	if e.config.Protocol == TEI {
		return map[string]any{"query": question, "texts": passages, "truncate": true}
	}
	return map[string]any{"model": e.config.Model, "query": question, "documents": passages, "top_n": len(passages)}
}

// item is one score of an answer. Services differ in the name of the score.
type item struct {
	Index          *int     `json:"index"`
	RelevanceScore *float64 `json:"relevance_score"`
	Score          *float64 `json:"score"`
}

// decode finds the list of scores: alone (TEI), as "results" (Cohere, Jina), or as "data"
// (Voyage).
func decode(response *http.Response) ([]item, error) {
	var raw json.RawMessage
	if err := json.NewDecoder(response.Body).Decode(&raw); err != nil {
		return nil, err
	}
	var list []item
	if bytes.HasPrefix(raw, []byte("[")) {
		return list, json.Unmarshal(raw, &list)
	}
	var object struct {
		Results []item `json:"results"`
		Data    []item `json:"data"`
	}
	if err := json.Unmarshal(raw, &object); err != nil {
		return nil, err
	}
	return append(object.Results, object.Data...), nil
}

// fill sorts the items into scores and checks that each place gets exactly one.
func fill(scores []float32, items []item) error {
	if len(items) != len(scores) {
		return fmt.Errorf("the server sent %d scores for %d passages", len(items), len(scores))
	}
	seen := make([]bool, len(scores))
	for _, it := range items {
		score := it.RelevanceScore
		if score == nil {
			score = it.Score
		}
		switch {
		case it.Index == nil || score == nil:
			return errors.New("the server sent a score without a number or a place")
		case *it.Index < 0 || *it.Index >= len(scores):
			return fmt.Errorf("the server sent a score for passage %d of %d", *it.Index, len(scores))
		case seen[*it.Index]:
			return fmt.Errorf("the server sent two scores for passage %d of %d", *it.Index, len(scores))
		case math.Abs(*score) > math.MaxFloat32:
			return fmt.Errorf("the server sent the score %g", *score)
		}
		seen[*it.Index] = true
		scores[*it.Index] = float32(*score)
	}
	return nil
}
