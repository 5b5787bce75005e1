package group_test

import (
	"slices"
	"strings"
	"testing"

	"sitrep/corpus/group"
)

func newEmpty() (*group.Table, error) { return group.NewTable(nil) }

func TestLookup(t *testing.T) {
	tab := table(t, "apt28: APT28, Fancy Bear", "laz: Lazarus Group, ?Andariel", "base: The Base", "bases: Base")
	for _, c := range []struct {
		name             string
		groups, disputed []group.ID
	}{
		{"fancy  bear", []group.ID{"apt28"}, nil},
		{"APT-28", []group.ID{"apt28"}, nil},
		{"andariel", nil, []group.ID{"laz"}},
		{"the base", []group.ID{"base"}, nil},
		{"base", []group.ID{"bases"}, nil},
		{"the Lazarus Group", []group.ID{"laz"}, nil},
		{"", nil, nil},
		{"-", nil, nil},
		{"APT2", nil, nil},
		{"APT280", nil, nil},
	} {
		groups, disputed := tab.Lookup(c.name)
		if !slices.Equal(groups, c.groups) || !slices.Equal(disputed, c.disputed) {
			t.Errorf("Lookup(%q) = %q, %q, want %q, %q", c.name, groups, disputed, c.groups, c.disputed)
		}
	}
}

func TestTableRefusesBadGroups(t *testing.T) {
	good := groups(t, "a: Alpha")[0]
	noID, wrongName := good, good
	noID.ID = ""
	wrongName.Name = "Beta"
	for _, c := range []struct {
		groups []group.Group
		want   string
	}{
		{[]group.Group{noID}, "no id"},
		{[]group.Group{wrongName}, "not the group's own name"},
		{[]group.Group{good, good}, "two groups"},
		{[]group.Group{{ID: "x"}}, "no letter or digit"},
	} {
		if _, err := group.NewTable(c.groups); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("NewTable: error %v, want one that says %q", err, c.want)
		}
	}
	if _, err := group.NewGroup("x", "--", nil, ours); err == nil {
		t.Error("NewGroup took a name without letters")
	}
}

func TestTableKeepsItsOwnCopy(t *testing.T) {
	input := groups(t, "a: Alpha, Beta")
	tab, err := group.NewTable(input)
	if err != nil {
		t.Fatal(err)
	}
	input[0].Aliases[1].Name = "Gamma"
	input[0].Aliases[1].Sources[0].Source = "changed"
	g, _ := tab.Group("a")
	if g.Aliases[1].Name != "Beta" || g.Aliases[1].Sources[0] != ours {
		t.Errorf("the table changed with its input: %+v", g.Aliases[1])
	}
	if _, ok := tab.Group("b"); ok {
		t.Error("Group found an id that is not there")
	}
}

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		name string
		want group.Kind
	}{
		{"APT28", group.Distinct},
		{"Sofacy", group.Distinct},
		{"Tehrik-e-Taliban", group.Distinct},
		{"STRONTIUMX", group.Distinct},
		{"Fancy Bear", group.Phrase},
		{"Shining Path", group.Phrase},
		{"FMLN", group.Acronym},
		{"TTP", group.Initials},
		{"LeT", group.Initials},
		{"AQ", group.Word},
		{"Play", group.Word},
		{"764", group.Word},
		{"Group 72", group.Word},
		{"The Base", group.Word},
		{"Islamic Group", group.Word},
		{"Revolutionary Council", group.Word},
	} {
		if got := group.KindOf(c.name); got != c.want {
			t.Errorf("KindOf(%q) = %v, want %v", c.name, got, c.want)
		}
	}
}

func TestKindsReadBack(t *testing.T) {
	for k := group.Unclassified; k <= group.Word; k++ {
		if got, err := group.ParseKind(k.String()); err != nil || got != k {
			t.Errorf("ParseKind(%q) = %v, %v, want %v", k.String(), got, err, k)
		}
	}
	if _, err := group.ParseKind("nonsense"); err == nil {
		t.Error("ParseKind took nonsense")
	}
}

// A kind that is given beats the look of a name.
func TestGivenKindHolds(t *testing.T) {
	g := groups(t, "is: Daesh")[0]
	g.Add(group.Alias{Name: "IS", Kind: group.Initials, Sources: []group.Provenance{ours}})
	tab, err := group.NewTable([]group.Group{g})
	if err != nil {
		t.Fatal(err)
	}
	checkFind(t, tab, "What did IS claim?", "IS=is")
	checkFind(t, tab, "What is this?")
	checkFind(t, tab, "WHAT IS THIS AND WHERE IS IT?")
	checkFind(t, tab, article("The IS statement said more."))
	checkFind(t, tab, article("Daesh (IS) said more."), "Daesh=is", "IS=is")
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]group.ID{
		"Tehrik-e-Taliban Pakistan (TTP)": "tehrik-e-taliban-pakistan-ttp",
		"Hezbollah":                       "hezbollah",
		"Cártel de Jalisco":               "cartel-de-jalisco",
		"Blood & Honour":                  "blood-and-honour",
	} {
		if got := group.Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}
