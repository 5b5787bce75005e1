package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// The exit statuses, as `sitrep --help` lists them.
const (
	exitDone        = 0   // an answer, or a refusal that says why there is none
	exitError       = 1   // something failed; the message says what, and what to do
	exitUsage       = 2   // the command line or the configuration is wrong
	exitSkipped     = 3   // done, but some input was bad and was left out
	exitInterrupted = 130 // ended by Ctrl-C: 128 and the number of SIGINT, as shells have it
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program: it executes the command line args with the environment env
// ("KEY=value" each) and returns the exit status.
func run(ctx context.Context, args, env []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := newApp(env, stdin, stdout, stderr)
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitDone
	}
	if cmd == root { // it does nothing itself, so what failed is finding a subcommand
		err = usageError{unknownCommand(root, err)}
	}
	for line := range strings.Lines(advise(ctx, err)) {
		fmt.Fprintln(stderr, "sitrep:", strings.TrimSpace(line))
	}
	return exitStatus(ctx, err)
}

// usageError is a mistake in how sitrep was called or configured.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// skippedError ends a run that did its work but left out some input. What was left out, and
// why, has been printed line by line before.
type skippedError struct{ error }

func (e skippedError) Unwrap() error { return e.error }

func exitStatus(ctx context.Context, err error) int {
	var usage usageError
	var skipped skippedError
	switch {
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &skipped):
		return exitSkipped
	case ctx.Err() != nil:
		return exitInterrupted
	default:
		return exitError
	}
}
