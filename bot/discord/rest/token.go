package rest

import (
	"fmt"
	"io"
	"log/slog"
)

// Token is a secret: the bot's token, without "Bot ", or that of an interaction. Whatever
// prints, logs or marshals one shows "<secret>"; a conversion to string reveals it.
type Token string

const concealed = "<secret>"

// String implements fmt.Stringer.
func (Token) String() string { return concealed }

// Format implements fmt.Formatter, so that no verb reveals the token.
func (Token) Format(s fmt.State, _ rune) {
	_, _ = io.WriteString(s, concealed) // fmt reports the errors of its writers itself
}

// LogValue implements slog.LogValuer.
func (Token) LogValue() slog.Value { return slog.StringValue(concealed) }

// MarshalText implements encoding.TextMarshaler, for JSON and YAML.
func (Token) MarshalText() ([]byte, error) { return []byte(concealed), nil }
