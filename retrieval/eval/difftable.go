package eval

import (
	"fmt"
	"io"
	"iter"
	"text/tabwriter"
)

// WriteTable writes the comparison for people, with at most changes questions that got
// better and as many that got worse.
func (c Comparison) WriteTable(w io.Writer, changes int) error {
	fmt.Fprintf(w, "%s compared with revision %s (95%% interval of the change; p by paired randomisation; * significant at .05)\n", c.Metric, orUnknown(c.Before))
	for _, s := range c.Settings {
		fmt.Fprintf(w, "  %s was %s, is %s\n", s.Name, orUnknown(s.Before), orUnknown(s.Now))
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "set\tquestions\tbefore\tnow\tchange\tfrom\tto\tp\t\tbetter\tworse\t")
	for _, d := range c.Rows {
		name, mark := d.Set, ""
		if d.Type != "" {
			name = "- " + d.Type
		}
		if d.Significant {
			mark = "*"
		}
		fmt.Fprintf(table, "%s\t%d\t%.4f\t%.4f\t%+.4f\t%+.4f\t%+.4f\t%.4f\t%s\t%d\t%d\t\n",
			name, d.Questions, d.Before, d.Now, d.Change, d.Low, d.High, d.P, mark, d.Better, d.Worse)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if c.OnlyBefore+c.OnlyNow > 0 {
		fmt.Fprintf(w, "not compared: %d questions of the run before only, %d of this run only\n", c.OnlyBefore, c.OnlyNow)
	}
	writeChanges(w, "better", c.Better, changes)
	writeChanges(w, "worse", c.Worse, changes)
	return nil
}

func writeChanges(w io.Writer, how string, changes []Change, most int) {
	if most == 0 || len(changes) == 0 {
		return
	}
	fmt.Fprintf(w, "%s: %d of %d\n", how, min(most, len(changes)), len(changes))
	for _, c := range changes[:min(most, len(changes))] {
		fmt.Fprintf(w, "  %.3f to %.3f  %s %s  %s\n", c.Before, c.Now, c.Set, c.ID, c.Text)
	}
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

// keysOf are the keys of all of the maps, each once.
func keysOf[V any](maps ...map[string]V) iter.Seq[string] {
	return func(yield func(string) bool) {
		seen := map[string]bool{}
		for _, m := range maps {
			for key := range m {
				if !seen[key] {
					seen[key] = true
					if !yield(key) {
						return
					}
				}
			}
		}
	}
}
