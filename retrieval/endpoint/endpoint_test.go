package endpoint

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// script answers the n-th request by its n-th step, and the last one for ever.
type script struct {
	steps []func(*http.Request) (*http.Response, error)
	count atomic.Int64
	times []time.Time
}

func (s *script) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		if _, err := io.ReadAll(req.Body); err != nil {
			return nil, err
		}
	}
	s.times = append(s.times, time.Now())
	n := int(s.count.Add(1))
	return s.steps[min(n, len(s.steps))-1](req)
}

func answer(status int, body string, header ...string) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) {
		h := http.Header{}
		for i := 0; i < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}, nil
	}
}

func fail(err error) func(*http.Request) (*http.Response, error) {
	return func(*http.Request) (*http.Response, error) { return nil, err }
}

func hang(req *http.Request) (*http.Response, error) {
	<-req.Context().Done()
	return nil, req.Context().Err()
}

func newRequest(t *testing.T, ctx context.Context) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://user:pass@model.test/v1/embeddings?key=1", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer sk-verysecret")
	return req
}

func TestRetries(t *testing.T) {
	steps := func(list ...func(*http.Request) (*http.Response, error)) []func(*http.Request) (*http.Response, error) {
		return list
	}
	ok := answer(200, "fine")
	for name, c := range map[string]struct {
		steps    []func(*http.Request) (*http.Response, error)
		attempts int
		status   int // of the error, -1 for success
		least    time.Duration
		most     time.Duration
	}{
		"at once":       {steps(ok), 1, -1, 0, 0},
		"after 500":     {steps(answer(500, ""), ok), 2, -1, 500 * time.Millisecond, time.Second},
		"after 429":     {steps(answer(429, ""), answer(429, ""), ok), 3, -1, 1500 * time.Millisecond, 3 * time.Second},
		"seconds":       {steps(answer(429, "", "Retry-After", "7"), ok), 2, -1, 7 * time.Second, 7 * time.Second},
		"milliseconds":  {steps(answer(503, "", "Retry-After-Ms", "2500", "Retry-After", "60"), ok), 2, -1, 2500 * time.Millisecond, 2500 * time.Millisecond},
		"asks too much": {steps(answer(429, "", "Retry-After", "3600"), ok), 1, 429, 0, 0},
		"quota":         {steps(answer(429, `{"error":{"code":"insufficient_quota"}}`), ok), 1, 429, 0, 0},
		"wrong key":     {steps(answer(401, ""), ok), 1, 401, 0, 0},
		"bad request":   {steps(answer(400, ""), ok), 1, 400, 0, 0},
		"connection":    {steps(fail(io.ErrUnexpectedEOF), ok), 2, -1, 500 * time.Millisecond, time.Second},
		"slow":          {steps(hang, ok), 2, -1, 60 * time.Second, 61 * time.Second},
		"always down":   {steps(answer(502, "")), 4, 502, 3500 * time.Millisecond, 7 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				transport := &script{steps: c.steps}
				client := New(slog.New(slog.DiscardHandler), Options{
					HTTP: &http.Client{Transport: transport}, Attempts: 4, FirstWait: time.Second,
				})
				start := time.Now()
				response, err := client.Do(newRequest(t, t.Context()))
				if took := time.Since(start); took < c.least || took > c.most {
					t.Errorf("it took %v, want %v to %v", took, c.least, c.most)
				}
				if got := int(transport.count.Load()); got != c.attempts {
					t.Errorf("%d attempts, want %d", got, c.attempts)
				}
				if c.status < 0 {
					if err != nil {
						t.Fatal(err)
					}
					if body, _ := io.ReadAll(response.Body); string(body) != "fine" {
						t.Errorf("the answer is %q", body)
					}
					return
				}
				failure, isError := errors.AsType[*Error](err)
				if !isError || failure.Status != c.status || failure.Attempts != c.attempts {
					t.Errorf("the error is %#v, want status %d after %d attempts", err, c.status, c.attempts)
				}
			})
		})
	}
}

func TestContextEndsTheWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := New(slog.New(slog.DiscardHandler), Options{HTTP: &http.Client{Transport: &script{
			steps: []func(*http.Request) (*http.Response, error){answer(503, "down", "Retry-After", "50")},
		}}})
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		start := time.Now()
		_, err := client.Do(newRequest(t, ctx))
		if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "down") {
			t.Errorf("the error is %v, want the deadline and what the server said", err)
		}
		if took := time.Since(start); took != 3*time.Second {
			t.Errorf("it took %v, want 3s", took)
		}
	})
}

func TestContextEndsAnAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &script{steps: []func(*http.Request) (*http.Response, error){hang}}
		client := New(slog.New(slog.DiscardHandler), Options{HTTP: &http.Client{Transport: transport}})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := client.Do(newRequest(t, ctx)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the error is %v, want the deadline", err)
		}
		if transport.count.Load() != 1 {
			t.Error("it was tried again after the context had ended")
		}
	})
}

func TestRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &script{steps: []func(*http.Request) (*http.Response, error){answer(200, "")}}
		client := New(slog.New(slog.DiscardHandler), Options{HTTP: &http.Client{Transport: transport}, RequestsPerMinute: 30})
		start := time.Now()
		for range 5 {
			if _, err := client.Do(newRequest(t, t.Context())); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took < 7990*time.Millisecond || took > 8010*time.Millisecond {
			t.Errorf("five requests at 30 a minute took %v, want 8s", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := client.Do(newRequest(t, ctx)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the error is %v, want the deadline that is nearer than the next place", err)
		}
	})
}

