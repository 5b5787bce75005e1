package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// question is what the tests look at in a request.
type question struct{ ID, Text, Err string }

func TestReadRequests(t *testing.T) {
	long := strings.Repeat("x", maxRequestBytes+1)
	in := strings.Join([]string{
		"a plain question?",
		"   ",
		`{"question": "one?", "id": 7}`,
		`{"text": "two?", "id": {"a": "b"}, "other": []}`,
		`{"query": " three? "}`,
		long,
		`{"id": "bad"}`,
		`{"question": 3}`,
		"{broken",
		"\xff\xfe",
		"the last, without an end of line",
	}, "\n")
	want := []question{
		{Text: "a plain question?"},
		{ID: "7", Text: "one?"},
		{ID: `{"a": "b"}`, Text: "two?"},
		{Text: "three?"},
		{Err: "the line is longer than"},
		{ID: `"bad"`, Err: `no "question", "text" or "query"`},
		{Err: "not a JSON object"},
		{Err: "not a JSON object"},
		{Err: "not UTF-8"},
		{Text: "the last, without an end of line"},
	}
	var got []question
	for req, err := range readRequests(t.Context(), strings.NewReader(in)) {
		if err != nil {
			t.Fatal(err)
		}
		q := question{ID: string(req.ID), Text: req.Text}
		if req.Err != nil {
			q.Err = req.Err.Error()
		}
		got = append(got, q)
	}
	same := cmp.Comparer(func(a, b question) bool {
		return a.ID == b.ID && a.Text == b.Text && (a.Err == "") == (b.Err == "") &&
			(strings.Contains(a.Err, b.Err) || strings.Contains(b.Err, a.Err))
	})
	if diff := cmp.Diff(want, got, same); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnswerRequestsGoesOnAfterABadLine(t *testing.T) {
	var out bytes.Buffer
	a := newApp(nil, strings.NewReader("first\n{\"id\":5}\n{\"id\":6,\"text\":\"second\"}\nthird\n"), &out, io.Discard)
	err := a.answerRequests(t.Context(), func(_ context.Context, r request) (any, error) {
		if r.Text == "third" {
			return nil, errors.New("no luck")
		}
		return map[string]any{"id": r.ID, "said": r.Text}, nil
	})
	if _, ok := errors.AsType[skippedError](err); !ok {
		t.Errorf("got error %v, want a skippedError", err)
	}
	want := []string{
		`{"id":null,"said":"first"}`,
		`{"id":5,"line":2,"error":"the object has no \"question\", \"text\" or \"query\" with words in it"}`,
		`{"id":6,"said":"second"}`,
		`{"line":4,"error":"no luck"}`,
		"",
	}
	if diff := cmp.Diff(want, strings.Split(out.String(), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnswerRequestsWithoutAny(t *testing.T) {
	a := newApp(nil, strings.NewReader("\n  \n"), io.Discard, io.Discard)
	err := a.answerRequests(t.Context(), nil)
	if _, ok := errors.AsType[usageError](err); !ok {
		t.Errorf("got error %v, want a usageError", err)
	}
}

// A read that never returns, as from a terminal, must not keep Ctrl-C from working.
func TestReadRequestsEndsWithTheContext(t *testing.T) {
	in, feed := io.Pipe()
	defer feed.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, _ = io.WriteString(feed, "first\n")
		cancel()
	}()
	var last error
	for _, err := range readRequests(ctx, in) {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("got %v, want %v", last, context.Canceled)
	}
}

func FuzzParseRequest(f *testing.F) {
	for _, seed := range []string{"plain?", `{"question":"a","id":1}`, `{"text":null}`, "{", `{"id":{}}`, "\xff"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if len(bytes.TrimSpace(line)) == 0 {
			return
		}
		req := parseRequest(1, line)
		if (req.Text == "") != (req.Err != nil) {
			t.Errorf("text %q and error %v", req.Text, req.Err)
		}
		if req.ID != nil && !json.Valid(req.ID) {
			t.Errorf("id %q is no JSON", req.ID)
		}
	})
}
