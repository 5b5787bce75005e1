package retrieval

import (
	"strings"

	"sitrep/corpus"
	"sitrep/retrieval/index"
)

// matcher is a filter made ready to be put to many documents.
type matcher struct {
	filter      Filter
	collections map[string]bool
	publishers  map[string]bool
	documents   map[corpus.DocumentID]bool
}

func newMatcher(f Filter) matcher {
	m := matcher{filter: f, collections: folded(f.Collections), publishers: folded(f.Publishers)}
	if len(f.Documents) > 0 {
		m.documents = map[corpus.DocumentID]bool{}
		for _, id := range f.Documents {
			m.documents[id] = true
		}
	}
	return m
}

// folded is the set of names without their case, nil if there are none.
func folded(names []string) map[string]bool {
	if len(names) == 0 {
		return nil
	}
	set := map[string]bool{}
	for _, name := range names {
		set[strings.ToLower(name)] = true
	}
	return set
}

// allows reports whether a document may be found.
func (m *matcher) allows(doc *corpus.Document) bool {
	switch {
	case doc.Marking > m.filter.MaxMarking:
		return false
	case m.documents != nil && !m.documents[doc.ID]:
		return false
	case m.collections != nil && !m.collections[strings.ToLower(doc.Collection)]:
		return false
	case m.publishers != nil && !m.publishers[strings.ToLower(doc.Publisher)]:
		return false
	}
	return m.withinDates(doc)
}

func (m *matcher) withinDates(doc *corpus.Document) bool {
	f := m.filter
	if f.Since.IsZero() && f.Until.IsZero() {
		return true
	}
	if doc.Published.IsZero() {
		return f.Undated
	}
	return (f.Since.IsZero() || !doc.Published.Before(f.Since)) &&
		(f.Until.IsZero() || !doc.Published.After(f.Until))
}

// eligible marks the documents that the filter lets through, and counts them.
func eligible(f Filter, documents []index.Entry) (allowed []bool, count int) {
	m := newMatcher(f)
	allowed = make([]bool, len(documents))
	for i := range documents {
		if m.allows(&documents[i].Document) {
			allowed[i] = true
			count++
		}
	}
	return allowed, count
}
