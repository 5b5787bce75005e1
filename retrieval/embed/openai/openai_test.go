package openai

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/embed/embedtest"
	"sitrep/retrieval/embed/openai/openaitest"
	"sitrep/retrieval/endpoint"
)

func configFor(server *openaitest.Server) Config {
	return Config{
		URL: server.URL, Key: openaitest.Key, Model: openaitest.Model, Dimensions: openaitest.Dimensions,
		Requests: endpoint.Options{FirstWait: time.Millisecond, Attempts: 4},
	}
}

func open(t *testing.T, config Config) *Embedder {
	t.Helper()
	e, err := New(t.Context(), slog.New(slog.DiscardHandler), config)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEmbedder(t *testing.T) {
	server := openaitest.New(t)
	config := configFor(server)
	config.BatchTexts = 5
	embedtest.TestEmbedder(t, func(t *testing.T) embed.Embedder { return open(t, config) })
}

func numbered(n int) []string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf("text number%d", i)
	}
	return texts
}

func checkVectors(t *testing.T, texts []string, vectors [][]float32, dimensions int) {
	t.Helper()
	if len(vectors) != len(texts) {
		t.Fatalf("%d vectors for %d texts", len(vectors), len(texts))
	}
	for i, text := range texts {
		want := openaitest.Vector(text)[:dimensions]
		var length float64
		for _, x := range want {
			length += x * x
		}
		for j, x := range want {
			if math.Abs(float64(vectors[i][j])-x/math.Sqrt(length)) > 1e-6 {
				t.Fatalf("text %d has the wrong vector", i)
			}
		}
	}
}

