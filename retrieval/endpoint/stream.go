package endpoint

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Stream is Do for an answer that comes piece by piece: it returns as soon as the first
// byte of the body is there, and the caller reads the rest from the connection and closes
// the body. Attempts are repeated only up to that first byte, and Options.Timeout counts to
// it; from there on the request's context is the only limit.
func (c *Client) Stream(req *http.Request) (*http.Response, error) {
	return c.repeat(req, c.open)
}

// maxFailure is how much of a failed answer is read, in bytes.
const maxFailure = 64 << 10

// open sends the request once and waits for the first byte of the answer.
func (c *Client) open(req *http.Request, number int) (*http.Response, *Error) {
	failure := &Error{URL: address(req), Attempts: number}
	ctx, cancel := context.WithCancelCause(req.Context())
	late := fmt.Errorf("no answer within %v: %w", c.opts.Timeout, context.DeadlineExceeded)
	timer := time.AfterFunc(c.opts.Timeout, func() { cancel(late) })
	opened := false
	defer func() {
		timer.Stop()
		if !opened {
			cancel(nil)
		}
	}()
	again, err := cloneRequest(ctx, req)
	if err != nil {
		failure.Err = err
		return nil, failure
	}
	response, err := c.opts.HTTP.Do(again)
	if err != nil {
		failure.Err, failure.Temporary = withoutURL(err), !hopeless(err)
		if context.Cause(ctx) == late {
			failure.Err = late
		}
		return nil, failure
	}
	if response.StatusCode >= http.StatusBadRequest {
		defer response.Body.Close()
		body, _ := io.ReadAll(io.LimitReader(response.Body, maxFailure)) // the status says enough
		failure.fromAnswer(req, response, body)
		return nil, failure
	}
	buffered := bufio.NewReader(response.Body)
	if _, err := buffered.Peek(1); err != nil && err != io.EOF {
		response.Body.Close()
		failure.Err, failure.Temporary = fmt.Errorf("read the answer: %w", err), true
		if context.Cause(ctx) == late {
			failure.Err = late
		}
		return nil, failure
	}
	if !timer.Stop() {
		response.Body.Close()
		failure.Err, failure.Temporary = late, true
		return nil, failure
	}
	opened = true
	response.Body = &streamBody{Reader: buffered, body: response.Body, cancel: cancel}
	return response, nil
}

// streamBody is a body whose request ends when it is closed.
type streamBody struct {
	io.Reader
	body   io.Closer
	cancel context.CancelCauseFunc
}

func (b *streamBody) Close() error {
	b.cancel(nil)
	return b.body.Close()
}
