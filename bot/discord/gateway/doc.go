// Package gateway receives Discord's events over a connection of its own making.
//
// A [Gateway] keeps one connection a shard alive: it resumes lost sessions, notices dead
// connections within one and a half heartbeat intervals, comes back with a growing and random
// delay, and spends as few of the day's IDENTIFYs as it can, since Discord resets the token of
// a bot that runs out of them. Where coming back would be of no use, as with a wrong token,
// Run ends with a [*FatalError] that says what a person has to do.
//
// Events are handed over as the structs of discordgo, once each: what Discord repeats after a
// lost connection is dropped, and what comes late is still delivered. An event that does not
// decode, or that lacks what its handlers rely on, is logged, counted and dropped; see [Event]
// for what can be relied on.
package gateway
