package eval

import (
	"slices"
	"strings"

	"sitrep/bot"
	"sitrep/bot/answer"
)

// Support is how an answer's sentences and citations stand to each other, as ALCE counts it
// (Gao et al., "Enabling Large Language Models to Generate Text with Citations", EMNLP 2023),
// with two differences. A sentence is supported if its names, numbers and dates stand in what
// it cites, by the check that answers pass before they are shown; ALCE asks an entailment
// model. And a citation of a quote that does not exist counts among the citations, where
// ALCE's published script leaves it out.
type Support struct {
	Sentences int // that the answer consists of
	Supported int // by what they cite, all of it together
	Citations int // made by sentences, those of quotes that do not exist included
	Precise   int // that stand by themselves, or that their sentence could not do without
}

func (s *Support) add(more Support) {
	s.Sentences += more.Sentences
	s.Supported += more.Supported
	s.Citations += more.Citations
	s.Precise += more.Precise
}

// supportOf counts one answer.
func supportOf(a bot.Answer) Support {
	var s Support
	for _, sentence := range a.Sentences {
		s.Sentences++
		s.Citations += len(sentence.Citations)
		existing := slices.DeleteFunc(slices.Clone(sentence.Citations), func(n int) bool { return n < 1 || n > len(a.Citations) })
		if !stands(a, sentence, existing) {
			continue
		}
		s.Supported++
		for i := range existing {
			others := slices.Delete(slices.Clone(existing), i, i+1)
			if stands(a, sentence, existing[i:i+1]) || !stands(a, sentence, others) {
				s.Precise++
			}
		}
	}
	return s
}

// stands reports whether a sentence is supported by the quotes of these numbers.
func stands(a bot.Answer, sentence bot.Sentence, citations []int) bool {
	sentence.Citations = citations
	return len(citations) > 0 && len(answer.Unsupported(a, sentence)) == 0
}

// quotationMarks are pairs of them, as answers may have.
var quotationMarks = [...][2]string{{"“", "”"}, {"\"", "\""}, {"„", "“"}, {"«", "»"}}

// marked are the texts between quotation marks in an answer's own words, with the quotes
// that each may come from.
func marked(a bot.Answer) (texts []string, from [][]int) {
	take := func(text string, citations []int) {
		for _, marks := range quotationMarks {
			rest := text
			for {
				_, after, opened := strings.Cut(rest, marks[0])
				inside, behind, closed := strings.Cut(after, marks[1])
				if !opened || !closed {
					break
				}
				texts, from = append(texts, inside), append(from, citations)
				rest = behind
			}
		}
	}
	for _, s := range a.Sentences {
		take(s.Text, s.Citations)
	}
	for _, d := range a.Disagreements {
		for _, v := range d.Values {
			take(v.Text, v.Citations)
		}
	}
	return texts, from
}

// markedVerbatim counts the texts between quotation marks outside of the citations, and those
// that stand byte for byte in a quote that is cited for them.
func markedVerbatim(a bot.Answer) (all, verbatim int) {
	texts, from := marked(a)
	for i, text := range texts {
		if slices.ContainsFunc(from[i], func(n int) bool {
			return n >= 1 && n <= len(a.Citations) && strings.Contains(a.Citations[n-1].Quote, text)
		}) {
			verbatim++
		}
	}
	return len(texts), verbatim
}
