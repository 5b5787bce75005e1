package desk

import (
	"cmp"
	"context"
	"slices"

	"sitrep/bot/render/message"
	"sitrep/corpus"
)

// visibleDocuments is the documents that may be seen where the request comes from.
func (c *call) visibleDocuments() []*corpus.Document {
	allow := c.scope().Allow()
	var documents []*corpus.Document
	live := c.desk.library.Live()
	for i := range live.Documents {
		if doc := &live.Documents[i].Document; allow(doc) {
			documents = append(documents, doc)
		}
	}
	return documents
}

// publishers is how much of the documents is from whom, most first.
func publishers(documents []*corpus.Document) []message.Publisher {
	byName := map[string]*message.Publisher{}
	for _, doc := range documents {
		p := byName[doc.Publisher]
		if p == nil {
			p = &message.Publisher{Name: doc.Publisher, Reliability: string(doc.Reliability)}
			byName[doc.Publisher] = p
		}
		p.Articles++
		if day := dayOf(doc); day != "" {
			p.Last = max(p.Last, day)
			if p.First == "" || day < p.First {
				p.First = day
			}
		}
	}
	var list []message.Publisher
	for _, p := range byName {
		list = append(list, *p)
	}
	slices.SortFunc(list, func(a, b message.Publisher) int {
		return cmp.Or(b.Articles-a.Articles, cmp.Compare(a.Name, b.Name))
	})
	return list
}

func sourcesPages(_ context.Context, c *call, _ string) ([]message.Page, error) {
	return c.renderer().Publishers(publishers(c.visibleDocuments())), nil
}

func aboutPages(_ context.Context, c *call, _ string) ([]message.Page, error) {
	live := c.desk.library.Live()
	visible := c.visibleDocuments()
	f := message.Figures{
		Generation: live.Generation.Number, Built: live.Generation.Created,
		Articles: len(visible), Publishers: len(publishers(visible)), Groups: c.desk.library.Groups.Len(),
		Model: c.desk.library.Model, Search: c.desk.library.Search,
	}
	allow := c.scope().Allow()
	for i := range live.Documents {
		if e := &live.Documents[i]; allow(&e.Document) {
			f.Passages += len(e.Layout.Passages)
			f.Newest = max(f.Newest, dayOf(&e.Document))
		}
	}
	return c.renderer().About(f), nil
}

func helpPages(_ context.Context, c *call, _ string) ([]message.Page, error) {
	return c.renderer().Help(mayAdminister(c.settings, &c.Request)), nil
}
