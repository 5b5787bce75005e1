package lexical

// BM25's constants, as measured best on the passages and documents of news: k1 says how
// soon repeating a word stops counting, b how much length is held against a unit.
const (
	k1 = .9
	b  = .4
)

// Term is a stem to look for, and how much it counts: 1 for a word of the question, less
// for what was added to it.
type Term struct {
	Stem   string
	Weight float64
}

// Terms is what an index is asked for.
type Terms []Term

// closedWeight is what the closed form of a hyphenated word counts beside its parts, which
// say the same once more.
const closedWeight = .5

// TermsOf returns the words of a question, each stem once, in the order of their first
// occurrence. Repeating a word does not make it count more: on the questions of eight sets
// that was never better and up to .012 nDCG@10 worse. Function words are left out.
func TermsOf(question string) Terms {
	var terms Terms
	seen := map[string]bool{}
	for _, token := range Analyse(question) {
		if token.Stop || seen[token.Stem] {
			continue
		}
		seen[token.Stem] = true
		weight := 1.
		if token.Joined {
			weight = closedWeight
		}
		terms = append(terms, Term{Stem: token.Stem, Weight: weight})
	}
	return terms
}

// Scores holds what was found in every unit of each field, 0 where none of the words
// occurs or the document is not allowed.
type Scores struct {
	Passages  []float32 // BM25, by passage
	Documents []float32 // BM25 over title and text, by document
	Titles    []float32 // BM25, by document
	Sources   []float32 // BM25 over the publisher's name, by document

	// Coverage is how much of the question a document holds, by document: the weights of
	// the words in its title or text over the weights of all, by rarity; 0..1.
	Coverage []float32
	// TitleShare is how much of a document's title the question holds, by document: the
	// words in both over the words of the title; 0..1.
	TitleShare []float32
}

// Score ranks by BM25 (k1 .9, b .4). A document for which allow is false scores nothing,
// nor do its passages; a nil allow lets all through. Statistics are those of the whole
// index in either case.
func (ix *Index) Score(q Terms, allow func(doc int) bool) Scores {
	scores := Scores{
		Passages:   ix.bm25(&ix.passages, q),
		Documents:  ix.bm25(&ix.documents, q),
		Titles:     ix.bm25(&ix.titles, q),
		Sources:    ix.bm25(&ix.sources, q),
		Coverage:   ix.coverage(q),
		TitleShare: ix.titleShare(q),
	}
	if allow == nil {
		return scores
	}
	for doc := range ix.Documents() {
		if allow(doc) {
			continue
		}
		for _, field := range [][]float32{scores.Documents, scores.Titles, scores.Sources, scores.Coverage, scores.TitleShare} {
			field[doc] = 0
		}
		clear(scores.Passages[ix.FirstPassage(doc):ix.FirstPassage(doc+1)])
	}
	return scores
}

func (ix *Index) bm25(f *field, q Terms) []float32 {
	scores := make([]float32, len(f.lengths))
	for _, word := range q {
		term, known := ix.vocabulary.term(word.Stem)
		if !known {
			continue
		}
		weight := float32(word.Weight * idf(len(f.lengths), int(f.frequencies[term])) * (k1 + 1))
		for p := f.postings(term); p.next(); {
			count := float32(p.count)
			scores[p.unit] += weight * count / (count + f.norms[p.unit])
		}
	}
	return scores
}

func (ix *Index) coverage(q Terms) []float32 {
	covered := make([]float32, ix.Documents())
	total := 0.
	for _, word := range q {
		total += word.Weight * ix.IDF(word.Stem)
	}
	if total == 0 {
		return covered
	}
	for _, word := range q {
		if term, known := ix.vocabulary.term(word.Stem); known {
			share := float32(word.Weight * ix.IDF(word.Stem) / total)
			for p := ix.documents.postings(term); p.next(); {
				covered[p.unit] += share
			}
		}
	}
	return covered
}

func (ix *Index) titleShare(q Terms) []float32 {
	shares := make([]float32, ix.Documents())
	for _, word := range q {
		if term, known := ix.vocabulary.term(word.Stem); known {
			for p := ix.titles.postings(term); p.next(); {
				// The closed form of a name is no further word of the title.
				shares[p.unit] = min(1, shares[p.unit]+1/float32(ix.titles.lengths[p.unit]))
			}
		}
	}
	return shares
}

// normalise works out the part of BM25 that depends on a unit's length alone. Units
// without words do not count towards the mean.
func (f *field) normalise() {
	var sum, units float64
	for _, length := range f.lengths {
		if length > 0 {
			sum += float64(length)
			units++
		}
	}
	f.norms = make([]float32, len(f.lengths))
	for i, length := range f.lengths {
		f.norms[i] = k1 * (1 - b)
		if sum > 0 {
			f.norms[i] += float32(k1 * b * float64(length) * units / sum)
		}
	}
}
