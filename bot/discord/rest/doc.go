// Package rest is a client of Discord's REST API for the endpoints that a bot needs.
//
// Every call obeys its context: no wait for a rate limit or a retry goes on past the deadline.
// A wait that would is refused at once with a [*RateLimitError], so that the caller can still
// use the time that is left.
//
// Rate limits are learned from the headers of the answers, per kind of route and top-level
// resource; each interaction token is a resource of its own, so that one conversation never
// delays another. Requests to one bucket leave in the order in which they came.
//
// What fails on the way is repeated only where the repetition cannot do the thing twice: reads,
// edits, deletions, first responses to interactions (Discord takes one of them only) and
// messages to channels, which carry a nonce that Discord enforces. Follow-ups are not repeated
// once they may have arrived.
//
// Nothing that this package sends can notify anybody: every message leaves with
// allowed_mentions that allow none, and there is no way to send one without.
//
// Messages, forms and commands are held against Discord's limits before they leave. One that
// breaks a limit is a mistake of the program: a [*LimitError], and no request.
package rest
