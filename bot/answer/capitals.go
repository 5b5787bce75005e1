package answer

import (
	"sitrep/bot/answer/casing"
	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/retrieval/index"
)

// cased is a question with its names in capitals, as far as the articles that the asker may
// see, and the table of groups, tell them.
func (i *inquiry) cased(text string) string {
	return casing.Restore(text, casedArticles{i.live, i.asked.Filter.Allow(), i.options.Groups})
}

// casedArticles are what casing is learnt from.
type casedArticles struct {
	live   *index.Live
	allow  func(*corpus.Document) bool
	groups *group.Table
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
			entry := &a.live.Documents[doc]
			if a.allow(&entry.Document) {
				span := entry.Layout.Passages[all[at]-ix.FirstPassage(doc)].Span
				texts = append(texts, entry.Document.Text[span.Start:span.End])
			}
		}
	}
	return texts
}

// Known are the names of groups.
func (a casedArticles) Known(text string) []corpus.Span {
	if a.groups == nil {
		return nil
	}
	var spans []corpus.Span
	for _, m := range a.groups.Find(text) {
		spans = append(spans, m.Span)
	}
	return spans
}

// Ordinary goes by a list of common words, which has none of more than nine letters.
func (a casedArticles) Ordinary(word string) bool { return group.Ordinary(word) }
