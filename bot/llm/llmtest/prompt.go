package llmtest

import (
	"encoding/json"
	"strings"
)

// Prompt is a request's messages as a model understands them: the question and the numbered
// sentences are found by their form, one JSON object a line.
type Prompt struct {
	Whole        string // all messages, a line "role: text" each
	Instructions string
	Question     string
	Evidence     []Sentence
	Repair       bool // the model has answered before and is told what was wrong
}

// Sentence is a numbered sentence of a prompt.
type Sentence struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Speaker   string `json:"speaker"`
	Manner    string `json:"manner"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
}

func readPrompt(messages []wireMessage) Prompt {
	var p Prompt
	var whole strings.Builder
	for _, m := range messages {
		whole.WriteString(m.Role + ": " + m.Content + "\n")
		switch m.Role {
		case "system":
			p.Instructions = m.Content
		case "assistant":
			p.Repair = true
		case "user":
			p.readLines(m.Content)
		}
	}
	p.Whole = whole.String()
	return p
}

func (p *Prompt) readLines(text string) {
	for line := range strings.Lines(text) {
		var object struct {
			Sentence
			Question string `json:"question"`
		}
		if json.Unmarshal([]byte(line), &object) != nil {
			continue
		}
		if object.Question != "" {
			p.Question = object.Question
		}
		if object.ID != "" && object.Text != "" {
			p.Evidence = append(p.Evidence, object.Sentence)
		}
	}
}
