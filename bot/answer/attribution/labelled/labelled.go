// Package labelled measures the reading of speakers against sentences that people have
// labelled. The snippets are invented: no person, place or group in them exists. They are
// halved by their ids into those that the rules were developed on and those held back.
package labelled

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strings"

	"sitrep/bot"
)

// Snippet is a few sentences of an invented article, in reading order.
type Snippet struct {
	ID        string     `json:"id"`
	Pattern   string     `json:"pattern"` // the form of attribution that it is about
	Sentences []Sentence `json:"sentences"`
}

// Sentence is one labelled sentence. Each label is a list of the readings that are right,
// never empty; "" stands for nobody, or no role.
type Sentence struct {
	Text      string       `json:"text"`
	Paragraph bool         `json:"paragraph,omitempty"` // it begins a new paragraph
	Speaker   []string     `json:"speaker"`             // who speaks: the name, or the description where no name is given
	Role      []string     `json:"role"`                // of a speaker with a name
	Nature    []bot.Nature `json:"nature"`
	Form      []Form       `json:"form"`
}

// Form is how a sentence hands on somebody's words.
type Form string

// The forms.
const (
	Direct   Form = "direct"   // in quotation marks, at least in part
	Reported Form = "reported" // in the article's words
	None     Form = "none"     // the article itself speaks
)

// Half is one of the halves of the labelled snippets.
type Half uint8

// The halves.
const (
	Development Half = iota // looked at while the rules were written
	HeldBack                // only counted
)

//go:embed testdata/sentences.jsonl
var sentences []byte

// Read returns the snippets of one half, in the order of their file.
func Read(half Half) ([]Snippet, error) {
	var snippets []Snippet
	for n, line := range bytes.Split(bytes.TrimSpace(sentences), []byte("\n")) {
		var s Snippet
		if err := json.Unmarshal(line, &s); err != nil {
			return nil, fmt.Errorf("read labelled snippet %d: %w", n+1, err)
		}
		if halfOf(s.ID) == half {
			snippets = append(snippets, s)
		}
	}
	return snippets, nil
}

// halfOf deals a snippet to a half by its id alone, so that a new one moves no other.
func halfOf(id string) Half {
	h := fnv.New32a()
	h.Write([]byte(id))
	return Half(h.Sum32() >> 7 & 1)
}

// text is the snippet as an article has it, and where each of its sentences begins and ends.
func (s Snippet) text() (text string, spans [][2]int) {
	var b strings.Builder
	for i, sentence := range s.Sentences {
		switch {
		case sentence.Paragraph:
			b.WriteString("\n\n")
		case i > 0:
			b.WriteString(" ")
		}
		start := b.Len()
		b.WriteString(sentence.Text)
		spans = append(spans, [2]int{start, b.Len()})
	}
	return b.String(), spans
}
