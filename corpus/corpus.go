// Package corpus holds the words of the domain: documents, sentences, passages and the
// spans that place them in a document's text. It knows nothing of files, databases,
// indexes or chat, and imports only the standard library.
//
// Every offset in sitrep is a byte offset into [Document.Text]. The text is normalised
// once, when a document is read (see corpus/source), and never changed after that: a
// quote is Text[Start:End], byte for byte.
package corpus

import "errors"

// ErrNotFound is returned, wrapped, when a document, passage or generation that was asked
// for is not in the corpus.
var ErrNotFound = errors.New("not in the corpus")
