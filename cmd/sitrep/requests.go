package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// maxRequestBytes bounds one line of standard input.
const maxRequestBytes = 1 << 20

// errEmptyQuestion is for a question, or query, without a word.
func errEmptyQuestion() error {
	return usageError{errors.New("the question is empty: write one in quotation marks, or - to read them from standard input")}
}

// request is one line of standard input: a question, or what is wrong with the line.
type request struct {
	Line int             // 1-based
	ID   json.RawMessage // what the line calls itself, to be echoed; nil if it does not
	Text string
	Err  error
}

// failure is printed for a line that cannot be answered.
type failure struct {
	ID    json.RawMessage `json:"id,omitempty"`
	Line  int             `json:"line"`
	Error string          `json:"error"`
}

// answerRequests answers each line of standard input by one line of JSON. A line that fails
// gets its error and the others go on; in the end such lines make a skippedError.
func (a *app) answerRequests(ctx context.Context, answer func(context.Context, request) (any, error)) error {
	done, failed := 0, 0
	for req, err := range readRequests(ctx, a.stdin) {
		if err != nil {
			return interrupted(ctx, err, count(done, "line")+" had been answered")
		}
		var line any
		if err = req.Err; err == nil {
			line, err = answer(ctx, req)
		}
		switch {
		case ctx.Err() != nil:
			return interrupted(ctx, ctx.Err(), count(done, "line")+" had been answered")
		case err != nil:
			failed++
			line = failure{ID: req.ID, Line: req.Line, Error: err.Error()}
		default:
			done++
		}
		if err := writeJSON(a.stdout, line); err != nil {
			return err
		}
	}
	switch {
	case failed > 0:
		return skippedError{fmt.Errorf("%d of %d lines could not be answered", failed, done+failed)}
	case done == 0:
		return usageError{errors.New("no question on standard input: write one a line")}
	}
	return nil
}

// readRequests reads lines until the input or ctx ends; lines of white space are passed
// over. An error is the last pair. Reading goes on in the background when ctx ends, since a
// read from a terminal cannot be called off.
func readRequests(ctx context.Context, r io.Reader) iter.Seq2[request, error] {
	type result struct {
		line []byte
		err  error
	}
	return func(yield func(request, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		results := make(chan result)
		go func() {
			in := bufio.NewReader(r)
			for {
				line, err := readLine(in)
				select {
				case results <- result{line, err}:
				case <-ctx.Done():
					return
				}
				if err != nil && !errors.Is(err, errLongLine) {
					return
				}
			}
		}()
		for n := 1; ; n++ {
			select {
			case <-ctx.Done():
				yield(request{}, ctx.Err())
				return
			case res := <-results:
				switch {
				case errors.Is(res.err, io.EOF):
					return
				case errors.Is(res.err, errLongLine):
					if !yield(request{Line: n, Err: res.err}, nil) {
						return
					}
				case res.err != nil:
					yield(request{}, fmt.Errorf("read standard input: %w", res.err))
					return
				case len(bytes.TrimSpace(res.line)) > 0:
					if !yield(parseRequest(n, res.line), nil) {
						return
					}
				}
			}
		}
	}
}

var errLongLine = fmt.Errorf("the line is longer than %d bytes", maxRequestBytes)

// readLine reads one line without its end. It returns io.EOF after the last, and
// errLongLine, having passed over the rest, for one that is too long.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > maxRequestBytes {
			long = true
		} else {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && (long || len(line) > 0), err == nil:
			if long {
				return nil, errLongLine
			}
			return line, nil
		default:
			return nil, err
		}
	}
}

// parseRequest reads a line: a JSON object with a "question", "text" or "query" and perhaps
// an "id" of any kind, or else the question itself.
func parseRequest(n int, line []byte) request {
	req := request{Line: n}
	line = bytes.TrimSpace(line)
	switch {
	case !utf8.Valid(line):
		req.Err = errors.New("the line is not UTF-8")
		return req
	case line[0] != '{':
		req.Text = string(line)
		return req
	}
	var object struct {
		ID       json.RawMessage `json:"id"`
		Question *string         `json:"question"`
		Text     *string         `json:"text"`
		Query    *string         `json:"query"`
	}
	if err := json.Unmarshal(line, &object); err != nil {
		req.Err = fmt.Errorf("not a JSON object with a question in it: %w", err)
		return req
	}
	req.ID = object.ID
	for _, text := range []*string{object.Question, object.Text, object.Query} {
		if text != nil {
			req.Text = strings.TrimSpace(*text)
			break
		}
	}
	if req.Text == "" {
		req.Err = errors.New(`the object has no "question", "text" or "query" with words in it`)
	}
	return req
}
