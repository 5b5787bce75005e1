package answer

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"sitrep/bot"
	"sitrep/bot/answer/corroborate"
	"sitrep/bot/answer/disagree"
	"sitrep/bot/answer/followup"
	"sitrep/corpus/group"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
)

// Searcher ranks the passages of one generation. Implementations are safe for concurrent
// use; [retrieval.Searcher] is one.
type Searcher interface {
	Search(ctx context.Context, q retrieval.Query) (retrieval.Results, error)
	// Cased is a question with its names in capitals, by the documents a filter lets through.
	Cased(text string, f retrieval.Filter) string
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
	// Judged, if set, is told the log-odds that a question can be answered, of each question
	// that any article was found for, by the goroutine that asks.
	Judged func(odds float64)
	// Link makes a link that leads to a quote on a page; nil leaves links empty.
	Link func(url, quote string) string
	// Publishers are known by family and reliability; nil means the built-in table.
	Publishers *corroborate.Publishers
	// Groups folds the names of one group into each other, in questions and articles; nil
	// folds none.
	Groups *group.Table
	// Writer words the answers; nil means that they are made of quotes alone.
	Writer Writer
	// Rewriter completes further questions; nil leaves that to rules.
	Rewriter Rewriter
	// Remember is how many answers of the writer are kept for those who ask the same, 500.
	Remember int
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
	if o.Remember <= 0 {
		o.Remember = 500
	}
	if o.Threshold == nil {
		threshold := defaultThreshold
		o.Threshold = &threshold
	}
	if o.Publishers == nil {
		o.Publishers = builtInPublishers()
	}
	return o
}

// builtInPublishers is the table that comes with the program.
var builtInPublishers = sync.OnceValue(func() *corroborate.Publishers {
	p, err := corroborate.NewPublishers(nil)
	if err != nil {
		panic("answer: the embedded publishers cannot be read: " + err.Error())
	}
	return p
})

// Engine answers questions. It is safe for concurrent use.
type Engine struct {
	lg       *slog.Logger
	current  func() Searcher
	record   Record
	options  Options
	outlets  outlets
	judge    *corroborate.Judge
	comparer *disagree.Comparer

	further    *followup.Reader
	remembered *remembered
}

// New makes an engine. It asks current once for each question, so that an answer comes from
// one generation though a newer one goes live meanwhile. Quotes are cut from record.
func New(lg *slog.Logger, current func() Searcher, record Record, options Options) *Engine {
	options = options.withDefaults()
	return &Engine{
		lg: lg, current: current, record: record, options: options,
		judge: corroborate.NewJudge(options.Publishers), comparer: disagree.New(options.Groups),
		further: followup.New(options.Groups), remembered: newRemembered(options.Remember),
	}
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
	generation := searcher.Live().Generation.Number
	if answer, known, err := e.recall(ctx, asked, generation); known || err != nil {
		return answer, err
	}
	i := e.begin(searcher, asked)
	for _, stage := range stages() {
		if err := stage(i, ctx); err != nil {
			return i.answer, err
		}
		if i.answer.Refusal != nil {
			break
		}
	}
	i.noteLanguage()
	i.noteUndated()
	return i.answer, e.remember(asked, i.answer)
}
