package group_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sitrep/corpus/group"
)

// written shows groups as "id: name, alias, ?disputed".
func written(all []group.Group) []string {
	var lines []string
	for _, g := range all {
		var names []string
		for _, a := range g.Aliases {
			name := a.Name
			if a.Disputed {
				name = "?" + name
			}
			names = append(names, name)
		}
		lines = append(lines, string(g.ID)+": "+strings.Join(names, ", "))
	}
	return lines
}

func TestMerge(t *testing.T) {
	for _, c := range []struct {
		name    string
		sources [][]string
		want    []string
	}{
		{"same own name", [][]string{{"a: Al Qaida, The Base"}, {"b: al-Qa'ida, AQ"}}, []string{"a: Al Qaida, The Base, al-Qa'ida, AQ"}},
		{"each other's own name", [][]string{{"a: APT28, Sofacy"}, {"b: Sofacy, APT28, Sednit"}}, []string{"a: APT28, Sofacy, Sednit"}},
		{
			"several shared names",
			[][]string{{"a: Sandworm Team, Quedagh, Telebots"}, {"b: Sandworm, Quedagh, Telebots, Iridium"}},
			[]string{"a: Sandworm Team, Quedagh, Telebots, Sandworm, Iridium"},
		},
		{"one own name", [][]string{{"a: Salt Typhoon"}, {"b: GhostEmperor, Salt Typhoon"}}, []string{"a: Salt Typhoon, GhostEmperor"}},
		{"one alias is not enough", [][]string{{"a: Alpha, Gamma"}, {"b: Beta, Gamma"}}, []string{"a: Alpha, Gamma", "b: Beta, Gamma"}},
		{"a source keeps its groups apart", [][]string{{"a: Alpha, Omega", "b: Beta, Omega"}}, []string{"a: Alpha, Omega", "b: Beta, Omega"}},
		{
			"a subset claimed by one source stays disputed",
			[][]string{{"laz: Lazarus Group, Hidden Cobra", "and: Andariel, Silent Chollima"}, {"laz2: Lazarus Group, Hidden Cobra, Andariel"}},
			[]string{"laz: Lazarus Group, Hidden Cobra, ?Andariel", "and: Andariel, Silent Chollima"},
		},
		{
			"two candidates of one source: the better one is joined",
			[][]string{{"w: Wizard Spider, Grim Spider"}, {"g: Grim Spider, Ryuk Gang", "w2: WIZARD SPIDER, Trickbot"}},
			[]string{"w: Wizard Spider, ?Grim Spider, WIZARD SPIDER, Trickbot", "g: Grim Spider, Ryuk Gang"},
		},
		{"equal ids of different groups", [][]string{{"x: Alpha"}, {"x: Beta"}}, []string{"x: Alpha", "x-2: Beta"}},
		{"disputed names do not join", [][]string{{"a: Alpha, ?Beta"}, {"b: Beta"}}, []string{"a: Alpha, ?Beta", "b: Beta"}},
	} {
		var sources [][]group.Group
		for _, lines := range c.sources {
			sources = append(sources, groups(t, lines...))
		}
		if got := written(group.Merge(sources...)); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestMergeKeepsProvenance(t *testing.T) {
	first := groups(t, "a: APT28, Sofacy")
	second := groups(t, "b: APT28, Sofacy, Sednit")
	for i := range second[0].Aliases {
		second[0].Aliases[i].Sources = []group.Provenance{{Source: "other", Ref: "G1"}}
	}
	merged := group.Merge(first, second)
	if len(merged) != 1 {
		t.Fatalf("got %q, want one group", written(merged))
	}
	got := map[string]string{}
	for _, a := range merged[0].Aliases {
		got[a.Name] = fmt.Sprint(a.Sources)
	}
	want := map[string]string{"APT28": "[test other G1]", "Sofacy": "[test other G1]", "Sednit": "[other G1]"}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s is attested by %s, want %s", name, got[name], want[name])
		}
	}
	if len(first[0].Aliases) != 2 || len(first[0].Aliases[0].Sources) != 1 {
		t.Error("Merge changed its input")
	}
}

// Whatever the sources say: no name is lost, IDs are unique, two groups of one source are
// never joined, and the result makes a table.
func TestMergeProperties(t *testing.T) {
	word := rapid.SampledFrom([]string{"Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta Team", "APT1", "APT2", "AL-PHA"})
	rapid.Check(t, func(t *rapid.T) {
		var sources [][]group.Group
		for s := range rapid.IntRange(1, 4).Draw(t, "sources") {
			var source []group.Group
			for n := range rapid.IntRange(0, 4).Draw(t, "groups") {
				from := group.Provenance{Source: fmt.Sprint("s", s), Ref: fmt.Sprint(n)}
				g, err := group.NewGroup(group.ID(fmt.Sprintf("g%d", n)), word.Draw(t, "name"), rapid.SliceOfN(word, 0, 3).Draw(t, "aliases"), from)
				if err != nil {
					t.Fatal(err)
				}
				source = append(source, g)
			}
			sources = append(sources, source)
		}
		merged := group.Merge(sources...)
		if _, err := group.NewTable(merged); err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, g := range merged {
			refs := map[string]string{}
			for _, a := range g.Aliases {
				for _, p := range a.Sources {
					names[a.Name+p.String()] = true
					if ref, known := refs[p.Source]; known && ref != p.Ref {
						t.Fatalf("group %s holds %s %s and %s", g.ID, p.Source, ref, p.Ref)
					}
					refs[p.Source] = p.Ref
				}
			}
		}
		for _, source := range sources {
			for _, g := range source {
				for _, a := range g.Aliases {
					if !names[a.Name+a.Sources[0].String()] {
						t.Fatalf("%s of %v is lost", a.Name, a.Sources[0])
					}
				}
			}
		}
	})
}
