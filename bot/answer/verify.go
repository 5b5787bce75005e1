package answer

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"sitrep/bot"
	"sitrep/bot/answer/generate"
	"sitrep/corpus"
)

// Fault is one thing wrong with a saved answer.
type Fault struct {
	Citation int    // the citation's number, or 0 when the fault is not in a citation
	Reason   string // for a person to read
}

// String names the citation, if there is one, and the reason.
func (f Fault) String() string {
	if f.Citation == 0 {
		return f.Reason
	}
	return fmt.Sprintf("citation %d: %s", f.Citation, f.Reason)
}

// Verify checks a saved answer against the record: every quote is byte for byte what the
// stored document has at its span, the documents have not changed, who speaks in a quote and
// what kind of statement it makes is as its article has it, every sentence stands on a quote
// and says nothing its quotes do not, and a line that leads to quotes is the one that code
// makes for them. An answer has to come with its checksum. Documents are looked for in the answer's own
// generation, and in the one that is live now if that one is gone. No faults means that all
// of it holds. The error is about reading the record, not about the answer.
func Verify(ctx context.Context, record Record, live int64, answer bot.Answer) ([]Fault, error) {
	v := verifier{
		prover: newProver(record, answer.Generation, live), reader: rereader{map[corpus.DocumentID]reading{}},
		answer: answer, cited: map[int]bool{}, stands: map[int][]generate.Evidence{},
	}
	v.shape()
	sound := v.sentences()
	v.figures()
	for i, c := range answer.Citations {
		if err := v.citation(ctx, i, c); err != nil {
			return nil, err
		}
	}
	v.worded(sound)
	return v.faults, nil
}

type verifier struct {
	prover *prover
	reader rereader
	answer bot.Answer
	cited  map[int]bool
	stands map[int][]generate.Evidence // the sentences of each quote that the record bears out, by its number
	faults []Fault
}

func (v *verifier) fault(citation int, format string, args ...any) {
	v.faults = append(v.faults, Fault{Citation: citation, Reason: fmt.Sprintf(format, args...)})
}

// shape checks what can be seen without the record.
func (v *verifier) shape() {
	a := v.answer
	switch {
	case a.Checksum == "":
		v.fault(0, "the checksum is missing, so the answer cannot be told to be as it was saved")
	case a.Checksum != bot.Checksum(a):
		v.fault(0, "the answer is not as it was saved: its checksum differs")
	}
	switch {
	case a.Refusal != nil && len(a.Sentences)+len(a.Citations) > 0:
		v.fault(0, "a refusal holds no sentences and no citations")
	case a.Refusal == nil && len(a.Sentences) == 0:
		v.fault(0, "neither an answer nor a refusal")
	}
	if a.Mode != bot.Extractive && a.Mode != bot.Generated {
		v.fault(0, "unknown mode %q", a.Mode)
	}
}

// sentences checks that each sentence, and each side of a disagreement, stands on quotes
// that exist, that its names and numbers occur in them, and that what no model has worded is
// worded as code does. It returns the places of the sentences whose citations exist.
func (v *verifier) sentences() []int {
	var sound []int
	for i, s := range v.answer.Sentences {
		where := fmt.Sprintf("sentence %d", i+1)
		if !v.citations(where, s.Citations) {
			continue
		}
		sound = append(sound, i)
		for _, word := range Unsupported(v.answer, s) {
			v.fault(0, "%s says %q, which nothing it cites does", where, word)
		}
		switch byModel := worded(v.answer, s); {
		case byModel && strings.ContainsAny(s.Text, quotationMarks):
			v.fault(0, "%s holds quotation marks, and is worded by a model", where)
		case !byModel && !composed(s, v.answer.Citations):
			v.fault(0, "%s does not lead to its quotes in the words that are made for them", where)
		}
	}
	for _, d := range v.answer.Disagreements {
		for _, value := range d.Values {
			where := fmt.Sprintf("disagreement on %s", d.About)
			if !v.citations(where, value.Citations) {
				continue
			}
			for _, word := range unsupported(bot.Sentence{Text: "it is " + value.Text, Citations: value.Citations}, v.answer.Citations) {
				v.fault(0, "%s says %q, which nothing it cites does", where, word)
			}
		}
	}
	return sound
}

