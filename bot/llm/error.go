package llm

import (
	"errors"
	"fmt"
	"time"

	"sitrep/retrieval/endpoint"
)

// Error is a request to a model that failed.
type Error struct {
	Model      string
	Status     int           // HTTP status, 0 when there was no answer or it ended half-way
	RetryAfter time.Duration // how long the server asked to wait, 0 when it did not
	Begun      bool          // part of the reply had been handed on
	Err        error

	temporary bool
}

// Error names the model and the reason.
func (e *Error) Error() string {
	if e.Begun {
		return fmt.Sprintf("model %s: the reply ended half-way: %v", e.Model, e.Err)
	}
	return fmt.Sprintf("model %s: %v", e.Model, e.Err)
}

// Unwrap is Err.
func (e *Error) Unwrap() error { return e.Err }

// Temporary reports whether the same request may succeed later.
func (e *Error) Temporary() bool { return e.temporary }

// failure makes an Error of what the transport or the protocol's client returned.
func failure(model string, begun bool, err error) *Error {
	e := &Error{Model: model, Begun: begun, Err: err, temporary: true}
	if sent, ok := errors.AsType[*endpoint.Error](err); ok {
		e.Status, e.RetryAfter, e.temporary = sent.Status, sent.RetryAfter, sent.Temporary
	}
	return e
}

// BudgetError is a request that was not sent because its account has spent what it may.
type BudgetError struct {
	Account string
	Limit   float64   // for a day, in the currency of the configured prices
	Until   time.Time // when the next day begins, UTC
}

// Error names the limit and when it ends.
func (e *BudgetError) Error() string {
	return fmt.Sprintf("account %q has spent its %.2f for models until %s", e.Account, e.Limit, e.Until.Format(time.RFC3339))
}

// Temporary is true: the next day has a budget of its own.
func (e *BudgetError) Temporary() bool { return true }
