// Package openaitest is an embeddings endpoint for tests: a real server on the loopback
// interface that checks what it is sent, remembers it, and fails as it is told.
package openaitest

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Key is the only key that the server accepts, as a bearer token.
const Key = "sk-test-0123456789"

// Model is the only model that the server has, of Dimensions dimensions.
const (
	Model      = "test-embedding"
	Dimensions = 48
)

// maxTexts and maxText are the limits of a request, like OpenAI's but smaller.
const (
	maxTexts = 256
	maxText  = 40_000 // bytes
)

// Request is what the server was asked.
type Request struct {
	Input      []string `json:"input"`
	Model      string   `json:"model"`
	Dimensions int      `json:"dimensions"`
}

// Fault makes one request fail. The zero value lets it pass.
type Fault struct {
	Status  int               // answer with this status instead, and an error in JSON
	Header  map[string]string // of the answer
	Delay   time.Duration     // before the answer
	CutOff  bool              // end the connection in the middle of the answer
	Corrupt func(*Answer)     // change the answer before it is sent
	Raw     string            // send this instead of the answer
}

// Answer is the protocol's answer.
type Answer struct {
	Object string         `json:"object"`
	Data   []Item         `json:"data"`
	Model  string         `json:"model"`
	Usage  map[string]int `json:"usage"`
}

// Item is one vector of an answer.
type Item struct {
	Object    string    `json:"object"`
	Index     int       `json:"index"`
	Embedding []float64 `json:"embedding"`
}

// Server is the endpoint. Its methods are safe for concurrent use.
type Server struct {
	URL string // up to and including /v1

	mu       sync.Mutex
	meanings map[string]string
	faults   []Fault
	requests []Request
	active   int
	peak     int
}

// New starts a server that ends with the test.
func New(t testing.TB) *Server {
	s, stop := Start()
	t.Cleanup(stop)
	return s
}

// Start starts a server that ends when stop is called.
func Start() (s *Server, stop func()) {
	s = &Server{}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/embeddings", s.embeddings)
	server := httptest.NewServer(mux)
	s.URL = server.URL + "/v1"
	return s, server.Close
}

// Fail makes the next requests fail, one for each fault.
func (s *Server) Fail(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, faults...)
}

// Learn teaches the model a word of another language, in lower case: it is read as the
// English one.
func (s *Server) Learn(foreign, english string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.meanings == nil {
		s.meanings = map[string]string{}
	}
	s.meanings[foreign] = english
}

// knows is the words that the model has learnt.
func (s *Server) knows() map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.meanings)
}

// Requests lists the valid requests so far, those that were made to fail among them.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Peak is the largest number of requests that were open at once.
func (s *Server) Peak() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.peak
}

// begin notes a request and takes its fault.
func (s *Server) begin(r Request) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
	s.active++
	s.peak = max(s.peak, s.active)
	if len(s.faults) == 0 {
		return Fault{}
	}
	fault := s.faults[0]
	s.faults = s.faults[1:]
	return fault
}

func (s *Server) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.active--
}

func (s *Server) embeddings(w http.ResponseWriter, r *http.Request) {
	request, status, err := read(r)
	if err != nil {
		fail(w, status, err.Error())
		return
	}
	fault := s.begin(request)
	defer s.end()
	select {
	case <-time.After(fault.Delay):
	case <-r.Context().Done():
		return
	}
	for name, value := range fault.Header {
		w.Header().Set(name, value)
	}
	if fault.Status != 0 {
		fail(w, fault.Status, "told to fail")
		return
	}
	answer := answerTo(request, s.knows())
	if fault.Corrupt != nil {
		fault.Corrupt(&answer)
	}
	body, err := json.Marshal(answer)
	if err != nil {
		fail(w, http.StatusInternalServerError, err.Error())
		return
	}
	if fault.Raw != "" {
		body = []byte(fault.Raw)
	}
	w.Header().Set("Content-Type", "application/json")
	if fault.CutOff {
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		body = body[:len(body)/2]
	}
	_, _ = w.Write(body)
}

// read checks a request as strictly as any server does.
func read(r *http.Request) (Request, int, error) {
	var request Request
	if got := r.Header.Get("Authorization"); got != "Bearer "+Key {
		return request, http.StatusUnauthorized, fmt.Errorf("incorrect API key provided: %s", strings.TrimPrefix(got, "Bearer "))
	}
	if got := r.Header.Get("Content-Type"); got != "application/json" {
		return request, http.StatusUnsupportedMediaType, fmt.Errorf("content type is %q", got)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return request, http.StatusBadRequest, err
	}
	decoder := json.NewDecoder(strings.NewReader(string(body)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&request); err != nil {
		return request, http.StatusBadRequest, err
	}
	switch {
	case request.Model != Model:
		err = fmt.Errorf("the model %q does not exist", request.Model)
	case len(request.Input) == 0 || len(request.Input) > maxTexts:
		err = fmt.Errorf("%d inputs, want 1 to %d", len(request.Input), maxTexts)
	case request.Dimensions < 0 || request.Dimensions > Dimensions:
		err = fmt.Errorf("%d dimensions, want at most %d", request.Dimensions, Dimensions)
	}
	for i, text := range request.Input {
		if strings.TrimSpace(text) == "" || len(text) > maxText {
			err = fmt.Errorf("input %d is blank or too long", i)
		}
	}
	return request, http.StatusBadRequest, err
}

func fail(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": message, "type": "test"}})
}

func answerTo(r Request, meanings map[string]string) Answer {
	answer := Answer{Object: "list", Model: r.Model, Usage: map[string]int{}}
	for i, text := range r.Input {
		v := Vector(translate(text, meanings))
		if r.Dimensions > 0 {
			v = v[:r.Dimensions]
		}
		answer.Data = append(answer.Data, Item{Object: "embedding", Index: i, Embedding: v})
		answer.Usage["prompt_tokens"] += len(strings.Fields(text))
	}
	answer.Usage["total_tokens"] = answer.Usage["prompt_tokens"]
	return answer
}

// translate reads each word as the one that stands for it in meanings.
func translate(text string, meanings map[string]string) string {
	words := strings.Fields(strings.ToLower(text))
	for i, word := range words {
		if meaning, known := meanings[strings.Trim(word, ".,?!")]; known {
			words[i] = meaning
		}
	}
	return strings.Join(words, " ")
}

// Vector is the vector of a text: the sum of one by chance for each of its words, so that
// texts with words in common are near each other. It is not of unit length.
func Vector(text string) []float64 {
	v := make([]float64, Dimensions)
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		h := fnv.New64a()
		_, _ = io.WriteString(h, strings.Trim(word, ".,?!")) // a hash never returns an error
		r := rand.New(rand.NewPCG(h.Sum64(), 0))
		for i := range v {
			v[i] += r.NormFloat64()
		}
	}
	return v
}
