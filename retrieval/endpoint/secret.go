package endpoint

import (
	"fmt"
	"log/slog"
)

// Secret is a key or token. It prints as "<secret>", whatever prints it: fmt with any verb,
// log/slog, encoding/json or a text encoder. The empty secret prints as nothing.
type Secret string

// Reveal is the secret itself.
func (s Secret) Reveal() string { return string(s) }

// String is "<secret>".
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "<secret>"
}

// Format writes String for every verb, %x and %#v among them.
func (s Secret) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// MarshalText is String, for JSON, YAML and other encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue is String, for log/slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
