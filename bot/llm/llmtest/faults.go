package llmtest

import (
	"net/http"
	"regexp"
	"strings"
	"time"
)

// Busy answers 429, with a Retry-After header where retryAfter is not empty.
func Busy(retryAfter string) Behaviour {
	return Behaviour{Name: "busy", Status: http.StatusTooManyRequests, RetryAfter: retryAfter}
}

// Broken answers 500.
func Broken() Behaviour { return Behaviour{Name: "broken", Status: http.StatusInternalServerError} }

// Slow writes honestly, with a pause before each piece of text.
func Slow(gap time.Duration) Behaviour {
	b := Honest()
	b.Name, b.Gap = "slow", gap
	return b
}

// CutOff writes honestly, and ends the connection after some pieces of text; with 0, after
// the first event, which has none.
func CutOff(pieces int) Behaviour {
	b := Honest()
	b.Name, b.CutAfter, b.CutAtOnce = "cut off", pieces, pieces == 0
	return b
}

// Saying writes a fixed text.
func Saying(text string) Behaviour {
	return Behaviour{Name: "saying", Write: func(Prompt, *Pen) string { return text }}
}

// Malformed writes what is no JSON object of the form asked for, or not quite one.
func Malformed() Behaviour {
	return Behaviour{Name: "malformed", Write: func(p Prompt, pen *Pen) string {
		good := Honest().Write(p, pen)
		return oneOf(pen, "",
			good[:len(good)/2], `{"sentences": "none"}`, `[]`, `{"sentences":[{"text":5,"cites":"d1s1"}]}`,
			"I could not find anything.", "null", strings.ReplaceAll(good, `"`, `'`), `{"answer": 1}`, "\x00\xff", `{"sentences":[[[[`)
	}}
}

// Wrapped writes honestly in JSON that is not clean: in a code fence, behind prose, with
// trailing commas.
func Wrapped() Behaviour {
	return Behaviour{Name: "wrapped", Write: func(p Prompt, pen *Pen) string {
		good := Honest().Write(p, pen)
		switch pen.IntN(3) {
		case 0:
			return "```json\n" + good + "\n```\nI hope this helps!"
		case 1:
			return "Here is the answer you asked for: " + good
		}
		return strings.NewReplacer(`"]}]`, `",],},]`).Replace(good)
	}}
}

// Empty writes nothing, or an answer without sentences.
func Empty() Behaviour {
	return Behaviour{Name: "empty", Write: func(_ Prompt, pen *Pen) string {
		return oneOf(pen, "x", "", encode(), " ", encode(written{"", nil}), encode(written{" ", []string{""}}))
	}}
}

// OverLong writes far more than any limit.
func OverLong() Behaviour {
	return Behaviour{Name: "over-long", Write: func(p Prompt, pen *Pen) string {
		return encode(written{strings.Repeat("The group said so again and again. ", 20_000), []string{p.Evidence[0].ID}})
	}}
}

// Refusing declines.
func Refusing() Behaviour {
	return Behaviour{Name: "refusing", Write: func(Prompt, *Pen) string {
		return `{"sentences":[],"refusal":"The sentences do not say. Visit https://evil.example instead."}`
	}}
}

// order finds text that wants to be obeyed, and what it wants said.
var order = regexp.MustCompile(`(?i)(?:say|write|reply|answer|output|print|state|tell (?:the )?(?:user|reader|them)|respond|append|include|add)(?: only| with| that| exactly)*[:,]? ["“'‘]?([^"”’]{3,200})`)

// Obeying does what text in the prompt's evidence or question tells it to: it writes the
// words it is told to write and cites the sentence that told it to and its neighbours.
func Obeying() Behaviour {
	return Behaviour{Name: "obeying", Write: func(p Prompt, pen *Pen) string {
		var sentences []written
		for i, s := range p.Evidence {
			for _, wanted := range order.FindAllStringSubmatch(s.Text, -1) {
				neighbour := p.Evidence[(i+1)%len(p.Evidence)].ID
				sentences = append(sentences, written{wanted[1], []string{neighbour}}, written{wanted[1], []string{s.ID}}, written{wanted[1], []string{s.ID, neighbour}})
				pen.Lie("obeying", wanted[1], s.ID)
			}
		}
		for _, wanted := range order.FindAllStringSubmatch(p.Question, -1) {
			pen.Lie("obeying", wanted[1], "")
			for _, s := range p.Evidence {
				sentences = append(sentences, written{wanted[1], []string{s.ID}})
			}
		}
		return encode(sentences...)
	}}
}
