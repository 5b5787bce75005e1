// Package endpoint sends requests to HTTP services that are slow, busy or down at times, as
// model servers are: it keeps to a rate, tries again with growing pauses, waits as long as
// the server asks, and says in its errors whether a retry can help.
package endpoint

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Options shape a Client. The zero value works.
type Options struct {
	HTTP              *http.Client  // nil means a client of its own with default settings
	Attempts          int           // for each request, the first included; default 6
	Timeout           time.Duration // of one attempt, reading the answer included; default 1 minute
	FirstWait         time.Duration // before the second attempt, doubled before each further one; default 500 ms
	LongestWait       time.Duration // a server that asks for more is not tried again; default 1 minute
	RequestsPerMinute int           // attempts, not requests; 0 means as many as come
}

func (o Options) withDefaults() Options {
	if o.HTTP == nil {
		o.HTTP = &http.Client{}
	}
	if o.Attempts <= 0 {
		o.Attempts = 6
	}
	if o.Timeout <= 0 {
		o.Timeout = time.Minute
	}
	if o.FirstWait <= 0 {
		o.FirstWait = 500 * time.Millisecond
	}
	if o.LongestWait <= 0 {
		o.LongestWait = time.Minute
	}
	return o
}

// maxAnswer is the longest answer that is read, in bytes.
const maxAnswer = 256 << 20

// Client sends requests. It is safe for concurrent use; the rate holds over all of them.
type Client struct {
	lg    *slog.Logger
	opts  Options
	limit *Limit
}

// New makes a client.
func New(lg *slog.Logger, opts Options) *Client {
	return &Client{lg: lg, opts: opts.withDefaults(), limit: NewLimit(opts.RequestsPerMinute, 1)}
}

// Do sends a request until there is an answer that another attempt would not change. An
// answer with a status below 400 is returned with its whole body in memory; anything else
// is an [*Error], or the error of the request's context when that ends. A request with a
// body is tried again only if it has GetBody, which [http.NewRequest] sets for bodies in
// memory.
func (c *Client) Do(req *http.Request) (*http.Response, error) {
	return c.repeat(req, c.attempt)
}

// repeat makes attempts until one succeeds or another would not change the outcome.
func (c *Client) repeat(req *http.Request, attemptOnce func(*http.Request, int) (*http.Response, *Error)) (*http.Response, error) {
	ctx := req.Context()
	attempts := c.opts.Attempts
	if req.Body != nil && req.GetBody == nil {
		attempts = 1
	}
	for attempt := 1; ; attempt++ {
		if err := c.limit.Wait(ctx, 1); err != nil {
			return nil, err
		}
		response, failure := attemptOnce(req, attempt)
		if failure == nil {
			return response, nil
		}
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", failure.URL, err)
		}
		wait := max(c.backoff(attempt), failure.RetryAfter)
		if !failure.Temporary || attempt >= attempts || failure.RetryAfter > c.opts.LongestWait {
			return nil, failure
		}
		c.lg.WarnContext(ctx, "request will be tried again", "url", failure.URL, "attempt", attempt, "wait", wait, "err", failure)
		if err := sleep(ctx, wait); err != nil {
			return nil, fmt.Errorf("%v: %w", failure, err)
		}
	}
}

// attempt sends the request once and reads the answer to its end.
func (c *Client) attempt(req *http.Request, number int) (*http.Response, *Error) {
	failure := &Error{URL: address(req), Attempts: number}
	ctx, cancel := context.WithTimeout(req.Context(), c.opts.Timeout)
	defer cancel()
	again, err := cloneRequest(ctx, req)
	if err != nil {
		failure.Err = err
		return nil, failure
	}
	response, err := c.opts.HTTP.Do(again)
	if err != nil {
		failure.Err, failure.Temporary = withoutURL(err), !hopeless(err)
		return nil, failure
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	switch {
	case err != nil:
		failure.Err, failure.Temporary = fmt.Errorf("read the answer: %w", err), true
		return nil, failure
	case len(body) > maxAnswer:
		failure.Err = fmt.Errorf("the answer is longer than %d MiB", maxAnswer>>20)
		return nil, failure
	case response.StatusCode >= http.StatusBadRequest:
		failure.fromAnswer(req, response, body)
		return nil, failure
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}

// cloneRequest copies a request, with its body from the start, for one attempt.
func cloneRequest(ctx context.Context, req *http.Request) (*http.Request, error) {
	again := req.Clone(ctx)
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		again.Body = body
	}
	return again, nil
}

// fromAnswer fills in what an answer of status 400 or above says.
func (e *Error) fromAnswer(req *http.Request, response *http.Response, body []byte) {
	e.Status = response.StatusCode
	e.Message = message(body, bearer(req))
	e.Temporary = temporary(response.StatusCode, body)
	e.RetryAfter = retryAfter(response.Header, time.Now())
}

// backoff is the pause after an attempt: doubled each time, the upper half of it by chance
// so that clients that failed together do not come back together.
func (c *Client) backoff(attempt int) time.Duration {
	pause := c.opts.LongestWait
	if shift := attempt - 1; shift < 16 {
		pause = min(pause, c.opts.FirstWait<<shift)
	}
	return pause/2 + rand.N(pause/2+1)
}

// retryAfter reads how long the server asks to wait: Retry-After in seconds or as a date
// (RFC 9110, 10.2.3), or OpenAI's retry-after-ms.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms > 0 {
		return time.Duration(min(ms, 1e9) * float64(time.Millisecond))
	}
	value := h.Get("Retry-After")
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
		return time.Duration(min(seconds, 1e6) * float64(time.Second))
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(0, date.Sub(now))
	}
	return 0
}

// hopeless reports whether a request would fail the same way again: a host that does not
// exist, a certificate that is not trusted.
func hopeless(err error) bool {
	if dns, ok := errors.AsType[*net.DNSError](err); ok && dns.IsNotFound {
		return true
	}
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
	return untrusted
}

// withoutURL takes off what http.Client puts around an error; Error names the URL itself.
func withoutURL(err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}

// BaseURL checks that s is an absolute http or https address without a query, and returns
// it without a slash at its end.
func BaseURL(s string) (string, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return "", fmt.Errorf("address %q: %w", s, errors.Unwrap(err))
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "", u.RawQuery != "", u.Fragment != "":
		return "", fmt.Errorf("address %q is not like https://host/path", s)
	}
	return strings.TrimRight(s, "/"), nil
}

func address(req *http.Request) string {
	u := *req.URL
	u.User, u.RawQuery, u.Fragment = nil, "", ""
	return u.String()
}

func bearer(req *http.Request) string {
	token, _ := strings.CutPrefix(req.Header.Get("Authorization"), "Bearer ")
	return token
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
