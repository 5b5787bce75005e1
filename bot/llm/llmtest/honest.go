package llmtest

import (
	"encoding/json"
	"regexp"
	"strings"
)

// written is one sentence of a reply.
type written struct {
	Text  string   `json:"text"`
	Cites []string `json:"cites"`
}

// encode puts sentences into the form that is asked for.
func encode(sentences ...written) string {
	if sentences == nil {
		sentences = []written{}
	}
	text, err := json.Marshal(map[string]any{"sentences": sentences, "refusal": nil})
	if err != nil {
		panic("llmtest: " + err.Error()) // strings always have a JSON form
	}
	return string(text)
}

// choose picks up to n of the evidence, in its order.
func choose(p Prompt, pen *Pen, n int) []Sentence {
	var chosen []Sentence
	for i, s := range p.Evidence {
		left := len(p.Evidence) - i
		if need := n - len(chosen); need > 0 && pen.IntN(left) < need {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// relevant picks up to n of the evidence that share most words with the question, best first
// as they were given; where none shares two, any.
func relevant(p Prompt, pen *Pen, n int) []Sentence {
	asked := map[string]bool{}
	for _, w := range longWord.FindAllString(strings.ToLower(p.Question), -1) {
		asked[w] = true
	}
	shared, most := make([]int, len(p.Evidence)), 0
	for i, s := range p.Evidence {
		met := map[string]bool{}
		for _, w := range longWord.FindAllString(strings.ToLower(s.Text), -1) {
			if asked[w] && !met[w] {
				met[w] = true
				shared[i]++
			}
		}
		most = max(most, shared[i])
	}
	if most < 2 {
		return choose(p, pen, n)
	}
	var chosen []Sentence
	for i, s := range p.Evidence {
		if shared[i] >= max(2, most-1) && len(chosen) < n {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

var longWord = regexp.MustCompile(`\pL{5,}`)

// Honest writes from the numbered sentences: their words without quotation marks, at times
// shorter by a last phrase, numbers at times in digits, the speaker at times in front.
func Honest() Behaviour {
	return Behaviour{Name: "honest", Write: func(p Prompt, pen *Pen) string {
		var sentences []written
		for _, s := range relevant(p, pen, 1+pen.IntN(3)) {
			sentences = append(sentences, written{honest(s, pen), []string{s.ID}})
		}
		return encode(sentences...)
	}}
}

var (
	marks      = regexp.MustCompile(`["“”«»]`)
	lastPhrase = regexp.MustCompile(`^(.{40,}?), (?:in|on|at|near|during|which|where|including) [^,]*\.$`)
	saidBehind = regexp.MustCompile(`(?i)\b(?:said|says|told|claimed|warned|denied|according|added|reported|records|describes|lists)\b`)
)

// honest is a sentence in other words as far as an honest model needs them.
func honest(s Sentence, pen *Pen) string {
	text := plain(s.Text)
	if shorter := lastPhrase.FindStringSubmatch(text); shorter != nil && pen.IntN(2) == 0 {
		text = shorter[1] + "."
	}
	if pen.IntN(3) == 0 {
		text = digits(text)
	}
	if s.Speaker != "" && !saidBehind.MatchString(text) && pen.IntN(2) == 0 {
		name, _, _ := strings.Cut(s.Speaker, ",")
		text = name + " " + verbOf(s) + " that " + lowerFirst(text)
	}
	return text
}

// plain is a sentence without quotation marks and other ornament.
func plain(text string) string {
	return strings.Join(strings.Fields(marks.ReplaceAllString(text, "")), " ")
}

func verbOf(s Sentence) string {
	switch s.Manner {
	case "claimed", "warned":
		return s.Manner
	}
	return "said"
}

// lowerFirst lowers the first letter of a word that is no name.
func lowerFirst(s string) string {
	first, _, _ := strings.Cut(s, " ")
	switch first {
	case "The", "A", "An", "In", "On", "It", "There", "Our", "No", "At", "Some", "Most", "Its", "They", "More":
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

func digits(s string) string {
	for word, figure := range map[string]string{"twelve": "12", "thirty": "30", "seven": "7", "four": "4", "eighteen": "18", "nine": "9"} {
		s = regexp.MustCompile(`\b`+word+`\b`).ReplaceAllString(s, figure)
	}
	return s
}
