package retrieval

import (
	"time"

	"sitrep/corpus"
)

// DefaultK is how many passages a query gets that does not say.
const DefaultK = 10

// Query is what a retriever takes. The zero Filter lets every document through.
type Query struct {
	Text   string
	K      int // passages wanted; 0 means DefaultK
	Filter Filter
	Now    time.Time // when it is asked; "last month" counts from here; zero: not known
}

// Filter says which documents may be found. It is applied before ranking, so that what is
// filtered out neither appears nor influences a score's normalisation. Matching of names
// ignores case.
type Filter struct {
	Collections []string            // any of these; empty: all
	Publishers  []string            // any of these; empty: all
	Documents   []corpus.DocumentID // any of these; empty: all
	Since       time.Time           // published at or after; zero: no bound
	Until       time.Time           // published before or at; zero: no bound
	// Undated lets documents through whose date of publication is not known although there
	// is a bound. Without a bound they are let through in any case.
	Undated bool
	// MaxMarking is the most closed marking that may be seen; the zero value admits only
	// TLP:CLEAR.
	MaxMarking corpus.Marking
}

// Hit is one ranked passage.
type Hit struct {
	Rank     int // 1-based
	Score    float64
	Document corpus.DocumentID
	Passage  corpus.PassageID
	Span     corpus.Span
	Text     string
	Scores   Scores
	// DocumentAt and PassageAt are the passage's place in the generation that was searched:
	// Live.Documents[DocumentAt].Layout.Passages[PassageAt].
	DocumentAt int
	PassageAt  int
	// Duplicates are the passages that say nearly the same and rank below this one, best
	// first: a reprint of the article, an agency's text in another paper.
	Duplicates []Duplicate
}

// Duplicate is a passage that was folded into a hit.
type Duplicate struct {
	Document   corpus.DocumentID
	Passage    corpus.PassageID
	DocumentAt int
	PassageAt  int
}

// Scores explain a hit: each part's raw score and what fusion made of it. They are
// comparable within one query only.
type Scores map[string]float64
