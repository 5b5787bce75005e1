package llm_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"sitrep/bot/llm"
)

// priced is a generator whose replies cost the same each time.
type priced struct {
	cost  float64
	err   error
	calls atomic.Int64
}

func (p *priced) Generate(context.Context, llm.Request, func(string) error) (llm.Reply, error) {
	p.calls.Add(1)
	return llm.Reply{Usage: llm.Usage{Cost: p.cost}}, p.err
}

func TestBudgetEndsAtItsLimit(t *testing.T) {
	model := &priced{cost: .25}
	budget := llm.NewBudget(model, &llm.Memory{}, llm.BudgetLimits{Daily: 1.3, Prices: llm.Prices{Written: 250}, MostTokens: 1000})
	for i := range 5 {
		if _, err := budget.Generate(t.Context(), llm.Request{Account: "a"}, nil); err != nil {
			t.Fatalf("request %d: %v", i, err)
		}
	}
	_, err := budget.Generate(t.Context(), llm.Request{Account: "a"}, nil)
	spent, ok := errors.AsType[*llm.BudgetError](err)
	if !ok || spent.Account != "a" || !spent.Temporary() || spent.Until.IsZero() {
		t.Errorf("the error is %v, want that the budget is spent", err)
	}
	if _, err := budget.Generate(t.Context(), llm.Request{Account: "b"}, nil); err != nil {
		t.Errorf("another account: %v", err)
	}
	if got := model.calls.Load(); got != 6 {
		t.Errorf("%d requests were sent, want 6", got)
	}
}

// TestBudgetHoldsSideBySide opens more requests at once than the limit has room for.
func TestBudgetHoldsSideBySide(t *testing.T) {
	release := make(chan struct{})
	model := &waiting{release: release}
	budget := llm.NewBudget(model, &llm.Memory{}, llm.BudgetLimits{Daily: 1, Prices: llm.Prices{Written: 300}, MostTokens: 1000})
	var refused atomic.Int64
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if _, err := budget.Generate(t.Context(), llm.Request{Account: "a"}, nil); err != nil {
				if refused.Add(1) == 17 {
					close(release)
				}
			}
		})
	}
	group.Wait()
	if refused.Load() != 17 {
		t.Errorf("%d of 20 requests were refused, want 17", refused.Load())
	}
}

// waiting is a generator whose requests last until release is closed.
type waiting struct{ release chan struct{} }

func (w *waiting) Generate(context.Context, llm.Request, func(string) error) (llm.Reply, error) {
	<-w.release
	return llm.Reply{}, nil
}

func TestMemoryForgetsDays(t *testing.T) {
	var ledger llm.Memory
	for _, c := range []struct {
		day  string
		want float64
	}{{"2025-01-01", 2}, {"2025-01-01", 4}, {"2025-01-02", 2}, {"2025-01-01", 0}, {"2025-01-02", 4}} {
		if sum, err := ledger.Spend(t.Context(), "a", c.day, 2); sum != c.want || err != nil {
			t.Errorf("on %s the sum is %v, %v, want %v", c.day, sum, err, c.want)
		}
	}
}

func TestFailedRequestsCostNothing(t *testing.T) {
	model := &priced{err: errors.New("down")}
	budget := llm.NewBudget(model, &llm.Memory{}, llm.BudgetLimits{Daily: .2, Prices: llm.Prices{Written: 100}, MostTokens: 1000})
	for i := range 20 {
		if _, err := budget.Generate(t.Context(), llm.Request{Account: "a"}, nil); !errors.Is(err, model.err) {
			t.Fatalf("request %d: %v, want the model's own error", i, err)
		}
	}
}