func TestErrorText(t *testing.T) {
	for body, want := range map[string]string{
		`{"error":{"message":"no such model"}}`:            "no such model",
		`{"error":"no such model"}`:                        "no such model",
		`{"message":"no such\nmodel"}`:                     "no such model",
		`{"detail":"no such model"}`:                       "no such model",
		`<html>no such model</html>`:                       "<html>no such model</html>",
		`{"error":{"message":"key sk-verysecret is bad"}}`: "key <secret> is bad",
		"\xff\xfe":               "",
		strings.Repeat("ä", 400): strings.Repeat("ä", 148) + "...",
	} {
		client := New(slog.New(slog.DiscardHandler), Options{HTTP: &http.Client{Transport: &script{
			steps: []func(*http.Request) (*http.Response, error){answer(404, body)},
		}}})
		_, err := client.Do(newRequest(t, t.Context()))
		failure, ok := errors.AsType[*Error](err)
		if !ok || failure.Message != want {
			t.Errorf("of %.50q the message is %q, want %q", body, failure.Message, want)
		}
		if want := strings.TrimSuffix("http://model.test/v1/embeddings: 404 Not Found: "+want, ": "); err.Error() != want {
			t.Errorf("the error is %q, want %q", err, want)
		}
	}
}

// TestServer sends over the loopback interface: cut-off answers, and a request body that is
// sent again whole.
func TestServer(t *testing.T) {
	var bodies []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(body))
		if len(bodies) == 1 {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("half of"))
			return
		}
		_, _ = w.Write([]byte("all of it"))
	}))
	defer server.Close()
	client := New(slog.New(slog.DiscardHandler), Options{FirstWait: time.Millisecond})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, bytes.NewReader([]byte("question")))
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := io.ReadAll(response.Body); string(got) != "all of it" {
		t.Errorf("the answer is %q", got)
	}
	if len(bodies) != 2 || bodies[0] != "question" || bodies[1] != "question" {
		t.Errorf("the server got %q", bodies)
	}

	server.Close()
	client = New(slog.New(slog.DiscardHandler), Options{FirstWait: time.Millisecond, Attempts: 2})
	_, err = client.Do(req)
	if failure, ok := errors.AsType[*Error](err); !ok || failure.Status != 0 || !failure.Temporary || failure.Attempts != 2 {
		t.Errorf("with the server gone the error is %#v", err)
	}
	if strings.Count(err.Error(), server.URL) != 1 {
		t.Errorf("the error names the address more or less than once: %v", err)
	}
}

func TestRetryAfterDate(t *testing.T) {
	now := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"Wed, 01 May 2024 12:00:30 GMT": 30 * time.Second,
		"Wed, 01 May 2024 11:00:00 GMT": 0,
		"soon":                          0,
		"-5":                            0,
		"0.5":                           500 * time.Millisecond,
		"1e300":                         1e6 * time.Second,
	} {
		if got := retryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("Retry-After: %s gives %v, want %v", value, got, want)
		}
	}
}

func TestBaseURL(t *testing.T) {
	for s, want := range map[string]string{
		"https://api.example.org/v1/": "https://api.example.org/v1",
		"http://127.0.0.1:8080":       "http://127.0.0.1:8080",
		"api.example.org":             "",
		"ftp://example.org":           "",
		"https:///v1":                 "",
		"https://example.org/?a=b":    "",
		"http://exa mple.org":         "",
		"":                            "",
	} {
		got, err := BaseURL(s)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("BaseURL(%q) is %q and %v, want %q", s, got, err, want)
		}
	}
}

func TestBackoffStaysBelowTheLongestWait(t *testing.T) {
	client := New(slog.New(slog.DiscardHandler), Options{FirstWait: time.Second, LongestWait: 10 * time.Second})
	for attempt := 1; attempt < 100; attempt++ {
		if wait := client.backoff(attempt); wait <= 0 || wait > 10*time.Second {
			t.Errorf("the pause after attempt %d is %v", attempt, wait)
		}
	}
}

func TestSecret(t *testing.T) {
	const key = Secret("sk-verysecret")
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("key", "key", key, "in", struct{ Key Secret }{key})
	for _, shown := range []string{
		fmt.Sprint(key), fmt.Sprintf("%s %q %v %+v %#v %x %d", key, key, key, key, key, key, key),
		fmt.Sprintf("%+v %#v", struct{ Key Secret }{key}, &struct{ Key Secret }{key}), log.String(),
	} {
		if strings.Contains(shown, "verysecret") || strings.Contains(shown, fmt.Sprintf("%x", "verysecret")) {
			t.Errorf("the secret is printed: %s", shown)
		}
		if !strings.Contains(shown, "<secret>") && !strings.Contains(shown, `\u003csecret\u003e`) {
			t.Errorf("there is no sign of the secret: %s", shown)
		}
	}
	if key.Reveal() != "sk-verysecret" || Secret("").String() != "" {
		t.Error("Reveal or the empty secret is wrong")
	}
}
