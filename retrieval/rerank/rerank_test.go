package rerank_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sitrep/retrieval/embed/bert"
	"sitrep/retrieval/endpoint"
	"sitrep/retrieval/rerank"
	"sitrep/retrieval/rerank/reranktest"
)

var _ rerank.Reranker = (*bert.CrossEncoder)(nil)

func TestOrder(t *testing.T) {
	if got, want := rerank.Order([]float32{0.5, 2, -1, 2, 0.5}), []int{1, 3, 0, 4, 2}; !slices.Equal(got, want) {
		t.Errorf("the order is %v, want %v", got, want)
	}
	if got := rerank.Order(nil); len(got) != 0 {
		t.Errorf("the order of nothing is %v", got)
	}
}

func TestCrossEncoder(t *testing.T) {
	e, err := bert.OpenCrossEncoder("../embed/bert/testdata/cross")
	if err != nil {
		t.Fatal(err)
	}
	reranktest.TestReranker(t, func(*testing.T) rerank.Reranker { return e })
}

// service scores a passage by the share of the question's words in it. It speaks the
// dialect it is told, checks what it is sent, and fails as it is told.
type service struct {
	dialect string
	url     string

	mu       sync.Mutex
	failures []func(w http.ResponseWriter, answer string) // for the next requests, one each
	sizes    []int                                        // passages of each request
}

const key = "co-test-0123456789"

func newService(t *testing.T, dialect string) *service {
	s := &service{dialect: dialect}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/rerank", s.rerank)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	s.url = server.URL + "/v1"
	return s
}

func (s *service) rerank(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Model            string
		Query            string
		Documents, Texts []string
		TopN             int `json:"top_n"`
		Truncate         bool
	}
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	passages := func() []string { return append(request.Documents, request.Texts...) }
	switch err := decoder.Decode(&request); {
	case err != nil:
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	case r.Header.Get("Authorization") != "Bearer "+key:
		http.Error(w, "no such key: "+r.Header.Get("Authorization"), http.StatusUnauthorized)
		return
	case (s.dialect == "tei") != (request.Documents == nil), s.dialect == "tei" && request.Model != "",
		s.dialect != "tei" && (request.Model != "test-rerank" || request.TopN != len(request.Documents)),
		len(passages()) == 0 || len(passages()) > 40:
		http.Error(w, "the request is not in this dialect", http.StatusUnprocessableEntity)
		return
	}
	name := "relevance_score"
	if s.dialect == "tei" {
		name = "score"
	}
	var items []map[string]any
	words := strings.Fields(request.Query)
	for i, p := range passages() {
		share := 0.0
		for _, word := range words {
			if strings.Contains(strings.ToLower(p), strings.Trim(word, "?")) {
				share += 1 / float64(len(words))
			}
		}
		items = append(items, map[string]any{"index": i, name: share})
	}
	slices.SortStableFunc(items, func(a, b map[string]any) int { return int(100 * (b[name].(float64) - a[name].(float64))) })
	var answer any = map[string]any{"results": items}
	switch s.dialect {
	case "tei":
		answer = items
	case "voyage":
		answer = map[string]any{"data": items}
	}
	body, _ := json.Marshal(answer)
	if fail := s.next(len(passages())); fail != nil {
		fail(w, string(body))
		return
	}
	_, _ = w.Write(body)
}

func (s *service) next(size int) func(http.ResponseWriter, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sizes = append(s.sizes, size)
	if len(s.failures) == 0 {
		return nil
	}
	fail := s.failures[0]
	s.failures = s.failures[1:]
	return fail
}

func open(t *testing.T, s *service) *rerank.Endpoint {
	t.Helper()
	config := rerank.Config{
		URL: s.url, Key: key, Model: "test-rerank",
		Requests: endpoint.Options{FirstWait: time.Millisecond, Attempts: 3},
	}
	if s.dialect == "tei" {
		config.Protocol, config.Model = rerank.TEI, ""
	}
	e, err := rerank.NewEndpoint(slog.New(slog.DiscardHandler), config)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEndpoint(t *testing.T) {
	for _, dialect := range []string{"cohere", "voyage", "tei"} {
		t.Run(dialect, func(t *testing.T) {
			s := newService(t, dialect)
			reranktest.TestReranker(t, func(t *testing.T) rerank.Reranker { return open(t, s) })
			if most := slices.Max(s.sizes); most > 32 {
				t.Errorf("a request had %d passages, want at most 32", most)
			}
		})
	}
}

func status(code int) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, _ string) { http.Error(w, "told to fail", code) }
}

