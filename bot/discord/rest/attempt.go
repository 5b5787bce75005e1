package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
)

// maxAnswer is the bytes of an answer that are read at most.
const maxAnswer = 16 << 20

// answer is an answer that has come whole.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// attempt sends the request once. Its errors do not hold the path, in which an interaction's
// token may stand.
func (c *Client) attempt(ctx context.Context, q *call) (*answer, error) {
	c.counts.requests.Add(1)
	timeout := c.opts.AttemptTimeout
	var payload io.Reader
	if q.body != nil {
		payload = bytes.NewReader(q.body.data)
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
	req, err := http.NewRequestWithContext(ctx, q.method, target, payload)
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
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return &answer{status: resp.StatusCode, header: resp.Header, body: data}, nil
}

// bare takes the URL out of an error of net/http.
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
