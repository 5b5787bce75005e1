package index

import (
	"crypto/sha256"
	"strings"

	"sitrep/corpus"
	"sitrep/corpus/store"
	"sitrep/retrieval/lexical"
)

// textVersion changes with [passageText]. It is stored with a generation, so that the next
// build embeds what reads differently.
const textVersion = "2"

// passageText is what is embedded for a passage. The title stands in front because a
// passage from the middle of an article often does not name what the article is about. What
// is all in capitals is put in lower case: the vocabularies of embedders hold few words in
// capitals, and of such texts they make nothing that is near any question.
func passageText(title, passage string) string {
	text := passage
	if title != "" {
		text = title + ". " + passage
	}
	if lexical.Shouted(text) {
		return strings.ToLower(text)
	}
	return text
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
