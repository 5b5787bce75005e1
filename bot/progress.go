package bot

import "context"

// Progress is how far the answer to a question has come.
type Progress struct {
	Stage   Stage
	Checked int // for Writing: sentences of the model that have passed the check
}

// Stage is what is being done for a question.
type Stage uint8

// The stages that are reported, those that can take long.
const (
	Searching Stage = iota // articles are searched and read
	Writing                // a model writes
)

// progressKey is the context's key for who watches.
type progressKey struct{}

// Watch returns a context with which a question is asked by somebody who is told how far it
// has come. See is called by one goroutine at a time, and never after the question has been
// answered; it must not block.
func Watch(ctx context.Context, see func(Progress)) context.Context {
	return context.WithValue(ctx, progressKey{}, see)
}

// Report tells whoever watches.
func Report(ctx context.Context, p Progress) {
	if see, ok := ctx.Value(progressKey{}).(func(Progress)); ok {
		see(p)
	}
}
