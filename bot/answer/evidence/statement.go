package evidence

import "sitrep/corpus"

// Statement is one ranked sentence by itself, with the quote that shows it to a reader.
type Statement struct {
	Article  int // index in the articles given
	Sentence int // index in that article's Layout.Sentences
	Span     corpus.Span
	Text     string
	Quote    Quote // the sentence, and the one before where a reader needs that
}

// longestStatement is how many bytes a sentence may have to be a statement: longer ones are
// lists and tables that a splitter did not take apart.
const longestStatement = 1200

// Statements are the best candidates as sentences of their own, at most most, best first,
// after every sentence of the quotes that were chosen. One that repeats another word for word
// is left out.
func (r *Ranking) Statements(chosen []Quote, most int) []Statement {
	var list []Statement
	said := map[string]bool{}
	add := func(c Candidate) {
		s := &r.articles[c.Article].sentences[c.Sentence]
		if s.Kind != corpus.Statement || len(s.text) > longestStatement || said[s.text] {
			return
		}
		said[s.text] = true
		list = append(list, Statement{Article: c.Article, Sentence: c.Sentence, Span: s.Span, Text: s.text, Quote: r.quote(c)})
	}
	for _, q := range chosen {
		for i := range r.articles[q.Article].sentences {
			span := r.articles[q.Article].sentences[i].Span
			if q.Span.Start <= span.Start && span.End <= q.Span.End {
				add(Candidate{Article: q.Article, Sentence: i, Score: q.Score})
			}
		}
	}
	for _, c := range r.Candidates {
		if len(list) >= most {
			break
		}
		add(c)
	}
	return list
}