// figures checks what an answer counts and dates by its citations.
func (v *verifier) figures() {
	newest, origins := "", map[int]bool{}
	for _, c := range v.answer.Citations {
		newest = max(newest, c.Published)
		origins[c.Origin] = true
	}
	if v.answer.AsOf != newest {
		v.fault(0, "the newest evidence is said to be of %q, and is of %q", v.answer.AsOf, newest)
	}
	if v.answer.Origins != len(origins) {
		v.fault(0, "%d independent origins are counted, and the quotes have %d", v.answer.Origins, len(origins))
	}
}

// worded checks the sentences at these places that a model has worded, as they were checked
// before they were shown: a sentence of one of their quotes has to bear each out.
func (v *verifier) worded(places []int) {
	for _, i := range places {
		s := v.answer.Sentences[i]
		borneOut := !worded(v.answer, s)
		proved := false
		for _, n := range s.Citations {
			proved = proved || len(v.stands[n]) > 0
			for _, e := range v.stands[n] {
				borneOut = borneOut || generate.BearsOut(s.Text, e)
			}
		}
		if proved && !borneOut {
			v.fault(0, "sentence %d says something else than each quote it cites", i+1)
		}
	}
}

// quotationMarks are for quotes, which code places, and never in what a model words.
const quotationMarks = `"“”„«»`

// introduces reports whether a sentence only leads to its quotes.
func introduces(s bot.Sentence) bool { return strings.HasSuffix(s.Text, ":") }

func (v *verifier) citations(where string, numbers []int) bool {
	sound := true
	if len(numbers) == 0 {
		v.fault(0, "%s cites nothing", where)
		sound = false
	}
	last := 0
	for _, n := range numbers {
		if n < 1 || n > len(v.answer.Citations) {
			v.fault(0, "%s cites %d, and there is no such quote", where, n)
			sound = false
		}
		if n <= last {
			v.fault(0, "%s does not cite in ascending order", where)
		}
		last = n
		v.cited[n] = true
	}
	return sound
}

// citation proves one quote. Its error is the record's.
func (v *verifier) citation(ctx context.Context, i int, c bot.Citation) error {
	if c.N != i+1 {
		v.fault(c.N, "stands at place %d", i+1)
	}
	if !v.cited[i+1] {
		v.fault(c.N, "no sentence cites it")
	}
	_, doc, err := v.prover.cut(ctx, corpus.DocumentID(c.Document), corpus.Span{Start: c.Start, End: c.End}, c.Quote)
	switch {
	case errors.Is(err, ErrUnproved):
		v.fault(c.N, "%v", err)
		return nil
	case err != nil:
		return err
	}
	if c.Hash != "" && c.Hash != doc.Hash.String() {
		v.fault(c.N, "document %q has changed since", c.Document)
	}
	for _, field := range []struct{ name, got, want string }{
		{"title", c.Title, doc.Title},
		{"publisher", c.Publisher, doc.Publisher},
		{"url", c.URL, doc.URL},
		{"date", c.Published, day(doc.Published)},
	} {
		if field.got != field.want {
			v.fault(c.N, "the %s is %q, the record has %q", field.name, field.got, field.want)
		}
	}
	sentences := v.reader.sentences(doc, corpus.Span{Start: c.Start, End: c.End})
	v.stands[i+1] = sentences
	if !spokenBy(c, sentences) && !repeated(c, v.answer.Citations[:i]) {
		v.fault(c.N, "the speaker %q with the nature %q is not who speaks there, or how", c.Speaker, c.Nature)
	}
	if c.Link != "" && !strings.HasPrefix(c.Link, c.URL) {
		v.fault(c.N, "the link does not lead to the document's URL")
	}
	return nil
}
