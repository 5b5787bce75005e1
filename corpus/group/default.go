package group

import (
	_ "embed"
	"fmt"
	"strings"
)

// storedDefault is the table that sitrep ships with, made by package aliastable; NOTICE
// has the licences of its sources.
//
//go:embed aliases.tsv
var storedDefault string

// Default makes the table that sitrep ships with: the groups of MITRE ATT&CK, MISP galaxy,
// Public Safety Canada's list and the United Nations list, joined, with spellings of our
// own. Each call takes some milliseconds; keep the table.
func Default() (*Table, error) {
	groups, err := DefaultGroups()
	if err != nil {
		return nil, err
	}
	return NewTable(groups)
}

// DefaultGroups is what [Default] makes its table of, to be joined with others by [Merge].
func DefaultGroups() ([]Group, error) {
	groups, err := Read(strings.NewReader(storedDefault))
	if err != nil {
		return nil, fmt.Errorf("default %w", err)
	}
	return groups, nil
}
