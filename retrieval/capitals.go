package retrieval

import (
	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/retrieval/casing"
)

// Cased is a question with its names in capitals if it was typed without, as far as the
// documents that a filter lets through, and the table of groups, tell them. Search reads what it
// is asked for so.
func (s *Searcher) Cased(text string, f Filter) string {
	allow := f.Allow()
	return s.cased(text, func(doc int) bool { return allow(&s.live.Documents[doc].Document) })
}

func (s *Searcher) cased(text string, allow func(doc int) bool) string {
	return casing.Restore(text, casedArticles{s, allow})
}

// casedArticles are what casing is learnt from.
type casedArticles struct {
	*Searcher

	allow func(doc int) bool
}

// mostCased is how many passages are looked at for a word.
const mostCased = 12

// With takes passages from all over the corpus, not those of one or two articles.
func (a casedArticles) With(stems []string) []string {
	ix := a.live.Lexical
	all := ix.PassagesWith(stems...)
	var texts []string
	step := max(1, len(all)/mostCased)
	for from := 0; from < step && len(texts) < mostCased; from++ {
		for at := from; at < len(all) && len(texts) < mostCased; at += step {
			doc := ix.PassageDocument(all[at])
			if a.allow(doc) {
				entry := &a.live.Documents[doc]
				span := entry.Layout.Passages[all[at]-ix.FirstPassage(doc)].Span
				texts = append(texts, entry.Document.Text[span.Start:span.End])
			}
		}
	}
	return texts
}

// Known are the names of groups and publishers.
func (a casedArticles) Known(text string) []corpus.Span {
	spans := a.publishers.places(text)
	if a.groups == nil {
		return spans
	}
	for _, m := range a.groups.Find(text) {
		spans = append(spans, m.Span)
	}
	return spans
}

// Ordinary goes by a list of common words, which has none of more than nine letters.
func (a casedArticles) Ordinary(word string) bool { return group.Ordinary(word) }
