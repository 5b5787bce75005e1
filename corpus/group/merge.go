package group

import (
	"cmp"
	"slices"
)

// Merge joins the groups of several sources into one list. Each argument is what one
// source says; within it every group stays a group of its own. Earlier sources come first
// in the result, and give a joined group its ID, its name and the order of its aliases.
//
// Two groups of different sources are joined where they alone have the same own name, where each
// carries the other's own name as an alias, where they share at least two names, a third of
// all names of the smaller, and where one carries the other's own name. Only names that
// name one group within each source count, and disputed ones do not. The best matches are joined first, and a join that would put
// two groups of one source together is not made: there the sources disagree, and the
// groups stay apart.
//
// A name that a group carries as an alias while it is the own name of another group of the
// result is disputed there. An alias that several groups carry is ambiguous, not disputed.
func Merge(sources ...[]Group) []Group {
	m := newMerger(sources)
	for _, p := range m.pairs() {
		m.join(p.a, p.b)
	}
	return m.result()
}

// member is a group of one source.
type member struct {
	group   *Group
	source  int
	own     string          // the key of its own name
	keys    map[string]bool // of all undisputed names
	cluster int             // its place in merger.clusters
}

type merger struct {
	members  []member
	clusters [][]int          // members that are one group, in order; empty once joined to another
	named    map[string][]int // key to the members that it names, undisputed
	owners   map[string][]int // key to the members whose own name it is
}

func newMerger(sources [][]Group) *merger {
	m := &merger{named: map[string][]int{}, owners: map[string][]int{}}
	for source, groups := range sources {
		for i := range groups {
			m.enter(source, &groups[i])
		}
	}
	return m
}

func (m *merger) enter(source int, g *Group) {
	at := len(m.members)
	mem := member{group: g, source: source, own: Key(g.Name), keys: map[string]bool{}, cluster: at}
	for _, a := range g.Aliases {
		key := Key(a.Name)
		if key == "" || a.Disputed || mem.keys[key] {
			continue
		}
		mem.keys[key] = true
		m.named[key] = append(m.named[key], at)
	}
	m.owners[mem.own] = append(m.owners[mem.own], at)
	m.members = append(m.members, mem)
	m.clusters = append(m.clusters, []int{at})
}

// pair is two groups of different sources that may be one. A smaller rank is a better match.
type pair struct {
	a, b   int
	rank   int
	shared int
}

// The ranks of matches.
const (
	sameName = iota
	mutualName
	sharedNames
	oneName
)

// pairs finds the groups to join, best first.
func (m *merger) pairs() []pair {
	shared := map[[2]int]int{}
	count := func(members []int, n int) {
		if m.ambiguous(members) {
			return
		}
		for i, a := range members {
			for _, b := range members[i+1:] {
				shared[[2]int{a, b}] += n
			}
		}
	}
	for _, members := range m.named {
		count(members, 1)
	}
	for _, members := range m.owners {
		count(members, 0) // an own name joins even where another group has it as an alias
	}
	var pairs []pair
	for at, n := range shared {
		if p, ok := m.match(at[0], at[1], n); ok {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(y.shared, x.shared), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return pairs
}

// ambiguous reports whether two of the members belong to one source.
func (m *merger) ambiguous(members []int) bool {
	for i, at := range members[1:] { // members are in order of source
		if m.members[at].source == m.members[members[i]].source {
			return true
		}
	}
	return false
}

func (m *merger) unambiguous(key string) bool { return !m.ambiguous(m.named[key]) }

func (m *merger) match(a, b, shared int) (pair, bool) {
	x, y := &m.members[a], &m.members[b]
	p := pair{a: a, b: b, shared: shared}
	switch {
	case x.own == y.own && !m.ambiguous(m.owners[x.own]):
		p.rank = sameName
	case x.keys[y.own] && y.keys[x.own]:
		p.rank = mutualName
	case shared >= 2 && 3*shared >= min(len(x.keys), len(y.keys)):
		p.rank = sharedNames
	case shared > 0 && (m.unambiguous(x.own) && y.keys[x.own] || m.unambiguous(y.own) && x.keys[y.own]):
		p.rank = oneName
	default:
		return p, false
	}
	return p, true
}

// join puts the groups that a and b belong to together, unless they hold two groups of
// one source.
func (m *merger) join(a, b int) {
	to, from := m.members[a].cluster, m.members[b].cluster
	if to == from {
		return
	}
	if m.clusters[from][0] < m.clusters[to][0] {
		to, from = from, to
	}
	for _, i := range m.clusters[from] {
		sameSource := func(j int) bool { return m.members[j].source == m.members[i].source }
		if slices.ContainsFunc(m.clusters[to], sameSource) {
			return
		}
	}
	for _, i := range m.clusters[from] {
		m.members[i].cluster = to
	}
	m.clusters[to] = append(m.clusters[to], m.clusters[from]...)
	slices.Sort(m.clusters[to])
	m.clusters[from] = nil
}

// result writes the joined groups down, in the order of their leading members.
func (m *merger) result() []Group {
	used := map[ID]bool{}
	var groups []Group
	for _, cluster := range m.clusters { // a cluster stands at the place of its first member
		if len(cluster) == 0 {
			continue
		}
		g := m.members[cluster[0]].group.clone()
		g.ID = unusedID(g.ID, used)
		used[g.ID] = true
		for _, i := range cluster[1:] {
			for _, a := range m.members[i].group.Aliases {
				g.Add(a)
			}
		}
		groups = append(groups, g)
	}
	dispute(groups)
	return groups
}

// dispute marks the aliases that are the own name of another group.
func dispute(groups []Group) {
	owners := map[string][]int{}
	for i := range groups {
		key := Key(groups[i].Name)
		owners[key] = append(owners[key], i)
	}
	for i := range groups {
		own := Key(groups[i].Name)
		for n := range groups[i].Aliases {
			key := Key(groups[i].Aliases[n].Name)
			if key != own && len(owners[key]) > 0 {
				groups[i].Aliases[n].Disputed = true
			}
		}
	}
}
