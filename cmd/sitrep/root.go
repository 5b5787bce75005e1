package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// newRoot makes the command tree.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "sitrep",
		Short: "Answers about the reported threat landscape, in quotes that can be checked",
		Long: `sitrep answers questions about the reported threat landscape. It reads articles,
finds the sentences that answer, and quotes them byte for byte with their source.
It works offline: no key, no server, no network.

Start with a question; the first one indexes a small sample corpus by itself:

  sitrep ask "Who warned about Islamic State Khorasan's reach into Europe?"

Then give it articles of your own (.txt, .md, .html or .jsonl files, or folders of them):

  sitrep index ~/articles
  sitrep ask "Who claimed the attack on the checkpoint?"`,
		SilenceErrors:      true,
		SilenceUsage:       true,
		DisableSuggestions: true, // see unknownCommand
	}
	flags := root.PersistentFlags()
	addSettings(flags)
	flags.StringVar(&a.configFile, "config", "", "configuration `FILE` (default: sitrep/config.yaml in the user's config folder)")
	flags.BoolVar(&a.asJSON, "json", false, "print JSON")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "no progress, no notes")
	flags.BoolVarP(&a.yes, "yes", "y", false, "embed without asking, though it costs money")
	root.SetFlagErrorFunc(unknownFlag)
	root.SetHelpTemplate(root.HelpTemplate() + exitHelp)
	root.AddCommand(
		newAsk(a), newSearch(a), newIndex(a), newAdd(a), newRemove(a), newRestore(a), newEval(a),
		newVerify(a), newServe(a), newConsole(a), newDoctor(a), newVersion(a),
	)
	return root
}

// exitHelp ends every help page.
const exitHelp = `
Exit status: 0 done (a question that is refused with a reason counts as done),
1 error, 2 wrong usage or configuration, 3 done but some input was skipped,
130 interrupted. Settings can also be given as SITREP_... variables or in the
configuration file; see the README.
`

// takes makes a mistake in the number of arguments a usage error.
func takes(check cobra.PositionalArgs, usage string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{fmt.Errorf("%s; see \"%s --help\"", usage, cmd.CommandPath())}
		}
		return nil
	}
}
