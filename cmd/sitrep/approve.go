package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"os"
	"strings"

	"golang.org/x/term"

	"sitrep/retrieval/embed"
	"sitrep/retrieval/embed/openai"
)

// errNotApproved ends a build that a person did not want to pay for.
var errNotApproved = errors.New("not embedded: the index is as it was")

// approver returns what asks a person before an endpoint embeds texts for money; nil if it
// costs none. It is for [index.Options]. Where there is no terminal to ask on, or ask is
// false, only --yes approves.
func (a *app) approver(e embed.Embedder, ask bool) func(context.Context, iter.Seq[string]) error {
	remote, ok := e.(*openai.Embedder)
	if !ok || !a.cfg.Embed.paid() {
		return nil
	}
	return func(ctx context.Context, texts iter.Seq[string]) error {
		cost := a.describe(remote.Estimate(texts))
		switch {
		case a.yes:
			a.note("Embedding %s.", cost)
			return nil
		case !ask || !isTerminal(a.stdin):
			return fmt.Errorf("%w. It would embed %s: add --yes to approve, or set embed_price to 0 if it costs nothing", errNotApproved, cost)
		}
		fmt.Fprintf(a.stderr, "This embeds %s.\nGo on? [y/N] ", cost)
		yes, err := a.readYes(ctx)
		if err == nil && !yes {
			err = errNotApproved
		}
		return err
	}
}

// describe is "1200 texts, about 310000 tokens, with MODEL at HOST, for about 0.0062".
func (a *app) describe(e openai.Estimate) string {
	c := a.cfg.Embed
	host := c.URL
	if u, err := url.Parse(c.URL); err == nil {
		host = u.Host
	}
	price := "at a price that sitrep does not know (embed_price)"
	if c.Price != nil {
		price = fmt.Sprintf("for about %.4f at %g a million tokens", e.Cost, *c.Price)
	}
	return fmt.Sprintf("%s, about %s, with %s at %s, %s", count(e.Texts, "text"), count(e.Tokens, "token"), c.Model, host, price)
}

// readYes reads a line and reports whether it says yes. Reading goes on in the background
// when ctx ends, since a read from a terminal cannot be called off.
func (a *app) readYes(ctx context.Context) (bool, error) {
	lines := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(a.stdin).ReadString('\n') // the end of input says no
		lines <- line
	}()
	select {
	case <-ctx.Done():
		return false, ctx.Err()
	case line := <-lines:
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "y", "yes":
			return true, nil
		}
		return false, nil
	}
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
