package group_test

import (
	"slices"
	"strings"
	"testing"

	"sitrep/corpus/group"
)

// ours is the provenance of the names in these tests.
var ours = group.Provenance{Source: "test"}

// table makes a table of groups written as "id: name, alias, alias", an alias with a
// question mark before it being disputed.
func table(t testing.TB, lines ...string) *group.Table {
	t.Helper()
	tab, err := group.NewTable(groups(t, lines...))
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func groups(t testing.TB, lines ...string) []group.Group {
	t.Helper()
	var all []group.Group
	for _, line := range lines {
		id, list, found := strings.Cut(line, ": ")
		if !found {
			t.Fatalf("test group %q has no id", line)
		}
		names := strings.Split(list, ", ")
		g, err := group.NewGroup(group.ID(id), names[0], nil, ours)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names[1:] {
			bare, disputed := strings.CutPrefix(name, "?")
			g.Add(group.Alias{Name: bare, Disputed: disputed, Sources: []group.Provenance{ours}})
		}
		all = append(all, g)
	}
	return all
}

// shown writes mentions as "text=id|id?disputed".
func shown(text string, mentions []group.Mention) []string {
	var out []string
	for _, m := range mentions {
		s := text[m.Span.Start:m.Span.End] + "=" + join(m.Groups)
		if len(m.Disputed) > 0 {
			s += "?" + join(m.Disputed)
		}
		out = append(out, s)
	}
	return out
}

func join(ids []group.ID) string {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = string(id)
	}
	return strings.Join(parts, "|")
}

// checkFind compares what is found in a text with the expected mentions.
func checkFind(t *testing.T, tab *group.Table, text string, want ...string) {
	t.Helper()
	if got := shown(text, tab.Find(text)); !slices.Equal(got, want) {
		t.Errorf("Find(%q) = %q, want %q", text, got, want)
	}
}

// article makes a text too long to pass for a question out of a sentence.
func article(sentence string) string {
	filler := strings.Repeat("The officials met in the capital and the talks went on for hours. ", 5)
	return filler + sentence + " " + filler
}
