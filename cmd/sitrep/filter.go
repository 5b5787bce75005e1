package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"sitrep/corpus"
	"sitrep/retrieval"
)

// filterFlags are the flags that narrow what a question may find.
type filterFlags struct {
	collections, publishers []string
	since, until            string
	undated                 bool
}

// add declares the flags.
func (f *filterFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.collections, "collection", nil, "only articles of this collection `NAME`; repeatable")
	flags.StringArrayVar(&f.publishers, "publisher", nil, "only articles of this publisher `NAME`; repeatable")
	flags.StringVar(&f.since, "since", "", "only articles published on or after this `DATE` (2025-02-11)")
	flags.StringVar(&f.until, "until", "", "only articles published on or before this `DATE`")
	flags.BoolVar(&f.undated, "undated", false, "with --since or --until, also articles whose date is not known")
}

// filter is what the flags say, with the most closed marking that may be shown.
func (f *filterFlags) filter(most corpus.Marking) (retrieval.Filter, error) {
	filter := retrieval.Filter{Collections: f.collections, Publishers: f.publishers, Undated: f.undated, MaxMarking: most}
	var err error
	if filter.Since, err = parseDay("since", f.since); err != nil {
		return filter, err
	}
	if filter.Until, err = parseDay("until", f.until); err != nil {
		return filter, err
	}
	if !filter.Until.IsZero() { // to the end of that day
		filter.Until = filter.Until.AddDate(0, 0, 1).Add(-time.Nanosecond)
		if filter.Until.Before(filter.Since) {
			return filter, usageError{fmt.Errorf("--until %s is before --since %s", f.until, f.since)}
		}
	}
	return filter, nil
}

func parseDay(flag, value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return t, usageError{fmt.Errorf("--%s %q is not a date like 2025-02-11", flag, value)}
	}
	return t, nil
}
