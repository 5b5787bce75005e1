package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sitrep/corpus/group"
)

const (
	maxChoices    = 25  // that a transport can show
	maxChoiceName = 100 // characters
)

// complete suggests values for the option that is being typed.
func complete(ctx context.Context, c *call) error {
	typed := c.Options[c.Focus]
	var choices []Choice
	switch c.Name + " " + c.Focus {
	case "ask group", "group name":
		choices = c.desk.suggestGroups(typed)
	case "ask publisher":
		choices = c.suggestPublishers(typed)
	case "corpus remove article":
		choices = c.suggestArticles(typed)
	case "corpus restore article":
		var err error
		if choices, err = c.suggestAbsent(ctx, typed); err != nil {
			return err
		}
	}
	return c.to.Suggest(ctx, choices)
}

// suggestGroups is the groups with a name or an alias that begins like what was typed, and
// after them those that have it elsewhere in a name; within both in table order.
func (d *Desk) suggestGroups(typed string) []Choice {
	key := group.Key(typed)
	type found struct {
		choice Choice
		rank   int
	}
	var all []found
	for _, g := range d.library.Groups.Groups() {
		best := found{rank: 2}
		for _, a := range g.Aliases {
			rank := 2
			switch k := group.Key(a.Name); {
			case strings.HasPrefix(k, key):
				rank = 0
			case strings.Contains(k, key):
				rank = 1
			}
			if rank < best.rank {
				best = found{Choice{Name: choiceName(g.Name, a.Name), Value: g.Name}, rank}
			}
		}
		if best.rank < 2 && len([]rune(g.Name)) <= maxChoiceName {
			all = append(all, best)
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.rank, b.rank) })
	var choices []Choice
	for _, f := range all[:min(len(all), maxChoices)] {
		choices = append(choices, f.choice)
	}
	return choices
}

// choiceName shows by which alias a group was found.
func choiceName(name, alias string) string {
	full := []rune(name)
	if alias != name {
		full = []rune(name + " (" + alias + ")")
	}
	if len(full) > maxChoiceName {
		return string(full[:maxChoiceName-1]) + "…"
	}
	return string(full)
}

// suggestPublishers is the publishers that may be seen and whose name holds what was typed.
func (c *call) suggestPublishers(typed string) []Choice {
	var choices []Choice
	for _, p := range publishers(c.visibleDocuments()) {
		if n := len([]rune(p.Name)); n > 0 && n <= maxChoiceName && len(choices) < maxChoices &&
			strings.Contains(strings.ToLower(p.Name), strings.ToLower(typed)) {
			choices = append(choices, Choice{Name: p.Name, Value: p.Name})
		}
	}
	return choices
}
