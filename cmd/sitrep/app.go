package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"sitrep/bot/render"
)

// app is what the commands share: the process's surroundings, the common flags, and once
// configure has run, the configuration.
type app struct {
	env            environment
	stdin          io.Reader
	stdout, stderr io.Writer

	configFile string
	asJSON     bool
	quiet      bool
	yes        bool // what costs money is approved

	cfg Config
	lg  *slog.Logger
}

func newApp(env []string, stdin io.Reader, stdout, stderr io.Writer) *app {
	a := &app{env: environment{}, stdin: stdin, stdout: stdout, stderr: stderr}
	for _, entry := range env {
		if key, value, ok := strings.Cut(entry, "="); ok {
			a.env[key] = value
		}
	}
	return a
}

// configure loads the configuration for a command.
func (a *app) configure(cmd *cobra.Command) error {
	cfg, err := loadConfig(a.env, cmd.Flags(), a.configFile)
	if err != nil {
		return err
	}
	a.cfg = cfg
	a.lg = slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: cfg.LogLevel}))
	return nil
}

// note tells the person at the terminal something in passing, on standard error; --quiet
// silences it.
func (a *app) note(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, format+"\n", args...)
	}
}

// warn tells of something that went wrong but does not end the command.
func (a *app) warn(format string, args ...any) {
	fmt.Fprintf(a.stderr, "sitrep: "+format+"\n", args...)
}

// maxPageWidth is the widest text that is laid out on a terminal: longer lines are hard to
// read.
const maxPageWidth = 100

// page says how standard output is to be laid out.
func (a *app) page() render.TerminalOptions {
	width, isTerminal := terminalWidth(a.stdout)
	if !isTerminal {
		return render.TerminalOptions{}
	}
	capable := a.env["TERM"] != "" && a.env["TERM"] != "dumb"
	return render.TerminalOptions{
		Width:  min(width, maxPageWidth),
		Colour: capable && a.env["NO_COLOR"] == "", // https://no-color.org
		Links:  capable && a.env["TERM"] != "linux",
	}
}

// terminalWidth is the width in columns of the terminal that w writes to, if it is one; 0
// where the terminal does not say.
func terminalWidth(w io.Writer) (columns int, isTerminal bool) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0, true
	}
	return columns, true
}
