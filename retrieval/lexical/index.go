package lexical

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"sort"

	"sitrep/retrieval/language"
)

// Index answers which documents and passages hold which words. Documents are numbered from
// 0 in the order they were built in, and passages consecutively over all documents. An
// Index never changes and is safe for concurrent use.
type Index struct {
	firstPassage    []uint32 // by document, and at the end the number of passages
	passageDocument []uint32
	vocabulary      vocabulary
	passages        field
	documents       field // title and text
	titles          field
	sources         field
	order           wordOrder
	languages       []byte // two letters for each document
	byFrequency     []language.Language
}

// Documents is the number of documents.
func (ix *Index) Documents() int { return len(ix.firstPassage) - 1 }

// Passages is the number of passages of all documents.
func (ix *Index) Passages() int { return len(ix.passageDocument) }

// PassageDocument is the document that passage p belongs to.
func (ix *Index) PassageDocument(p int) int { return int(ix.passageDocument[p]) }

// FirstPassage is the first passage of document doc, and FirstPassage(Documents()) the
// number of passages: those of doc are FirstPassage(doc) up to FirstPassage(doc+1).
func (ix *Index) FirstPassage(doc int) int { return int(ix.firstPassage[doc]) }

// DocumentFrequency is the number of documents with the stem in their title or text.
func (ix *Index) DocumentFrequency(stem string) int {
	term, known := ix.vocabulary.term(stem)
	if !known {
		return 0
	}
	return int(ix.documents.frequencies[term])
}

// IDF is the weight of a stem by its rarity over documents, above 0; a stem that no
// document holds has the greatest.
func (ix *Index) IDF(stem string) float64 {
	return idf(ix.Documents(), ix.DocumentFrequency(stem))
}

// idf is ln(1 + (n - df + .5)/(df + .5)), the form of Robertson's weight that is never
// negative (Robertson & Zaragoza, The Probabilistic Relevance Framework, 2009).
func idf(n, df int) float64 {
	return math.Log1p((float64(n) - float64(df) + .5) / (float64(df) + .5))
}

// PassagesWith returns the passages that hold every one of some stems, anywhere, ascending.
func (ix *Index) PassagesWith(stems ...string) []int {
	if len(stems) == 0 {
		return nil
	}
	terms := make([]TermID, len(stems))
	for i, stem := range stems {
		var known bool
		if terms[i], known = ix.Term(stem); !known {
			return nil
		}
	}
	return ix.passages.all(terms)
}

// TermID numbers the stems of an index from 0, the most frequent first. It means nothing
// in another index.
type TermID uint32

// Term finds the number of a stem.
func (ix *Index) Term(stem string) (TermID, bool) { return ix.vocabulary.term(stem) }

// Stems are all stems, the most frequent first.
func (ix *Index) Stems() iter.Seq[string] {
	return func(yield func(string) bool) {
		for term := range ix.vocabulary.len() {
			if !yield(ix.Stem(TermID(term))) {
				return
			}
		}
	}
}

// Stem is the stem that a term stands for.
func (ix *Index) Stem(term TermID) string { return ix.vocabulary.stem(term) }

// vocabulary is every stem of an index: term t is text[starts[t]:starts[t+1]].
type vocabulary struct {
	text   string
	starts []uint32
	sorted []uint32 // all terms in the order of their stems
}

func (v *vocabulary) len() int { return len(v.sorted) }

func (v *vocabulary) stem(term TermID) string { return v.text[v.starts[term]:v.starts[term+1]] }

func (v *vocabulary) term(stem string) (TermID, bool) {
	at, found := sort.Find(len(v.sorted), func(i int) int {
		return cmp.Compare(stem, v.stem(TermID(v.sorted[i])))
	})
	if !found {
		return 0, false
	}
	return TermID(v.sorted[at]), true
}

// newVocabulary takes the stems in the order of their terms.
func newVocabulary(stems []string) vocabulary {
	v := vocabulary{starts: make([]uint32, 1, len(stems)+1), sorted: make([]uint32, len(stems))}
	size := 0
	for _, stem := range stems {
		size += len(stem)
	}
	text := make([]byte, 0, size)
	for term, stem := range stems {
		text = append(text, stem...)
		v.starts = append(v.starts, uint32(len(text)))
		v.sorted[term] = uint32(term)
	}
	v.text = string(text)
	slices.SortFunc(v.sorted, func(a, b uint32) int { return cmp.Compare(stems[a], stems[b]) })
	return v
}
