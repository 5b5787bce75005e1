package main

import (
	"fmt"

	"sitrep/bot/answer/corroborate"
)

// publishers is the built-in table of publishers with those of the settings added.
func (a *app) publishers() (*corroborate.Publishers, error) {
	var own []corroborate.Entry
	for _, path := range a.cfg.Publishers {
		text, err := readBounded(path)
		if err != nil {
			return nil, usageError{fmt.Errorf("publishers: %w", err)}
		}
		entries, err := corroborate.ParseEntries(text)
		if err != nil {
			return nil, usageError{fmt.Errorf("publishers: %s: %w", path, err)}
		}
		own = append(own, entries...)
	}
	return corroborate.NewPublishers(own)
}
