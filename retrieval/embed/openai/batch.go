package openai

import (
	"context"
	"fmt"

	goopenai "github.com/sashabaranov/go-openai"
	"golang.org/x/sync/errgroup"

	"sitrep/retrieval/embed/internal/matrix"
)

// batch is what one request embeds.
type batch struct {
	texts  []string
	places []int // of each text among those given to Embed
	tokens int
}

// Embed sends the texts in batches, several at a time. Blank texts are not sent and get
// nil. After the first batch that fails for good, no more are sent.
func (e *Embedder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	return e.embed(ctx, texts, e.config.PassagePrefix)
}

// EmbedQuestions is Embed with the prefix of questions, and gives up after
// Config.QuestionTimeout.
func (e *Embedder) EmbedQuestions(ctx context.Context, questions []string) ([][]float32, error) {
	ctx, cancel := context.WithTimeout(ctx, e.config.QuestionTimeout)
	defer cancel()
	return e.embed(ctx, questions, e.config.QuestionPrefix)
}

func (e *Embedder) embed(ctx context.Context, texts []string, prefix string) ([][]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("embed %d texts: %w", len(texts), err)
	}
	vectors := make([][]float32, len(texts))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(e.config.Parallel)
	for _, b := range e.batches(texts, prefix) {
		group.Go(func() error {
			if err := e.tokens.Wait(ctx, b.tokens); err != nil {
				return err
			}
			got, err := e.request(ctx, b.texts)
			if err != nil {
				return err
			}
			for i, v := range got {
				vectors[b.places[i]] = v
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("embed %d texts with %s: %w", len(texts), e.config.Model, err)
	}
	return vectors, nil
}

// batches cuts texts into requests, in order. A text that is larger than a batch may be
// goes alone.
func (e *Embedder) batches(texts []string, prefix string) []batch {
	var list []batch
	var current batch
	for i, text := range texts {
		if blank(text) {
			continue
		}
		text = prefix + text
		tokens := EstimateTokens(text)
		full := len(current.texts) == e.config.BatchTexts || current.tokens+tokens > e.config.BatchTokens
		if full && len(current.texts) > 0 {
			list = append(list, current)
			current = batch{}
		}
		current.texts = append(current.texts, text)
		current.places = append(current.places, i)
		current.tokens += tokens
	}
	if len(current.texts) > 0 {
		list = append(list, current)
	}
	return list
}

// request embeds texts in one request and checks the answer: a vector for each text, under
// its own index, of the right dimensions, and one that can be normalised.
func (e *Embedder) request(ctx context.Context, texts []string) ([][]float32, error) {
	request := goopenai.EmbeddingRequestStrings{Input: texts, Model: goopenai.EmbeddingModel(e.config.Model)}
	if e.config.Shorten {
		request.Dimensions = e.config.Dimensions
	}
	response, err := e.client.CreateEmbeddings(ctx, request)
	if err != nil {
		return nil, err
	}
	if len(response.Data) != len(texts) {
		return nil, fmt.Errorf("the server sent %d vectors for %d texts", len(response.Data), len(texts))
	}
	vectors := make([][]float32, len(texts))
	for _, item := range response.Data {
		switch i := item.Index; {
		case i < 0 || i >= len(texts):
			return nil, fmt.Errorf("the server sent a vector for text %d of %d", i, len(texts))
		case vectors[i] != nil:
			return nil, fmt.Errorf("the server sent two vectors for text %d of %d", i, len(texts))
		case len(item.Embedding) == 0 || e.dimensions != 0 && len(item.Embedding) != e.dimensions:
			return nil, fmt.Errorf("the server sent a vector of %d dimensions, want %d", len(item.Embedding), e.dimensions)
		case !matrix.Normalise(item.Embedding):
			return nil, fmt.Errorf("the server sent a vector of zeros or of no numbers for text %d of %d", i, len(texts))
		default:
			vectors[i] = item.Embedding
		}
	}
	return vectors, nil
}
