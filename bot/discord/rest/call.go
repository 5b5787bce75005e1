package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
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

// maxAnswer is the bytes of an answer that are read at most.
const maxAnswer = 16 << 20

// do asks, and decodes the answer into out unless that is nil.
func (c *Client) do(ctx context.Context, q call, out any) error {
	uncertain := false // whether an earlier attempt may have taken effect
	faults, limited := 0, 0
	for {
		if err := c.permitted(&q.route); err != nil {
			return err
		}
		b, err := c.limits.enter(ctx, &q.route, c.opts.MaxWait)
		if err != nil {
			return q.explain(err)
		}
		a, err := c.attempt(ctx, &q)
		if err != nil {
			c.limits.leave(b, &q.route, nil)
			if ctx.Err() != nil || !q.repeatable && !unsent(err) {
				return q.explain(err)
			}
			uncertain = uncertain || !unsent(err)
			if err := c.backOff(ctx, &faults, q.explain(err)); err != nil {
				return err
			}
			continue
		}
		allowed := readAllowance(a.status, a.header, a.body)
		c.limits.leave(b, &q.route, allowed)
		if a.status/100 == 2 {
			return a.decode(&q.route, out)
		}
		refusal := a.refusal(&q.route)
		c.book(&q.route, refusal, allowed)
		switch {
		case a.status == http.StatusTooManyRequests:
			limited++
			c.log.Warn("rate limited", "request", q.name(), "retry_after", allowed.retryAfter, "global", allowed.global)
			if limited > maxLimited {
				return &RateLimitError{RetryAfter: allowed.retryAfter, Global: allowed.global, Request: q.name()}
			}
		case a.status >= 500 && q.repeatable:
			uncertain = true
			if err := c.backOff(ctx, &faults, refusal); err != nil {
				return err
			}
		case uncertain && HasCode(refusal, q.done...):
			return nil
		case a.status == http.StatusUnauthorized && q.token == "":
			return fmt.Errorf("%w: %w", ErrUnauthorized, refusal)
		case q.token != "" && ends(refusal):
			return fmt.Errorf("%w: %w", ErrGone, refusal)
		default:
			return refusal
		}
	}
}

// maxLimited is how often a request is sent again after answers of 429. More than a few mean
// that somebody else uses up the same limit.
const maxLimited = 5

// permitted tells why a request must not be sent; nil is that it may.
func (c *Client) permitted(r *route) error {
	if r.token == "" && c.revoked.Load() {
		return fmt.Errorf("%s: %w", r.name(), ErrUnauthorized)
	}
	if r.token != "" && c.graves.has(r.token) {
		return fmt.Errorf("%s: %w", r.name(), ErrGone)
	}
	if d := c.refused.blocked(time.Now()); d > 0 {
		return &BlockedError{RetryAfter: d}
	}
	return nil
}

// book notes what a refusal means for requests to come.
func (c *Client) book(r *route, e *APIError, a *allowance) {
	now := time.Now()
	switch e.Status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
		if !a.shared {
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
func (c *Client) backOff(ctx context.Context, faults *int, reason error) error {
	if *faults >= c.opts.Retries {
		return reason
	}
	wait := 200 * time.Millisecond << *faults
	wait = wait/2 + rand.N(wait/2)
	*faults++
	if deadline, has := ctx.Deadline(); has && time.Until(deadline) <= wait {
		return reason
	}
	c.log.Debug("request failed, trying again", "err", reason, "attempt", *faults, "wait", wait)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return reason
	}
}

// answer is an answer that has come whole.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// attempt sends the request once.
func (c *Client) attempt(ctx context.Context, q *call) (*answer, error) {
	timeout := c.opts.AttemptTimeout
	var data io.Reader
	if q.body != nil {
		data = bytes.NewReader(q.body.data)
		if q.body.files {
			timeout = c.opts.UploadTimeout
		}
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	target := c.opts.BaseURL + q.path
	if q.query != "" {
		target += "?" + q.query
	}
	req, err := http.NewRequestWithContext(ctx, q.method, target, data)
	if err != nil {
		return nil, bare(err)
	}
	req.Header.Set("User-Agent", c.opts.UserAgent)
	if q.body != nil {
		req.Header.Set("Content-Type", q.body.kind)
	}
	if q.token == "" {
		req.Header.Set("Authorization", "Bot "+string(c.token))
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, bare(err)
	}
	defer resp.Body.Close()
	data2, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return &answer{status: resp.StatusCode, header: resp.Header, body: data2}, nil
}

// bare takes the URL out of an error of net/http, as it may hold an interaction's token.
func bare(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}

// unsent tells whether a failed request surely never reached Discord.
func unsent(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

// explain says what was being done when err happened.
func (q *call) explain(err error) error {
	if _, known := errors.AsType[*RateLimitError](err); known {
		return err
	}
	return fmt.Errorf("%s: %w", q.name(), err)
}

// decode takes in a successful answer.
func (a *answer) decode(r *route, out any) error {
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(a.body, out); err != nil {
		return fmt.Errorf("%s: decode the answer: %w", r.name(), err)
	}
	return nil
}

// refusal is what Discord says instead of a successful answer.
//
// See https://docs.discord.com/developers/reference#error-messages
func (a *answer) refusal(r *route) *APIError {
	e := &APIError{Status: a.status, Request: r.name()}
	var told struct {
		Code    Code            `json:"code"`
		Message string          `json:"message"`
		Errors  json.RawMessage `json:"errors"`
	}
	if err := json.Unmarshal(a.body, &told); err != nil {
		e.Message = http.StatusText(a.status) // a page of the proxy before Discord
		return e
	}
	e.Code, e.Message, e.Details = told.Code, told.Message, string(told.Errors)
	return e
}
