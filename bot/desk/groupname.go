package desk

import (
	"slices"

	"sitrep/corpus/group"
)

// findGroup resolves what was typed or chosen as the name of a group: an id, a name or an
// alias in any spelling. Of several groups that carry it the first of the table is taken.
func (d *Desk) findGroup(name string) (group.Group, bool) {
	if g, ok := d.library.Groups.Group(group.ID(name)); ok {
		return g, true
	}
	sure, disputed := d.library.Groups.Lookup(name)
	for _, id := range append(slices.Clone(sure), disputed...) {
		return d.library.Groups.Group(id)
	}
	return group.Group{}, false
}

// mentions reports whether a text names a group.
func (d *Desk) mentions(text string, id group.ID) bool {
	return slices.ContainsFunc(d.library.Groups.Find(text), func(m group.Mention) bool {
		return slices.Contains(m.Groups, id) || slices.Contains(m.Disputed, id)
	})
}

// unknownGroup says that no group has a name, and which begin alike.
func (c *call) unknownGroup(name string) error {
	var near []string
	for _, choice := range c.desk.suggestGroups(name) {
		near = append(near, choice.Name)
	}
	return sorry{c.renderer().Unknown(name, near)}
}
