package answer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"sitrep/bot"
	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/question"
	"sitrep/corpus"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
)

// Searcher ranks the passages of one generation. Implementations are safe for concurrent
// use; [retrieval.Searcher] is one.
type Searcher interface {
	Search(ctx context.Context, q retrieval.Query) (retrieval.Results, error)
	// Live is the generation that Search searches, always the same one.
	Live() *index.Live
}

// Options say how questions are answered. The zero value gives the defaults named here.
type Options struct {
	Quotes   int // quotes at most, 3; never more than 5
	Passages int // passages retrieved, 30
	Articles int // articles read in full, 8
	// Threshold is the log-odds that a question can be answered below which it is refused;
	// nil means the calibrated one.
	Threshold *float64
	// Link makes a link that leads to a quote on a page; nil leaves links empty.
	Link func(url, quote string) string
}

// mostQuotes is how many quotes a reader can take in at once.
const mostQuotes = 5

func (o Options) withDefaults() Options {
	if o.Quotes <= 0 {
		o.Quotes = 3
	}
	o.Quotes = min(o.Quotes, mostQuotes)
	if o.Passages <= 0 {
		o.Passages = 30
	}
	if o.Articles <= 0 {
		o.Articles = 8
	}
	if o.Threshold == nil {
		threshold := defaultThreshold
		o.Threshold = &threshold
	}
	return o
}

// Engine answers questions. It is safe for concurrent use.
type Engine struct {
	lg      *slog.Logger
	current func() Searcher
	record  Record
	options Options
	outlets outlets
}

// New makes an engine. It asks current once for each question, so that an answer comes from
// one generation though a newer one goes live meanwhile. Quotes are cut from record.
func New(lg *slog.Logger, current func() Searcher, record Record, options Options) *Engine {
	return &Engine{lg: lg, current: current, record: record, options: options.withDefaults()}
}

// Ask answers a question, or refuses to in the answer's Refusal. The error is about what
// kept it from doing either: the index, the record, or ctx.
func (e *Engine) Ask(ctx context.Context, asked bot.Question) (bot.Answer, error) {
	start := time.Now()
	answer, err := e.ask(ctx, e.current(), asked)
	if err != nil {
		return bot.Answer{}, fmt.Errorf("answer the question: %w", err)
	}
	took := time.Since(start)
	answer.Took = took.Milliseconds()
	answer.Checksum = bot.Checksum(answer)
	refused := ""
	if answer.Refusal != nil {
		refused = string(answer.Refusal.Kind)
	}
	e.lg.InfoContext(ctx, "answered", "quotes", len(answer.Citations), "refused", refused, "took", took)
	return answer, nil
}

func (e *Engine) ask(ctx context.Context, searcher Searcher, asked bot.Question) (bot.Answer, error) {
	live := searcher.Live()
	answer := bot.Answer{
		Question:      asked.Text,
		Mode:          bot.Extractive,
		Sentences:     []bot.Sentence{},
		Citations:     []bot.Citation{},
		Disagreements: []bot.Disagreement{},
		Generation:    live.Generation.Number,
		CorpusUntil:   newest(live, asked.Filter),
	}
	q := question.Parse(asked.Text)
	found, err := e.retrieve(ctx, searcher, q, asked.Filter)
	if err != nil {
		return answer, err
	}
	ranking := evidence.Rank(q, found.articles, live.Lexical, evidence.Weights())
	e.lg.DebugContext(ctx, "ranked", "question", q.Text, "kind", q.Kind.String(),
		"articles", len(found.articles), "sentences", len(ranking.Candidates))

	if answer.Refusal = e.refuse(live, asked, q, found, ranking); answer.Refusal != nil {
		return answer, nil
	}
	quotes := ranking.Choose(e.selection())
	p := newProver(e.record, answer.Generation)
	for _, quote := range quotes {
		doc := found.articles[quote.Article].Document
		text, proved, err := p.cut(ctx, doc.ID, quote.Span, quote.Text)
		if errors.Is(err, ErrUnproved) {
			e.lg.ErrorContext(ctx, "quote dropped", "doc", doc.ID, "err", err)
			answer.Dropped++
			continue
		}
		if err != nil {
			return answer, err
		}
		e.add(&answer, quote, text, &proved)
	}
	if len(answer.Citations) == 0 {
		answer.Refusal = refusal(bot.NoEvidence, messageUnproved, found.nearest())
		return answer, nil
	}
	compose(&answer)
	answer.Origins = origins(found.articles, quotes)
	return answer, nil
}

// selection is how quotes are chosen: margin and diversity are those that showed the most
// answers within three quotes over the evaluation sets.
func (e *Engine) selection() evidence.Selection {
	return evidence.Selection{Most: e.options.Quotes, Margin: 6, Diversity: .5}
}

// found is what retrieval brought.
type found struct {
	articles []evidence.Article
	eligible int // documents that may be seen
}

// retrieve collects the articles of the best passages, best first.
func (e *Engine) retrieve(ctx context.Context, searcher Searcher, q question.Question, filter retrieval.Filter) (found, error) {
	results, err := searcher.Search(ctx, retrieval.Query{Text: q.Text, K: e.options.Passages, Filter: filter})
	if err != nil {
		return found{}, err
	}
	return found{articles: Articles(searcher.Live(), results, e.options.Articles), eligible: results.Eligible}, nil
}

// Articles collects the documents of ranked passages, at most most of them, in the order of
// their best passages.
func Articles(live *index.Live, results retrieval.Results, most int) []evidence.Article {
	var articles []evidence.Article
	at := map[int]int{}
	for _, hit := range results.Hits {
		i, known := at[hit.DocumentAt]
		if !known {
			if len(articles) == most {
				continue
			}
			i = len(articles)
			at[hit.DocumentAt] = i
			entry := &live.Documents[hit.DocumentAt]
			articles = append(articles, evidence.Article{Document: &entry.Document, Layout: &entry.Layout, Score: hit.Score})
		}
		articles[i].Hits = append(articles[i].Hits, evidence.Hit{
			Passage: hit.PassageAt, Rank: hit.Rank, Score: hit.Score, Cosine: hit.Scores["cosine"],
		})
	}
	return articles
}

// add appends a proved quote as a citation.
func (e *Engine) add(answer *bot.Answer, quote evidence.Quote, text string, doc *corpus.Document) {
	citation := bot.Citation{
		N:         len(answer.Citations) + 1,
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
	}
	if e.options.Link != nil && doc.URL != "" {
		citation.Link = e.options.Link(doc.URL, text)
	}
	answer.Citations = append(answer.Citations, citation)
	answer.AsOf = max(answer.AsOf, citation.Published)
}

// newest is the date of the newest document that may be seen, or empty.
func newest(live *index.Live, filter retrieval.Filter) string {
	allow := filter.Allow()
	var latest time.Time
	for i := range live.Documents {
		if doc := &live.Documents[i].Document; doc.Published.After(latest) && allow(doc) {
			latest = doc.Published
		}
	}
	return day(latest)
}
