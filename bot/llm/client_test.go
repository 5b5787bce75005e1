package llm_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"sitrep/bot/llm"
	"sitrep/bot/llm/llmtest"
	"sitrep/retrieval/endpoint"
)

func open(t *testing.T, server *llmtest.Server, change func(*llm.Config)) *llm.Client {
	t.Helper()
	config := llm.Config{
		URL: server.URL, Key: llmtest.Key, Model: llmtest.Model, Prices: llm.Prices{Read: 1, Written: 4},
		Requests: endpoint.Options{FirstWait: time.Millisecond, Attempts: 3},
	}
	if change != nil {
		change(&config)
	}
	client, err := llm.New(slog.New(slog.DiscardHandler), config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func request() llm.Request {
	return llm.Request{
		Account: "guild", Instructions: "Answer in JSON.",
		Messages: []llm.Message{{Role: llm.User, Text: `{"id":"d1s1","text":"The depot in Sarmin burned for two days, the fire service of the province said."}`}},
		Schema:   &llm.Schema{Name: "answer", JSON: json.RawMessage(`{"type":"object","properties":{},"required":[],"additionalProperties":false}`)},
	}
}

func TestStreams(t *testing.T) {
	server := llmtest.New(t, 1)
	var pieces []string
	reply, err := open(t, server, nil).Generate(t.Context(), request(), func(text string) error {
		pieces = append(pieces, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(pieces) < 3 || strings.Join(pieces, "") != reply.Text || !strings.Contains(reply.Text, "burned for") {
		t.Errorf("%d pieces of %q", len(pieces), reply.Text)
	}
	if u := reply.Usage; u.Read == 0 || u.Written == 0 || u.Estimated || u.Cost != (float64(u.Read)+4*float64(u.Written))/1e6 {
		t.Errorf("the usage is %+v", u)
	}
}

func TestFormsOfRequest(t *testing.T) {
	for _, c := range []struct {
		knows []llmtest.Format
		want  llmtest.Format
		tries int
	}{
		{[]llmtest.Format{llmtest.Text, llmtest.JSONObject, llmtest.JSONSchema}, llmtest.JSONSchema, 2},
		{[]llmtest.Format{llmtest.Text, llmtest.JSONObject}, llmtest.JSONObject, 3},
		{[]llmtest.Format{llmtest.Text}, llmtest.Text, 4},
	} {
		server := llmtest.New(t, 1)
		server.Knows(c.knows...)
		client := open(t, server, nil)
		for range 2 { // the second request knows what the first has learned
			if _, err := client.Generate(t.Context(), request(), nil); err != nil {
				t.Fatalf("%s: %v", c.want, err)
			}
		}
		for _, r := range server.Requests() {
			if r.Format != c.want {
				t.Errorf("asked for %s, want %s", r.Format, c.want)
			}
		}
		if got := server.Tries(); got != c.tries {
			t.Errorf("%s: %d requests, want %d", c.want, got, c.tries)
		}
	}
}

func TestRecovers(t *testing.T) {
	whole := llmtest.Honest()
	whole.Whole = true
	for name, script := range map[string][]llmtest.Behaviour{
		"busy":             {llmtest.Busy(""), llmtest.Honest()},
		"busy for a while": {llmtest.Busy("0.01"), llmtest.Honest()},
		"broken twice":     {llmtest.Broken(), llmtest.Broken(), llmtest.Honest()},
		"cut off at once":  {llmtest.CutOff(0), llmtest.Honest()},
		"not streamed":     {whole},
	} {
		t.Run(name, func(t *testing.T) {
			server := llmtest.New(t, 1)
			server.Play(script...)
			reply, err := open(t, server, nil).Generate(t.Context(), request(), nil)
			if err != nil || !strings.Contains(reply.Text, "burned for") {
				t.Errorf("the reply is %q, %v", reply.Text, err)
			}
			if got := len(server.Requests()); got != len(script) {
				t.Errorf("%d requests, want %d", got, len(script))
			}
		})
	}
}

func TestFails(t *testing.T) {
	for name, c := range map[string]struct {
		behaviour llmtest.Behaviour
		change    func(*llm.Config)
		requests  int
		temporary bool
		begun     bool
	}{
		"broken":        {behaviour: llmtest.Broken(), requests: 3, temporary: true},
		"busy too long": {behaviour: llmtest.Busy("3600"), requests: 1, temporary: true},
		"cut off":       {behaviour: llmtest.CutOff(2), requests: 1, temporary: true, begun: true},
		"silent": {
			behaviour: llmtest.Slow(time.Second), change: func(c *llm.Config) { c.Silence = 30 * time.Millisecond },
			requests: 1, temporary: true, begun: true,
		},
		"no such model": {behaviour: llmtest.Honest(), change: func(c *llm.Config) { c.Model = "other" }},
		"wrong key":     {behaviour: llmtest.Honest(), change: func(c *llm.Config) { c.Key = "sk-wrong-key" }},
	} {
		t.Run(name, func(t *testing.T) {
			server := llmtest.New(t, 1)
			server.Play(c.behaviour)
			_, err := open(t, server, c.change).Generate(t.Context(), request(), func(string) error { return nil })
			e, ok := errors.AsType[*llm.Error](err)
			if !ok || e.Temporary() != c.temporary || e.Begun != c.begun {
				t.Fatalf("the error is %#v, want temporary %t, begun %t", err, c.temporary, c.begun)
			}
			if got := len(server.Requests()); got != c.requests {
				t.Errorf("%d requests, want %d", got, c.requests)
			}
			if text := fmt.Sprintf("%v %+v", err, err); strings.Contains(text, "sk-") {
				t.Errorf("the error shows the key: %s", text)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	t.Run("length", func(t *testing.T) {
		server := llmtest.New(t, 1)
		server.Play(llmtest.OverLong())
		reply, err := open(t, server, func(c *llm.Config) { c.MostTokens = 50 }).Generate(t.Context(), request(), nil)
		if err != nil || !reply.Cut || len(reply.Text) > 50*16+100 {
			t.Errorf("%d bytes, cut %t, %v", len(reply.Text), reply.Cut, err)
		}
		if got := server.Requests()[0].MostTokens; got != 50 {
			t.Errorf("asked for at most %d tokens, want 50", got)
		}
	})
	t.Run("time", func(t *testing.T) {
		server := llmtest.New(t, 1)
		server.Play(llmtest.Slow(20 * time.Millisecond))
		start := time.Now()
		_, err := open(t, server, func(c *llm.Config) { c.Longest = 50 * time.Millisecond }).Generate(t.Context(), request(), nil)
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 2*time.Second {
			t.Errorf("the error is %v after %v", err, time.Since(start))
		}
	})
	t.Run("caller", func(t *testing.T) {
		server := llmtest.New(t, 1)
		enough := errors.New("enough")
		reply, err := open(t, server, nil).Generate(t.Context(), request(), func(string) error { return enough })
		if !errors.Is(err, enough) || reply.Usage.Written == 0 || !reply.Usage.Estimated {
			t.Errorf("%+v, %v", reply, err)
		}
	})
}

func TestConfigIsChecked(t *testing.T) {
	_, err := llm.New(slog.New(slog.DiscardHandler), llm.Config{URL: "ftp://x"})
	if err == nil || !strings.Contains(err.Error(), "ftp://x") || !strings.Contains(err.Error(), "no model") {
		t.Errorf("the error is %v, want both problems", err)
	}
}
