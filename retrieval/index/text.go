package index

import (
	"crypto/sha256"

	"sitrep/corpus"
	"sitrep/corpus/store"
)

// textVersion changes with [passageText]. It is stored with a generation, so that the next
// build embeds what reads differently.
const textVersion = "1"

// passageText is what is embedded for a passage. The title stands in front because a
// passage from the middle of an article often does not name what the article is about.
func passageText(title, passage string) string {
	if title == "" {
		return passage
	}
	return title + ". " + passage
}

// passageTexts are the texts to embed for each passage of a document, whose spans must cut.
func passageTexts(doc *corpus.Document, layout corpus.Layout) []string {
	texts := make([]string, len(layout.Passages))
	for i, p := range layout.Passages {
		texts[i] = passageText(doc.Title, doc.Text[p.Span.Start:p.Span.End])
	}
	return texts
}

func vectorKey(text string) store.VectorKey { return sha256.Sum256([]byte(text)) }
