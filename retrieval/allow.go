package retrieval

import "sitrep/corpus"

// Allow returns the filter as a function, which reports whether a document may be found. It
// is for asking about many documents and safe for concurrent use.
func (f Filter) Allow() func(doc *corpus.Document) bool {
	m := newMatcher(f)
	return m.allows
}
