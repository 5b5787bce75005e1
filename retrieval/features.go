package retrieval

import (
	"math/bits"

	"sitrep/retrieval/fusion"
	"sitrep/retrieval/lexical"
)

// feature is one thing that tells how well a passage answers a query. Each is 0..1.
type feature int

const (
	passageWords  feature = iota // BM25 of the passage, over the best candidate's
	documentWords                // BM25 of its document, over the best candidate's
	coverage                     // share of the question's words that stand in the document
	title                        // share of the title's words that stand in the question
	meaning                      // cosine of the vectors, min-max over the candidates
	phrase                       // share of the question's word pairs that stand in the passage
	proximity                    // share of the question's words that stand close together
	published                    // how near the publication lies to a day in the question
	dated                        // how near a day in the passage lies to one in the question
	publisher                    // whether the question names the publisher
	subject                      // whether the title is a name of a group that the question names
	newest                       // how new the article is, where the question asks for the latest
	features                     // how many there are
)

// String is the feature's key in [Scores].
func (f feature) String() string {
	return [features]string{
		"passage", "document", "coverage", "title", "vector", "phrase", "proximity", "published", "dated", "publisher",
		"subject", "newest",
	}[f]
}

// weights say how much each feature counts. The score of a passage is their weighted sum.
type weights [features]float64

// defaultWeights were found by coordinate ascent on the mean nDCG@10 of sets of labelled
// questions (package tune) and rounded, but for two that are set by hand: that of subject,
// together with what a disputed name counts ([disputedSubject]), after comparing a few
// values on questions by other names and on a list of groups without its aliases; and that
// of newest, together with [relevantShare].
func defaultWeights() weights {
	return weights{
		passageWords:  .2,
		documentWords: .4,
		coverage:      .1,
		title:         .25,
		meaning:       .35,
		phrase:        .2,
		proximity:     .3,
		published:     .4,
		dated:         .1,
		publisher:     .3,
		subject:       1,
		newest:        .6,
	}
}

// Weights are the weights of the features by their keys in [Scores]. A feature is the part
// of a score under that key over its weight, 0..1.
func Weights() map[string]float64 {
	named := map[string]float64{}
	for f, weight := range defaultWeights() {
		named[feature(f).String()] = weight
	}
	return named
}

// candidate is a passage with all that is known about how it answers the query.
type candidate struct {
	passage  int
	document int
	words    float64 // BM25 of the passage
	whole    float64 // BM25 of the document
	cosine   float64 // 0 where there is no vector
	features [features]float64
}

// score is the weighted sum of the features.
func (c *candidate) score(w *weights) float64 {
	sum := 0.
	for f, weight := range w {
		sum += weight * c.features[f]
	}
	return sum
}

// explain gives the raw scores and what each feature adds to the score.
func (c *candidate) explain(w *weights) Scores {
	scores := Scores{"bm25_passage": c.words, "bm25_document": c.whole, "cosine": c.cosine}
	for f, weight := range w {
		if c.features[f] != 0 {
			scores[feature(f).String()] = weight * c.features[f]
		}
	}
	return scores
}

// scaleScores fills the features that compare a candidate with the others.
func scaleScores(candidates []candidate) {
	cosines := make([]float64, len(candidates))
	var mostWords, mostWhole float64
	for i := range candidates {
		c := &candidates[i]
		cosines[i] = c.cosine
		mostWords, mostWhole = max(mostWords, c.words), max(mostWhole, c.whole)
	}
	scaled := fusion.MinMax(cosines)
	if len(candidates) == 1 { // nothing to compare it with
		scaled[0] = min(1, max(0, cosines[0]))
	}
	for i := range candidates {
		c := &candidates[i]
		c.features[meaning] = scaled[i]
		if mostWords > 0 {
			c.features[passageWords] = c.words / mostWords
		}
		if mostWhole > 0 {
			c.features[documentWords] = c.whole / mostWhole
		}
	}
}

// closeReader looks at the words of passages one by one. It is not safe for concurrent use.
type closeReader struct {
	index    *lexical.Index
	question *question
	words    []lexical.Word
	matches  []match
	seen     map[[2]lexical.TermID]bool
}

// match is a word of the question in a passage.
type match struct {
	slot     uint8
	position int
}

// windowWords is how far apart words may stand to be about one thing.
const windowWords = 8

// read fills the features that need the words of the passage in order.
func (r *closeReader) read(c *candidate) {
	r.words = r.index.AppendWords(r.words[:0], c.passage)
	r.matches = r.matches[:0]
	for _, word := range r.words {
		if slot := r.question.slots[word.Term]; slot > 0 {
			r.matches = append(r.matches, match{slot, word.Position})
		}
	}
	if r.question.pairTotal > 0 {
		c.features[phrase] = r.pairs() / r.question.pairTotal
	}
	if r.question.total > 0 {
		c.features[proximity] = r.nearest() / r.question.total
	}
}

// pairs is the weight of the question's word pairs that the passage has.
func (r *closeReader) pairs() float64 {
	clear(r.seen)
	sum := 0.
	before := lexical.Word{Position: -2}
	for _, word := range r.words {
		if word.Joined {
			continue
		}
		pair := [2]lexical.TermID{before.Term, word.Term}
		if word.Position == before.Position+1 {
			if weight, asked := r.question.pairs[pair]; asked && !r.seen[pair] {
				r.seen[pair] = true
				sum += weight
			}
		}
		before = word
	}
	return sum
}

// nearest is the weight of the different words of the question in the window of the
// passage that has most of it.
func (r *closeReader) nearest() float64 {
	most := 0.
	for i, first := range r.matches {
		var seen uint64
		for _, m := range r.matches[i:] {
			if m.position-first.position >= windowWords {
				break
			}
			seen |= 1 << (m.slot - 1)
		}
		sum := 0.
		for ; seen != 0; seen &= seen - 1 {
			sum += r.question.weights[bits.TrailingZeros64(seen)+1]
		}
		most = max(most, sum)
	}
	return most
}
