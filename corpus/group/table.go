package group

import (
	"fmt"
	"slices"
	"strings"
)

// Table is a set of groups that can be looked up by any of their names. It is immutable
// and safe for concurrent use.
type Table struct {
	groups  []Group
	byID    map[ID]int
	entries []entry
	keys    *trie // of names, to entries
}

// entry is all that the names with one key have in common.
type entry struct {
	kind     Kind
	written  []string // the spellings, for kinds that depend on case
	words    int      // the most words that a spelling has
	length   int      // of the key, in bytes
	ordinary bool     // a common word
	shouted  bool     // a spelling is in capitals
	articled bool     // every spelling so far has "the" before it
	groups   []ID     // whom the name names, in table order
	disputed []ID     // whom it names according to some sources only
}

// NewTable makes a table of groups, in the given order. The groups are copied. It fails if
// two groups have one ID, or if a group lacks an ID or does not carry its own name as its
// first alias.
func NewTable(groups []Group) (*Table, error) {
	t := &Table{byID: make(map[ID]int, len(groups)), groups: make([]Group, 0, len(groups))}
	byKey := map[string]*entry{}
	for i := range groups {
		g := groups[i].clone()
		if err := g.check(); err != nil {
			return nil, err
		}
		if _, taken := t.byID[g.ID]; taken {
			return nil, fmt.Errorf("two groups have the id %q", g.ID)
		}
		t.byID[g.ID] = len(t.groups)
		for n := range g.Aliases {
			enter(byKey, &g, &g.Aliases[n])
		}
		t.groups = append(t.groups, g)
	}
	keys := make([]string, 0, len(byKey))
	for key := range byKey {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	t.entries = make([]entry, len(keys))
	for i, key := range keys {
		t.entries[i] = *byKey[key]
	}
	t.keys = newTrie(keys)
	return t, nil
}

// enter files one alias under its key, and settles its kind.
func enter(byKey map[string]*entry, g *Group, a *Alias) {
	f := fold(a.Name)
	key := string(appendKey(nil, f))
	if key == "" {
		return
	}
	given := a.Kind
	if a.Kind == Unclassified {
		a.Kind = kindOf(f)
	}
	e := byKey[key]
	if e == nil {
		e = &entry{kind: a.Kind, length: len(key), ordinary: isOrdinary([]byte(key)), articled: hasArticle(f)}
		byKey[key] = e
	}
	tokens := withoutArticle(f)
	e.words = max(e.words, len(tokens))
	e.shouted = e.shouted || !slices.ContainsFunc(tokens, func(tok token) bool { return !tok.shape.shouted() })
	if written := strings.TrimSpace(a.Name); !slices.Contains(e.written, written) {
		e.written = append(e.written, written)
	}
	e.settle(a.Kind, given != Unclassified, hasArticle(f))
	switch {
	case slices.Contains(e.groups, g.ID):
	case a.Disputed:
		if !slices.Contains(e.disputed, g.ID) {
			e.disputed = append(e.disputed, g.ID)
		}
	default:
		e.groups = append(e.groups, g.ID)
		e.disputed = slices.DeleteFunc(e.disputed, func(id ID) bool { return id == g.ID })
	}
}

// settle joins the kind of another spelling to the entry's. An ordinary word stays one
// however else it is spelled; else the plainest kind holds, unless a source gave one. A
// spelling without "the" says more about a name than one with it.
func (e *entry) settle(kind Kind, given, articled bool) {
	switch {
	case given:
		e.kind = kind
	case articled && !e.articled:
	case e.articled && !articled:
		e.kind, e.articled = kind, false
	case e.kind == Word || kind == Word:
		e.kind = Word
	default:
		e.kind = min(e.kind, kind)
	}
}

// Len is the number of groups.
func (t *Table) Len() int { return len(t.groups) }

// Groups is all groups in table order, the kinds of their aliases settled. It must not be
// changed.
func (t *Table) Groups() []Group { return t.groups }

// Group is the group with an ID. It must not be changed.
func (t *Table) Group(id ID) (Group, bool) {
	i, ok := t.byID[id]
	if !ok {
		return Group{}, false
	}
	return t.groups[i], true
}

// Lookup resolves one name, given by itself in any spelling and case: whom it names, and
// whom it names according to some sources only. Both are in table order and nil where
// there is nobody. They must not be changed.
func (t *Table) Lookup(name string) (groups, disputed []ID) {
	key := appendKey(nil, fold(name))
	if len(key) == 0 {
		return nil, nil
	}
	node := t.keys.walk(none, key)
	if node == none || t.keys.nodes[node].entry == none {
		return nil, nil
	}
	e := &t.entries[t.keys.nodes[node].entry]
	return e.groups, e.disputed
}
