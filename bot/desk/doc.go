// Package desk is where questions arrive and answers leave: the bot's commands, buttons and
// forms, without anything of the network they come over. Discord and the terminal are both
// transports: each turns what a person did into a [Request] and carries out what the desk
// does with its [Responder].
//
// # The way of a request
//
// Handle drops what it has seen before, refuses what may not be, and acknowledges the rest
// before any work is done. The work then waits for one of a bounded number of workers; when
// too many wait already, the person is told so at once. Whatever happens, a panic included,
// each request ends in an answer, a refusal that says why, or one line that says what went
// wrong.
//
// # Who may see what
//
// What a person may see is decided by the place they ask in, never by what a button says:
// answers are kept by bot/state, a button names the answer, and the place of whoever presses
// it decides anew what of it may be shown. Quotes are cut from the record each time they are
// shown; one whose article has gone or changed is not.
package desk
