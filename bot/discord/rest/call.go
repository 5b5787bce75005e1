package rest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

// call is one thing asked of Discord, in as many attempts as it takes.
type call struct {
	route
	body *body // nil is none

	// repeatable tells that carrying the request out twice is no different from once, so that
	// it may be sent again when it is not known what became of it.
	repeatable bool

	// done are the refusals that then mean that an earlier attempt had taken effect.
	done []Code
}

// progress is how far a call has come.
type progress struct {
	faults    int  // attempts that failed otherwise than by a rate limit
	limited   int  // attempts that were answered with 429
	uncertain bool // whether an attempt may have taken effect all the same
}

// maxLimited is how often a request is sent again after answers of 429. More than a few mean
// that somebody else uses up the same limit.
const maxLimited = 5

// do asks, and decodes the answer into out unless that is nil.
func (c *Client) do(ctx context.Context, q call, out any) error {
	err := c.try(ctx, &q, out)
	if _, held := errors.AsType[*RateLimitError](err); held {
		c.counts.held.Add(1)
	}
	return err
}

// try makes attempts until one settles the matter.
func (c *Client) try(ctx context.Context, q *call, out any) error {
	var p progress
	for {
		if err := c.permitted(&q.route); err != nil {
			return err
		}
		b, err := c.limits.enter(ctx, &q.route, c.opts.MaxWait)
		if err != nil {
			return q.explain(err)
		}
		a, err := c.attempt(ctx, q)
		if err != nil {
			c.limits.leave(b, &q.route, nil)
			if err := c.afterFault(ctx, q, &p, err); err != nil {
				return err
			}
			continue
		}
		limits := readAllowance(a.status, a.header, a.body)
		c.limits.leave(b, &q.route, limits)
		if a.status/100 == 2 {
			return a.decode(&q.route, out)
		}
		again, err := c.afterRefusal(ctx, q, &p, a.refusal(&q.route), limits)
		if !again {
			return err
		}
	}
}

// permitted tells why a request must not be sent; nil is that it may.
func (c *Client) permitted(r *route) error {
	if r.token == "" && c.revoked.Load() {
		return fmt.Errorf("%s: %w", r.name(), ErrUnauthorized)
	}
	if r.webhook && c.graves.has(r.token) {
		return fmt.Errorf("%s: %w", r.name(), ErrGone)
	}
	if d := c.refused.blocked(time.Now()); d > 0 {
		return &BlockedError{RetryAfter: d}
	}
	return nil
}

// afterFault decides what follows an attempt that brought no answer: nil is another one, for
// which it has waited.
func (c *Client) afterFault(ctx context.Context, q *call, p *progress, err error) error {
	c.counts.faults.Add(1)
	if ctx.Err() != nil || !q.repeatable && !unsent(err) {
		return q.explain(err)
	}
	p.uncertain = p.uncertain || !unsent(err)
	return c.backOff(ctx, p, q.explain(err))
}

// afterRefusal decides what follows an answer other than success: another attempt, for which
// it has waited, or the end of the call.
func (c *Client) afterRefusal(ctx context.Context, q *call, p *progress, e *APIError, limits *allowance) (again bool, err error) {
	c.book(&q.route, e, limits)
	switch {
	case limits.exceeded:
		p.limited++
		c.log.Warn("rate limited", "request", q.name(), "retry_after", limits.retryAfter, "global", limits.global)
		if p.limited > maxLimited {
			return false, &RateLimitError{RetryAfter: limits.retryAfter, Global: limits.global, Request: q.name()}
		}
		return true, nil
	case e.Temporary() && q.repeatable:
		p.uncertain = true
		err := c.backOff(ctx, p, e)
		return err == nil, err
	case p.uncertain && HasCode(e, q.done...):
		return false, nil
	case e.Status == http.StatusUnauthorized && q.token == "":
		return false, fmt.Errorf("%w: %w", ErrUnauthorized, e)
	case q.token != "" && ends(e):
		return false, fmt.Errorf("%w: %w", ErrGone, e)
	default:
		return false, e
	}
}

// book notes what a refusal means for requests to come.
func (c *Client) book(r *route, e *APIError, limits *allowance) {
	now := time.Now()
	switch {
	case limits.exceeded:
		c.counts.rateLimited.Add(1)
	case e.Temporary():
		c.counts.faults.Add(1)
	default:
		c.counts.refused.Add(1)
	}
	switch e.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
		if !limits.shared {
			c.refused.count(now)
		}
	}
	switch {
	case r.token != "" && ends(e):
		c.graves.bury(r.token, now)
	case r.token == "" && e.Status == http.StatusUnauthorized:
		c.revoked.Store(true)
	}
}

// ends tells whether a refusal means that the interaction's token can no longer be used. A
// message that was deleted does not.
func ends(e *APIError) bool {
	switch e.Code {
	case CodeUnknownWebhook, CodeUnknownInteraction, CodeInvalidWebhook:
		return true
	default:
		return false
	}
}

// backOff waits before the next attempt, or returns the reason why there is none.
//
// The wait doubles from 200 ms, of which a random half is left out so that many clients do
// not come back at once.
func (c *Client) backOff(ctx context.Context, p *progress, reason error) error {
	if p.faults >= c.opts.Retries {
		return reason
	}
	wait := 200 * time.Millisecond << p.faults
	wait = wait/2 + rand.N(wait/2)
	p.faults++
	if deadline, has := ctx.Deadline(); has && time.Until(deadline) <= wait {
		return reason
	}
	c.log.Debug("request failed, trying again", "err", reason, "attempt", p.faults, "wait", wait)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		c.counts.repeats.Add(1)
		return nil
	case <-ctx.Done():
		return reason
	}
}

// explain says what was being done when err happened.
func (q *call) explain(err error) error {
	if _, known := errors.AsType[*RateLimitError](err); known {
		return err
	}
	return fmt.Errorf("%s: %w", q.name(), err)
}
