package endpoint

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

// Error is a request that got no usable answer.
type Error struct {
	URL        string        // without query and user
	Status     int           // HTTP status of the last attempt, 0 when there was no answer
	Message    string        // what the server said, at most 300 bytes, without keys
	Temporary  bool          // the same request may succeed later
	RetryAfter time.Duration // how long the server asked to wait, 0 when it did not
	Attempts   int           // how often it was tried
	Err        error         // why there was no answer, nil where Status is set
}

// Error is one line that names the address, the reason and the number of attempts.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.URL)
	if e.Status != 0 {
		fmt.Fprintf(&b, ": %d %s", e.Status, http.StatusText(e.Status))
	}
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", e.Message)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	if e.Attempts > 1 {
		fmt.Fprintf(&b, " (tried %d times)", e.Attempts)
	}
	if e.RetryAfter > 0 {
		fmt.Fprintf(&b, "; the server asks to wait %v", e.RetryAfter.Round(time.Second))
	}
	return b.String()
}

// Unwrap is Err.
func (e *Error) Unwrap() error { return e.Err }

// exhausted is what OpenAI and services like it put into a 429 that no waiting will end.
const exhausted = "insufficient_quota"

// temporary reports whether an answer of this status may differ the next time.
func temporary(status int, body []byte) bool {
	switch status {
	case http.StatusTooManyRequests:
		return !strings.Contains(string(body), exhausted)
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout,
		529: // "overloaded", used by several model services
		return true
	}
	return false
}

// message finds the human words in the body of a failed answer: OpenAI's error.message,
// others' error, message or detail, else the body as text.
func message(body []byte, secret string) string {
	text := string(body)
	var object struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
		Detail  json.RawMessage `json:"detail"`
	}
	if json.Unmarshal(body, &object) == nil {
		var inner struct {
			Message string `json:"message"`
		}
		var plain string
		switch {
		case json.Unmarshal(object.Error, &inner) == nil && inner.Message != "":
			text = inner.Message
		case json.Unmarshal(object.Error, &plain) == nil && plain != "":
			text = plain
		case object.Message != "":
			text = object.Message
		case len(object.Detail) > 0:
			text = strings.Trim(string(object.Detail), `"`)
		}
	}
	if secret != "" {
		text = strings.ReplaceAll(text, secret, Secret(secret).String())
	}
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	const longest = 300
	if len(text) > longest {
		end := longest - len("...")
		for !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end] + "..."
	}
	return text
}
