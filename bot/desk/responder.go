package desk

import (
	"context"
)

// Responder is how a transport shows somebody the answer to one request. Its methods are
// called one after the other, by one goroutine at a time, and never after Handle returned.
type Responder interface {
	// Defer is the first response: it shows that work has begun. Whether only the person
	// sees the answer is settled here, where the transport can do that.
	Defer(ctx context.Context, private bool) error
	// DeferUpdate is the first response to a button whose message Show will change.
	DeferUpdate(ctx context.Context) error
	// Show puts a message in the place of what was shown before. It comes after Defer or
	// DeferUpdate.
	Show(ctx context.Context, p Post) error
	// Tell says something to the person alone, where the transport can: as the first
	// response, or beside what is shown.
	Tell(ctx context.Context, p Post) error
	// Open is the first response that opens a form.
	Open(ctx context.Context, f FormSheet) error
	// Suggest is the first response to Complete: at most 25 choices, best first.
	Suggest(ctx context.Context, choices []Choice) error
	// CanHide reports whether the transport can show something to the person alone.
	CanHide() bool
}

// FormSheet is a form with one field for a longer text.
type FormSheet struct {
	ID    string // comes back as Request.Name
	Title string // at most 45 characters
	Field string // comes back as the key of Request.Options
	Label string // at most 45 characters
	Hint  string // at most 100 characters
	Most  int    // characters that may be written
}

// Choice is a suggestion for the value of an option.
type Choice struct {
	Name  string // what the person reads, at most 100 characters
	Value string
}
