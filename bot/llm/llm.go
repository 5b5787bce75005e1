// Package llm has language models write text: any model behind an endpoint that speaks
// OpenAI's chat completions protocol (https://platform.openai.com/docs/api-reference/chat),
// OpenAI itself or servers such as Ollama, llama.cpp, vLLM and LM Studio.
//
// What a model writes is untrusted input. Package sitrep/bot/answer/generate checks it.
package llm

import (
	"context"
	"encoding/json"
)

// Generator writes the reply to a request.
type Generator interface {
	// Generate sends a request and returns the whole reply. Where piece is not nil it is
	// called with each piece of the reply's text as it arrives, in order, never
	// concurrently; its error ends the request and is returned, wrapped. Nothing is sent
	// twice once piece has been called. The reply is filled as far as it came also when
	// there is an error, its usage in any case. Errors are of type [*Error],
	// [*BudgetError], or ctx's. Implementations are safe for concurrent use.
	Generate(ctx context.Context, request Request, piece func(text string) error) (Reply, error)
}

// Role says whose a message is.
type Role string

// The roles of a conversation after its instructions.
const (
	User      Role = "user"
	Assistant Role = "assistant"
)

// Message is one turn of a conversation.
type Message struct {
	Role Role
	Text string
}

// Request is what a model is asked to write.
type Request struct {
	Account      string // who pays: a guild's id; may be empty
	Instructions string // the system message
	Messages     []Message
	Schema       *Schema // of the JSON object wanted; nil where any text will do
	MostTokens   int     // of the reply; 0 means the generator's own limit
}

// Schema describes a JSON object.
type Schema struct {
	Name string          // letters, digits, "_" and "-", at most 64
	JSON json.RawMessage // a JSON Schema that OpenAI's strict mode accepts
}

// Reply is what a model wrote.
type Reply struct {
	Text    string
	Cut     bool   // the text ends because a limit was reached
	Refusal string // the model's own words where it declined, by protocol, to write
	Usage   Usage
}

// Usage is what a request took.
type Usage struct {
	Read      int     // tokens of the request
	Written   int     // tokens of the reply, thinking included
	Cost      float64 // in the currency of the configured prices
	Estimated bool    // the server did not say; the tokens were estimated
}

// Plus is the sum of two usages, estimated if either is.
func (u Usage) Plus(other Usage) Usage {
	return Usage{
		Read: u.Read + other.Read, Written: u.Written + other.Written,
		Cost: u.Cost + other.Cost, Estimated: u.Estimated || other.Estimated,
	}
}

// EstimateTokens guesses how many tokens a model counts in a text: one for every four bytes
// of ASCII, one for each other character.
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