func replace(old, replacement string) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, answer string) {
		_, _ = w.Write([]byte(strings.Replace(answer, old, replacement, 1)))
	}
}

func TestEndpointRecovers(t *testing.T) {
	s := newService(t, "cohere")
	s.failures = []func(http.ResponseWriter, string){status(429), func(w http.ResponseWriter, answer string) {
		w.Header().Set("Content-Length", fmt.Sprint(len(answer)))
		_, _ = w.Write([]byte(answer[:len(answer)/2]))
	}}
	scores, err := open(t, s).Score(t.Context(), "bridge closed", []string{"the bridge", "rain", "the bridge was closed"})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.5, 0, 1} {
		if math.Abs(float64(scores[i])-want) > 1e-6 {
			t.Errorf("score %d is %g, want %g", i, scores[i], want)
		}
	}
}

func TestEndpointRejects(t *testing.T) {
	for name, c := range map[string]struct {
		failure func(http.ResponseWriter, string)
		want    string
	}{
		"same place twice": {replace(`"index":1`, `"index":0`), "two scores for passage 0"},
		"place beyond":     {replace(`"index":1`, `"index":9`), "passage 9 of 2"},
		"place below":      {replace(`"index":1`, `"index":-1`), "passage -1 of 2"},
		"no place":         {replace(`"index":1`, `"at":1`), "without"},
		"no score":         {replace(`relevance_score`, `points`), "without"},
		"large score":      {replace(`:0}`, `:1e99}`), "1e+99"},
		"too few":          {replace(`{"results":[{`, `{"results":[],"rest":[{`), "0 scores for 2"},
		"another answer":   {replace(`"results"`, `"outcome"`), "0 scores for 2"},
		"no JSON":          {replace(`{"results"`, `<html>`), "invalid character"},
		"no list":          {replace(`{"results":[`, `[[`), "read the answer"},
		"not found":        {status(404), "404"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newService(t, "cohere")
			s.failures = []func(http.ResponseWriter, string){c.failure}
			scores, err := open(t, s).Score(t.Context(), "bridge", []string{"the bridge", "rain"})
			if err == nil || !strings.Contains(err.Error(), c.want) || scores != nil {
				t.Errorf("the error is %v with %d scores, want %q in it", err, len(scores), c.want)
			}
			if len(s.sizes) != 1 {
				t.Errorf("%d requests, want 1", len(s.sizes))
			}
		})
	}
}

func TestEndpointGivesUp(t *testing.T) {
	s := newService(t, "cohere")
	s.failures = []func(http.ResponseWriter, string){status(503), status(503), status(503)}
	_, err := open(t, s).Score(t.Context(), "bridge", []string{"the bridge"})
	if failure, ok := errors.AsType[*endpoint.Error](err); !ok || failure.Status != 503 || !failure.Temporary {
		t.Errorf("the error is %v, want 503", err)
	}
}

func TestEndpointConfig(t *testing.T) {
	lg := slog.New(slog.DiscardHandler)
	for want, config := range map[string]rerank.Config{
		"no model":  {URL: "http://127.0.0.1:1"},
		"localhost": {URL: "localhost:8080", Model: "m"},
		"grpc":      {URL: "http://127.0.0.1:1", Protocol: "grpc"},
	} {
		if _, err := rerank.NewEndpoint(lg, config); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %q in it", err, want)
		}
	}
	e, err := rerank.NewEndpoint(lg, rerank.Config{URL: newService(t, "cohere").url, Model: "test-rerank", Key: "co-wrong-987654321"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = e.Score(t.Context(), "bridge", []string{"the bridge"})
	if err == nil || strings.Contains(err.Error(), "987654321") || !strings.Contains(err.Error(), "401") {
		t.Errorf("the error is %v, want 401 without the key", err)
	}
}
