package main

import (
	"context"
	"errors"
	"fmt"
)

// interruption is a command that Ctrl-C ended, with what was kept of its work.
type interruption struct{ kept string }

func (e interruption) Error() string { return "interrupted: " + e.kept }

// interrupted is err, or if ctx has ended an error that says what was kept.
func interrupted(ctx context.Context, err error, kept string) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	return interruption{kept}
}

// advise is the text for an error that ends the program: each of its lines says what is
// wrong and what to do.
func advise(ctx context.Context, err error) string {
	if _, told := errors.AsType[interruption](err); !told && ctx.Err() != nil {
		return interrupted(ctx, err, "nothing was changed").Error()
	}
	return fmt.Sprint(err)
}