func TestBatches(t *testing.T) {
	server := openaitest.New(t)
	config := configFor(server)
	config.BatchTexts, config.BatchTokens, config.Parallel = 10, 100, 3
	texts := numbered(95)
	texts[40] = strings.Repeat("long ", 500) // larger than a batch may be
	texts[41], texts[94] = " ", ""
	vectors, err := open(t, config).Embed(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	if vectors[41] != nil || vectors[94] != nil {
		t.Error("a blank text has a vector")
	}
	checkVectors(t, texts[:41], vectors[:41], openaitest.Dimensions)
	checkVectors(t, texts[42:94], vectors[42:94], openaitest.Dimensions)
	total := 0
	for _, r := range server.Requests() {
		tokens := 0
		for _, text := range r.Input {
			tokens += EstimateTokens(text)
		}
		if len(r.Input) > 10 || tokens > 100 && len(r.Input) > 1 {
			t.Errorf("a request has %d texts and %d tokens", len(r.Input), tokens)
		}
		if r.Dimensions != 0 {
			t.Errorf("the server was asked for %d dimensions", r.Dimensions)
		}
		total += len(r.Input)
	}
	if total != 93 {
		t.Errorf("%d texts were sent, want 93", total)
	}
	if server.Peak() > 3 {
		t.Errorf("%d requests were open at once, want at most 3", server.Peak())
	}
}

func TestRecovers(t *testing.T) {
	for name, faults := range map[string][]openaitest.Fault{
		"busy":        {{Status: 429, Header: map[string]string{"Retry-After-Ms": "20"}}},
		"broken":      {{Status: 500}, {Status: 503}, {Status: 502}},
		"cut off":     {{CutOff: true}},
		"wrong order": {{Corrupt: func(a *openaitest.Answer) { a.Data[0], a.Data[2] = a.Data[2], a.Data[0] }}},
	} {
		t.Run(name, func(t *testing.T) {
			server := openaitest.New(t)
			server.Fail(faults...)
			texts := numbered(7)
			vectors, err := open(t, configFor(server)).Embed(t.Context(), texts)
			if err != nil {
				t.Fatal(err)
			}
			checkVectors(t, texts, vectors, openaitest.Dimensions)
		})
	}
}

func TestSlowServerIsTriedAgain(t *testing.T) {
	server := openaitest.New(t)
	server.Fail(openaitest.Fault{Delay: time.Hour})
	config := configFor(server)
	config.Requests.Timeout = 200 * time.Millisecond
	if _, err := open(t, config).Embed(t.Context(), numbered(2)); err != nil {
		t.Error(err)
	}
	if got := len(server.Requests()); got != 2 {
		t.Errorf("%d requests, want 2", got)
	}
}

func TestRejects(t *testing.T) {
	corrupt := func(f func(*openaitest.Answer)) openaitest.Fault { return openaitest.Fault{Corrupt: f} }
	for name, c := range map[string]struct {
		fault openaitest.Fault
		want  string // in the error
	}{
		"one too few":   {corrupt(func(a *openaitest.Answer) { a.Data = a.Data[1:] }), "2 vectors for 3 texts"},
		"none":          {corrupt(func(a *openaitest.Answer) { a.Data = nil }), "0 vectors for 3 texts"},
		"same index":    {corrupt(func(a *openaitest.Answer) { a.Data[1].Index = 0 }), "two vectors for text 0"},
		"index beyond":  {corrupt(func(a *openaitest.Answer) { a.Data[1].Index = 3 }), "text 3 of 3"},
		"index below":   {corrupt(func(a *openaitest.Answer) { a.Data[1].Index = -1 }), "text -1 of 3"},
		"short vector":  {corrupt(func(a *openaitest.Answer) { a.Data[1].Embedding = a.Data[1].Embedding[1:] }), "47 dimensions, want 48"},
		"no vector":     {corrupt(func(a *openaitest.Answer) { a.Data[1].Embedding = nil }), "0 dimensions"},
		"zeros":         {corrupt(func(a *openaitest.Answer) { clear(a.Data[1].Embedding) }), "zeros"},
		"too large":     {openaitest.Fault{Raw: `{"data":[{"index":0,"embedding":[1e99]}]}`}, "1e99"},
		"no JSON":       {openaitest.Fault{Raw: `<html>`}, "invalid character"},
		"half a JSON":   {openaitest.Fault{Raw: `{"data":[`}, "unexpected E"},
		"another JSON":  {openaitest.Fault{Raw: `{}`}, "0 vectors"},
		"no such model": {openaitest.Fault{Status: 404}, "404"},
	} {
		t.Run(name, func(t *testing.T) {
			server := openaitest.New(t)
			server.Fail(c.fault)
			vectors, err := open(t, configFor(server)).Embed(t.Context(), numbered(3))
			if err == nil || !strings.Contains(err.Error(), c.want) || vectors != nil {
				t.Errorf("the error is %v with %d vectors, want %q", err, len(vectors), c.want)
			}
			if got := len(server.Requests()); got != 1 {
				t.Errorf("%d requests, want 1", got)
			}
		})
	}
}

func TestGivesUp(t *testing.T) {
	server := openaitest.New(t)
	for range 10 {
		server.Fail(openaitest.Fault{Status: http.StatusTooManyRequests})
	}
	_, err := open(t, configFor(server)).Embed(t.Context(), numbered(3))
	failure, ok := errors.AsType[*endpoint.Error](err)
	if !ok || failure.Status != http.StatusTooManyRequests || !failure.Temporary || failure.Attempts != 4 {
		t.Errorf("the error is %#v, want 429 after 4 attempts", err)
	}
}

// TestFirstFailureEndsTheRest checks that a wrong key is not tried with every batch.
func TestFirstFailureEndsTheRest(t *testing.T) {
	server := openaitest.New(t)
	config := configFor(server)
	config.BatchTexts, config.Parallel = 1, 2
	server.Fail(openaitest.Fault{Status: 400}, openaitest.Fault{Status: 400}, openaitest.Fault{Status: 400})
	if _, err := open(t, config).Embed(t.Context(), numbered(200)); err == nil {
		t.Fatal("no error")
	}
	if got := len(server.Requests()); got > 20 {
		t.Errorf("%d requests were sent after the first had failed", got)
	}
}

func TestKeyStaysSecret(t *testing.T) {
	server := openaitest.New(t)
	config := configFor(server)
	config.Key = "sk-wrong-9876543210"
	_, err := open(t, config).Embed(t.Context(), numbered(1))
	failure, ok := errors.AsType[*endpoint.Error](err)
	if !ok || failure.Status != http.StatusUnauthorized || failure.Temporary {
		t.Fatalf("the error is %v, want 401", err)
	}
	for _, shown := range []string{err.Error(), fmt.Sprintf("%+v %#v", config, config)} {
		if strings.Contains(shown, "9876543210") {
			t.Errorf("the key is shown: %s", shown)
		}
	}
}

func TestDimensions(t *testing.T) {
	server := openaitest.New(t)
	config := configFor(server)
	config.Dimensions = 0
	if got := open(t, config).Fingerprint().Dimensions; got != openaitest.Dimensions {
		t.Errorf("learned %d dimensions, want %d", got, openaitest.Dimensions)
	}

	config.Dimensions, config.Shorten = 16, true
	e := open(t, config)
	if got, want := e.Fingerprint(), (embed.Fingerprint{Model: openaitest.Model, Version: "1", Dimensions: 16}); got != want {
		t.Errorf("the fingerprint is %v, want %v", got, want)
	}
	texts := numbered(3)
	vectors, err := e.Embed(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	checkVectors(t, texts, vectors, 16)
	if requests := server.Requests(); requests[len(requests)-1].Dimensions != 16 {
		t.Error("the server was not asked to shorten")
	}

	server.Fail(openaitest.Fault{Status: 401})
	config.Dimensions, config.Shorten = 0, false
	if _, err := New(t.Context(), slog.New(slog.DiscardHandler), config); err == nil {
		t.Error("New learned the dimensions from a server that fails")
	}
}

func TestPrefixes(t *testing.T) {
	server := openaitest.New(t)
	config := configFor(server)
	config.QuestionPrefix, config.PassagePrefix = "query: ", "passage: "
	e := open(t, config)
	if _, err := e.Embed(t.Context(), []string{"a text"}); err != nil {
		t.Fatal(err)
	}
	if _, err := embed.Question(t.Context(), e, "a question"); err != nil {
		t.Fatal(err)
	}
	requests := server.Requests()
	if requests[0].Input[0] != "passage: a text" || requests[1].Input[0] != "query: a question" {
		t.Errorf("the server got %v", requests)
	}
	plain := open(t, configFor(server)).Fingerprint()
	if e.Fingerprint() == plain {
		t.Error("the prefix of passages does not change the fingerprint")
	}
	config.PassagePrefix = ""
	if open(t, config).Fingerprint() != plain {
		t.Error("the prefix of questions changes the fingerprint")
	}
}

func TestTokenLimit(t *testing.T) {
	server := openaitest.New(t)
	config := configFor(server)
	config.TokensPerMinute = 60
	e := open(t, config)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	text := []string{strings.Repeat("word ", 40)} // 50 tokens
	if _, err := e.Embed(ctx, text); err != nil {
		t.Error(err)
	}
	if _, err := e.Embed(ctx, text); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v, want the deadline: 100 tokens do not fit into a minute's 60", err)
	}
	if got := len(server.Requests()); got != 1 {
		t.Errorf("%d requests, want 1", got)
	}
}

func TestEstimate(t *testing.T) {
	server := openaitest.New(t)
	config := configFor(server)
	config.BatchTexts, config.PricePerMillion, config.PassagePrefix = 2, 125000, "abcd"
	got := open(t, config).Estimate(slices.Values([]string{"12345678", "", "漢字", " ", "x"}))
	if want := (Estimate{Texts: 3, Tokens: 3 + 3 + 2, Requests: 2, Cost: 1}); got != want {
		t.Errorf("the estimate is %+v, want %+v", got, want)
	}
	if len(server.Requests()) != 0 {
		t.Error("an estimate asked the server")
	}
}

func TestConfigProblems(t *testing.T) {
	for name, c := range map[string]struct {
		config Config
		want   []string
	}{
		"nothing": {Config{}, []string{"no model"}},
		"all": {
			Config{URL: "localhost:11434", Dimensions: -1},
			[]string{"localhost:11434", "no model", "-1"},
		},
		"shorten": {Config{Model: "m", Shorten: true}, []string{"how many"}},
	} {
		_, err := New(t.Context(), slog.New(slog.DiscardHandler), c.config)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: the error %v does not say %q", name, err, want)
			}
		}
	}
}
