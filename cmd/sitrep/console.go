package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"sitrep/bot/console"
	"sitrep/bot/desk"
)

func newConsole(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "console",
		Short: "The bot's commands in the terminal, without Discord",
		Long: `Console runs the commands of the Discord bot in the terminal, by the same code: type
"/help", "/group NAME", "/ask QUESTION since:2024" or just a question, and the number of a
button to press it. "quit" or the end of the input ends it. As in a direct message to
the bot, articles above TLP:CLEAR are not shown.`,
		Example: `  sitrep console
  echo "/groups" | sitrep console`,
		Args: takes(cobra.NoArgs, "console takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			return a.console(cmd.Context())
		},
	}
}

func (a *app) console(ctx context.Context) error {
	s, err := a.openService(ctx, desk.Options{Workers: 1, PerUser: unlimited, PerChannel: unlimited})
	if err != nil {
		return err
	}
	defer s.Close()
	defer s.desk.Close(ctx)
	locale, _, _ := strings.Cut(a.env["LANG"], ".")
	return console.Run(ctx, s.desk, a.stdin, a.stdout, locale)
}

// unlimited is a rate that nobody reaches at a keyboard.
const unlimited = 1 << 20
