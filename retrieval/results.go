package retrieval

import "time"

// Results is what a search found.
type Results struct {
	Hits []Hit // best first; no two of them say nearly the same
	// Eligible is how many documents the filter let through, whether they were found or not.
	Eligible int
	// Generation is the number of the index generation that was searched.
	Generation int64
	// Undated is how many articles about the question have no date, and so stand after the
	// dated ones, where it asks for the latest or names a time; 0 for other questions.
	Undated int
	Timings Timings
}

// Timings tells where the time of a search went. The stages do not overlap and add up to
// Total but for the steps between them.
type Timings struct {
	Filter  time.Duration // deciding which documents may be found
	Analyse time.Duration // reading the question
	Embed   time.Duration // making its vector
	Lexical time.Duration // scoring by words
	Vector  time.Duration // scoring by vectors
	Rank    time.Duration // fusing the scores of the candidates, folding duplicates
	Rerank  time.Duration // asking the reranker, if there is one
	Total   time.Duration
}
