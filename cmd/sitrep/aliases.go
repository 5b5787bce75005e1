package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"sitrep/corpus/group"
	"sitrep/corpus/group/importer"
)

// aliasTable is one table of groups and their names that sitrep works with.
type aliasTable struct {
	path   string // empty: the one that is built in
	groups []group.Group
	faults []*importer.Problem // records that were left out
}

// names is how many names the groups of the table have.
func (t aliasTable) names() int {
	n := 0
	for _, g := range t.groups {
		n += len(g.Aliases)
	}
	return n
}

// aliasTables reads the built-in table and those that the settings name, which stand behind
// it in their order.
func (a *app) aliasTables() ([]aliasTable, error) {
	own, err := group.DefaultGroups()
	if err != nil {
		return nil, err
	}
	tables := []aliasTable{{groups: own}}
	for _, path := range a.cfg.Aliases {
		read, err := importer.File(path)
		if err != nil {
			if _, unread := errors.AsType[*fs.PathError](err); unread {
				err = fmt.Errorf("%s: %w", path, reason(err))
			}
			return nil, usageError{fmt.Errorf("aliases: %w", err)}
		}
		tables = append(tables, aliasTable{path: path, groups: read.Groups, faults: read.Skipped})
	}
	return tables, nil
}

// maxAliasWarnings bounds the lines about records of one table that were left out.
const maxAliasWarnings = 5

// groups is the table of groups that questions and articles are read with: the built-in one
// and, joined to it, those that the settings name. Records that make no sense are left out,
// with a warning.
func (a *app) groups() (*group.Table, error) {
	if len(a.cfg.Aliases) == 0 {
		return group.Default()
	}
	tables, err := a.aliasTables()
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		for i, fault := range t.faults {
			if i == maxAliasWarnings {
				a.warn("%s: %s more left out", t.path, count(len(t.faults)-i, "record"))
				break
			}
			a.warn("%s: %s", t.path, oneLine(fault.Error()))
		}
	}
	return joinTables(tables)
}

// joinTables makes one table of several. Every name keeps the sources that attest it. A name
// that one of the person's own tables calls disputed is disputed, whatever others say.
func joinTables(tables []aliasTable) (*group.Table, error) {
	lists := make([][]group.Group, len(tables))
	doubted := map[string][]group.Provenance{} // by name
	for i, t := range tables {
		lists[i] = t.groups
		if t.path == "" {
			continue
		}
		for _, g := range t.groups {
			for _, alias := range g.Aliases {
				if alias.Disputed {
					doubted[alias.Name] = append(doubted[alias.Name], alias.Sources...)
				}
			}
		}
	}
	joined := group.Merge(lists...)
	for i := range joined {
		for n := range joined[i].Aliases {
			alias := &joined[i].Aliases[n]
			alias.Disputed = alias.Disputed || slices.ContainsFunc(doubted[alias.Name], func(p group.Provenance) bool {
				return slices.Contains(alias.Sources, p)
			})
		}
	}
	return group.NewTable(joined)
}
