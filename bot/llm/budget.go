package llm

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Ledger keeps what accounts have spent. Implementations are safe for concurrent use.
type Ledger interface {
	// Spend adds an amount, which may be negative, to what an account has spent on a day
	// ("2025-02-11", UTC), and returns the day's sum with it. It does both in one step, so
	// that requests side by side cannot overdraw together.
	Spend(ctx context.Context, account, day string, amount float64) (sum float64, err error)
}

// Prices are what a model costs, in any one currency. The zero value is a model for which
// nothing is paid.
type Prices struct {
	Read    float64 // per million tokens of requests
	Written float64 // per million tokens of replies
}

func (p Prices) of(read, written int) float64 {
	return float64(read)/1e6*p.Read + float64(written)/1e6*p.Written
}

// Budget is a generator whose accounts may each spend so much a day. Before a request it
// takes the most that this can cost off the account, and gives back what was not used.
type Budget struct {
	generator Generator
	ledger    Ledger
	limits    BudgetLimits
	now       func() time.Time
}

var _ Generator = (*Budget)(nil)

// BudgetLimits say what may be spent, and what things cost.
type BudgetLimits struct {
	Daily      float64 // for each account; 0 means no limit, but the ledger is kept
	Prices     Prices  // of the generator's model
	MostTokens int     // of a reply whose request does not say; default 1000
}

// NewBudget puts limits on a generator.
func NewBudget(generator Generator, ledger Ledger, limits BudgetLimits) *Budget {
	if limits.MostTokens <= 0 {
		limits.MostTokens = defaultMostTokens
	}
	return &Budget{generator: generator, ledger: ledger, limits: limits, now: time.Now}
}

// Generate implements [Generator]. A request that might exceed the day's limit is not sent
// and ends in a [*BudgetError].
func (b *Budget) Generate(ctx context.Context, request Request, piece func(string) error) (Reply, error) {
	if request.MostTokens <= 0 {
		request.MostTokens = b.limits.MostTokens
	}
	now := b.now().UTC()
	day := now.Format(time.DateOnly)
	most := b.limits.Prices.of(tokensOf(request), request.MostTokens)
	sum, err := b.ledger.Spend(ctx, request.Account, day, most)
	if err != nil {
		return Reply{}, fmt.Errorf("budget of account %q: %w", request.Account, err)
	}
	if b.limits.Daily > 0 && sum > b.limits.Daily {
		if _, err := b.giveBack(ctx, request.Account, day, most); err != nil {
			return Reply{}, err
		}
		next := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, time.UTC)
		return Reply{}, &BudgetError{Account: request.Account, Limit: b.limits.Daily, Until: next}
	}
	reply, err := b.generator.Generate(ctx, request, piece)
	if _, unpaid := b.giveBack(ctx, request.Account, day, most-reply.Usage.Cost); unpaid != nil && err == nil {
		err = unpaid
	}
	return reply, err
}

// giveBack books an amount as not spent, also when ctx has ended meanwhile.
func (b *Budget) giveBack(ctx context.Context, account, day string, amount float64) (float64, error) {
	sum, err := b.ledger.Spend(context.WithoutCancel(ctx), account, day, -amount)
	if err != nil {
		return sum, fmt.Errorf("budget of account %q: %w", account, err)
	}
	return sum, nil
}

func tokensOf(request Request) int {
	tokens := EstimateTokens(request.Instructions)
	for _, m := range request.Messages {
		tokens += EstimateTokens(m.Text)
	}
	if request.Schema != nil {
		tokens += EstimateTokens(string(request.Schema.JSON))
	}
	return tokens
}

// Memory is a ledger that lasts as long as the process. The zero value is ready.
type Memory struct {
	mu   sync.Mutex
	day  string
	sums map[string]float64 // of day, by account
}

var _ Ledger = (*Memory)(nil)

// Spend implements [Ledger]. It keeps the latest day only; an amount for an earlier one is
// forgotten.
func (m *Memory) Spend(_ context.Context, account, day string, amount float64) (float64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if day < m.day {
		return 0, nil
	}
	if day > m.day || m.sums == nil {
		m.day, m.sums = day, map[string]float64{}
	}
	m.sums[account] += amount
	return m.sums[account], nil
}
