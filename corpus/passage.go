package corpus

import "fmt"

// PassageID names a passage of one version of a document: "DOCUMENT#N", N counting from 0
// in reading order.
type PassageID string

// NewPassageID is the id of the n-th passage of a document.
func NewPassageID(doc DocumentID, n int) PassageID {
	return PassageID(fmt.Sprintf("%s#%d", doc, n))
}

// SentenceKind tells what a sentence is in its article's layout.
type SentenceKind uint8

// The kinds of sentence. A Statement is running text; a Heading is a line above it; an
// Item stands in a list; a Fragment (a dateline, a caption, a by-line) is not a statement.
const (
	Statement SentenceKind = iota
	Heading
	Item
	Fragment
)

// NoSentence is the index that means "none".
const NoSentence = -1

// Sentence is one sentence of a document, heading lines included.
type Sentence struct {
	Span      Span
	Kind      SentenceKind
	Paragraph int // 0-based, counted over the document
	// Repeats is the index of the sentence of the same document that says this in full,
	// where this one is its exact or near duplicate (a pull quote, a repeated lead), else
	// NoSentence. The sentence it points to repeats none.
	Repeats int
}

// Passage is the unit that is indexed and ranked: whole consecutive sentences of one
// document, never across a heading.
type Passage struct {
	ID    PassageID
	Span  Span
	First int // index of the first sentence in Layout.Sentences
	End   int // one past the last sentence
}

// Layout is a document taken apart. Sentences are in reading order and do not overlap;
// passages are in reading order, and neighbours share at most one sentence.
type Layout struct {
	Sentences []Sentence
	Passages  []Passage
}

// Quote is text that equals its document's Text[Span.Start:Span.End].
type Quote struct {
	Document DocumentID
	Span     Span
	Text     string
}
