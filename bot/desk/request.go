package desk

import (
	"slices"
	"time"
)

// Kind is what a person did.
type Kind uint8

// The kinds of request.
const (
	Command  Kind = iota // used a command, or a command on a message
	Mention              // wrote to the bot
	Press                // pressed a button or chose from a menu
	Form                 // filled in a form
	Complete             // is typing the value of an option
)

// String is the kind's name in lower case, as it labels metrics and logs.
func (k Kind) String() string {
	return [...]string{"command", "mention", "press", "form", "complete"}[k]
}

// Request is one thing that a person did. Everything in it but the ids comes from them, or
// could have been forged by them, and is checked by the desk.
type Request struct {
	ID   string // names the request for good: one that comes twice is answered once
	Kind Kind
	// Name is the command, "ask" or "corpus reindex"; the button's or form's id; for
	// Mention empty.
	Name    string
	Options map[string]string // of a command as typed, of a form as filled in
	Focus   string            // the option that is being typed, for Complete
	Values  []string          // chosen from a menu
	Text    string            // what was written, or the message that a command was used on
	Answer  string            // id of a button under the message that is answered; may be empty
	File    *File

	User  string
	Admin bool     // may manage the guild, by the transport's own rules
	Roles []string // of the person in the guild
	Guild string   // empty where the bot is not installed for a guild
	// OnlyGuild says that the transport knows of no other guild that the bot is in.
	OnlyGuild bool
	Channel   string
	Parent    string // the channel that a thread belongs to, else empty
	Locale    string // of the person, BCP 47 as the transport has it
	At        time.Time
}

// hasRole reports whether the person has any of the roles.
func (r *Request) hasRole(roles []string) bool {
	return slices.ContainsFunc(r.Roles, func(role string) bool { return slices.Contains(roles, role) })
}
