package desk

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"sitrep/bot/render/message"
	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
)

const dateOnly = time.DateOnly

// mentions remembers which documents of a generation mention which groups, as finding them
// takes reading every article. It is safe for concurrent use.
type mentions struct {
	mu         sync.Mutex
	generation int64
	of         map[group.ID][]int // places in Live.Documents, ascending
}

// in returns the mentions of a generation.
func (m *mentions) in(live *index.Live, table *group.Table) map[group.ID][]int {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.of != nil && m.generation == live.Generation.Number {
		return m.of
	}
	m.generation, m.of = live.Generation.Number, map[group.ID][]int{}
	for at := range live.Documents {
		doc := &live.Documents[at].Document
		named := map[group.ID]bool{}
		for _, mention := range table.Find(doc.Title + "\n" + doc.Text) {
			for _, id := range mention.Groups {
				named[id] = true
			}
		}
		for id := range named {
			m.of[id] = append(m.of[id], at)
		}
	}
	return m.of
}

// mentioning is the documents that mention a group and may be seen, newest first.
func (d *Desk) mentioning(live *index.Live, id group.ID, scope retrieval.Filter) []*index.Entry {
	allow := scope.Allow()
	var entries []*index.Entry
	for _, at := range d.mentioned.in(live, d.library.Groups)[id] {
		if e := &live.Documents[at]; allow(&e.Document) {
			entries = append(entries, e)
		}
	}
	slices.SortStableFunc(entries, func(a, b *index.Entry) int { return b.Document.Published.Compare(a.Document.Published) })
	return entries
}

// groupsPages lists the groups that the articles mention, the most mentioned first.
func groupsPages(_ context.Context, c *call, _ string) ([]message.Page, error) {
	live := c.desk.library.Live()
	var list []message.Mention
	for id := range c.desk.mentioned.in(live, c.desk.library.Groups) {
		entries := c.desk.mentioning(live, id, c.scope())
		g, known := c.desk.library.Groups.Group(id)
		if len(entries) == 0 || !known {
			continue
		}
		list = append(list, message.Mention{Name: g.Name, Articles: len(entries), Last: dayOf(&entries[0].Document)})
	}
	slices.SortFunc(list, func(a, b message.Mention) int {
		return cmp.Or(b.Articles-a.Articles, cmp.Compare(a.Name, b.Name))
	})
	return c.renderer().Groups(list), nil
}

// dayOf is the day on which a document was published, or empty.
func dayOf(doc *corpus.Document) string {
	if doc.Published.IsZero() {
		return ""
	}
	return doc.Published.Format(dateOnly)
}
