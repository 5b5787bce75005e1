package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// unknownCommand adds what to do to cobra's error about a word that is no subcommand.
func unknownCommand(root *cobra.Command, err error) error {
	var typed string
	if _, scan := fmt.Sscanf(err.Error(), "unknown command %q", &typed); scan != nil {
		return err
	}
	if strings.ContainsAny(typed, " ?") {
		return fmt.Errorf("%q is no command; to ask a question: sitrep ask %q", typed, typed)
	}
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("unknown command %q%s; \"sitrep --help\" lists the commands", typed, didYouMean(typed, "", names))
}

// unknownFlag adds what to do to pflag's error about a flag.
func unknownFlag(cmd *cobra.Command, err error) error {
	var suggestion string
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		suggestion = didYouMean(unknown.GetSpecifiedName(), "--", names)
	}
	return usageError{fmt.Errorf("%w%s; \"%s --help\" lists the flags", err, suggestion, cmd.CommandPath())}
}

// didYouMean is ", did you mean X?" with the candidate that is spelled most like word, or
// empty if none comes near.
func didYouMean(word, prefix string, candidates []string) string {
	best, bestDistance := "", max(1, len(word)/3)+1
	for _, candidate := range candidates {
		if d := editDistance(word, candidate); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(", did you mean %q?", prefix+best)
}

// editDistance is the least number of bytes to insert, delete, replace, or swap with their
// neighbour that turns a into b (optimal string alignment).
func editDistance(a, b string) int {
	var before, above []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, above, row = above, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			replace := above[j]
			if a[i] != b[j] {
				replace++
			}
			row[j+1] = min(replace, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
