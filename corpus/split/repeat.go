package split

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus"
)

// What makes one sentence the repeat of another.
const (
	minRepeatWords = 5    // shorter sentences may well be said twice and mean two things
	shingleWords   = 4    // words in a row that are looked up
	maxPostings    = 32   // sentences remembered for one shingle
	minContained   = 0.75 // share of a sentence's shingles that the other one must hold
)

// markRepeats sets Repeats of every sentence that another one of the document says in full:
// word for word, but for a small word or two, and usually with the speaker named. Of several
// that say the same the longest is kept; of equals the one in the longest paragraph, since a
// pull quote stands alone; then the first. Numbers and names must agree exactly.
func markRepeats(text string, sentences []corpus.Sentence, caps bool) {
	m := matcher{sentences: sentences, tokens: make([][]token, len(sentences)), size: map[int]int{}}
	for i, s := range sentences {
		m.size[s.Paragraph]++
		if s.Kind == corpus.Statement || s.Kind == corpus.Item {
			m.tokens[i] = tokenise(text[s.Span.Start:s.Span.End], caps)
		}
	}
	m.collect()
	for i := range sentences {
		if len(m.tokens[i]) >= minRepeatWords {
			sentences[i].Repeats = m.fullest(i)
		}
	}
	for i := range sentences {
		for to := sentences[i].Repeats; to != corpus.NoSentence; to = sentences[to].Repeats {
			sentences[i].Repeats = to
		}
	}
}

// token is a word of a sentence, compared by its hash.
type token struct {
	hash uint64
	firm bool // a number or a name, which no other word may stand for
}

// tokenise lists the words of s in lower case, without punctuation.
func tokenise(s string, caps bool) []token {
	var tokens []token
	for len(s) > 0 {
		start := strings.IndexFunc(s, isWordRune)
		if start < 0 {
			break
		}
		s = s[start:]
		end := strings.IndexFunc(s, func(r rune) bool { return !isWordRune(r) })
		if end < 0 {
			end = len(s)
		}
		tokens = append(tokens, newToken(s[:end], len(tokens) == 0, caps))
		s = s[end:]
	}
	return tokens
}

func newToken(word string, first, caps bool) token {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a, 64 bits
	t := token{hash: offset}
	digit := false
	for _, r := range word {
		digit = digit || unicode.IsDigit(r)
		t.hash = (t.hash ^ uint64(unicode.ToLower(r))) * prime
	}
	long := utf8.RuneCountInString(word) > 3
	t.firm = digit || caps && long || !caps && !first && unicode.IsUpper(firstRune(word)) || isNegation(word)
	return t
}

func isNegation(word string) bool {
	switch strings.ToLower(word) {
	case "not", "no", "never", "none", "nor", "neither", "without", "denied", "t":
		return true
	}
	return false
}

// matcher finds repeats among the sentences of one document.
type matcher struct {
	sentences []corpus.Sentence
	tokens    [][]token
	size      map[int]int      // sentences in a paragraph
	postings  map[uint64][]int // from a shingle to the sentences that hold it
}

// shingles calls f with the hash of each run of shingleWords words of sentence i.
func (m *matcher) shingles(i int, f func(uint64)) {
	tokens := m.tokens[i]
	for at := 0; at+shingleWords <= len(tokens); at++ {
		hash := uint64(0)
		for _, t := range tokens[at : at+shingleWords] {
			hash = hash*0x9e3779b97f4a7c15 + t.hash
		}
		f(hash)
	}
}

// collect fills the postings. The longest sentences come first in each.
func (m *matcher) collect() {
	m.postings = map[uint64][]int{}
	for i := range m.sentences {
		m.shingles(i, func(hash uint64) {
			list := m.postings[hash]
			if len(list) < maxPostings && (len(list) == 0 || list[len(list)-1] != i) {
				m.postings[hash] = append(list, i)
			}
		})
	}
}

// fullest is the best sentence that says what i says, or NoSentence.
func (m *matcher) fullest(i int) int {
	hits := map[int]int{}
	total := 0
	m.shingles(i, func(hash uint64) {
		total++
		for _, j := range m.postings[hash] {
			if j != i {
				hits[j]++
			}
		}
	})
	best := corpus.NoSentence
	for j, n := range hits {
		if float64(n) < minContained*float64(total) || !m.fuller(j, i) || !m.holds(j, i) {
			continue
		}
		if best == corpus.NoSentence || m.fuller(j, best) {
			best = j
		}
	}
	return best
}

// fuller reports whether sentence a is to be kept rather than b. It is a strict order.
func (m *matcher) fuller(a, b int) bool {
	if la, lb := len(m.tokens[a]), len(m.tokens[b]); la != lb {
		return la > lb
	}
	if sa, sb := m.size[m.sentences[a].Paragraph], m.size[m.sentences[b].Paragraph]; sa != sb {
		return sa > sb
	}
	return a < b
}

// holds reports whether sentence a has every word of b, but for at most one word in ten that
// is neither a name nor a number.
func (m *matcher) holds(a, b int) bool {
	have := make([]uint64, 0, len(m.tokens[a]))
	for _, t := range m.tokens[a] {
		have = append(have, t.hash)
	}
	slices.Sort(have)
	missing := 0
	for _, t := range m.tokens[b] {
		if _, found := slices.BinarySearch(have, t.hash); found {
			continue
		}
		if missing++; t.firm || missing > len(m.tokens[b])/10 {
			return false
		}
	}
	return true
}
