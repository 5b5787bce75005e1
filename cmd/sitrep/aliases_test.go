package main

import (
	"slices"
	"testing"

	"sitrep/corpus/group"
)

func TestJoinTables(t *testing.T) {
	built := group.Provenance{Source: "built in"}
	notes := group.Provenance{Source: "notes.csv"}
	theirs, err := group.NewGroup("", "Harbour Front", []string{"HBF", "Night Tide"}, built)
	if err != nil {
		t.Fatal(err)
	}
	ours, err := group.NewGroup("", "Harbour Front", []string{"HBF", "Salt Brigade"}, notes)
	if err != nil {
		t.Fatal(err)
	}
	ours.Add(group.Alias{Name: "Night Tide", Disputed: true, Sources: []group.Provenance{notes}})
	ours.Add(group.Alias{Name: "Grey Oars", Disputed: true, Sources: []group.Provenance{notes}})
	table, err := joinTables([]aliasTable{{groups: []group.Group{theirs}}, {path: "notes.csv", groups: []group.Group{ours}}})
	if err != nil {
		t.Fatal(err)
	}
	if table.Len() != 1 {
		t.Fatalf("there are %d groups, want both joined", table.Len())
	}
	for name, disputed := range map[string]bool{
		"Harbour Front": false, "HBF": false, "Salt Brigade": false,
		"Night Tide": true, // disputed by us, though not by the built-in table
		"Grey Oars":  true,
	} {
		groups, doubted := table.Lookup(name)
		if (len(doubted) == 1) != disputed || (len(groups) == 1) == disputed {
			t.Errorf("%s names %v, and %v according to some; disputed should be %v", name, groups, doubted, disputed)
		}
	}
	g, _ := table.Group("harbour-front")
	for _, alias := range g.Aliases {
		want := map[string][]group.Provenance{
			"Harbour Front": {built, notes}, "HBF": {built, notes}, "Night Tide": {built, notes},
			"Salt Brigade": {notes}, "Grey Oars": {notes},
		}[alias.Name]
		if !slices.Equal(alias.Sources, want) {
			t.Errorf("%s is attested by %v, want %v", alias.Name, alias.Sources, want)
		}
	}
}
