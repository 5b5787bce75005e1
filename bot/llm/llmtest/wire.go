package llmtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// wireRequest is a request of the protocol; a field that is not here is an error.
type wireRequest struct {
	Model               string        `json:"model"`
	Messages            []wireMessage `json:"messages"`
	MaxTokens           int           `json:"max_tokens"`
	MaxCompletionTokens int           `json:"max_completion_tokens"`
	Stream              bool          `json:"stream"`
	StreamOptions       *struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
	ResponseFormat *struct {
		Type       Format `json:"type"`
		JSONSchema *struct {
			Name   string          `json:"name"`
			Schema json.RawMessage `json:"schema"`
			Strict bool            `json:"strict"`
		} `json:"json_schema"`
	} `json:"response_format"`
}

type wireMessage struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

func (w *wireRequest) format() Format {
	if w.ResponseFormat == nil {
		return Text
	}
	return w.ResponseFormat.Type
}

func (w *wireRequest) check(formats []Format) error {
	switch {
	case len(w.Messages) == 0:
		return fmt.Errorf("no messages")
	case !slices.Contains(formats, w.format()):
		return fmt.Errorf("response_format %q is not supported", w.format())
	case w.StreamOptions != nil && (len(formats) == 1 || !w.Stream):
		return fmt.Errorf("unknown field stream_options")
	case w.MaxTokens < 0 || w.MaxCompletionTokens < 0 || w.MaxTokens > 0 && w.MaxCompletionTokens > 0:
		return fmt.Errorf("limits of %d and %d tokens", w.MaxTokens, w.MaxCompletionTokens)
	}
	for i, m := range w.Messages {
		switch {
		case m.Content == "":
			return fmt.Errorf("message %d is empty", i)
		case m.Role == "system" && i == 0, m.Role == "user", m.Role == "assistant" && i > 0:
		default:
			return fmt.Errorf("message %d has the role %q", i, m.Role)
		}
	}
	switch w.format() {
	case JSONSchema:
		return w.checkSchema()
	case JSONObject:
		if !strings.Contains(fmt.Sprint(w.Messages), "JSON") {
			return fmt.Errorf("the word JSON must occur in the messages for json_object")
		}
	}
	return nil
}

// checkSchema asks what OpenAI's strict mode asks of every object in a schema: all fields
// required, none beside them.
func (w *wireRequest) checkSchema() error {
	given := w.ResponseFormat.JSONSchema
	if given == nil || given.Name == "" || !given.Strict {
		return fmt.Errorf("json_schema without a name, or not strict")
	}
	var schema any
	if err := json.Unmarshal(given.Schema, &schema); err != nil {
		return err
	}
	return checkObjects(schema)
}

func checkObjects(node any) error {
	switch node := node.(type) {
	case []any:
		for _, part := range node {
			if err := checkObjects(part); err != nil {
				return err
			}
		}
	case map[string]any:
		if node["type"] == "object" {
			fields, _ := node["properties"].(map[string]any)
			required, _ := node["required"].([]any)
			if node["additionalProperties"] != false || len(required) != len(fields) {
				return fmt.Errorf("an object of the schema is not closed")
			}
		}
		for _, part := range node {
			if err := checkObjects(part); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *wireRequest) request() Request {
	return Request{
		Format: w.format(), Stream: w.Stream, MostTokens: max(w.MaxTokens, w.MaxCompletionTokens),
		Prompt: readPrompt(w.Messages),
	}
}

// reply is one reply in the protocol's forms.
type reply struct {
	request Request
	text    string
	usage   bool
}

func (r reply) tokens() map[string]int {
	read, written := len(r.request.Prompt.Whole)/4, len(r.text)/4
	return map[string]int{"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
}

func (r reply) whole(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	answer := map[string]any{"id": "chat-1", "object": "chat.completion", "model": Model, "choices": []any{map[string]any{
		"index": 0, "finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": r.text},
	}}}
	if r.usage {
		answer["usage"] = r.tokens()
	}
	_ = json.NewEncoder(w).Encode(answer) // a client that has gone needs no answer
}

// pieceBytes is the length of a streamed piece: short, so that names and numbers are cut.
const pieceBytes = 24

func (r reply) stream(w http.ResponseWriter, req *http.Request, b Behaviour) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	event := func(delta map[string]any, finish any) {
		line, _ := json.Marshal(map[string]any{"id": "chat-1", "object": "chat.completion.chunk", "model": Model, "choices": []any{
			map[string]any{"index": 0, "delta": delta, "finish_reason": finish},
		}})
		_, _ = fmt.Fprintf(w, "data: %s\n\n", line)
		_ = flush.Flush()
	}
	event(map[string]any{"role": "assistant", "content": ""}, nil)
	if b.CutAtOnce {
		panic(http.ErrAbortHandler)
	}
	runes := []rune(r.text)
	for sent := 0; len(runes) > 0; sent++ {
		if b.CutAfter > 0 && sent == b.CutAfter {
			panic(http.ErrAbortHandler)
		}
		n := min(pieceBytes, len(runes))
		event(map[string]any{"content": string(runes[:n])}, nil)
		runes = runes[n:]
		if b.Gap > 0 {
			select {
			case <-req.Context().Done():
				return
			case <-time.After(b.Gap):
			}
		}
	}
	event(map[string]any{}, "stop")
	if r.usage {
		line, _ := json.Marshal(map[string]any{"id": "chat-1", "choices": []any{}, "usage": r.tokens()})
		_, _ = fmt.Fprintf(w, "data: %s\n\n", line)
	}
	_, _ = fmt.Fprint(w, "data: [DONE]\n\n")
}

func fail(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": message, "type": "test"}})
}
