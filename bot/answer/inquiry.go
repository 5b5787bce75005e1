package answer

import (
	"context"
	"errors"

	"sitrep/bot"
	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/question"
	"sitrep/retrieval/index"
)

// inquiry is one question on its way to an answer. It belongs to one goroutine.
type inquiry struct {
	*Engine

	searcher Searcher
	live     *index.Live
	asked    bot.Question
	prover   *prover

	question question.Question
	parts    []part // of the question, one or more; found, ranking and quotes are what they come to together
	found    found
	ranking  *evidence.Ranking
	quotes   []evidence.Quote // after cite, that of each citation in the answer, in their order
	written  []written        // what a model worded; empty where the answer is extractive
	repeats  map[int]int      // numbers of citations that repeat another, with the number of that one
	agree    [][2]int         // numbers of citations that agree on a point, without being the same statement
	answer   bot.Answer
}

// begin opens an inquiry with an answer that says nothing yet.
func (e *Engine) begin(searcher Searcher, asked bot.Question) *inquiry {
	live := searcher.Live()
	return &inquiry{
		Engine: e, searcher: searcher, live: live, asked: asked,
		prover:  newProver(e.record, live.Generation.Number),
		repeats: map[int]int{},
		answer: bot.Answer{
			Question:      asked.Text,
			Mode:          bot.Extractive,
			Sentences:     []bot.Sentence{},
			Citations:     []bot.Citation{},
			Disagreements: []bot.Disagreement{},
			Generation:    live.Generation.Number,
			CorpusUntil:   newest(live, asked.Filter),
		},
	}
}

// stages are what is done to a question, in this order. The first that sets a refusal is the
// last one.
func stages() []func(*inquiry, context.Context) error {
	return []func(*inquiry, context.Context) error{
		(*inquiry).read,
		(*inquiry).retrieve,
		(*inquiry).rank,
		(*inquiry).weigh,
		(*inquiry).choose,
		(*inquiry).write,
		(*inquiry).cite,
		(*inquiry).disagree,
		(*inquiry).compose,
		(*inquiry).repeat,
		(*inquiry).corroborate,
	}
}

// read takes the question apart, with its names in capitals and completed from earlier ones if
// it follows them up.
func (i *inquiry) read(ctx context.Context) error {
	text, err := i.understand(ctx)
	i.question = question.Parse(text)
	i.parts = i.partsOf(i.question)
	return err
}

// rank scores every sentence of the articles found, for each part of the question those of
// its own.
func (i *inquiry) rank(ctx context.Context) error {
	for at := range i.parts {
		p := &i.parts[at]
		p.ranking = i.rankFor(ctx, p.question, p.found)
	}
	i.ranking = i.parts[0].ranking
	if len(i.parts) > 1 {
		i.ranking = i.rankFor(ctx, i.question, i.found)
	}
	return nil
}

func (i *inquiry) rankFor(ctx context.Context, q question.Question, f found) *evidence.Ranking {
	ranking := evidence.Rank(q, f.articles, evidence.Known{Words: i.live.Lexical, Groups: i.options.Groups}, evidence.Weights())
	i.lg.DebugContext(ctx, "ranked", "question", q.Text, "kind", q.Kind.String(),
		"articles", len(f.articles), "sentences", len(ranking.Candidates))
	return ranking
}

// cite makes a citation of each quote that the record bears out, and drops the others.
func (i *inquiry) cite(ctx context.Context) error {
	chosen := i.quotes
	i.quotes = nil
	for _, quote := range chosen {
		if err := i.add(ctx, quote); err != nil {
			return err
		}
	}
	if len(i.answer.Citations) == 0 {
		i.answer.Refusal = refusal(bot.NoEvidence, messageUnproved, i.found.nearest())
		i.answer.Note, i.answer.Unanswered = bot.NoteNone, nil
	}
	return nil
}

// compose sets down what a model worded, and the words around all other quotes.
func (i *inquiry) compose(context.Context) error {
	if i.answer.Mode == bot.Generated {
		transcribe(&i.answer, i.written)
	}
	compose(&i.answer)
	return nil
}

// add cuts a quote from the record and appends it to the citations, and to quotes. One that
// the record does not bear out is dropped, counted and logged; the error is the record's.
func (i *inquiry) add(ctx context.Context, quote evidence.Quote) error {
	id := i.found.articles[quote.Article].Document.ID
	text, doc, err := i.prover.cut(ctx, id, quote.Span, quote.Text)
	if errors.Is(err, ErrUnproved) {
		i.lg.ErrorContext(ctx, "quote dropped", "doc", id, "err", err)
		i.answer.Dropped++
		return nil
	}
	if err != nil {
		return err
	}
	citation := bot.Citation{
		N:         len(i.answer.Citations) + 1,
		Quote:     text,
		Document:  string(doc.ID),
		Hash:      doc.Hash.String(),
		Title:     doc.Title,
		Publisher: doc.Publisher,
		URL:       doc.URL,
		Published: day(doc.Published),
		Start:     quote.Span.Start,
		End:       quote.Span.End,
		Speaker:   quote.Speaker.String(),
		Nature:    quote.Speaker.Nature,
	}
	if i.options.Link != nil && doc.URL != "" {
		citation.Link = i.options.Link(doc.URL, text)
	}
	i.quotes = append(i.quotes, quote)
	i.answer.Citations = append(i.answer.Citations, citation)
	i.answer.AsOf = max(i.answer.AsOf, citation.Published)
	return nil
}
