package group

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ID names a group within a table: lower-case letters, digits and hyphens, made from the
// group's name where its source has no better one.
type ID string

// Provenance says who attests a name.
type Provenance struct {
	Source string // "MITRE ATT&CK"
	Ref    string // the source's own identifier of the group, "G0007"; may be empty
}

// String is the source followed by its reference.
func (p Provenance) String() string {
	if p.Ref == "" {
		return p.Source
	}
	return p.Source + " " + p.Ref
}

// Alias is one name of a group.
type Alias struct {
	Name     string
	Kind     Kind // Unclassified lets the table decide by the look of the name
	Disputed bool // sources disagree on whether this names the group
	Sources  []Provenance
}

// Group is a threat group with all its names. The first alias is the group's own name.
type Group struct {
	ID      ID
	Name    string
	Aliases []Alias
}

// NewGroup makes a group of a name and its other names, all attested by one source. Names that
// repeat an earlier one in the same spelling are left out. It fails if the name has no
// letter or digit.
func NewGroup(id ID, name string, others []string, from Provenance) (Group, error) {
	if Key(name) == "" {
		return Group{}, fmt.Errorf("group %q: its name %q has no letter or digit", id, name)
	}
	if id == "" {
		id = Slug(name)
	}
	g := Group{ID: id, Name: name}
	g.Add(Alias{Name: name, Sources: []Provenance{from}})
	for _, other := range others {
		g.Add(Alias{Name: other, Sources: []Provenance{from}})
	}
	return g, nil
}

// Add appends an alias, or joins its sources to those of the alias of the same spelling
// that is there. A name without letters and digits is left out. A name is disputed only
// if every source that attests it says so.
func (g *Group) Add(a Alias) {
	if Key(a.Name) == "" {
		return
	}
	for i := range g.Aliases {
		known := &g.Aliases[i]
		if known.Name != a.Name {
			continue
		}
		known.Disputed = known.Disputed && a.Disputed
		if known.Kind == Unclassified {
			known.Kind = a.Kind
		}
		for _, p := range a.Sources {
			if !slices.Contains(known.Sources, p) {
				known.Sources = append(known.Sources, p)
			}
		}
		return
	}
	a.Sources = slices.Clone(a.Sources)
	g.Aliases = append(g.Aliases, a)
}

// clone copies a group so that changing the copy leaves the original alone.
func (g *Group) clone() Group {
	c := *g
	c.Aliases = slices.Clone(g.Aliases)
	for i := range c.Aliases {
		c.Aliases[i].Sources = slices.Clone(c.Aliases[i].Sources)
	}
	return c
}

// check reports what makes a group unfit for a table.
func (g *Group) check() error {
	var problems []error
	if g.ID == "" {
		problems = append(problems, errors.New("no id"))
	}
	if len(g.Aliases) == 0 || g.Aliases[0].Name != g.Name {
		problems = append(problems, errors.New("the first alias is not the group's own name"))
	}
	if Key(g.Name) == "" {
		problems = append(problems, errors.New("the name has no letter or digit"))
	}
	if len(problems) == 0 {
		return nil
	}
	return fmt.Errorf("group %q (%q): %w", g.ID, g.Name, errors.Join(problems...))
}

// Slug makes an ID of a name: its folded words joined by hyphens.
func Slug(name string) ID {
	f := foldPlain(name)
	words := make([]string, len(f.tokens))
	for i, tok := range f.tokens {
		words[i] = string(f.word(tok))
	}
	return ID(strings.Join(words, "-"))
}

// unusedID is id, or id with the first number from 2 on that makes it new.
func unusedID(id ID, used map[ID]bool) ID {
	candidate := id
	for n := 2; used[candidate]; n++ {
		candidate = id + "-" + ID(strconv.Itoa(n))
	}
	return candidate
}
