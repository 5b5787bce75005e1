package rest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ErrUnauthorized is what every call returns once Discord has refused the bot's token: a
// person must set another one, and repeating would bring a ban.
var ErrUnauthorized = errors.New("the bot's token is refused by Discord: set the token that the developer portal shows under Bot")

// ErrGone is returned by calls about an interaction whose token has ended: its 15 minutes are
// over, its first response came too late, or Discord does not know it. Nothing more is sent
// for it. The error of the call that found out wraps Discord's [*APIError] as well.
var ErrGone = errors.New("the interaction can no longer be answered")

// Code is one of Discord's JSON error codes.
//
// See https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
type Code int

// The codes that a bot can do something about.
const (
	CodeUnknownChannel     Code = 10003
	CodeUnknownMessage     Code = 10008
	CodeUnknownWebhook     Code = 10015 // the interaction's token is not or no longer known
	CodeUnknownInteraction Code = 10062 // mostly: not answered within 3 seconds
	CodeUnknownCommand     Code = 10063
	CodeAcknowledged       Code = 40060 // the interaction has had its first response
	CodeTooManyFollowUps   Code = 40094 // 5 where the app is installed for the user only
	CodeMissingAccess      Code = 50001
	CodeCannotMessageUser  Code = 50007
	CodeMissingPermissions Code = 50013
	CodeInvalidWebhook     Code = 50027 // the interaction's token has ended
	CodeInvalidForm        Code = 50035
)

// APIError is a request that Discord refused or failed to carry out. From a Status of 500 on
// it is not known whether it was carried out.
type APIError struct {
	Status  int    // of HTTP
	Code    Code   // 0 when Discord gave none
	Message string // Discord's words
	Details string // the errors object of an invalid form, as JSON; mostly empty
	Request string // method and route, with placeholders instead of IDs and tokens
}

// Error implements error.
func (e *APIError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: Discord answers %d", e.Request, e.Status)
	if e.Message != "" {
		fmt.Fprintf(&b, " %q", e.Message)
	}
	if e.Code != 0 {
		fmt.Fprintf(&b, " (code %d)", int(e.Code))
	}
	if e.Details != "" {
		b.WriteString(": " + e.Details)
	}
	return b.String()
}

// Temporary tells whether the same request may succeed later.
func (e *APIError) Temporary() bool { return e.Status >= 500 }

// HasCode tells whether err comes from a refusal by Discord with one of the codes.
func HasCode(err error, codes ...Code) bool {
	e, ok := errors.AsType[*APIError](err)
	return ok && slices.Contains(codes, e.Code)
}

// RateLimitError is a request that was not sent, or not sent again, because the wait for a
// rate limit would outlast the context's deadline or Options.MaxWait.
type RateLimitError struct {
	RetryAfter time.Duration // at least
	Global     bool          // the limit on the whole bot rather than that of a bucket
	Request    string        // method and route
}

// Error implements error.
func (e *RateLimitError) Error() string {
	kind := "rate limit"
	if e.Global {
		kind = "global rate limit"
	}
	return fmt.Sprintf("%s: %s: try again in %s", e.Request, kind, e.RetryAfter.Round(time.Millisecond))
}

// BlockedError is a request that was not sent because Discord has refused so many lately that
// it would soon ban the bot's address; see Options.InvalidLimit.
type BlockedError struct {
	RetryAfter time.Duration
}

// Error implements error.
func (e *BlockedError) Error() string {
	return fmt.Sprintf("too many requests were refused in ten minutes; sending stops for %s to avoid a ban", e.RetryAfter.Round(time.Second))
}

// LimitError is a message, form or command that breaks one of Discord's limits and was
// therefore not sent.
type LimitError struct {
	Problems []string // each names the field and the limit
}

// Error implements error.
func (e *LimitError) Error() string {
	return "not sent, as it breaks Discord's limits: " + strings.Join(e.Problems, "; ")
}
