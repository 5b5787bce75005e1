// Package llmtest is a chat model for tests: a real server on the loopback interface that
// speaks OpenAI's chat completions, checks what it is sent, remembers it, and writes or
// fails as its script says. A [Behaviour] writes honestly, carelessly, maliciously or not
// at all; all chance in it comes from one seed.
package llmtest

import (
	"encoding/json"
	"fmt"
	"io"
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
const Key = "sk-test-chat-0123456789"

// Model is the only model that the server has.
const Model = "test-chat"

// mostPrompt is the longest request that the server takes, in bytes.
const mostPrompt = 400_000

// Format is a response_format that a server may know.
type Format string

// The formats.
const (
	Text       Format = "text" // no response_format at all
	JSONObject Format = "json_object"
	JSONSchema Format = "json_schema"
)

// Request is what the server was asked, once per request that was well-formed.
type Request struct {
	Format     Format
	Stream     bool
	MostTokens int
	Prompt     Prompt
}

// Behaviour is how the server meets one request. The zero value writes an empty reply.
type Behaviour struct {
	Name       string
	Write      func(Prompt, *Pen) string // the reply's text
	Status     int                       // fail with this status instead
	RetryAfter string                    // header of the failure
	Delay      time.Duration             // before the first byte
	Gap        time.Duration             // between pieces of a streamed reply
	CutAfter   int                       // end the connection after so many pieces; 0 means never
	CutAtOnce  bool                      // end it after the first event, which has no text
	Whole      bool                      // answer in one piece though asked for a stream
}

// Lie is a false sentence that the server wrote.
type Lie struct {
	Kind string // the behaviour's name
	Text string
	Cite string
}

// Pen is what a behaviour writes with: chance, and a note of the lies told.
type Pen struct {
	*rand.Rand
	lies []Lie
}

// Lie notes a false sentence.
func (p *Pen) Lie(kind, text, cite string) { p.lies = append(p.lies, Lie{kind, text, cite}) }

// Server is the endpoint. Its methods are safe for concurrent use.
type Server struct {
	URL string // up to and including /v1

	close func()

	mu       sync.Mutex
	rng      *rand.Rand
	script   []Behaviour
	formats  []Format
	noUsage  bool
	requests []Request
	lies     []Lie
	tries    int
}

// New starts a server that ends with the test. It behaves honestly until told otherwise.
func New(t testing.TB, seed uint64) *Server {
	s := Start(seed)
	t.Cleanup(s.Close)
	return s
}

// Start is New for what is no test itself. The server ends with Close.
func Start(seed uint64) *Server {
	s := &Server{rng: rand.New(rand.NewPCG(seed, 1)), script: []Behaviour{Honest()}, formats: []Format{Text, JSONObject, JSONSchema}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/chat/completions", s.complete)
	server := httptest.NewServer(mux)
	s.close = server.Close
	s.URL = server.URL + "/v1"
	return s
}

// Close ends the server and waits for requests under way.
func (s *Server) Close() { s.close() }

// Play sets how the next requests are met, one behaviour each, the last one for ever.
func (s *Server) Play(script ...Behaviour) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.script = script
}

// Knows sets the response formats that the server accepts; others get status 400, as does
// stream_options where only Text is known.
func (s *Server) Knows(formats ...Format) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.formats = formats
}

// WithoutUsage makes the server keep silent about tokens.
func (s *Server) WithoutUsage() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.noUsage = true
}

// Requests lists the well-formed requests so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Tries is how many requests came, those with unknown formats among them.
func (s *Server) Tries() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tries
}

// TakeLies returns the lies told since it was called last.
func (s *Server) TakeLies() []Lie {
	s.mu.Lock()
	defer s.mu.Unlock()
	lies := s.lies
	s.lies = nil
	return lies
}

func (s *Server) complete(w http.ResponseWriter, r *http.Request) {
	request, status, err := s.read(r)
	if err != nil {
		fail(w, status, err.Error())
		return
	}
	behaviour, text := s.begin(request)
	select {
	case <-time.After(behaviour.Delay):
	case <-r.Context().Done():
		return
	}
	if behaviour.Status != 0 {
		if behaviour.RetryAfter != "" {
			w.Header().Set("Retry-After", behaviour.RetryAfter)
		}
		fail(w, behaviour.Status, "told to fail")
		return
	}
	reply := reply{request: request, text: text, usage: !s.silent()}
	if request.Stream && !behaviour.Whole {
		reply.stream(w, r, behaviour)
		return
	}
	reply.whole(w)
}

func (s *Server) silent() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.noUsage
}

// begin notes a request, takes its behaviour from the script and has it write.
func (s *Server) begin(r Request) (Behaviour, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
	behaviour := s.script[0]
	if len(s.script) > 1 {
		s.script = s.script[1:]
	}
	if behaviour.Write == nil {
		return behaviour, ""
	}
	pen := &Pen{Rand: s.rng}
	text := behaviour.Write(r.Prompt, pen)
	s.lies = append(s.lies, pen.lies...)
	return behaviour, text
}

// read checks a request as strictly as any server does.
func (s *Server) read(r *http.Request) (Request, int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tries++
	if got := r.Header.Get("Authorization"); got != "Bearer "+Key {
		return Request{}, http.StatusUnauthorized, fmt.Errorf("incorrect API key provided: %s", strings.TrimPrefix(got, "Bearer "))
	}
	if got := r.Header.Get("Content-Type"); got != "application/json" {
		return Request{}, http.StatusUnsupportedMediaType, fmt.Errorf("content type is %q", got)
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, mostPrompt+1))
	if err != nil || len(body) > mostPrompt {
		return Request{}, http.StatusBadRequest, fmt.Errorf("unreadable, or longer than %d bytes: %v", mostPrompt, err)
	}
	var wire wireRequest
	decoder := json.NewDecoder(strings.NewReader(string(body)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&wire); err != nil {
		return Request{}, http.StatusBadRequest, err
	}
	if wire.Model != Model {
		return Request{}, http.StatusNotFound, fmt.Errorf("the model %q does not exist", wire.Model)
	}
	if err := wire.check(s.formats); err != nil {
		return Request{}, http.StatusBadRequest, err
	}
	return wire.request(), 0, nil
}
