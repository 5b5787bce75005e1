package endpoint

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestStreamHandsOnWhatHasCome reads the first piece while the server still holds back the
// second.
func TestStreamHandsOnWhatHasCome(t *testing.T) {
	release := make(chan struct{})
	tries := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if tries++; tries == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "one ")
		_ = http.NewResponseController(w).Flush()
		<-release
		_, _ = io.WriteString(w, "two")
	}))
	defer server.Close()
	client := New(slog.New(slog.DiscardHandler), Options{FirstWait: time.Millisecond, Timeout: 2 * time.Second})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Stream(req)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	first := make([]byte, 4)
	if _, err := io.ReadFull(response.Body, first); err != nil || string(first) != "one " {
		t.Fatalf("the first piece is %q, %v", first, err)
	}
	close(release)
	rest, err := io.ReadAll(response.Body)
	if err != nil || string(rest) != "two" {
		t.Errorf("the rest is %q, %v", rest, err)
	}
	if tries != 2 {
		t.Errorf("%d attempts, want 2", tries)
	}
}

// TestStreamWaitsForTheFirstByte checks that headers alone do not count as an answer.
func TestStreamWaitsForTheFirstByte(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}))
	defer server.Close()
	client := New(slog.New(slog.DiscardHandler), Options{FirstWait: time.Millisecond, Attempts: 2, Timeout: 50 * time.Millisecond})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Stream(req)
	failure, ok := errors.AsType[*Error](err)
	if !ok || !failure.Temporary || failure.Attempts != 2 || !strings.Contains(failure.Error(), "no answer within") {
		t.Errorf("the error is %v, want a temporary one after 2 attempts", err)
	}
}
