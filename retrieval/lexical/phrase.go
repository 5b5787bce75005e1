package lexical

import "slices"

// Phrase is a name of one or more words to look for as it stands, and what finding it
// counts: 1 as much as a word of the question, less for what was added to it.
type Phrase struct {
	Text   string
	Weight float64
}

// PhraseScores holds the units in which a phrase was found and their scores.
type PhraseScores struct {
	Passages  map[int]float32 // BM25, by passage
	Documents map[int]float32 // BM25 over title and text, by document
	// Weights is the weight of the best phrase of each document in Documents.
	Weights map[int]float64
	// TitleShare is how much of a document's title a phrase makes up, times the weight of
	// the phrase, by document; for documents whose title has one.
	TitleShare map[int]float32
}

// ScorePhrases scores several names of one thing as if they were one word: by BM25 with the
// frequency of all of them together, times the weight of the best that a unit holds. So a
// text that uses many names for a thing gains nothing over one that repeats its first. A
// name is found however it is hyphenated, and also closed up into one word. Documents that
// are not allowed are left out; a nil allow lets all through.
func (ix *Index) ScorePhrases(names []Phrase, allow func(doc int) bool) PhraseScores {
	passages, documents := map[int]found{}, map[int]found{}
	titles := map[int]float32{}
	var words []Word
	for _, name := range names {
		for _, p := range ix.patterns(name.Text) {
			for _, passage := range ix.passages.all(p.terms()) {
				words = ix.AppendWords(words[:0], passage)
				if n := p.countIn(words); n > 0 {
					add(passages, passage, n, name.Weight)
					add(documents, ix.PassageDocument(passage), n, name.Weight)
				}
			}
			for _, doc := range ix.titles.all(p.terms()) {
				add(documents, doc, 1, name.Weight)
				share := min(1, float32(len(p))/float32(ix.titles.lengths[doc]))
				titles[doc] = max(titles[doc], share*float32(name.Weight))
			}
		}
	}
	scores := PhraseScores{
		Passages: map[int]float32{}, Documents: map[int]float32{}, Weights: map[int]float64{}, TitleShare: map[int]float32{},
	}
	for passage, f := range passages {
		if allow == nil || allow(ix.PassageDocument(passage)) {
			scores.Passages[passage] = ix.passages.score(passage, f, len(passages))
		}
	}
	for doc, f := range documents {
		if allow == nil || allow(doc) {
			scores.Documents[doc] = ix.documents.score(doc, f, len(documents))
			scores.Weights[doc] = f.weight
			if share, in := titles[doc]; in {
				scores.TitleShare[doc] = share
			}
		}
	}
	return scores
}

// found is how often any name was found in a unit, and the weight of the best.
type found struct {
	count  int
	weight float64
}

func add(units map[int]found, unit, count int, weight float64) {
	f := units[unit]
	units[unit] = found{f.count + count, max(f.weight, weight)}
}

// score is BM25 of something found in so many units.
func (f *field) score(unit int, of found, units int) float32 {
	count := float64(of.count)
	return float32(of.weight * idf(len(f.lengths), units) * (k1 + 1) * count / (count + float64(f.norms[unit])))
}

// pattern is terms with their distances in words from the first.
type pattern []Word

func (p pattern) terms() []TermID {
	terms := make([]TermID, len(p))
	for i, word := range p {
		terms[i] = word.Term
	}
	return terms
}

// patterns are the ways in which a name can stand in a text of the index: word by word,
// and closed up.
func (ix *Index) patterns(name string) []pattern {
	tokens := Analyse(name)
	var open pattern
	var closed []byte
	position, known := 0, true
	for _, token := range tokens {
		if token.Joined {
			continue
		}
		closed = appendPlain(closed, name[token.Start:token.End])
		if !token.Stop {
			term, found := ix.Term(token.Stem)
			known = known && found
			open = append(open, Word{Term: term, Position: position})
		}
		position++
	}
	var patterns []pattern
	if known && len(open) > 0 {
		patterns = append(patterns, open)
	}
	if position > 1 {
		var s stemmer
		if term, found := ix.Term(s.of(string(closed))); found {
			patterns = append(patterns, pattern{{Term: term}})
		}
	}
	return patterns
}

// all returns the units that hold every one of the terms, ascending.
func (f *field) all(terms []TermID) []int {
	slices.SortFunc(terms, func(a, b TermID) int { return int(f.frequencies[a]) - int(f.frequencies[b]) })
	var units []int
	for p := f.postings(terms[0]); p.next(); {
		units = append(units, p.unit)
	}
	for _, term := range slices.Compact(terms)[1:] {
		kept := units[:0]
		p := f.postings(term)
		for more := p.next(); more && len(units) > 0; {
			switch {
			case units[0] < p.unit:
				units = units[1:]
			case units[0] > p.unit:
				more = p.next()
			default:
				kept = append(kept, units[0])
				units, more = units[1:], p.next()
			}
		}
		units = kept
	}
	return units
}

// countIn counts how often the words of a pattern stand in words as they should.
func (p pattern) countIn(words []Word) int {
	count := 0
	for i, first := range words {
		if first.Term == p[0].Term && follows(words[i:], p, first.Position) {
			count++
		}
	}
	return count
}

// follows reports whether words hold the rest of a pattern whose first word is at position
// at.
func follows(words []Word, p pattern, at int) bool {
	for _, want := range p[1:] {
		position := at + want.Position - p[0].Position
		for len(words) > 0 && (words[0].Position < position || words[0].Position == position && words[0].Term != want.Term) {
			words = words[1:]
		}
		if len(words) == 0 || words[0].Position != position {
			return false
		}
	}
	return true
}
