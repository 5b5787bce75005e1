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
		said := text[s.Span.Start:s.Span.End]
		if (s.Kind == corpus.Statement || s.Kind == corpus.Item) && strings.Count(said, " ")+1 >= minRepeatWords {
			m.tokens[i] = tokenise(said, caps)
		}
	}
	for _, i := range m.collect() {
		sentences[i].Repeats = m.fullest(i)
	}
	for i := range sentences {
		for to := sentences[i].Repeats; to != corpus.NoSentence; to = sentences[to].Repeats {
			sentences[i].Repeats = to
		}
	}
}

// token is a word of a sentence, compared by its hash.
type token struct {
	hash   uint64
	firm   bool // a number, a name or a denial, which no other word may stand for
	denies bool
}

// tokenise lists the words of s in lower case, without punctuation.
func tokenise(s string, caps bool) []token {
	tokens := make([]token, 0, len(s)/5)
	start := -1 // of the word at hand, or -1
	for i, r := range s {
		switch {
		case isWordRune(r) && start < 0:
			start = i
		case !isWordRune(r) && start >= 0:
			tokens = append(tokens, newToken(s[start:i], len(tokens) == 0, caps))
			start = -1
		}
	}
	if start >= 0 {
		tokens = append(tokens, newToken(s[start:], len(tokens) == 0, caps))
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
	t.denies = len(word) <= maxDenial && denies(word)
	t.firm = t.denies || digit || caps && utf8.RuneCountInString(word) > 3 ||
		!caps && !first && unicode.IsUpper(firstRune(word))
	return t
}

// maxDenial is the length in bytes of the longest word that [denies] knows.
const maxDenial = len("dismissed")

// denies reports whether word turns what is said into its opposite or into something that
// somebody disputes. The "t" is that of "isn't".
func denies(word string) bool {
	switch strings.ToLower(word) {
	case "not", "no", "never", "none", "nor", "neither", "without", "t", "denied", "denies", "deny", "denying",
		"rejected", "rejects", "dismissed", "dismisses", "disputed", "disputes", "refuted", "refutes", "false", "falsely":
		return true
	}
	return false
}

// matcher finds repeats among the sentences of one document.
type matcher struct {
	sentences []corpus.Sentence
	tokens    [][]token
	size      map[int]int      // sentences in a paragraph
	postings  map[uint64][]int // from a shingle to the first sentences that hold it
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

// collect fills the postings with the shingles that more than one sentence holds, and
// returns the sentences that hold one.
func (m *matcher) collect() []int {
	m.postings = map[uint64][]int{}
	total := 0
	for _, tokens := range m.tokens {
		total += max(0, len(tokens)-shingleWords+1)
	}
	seen := newFirstSeen(total)
	suspect := make([]bool, len(m.sentences))
	for i := range m.sentences {
		m.shingles(i, func(hash uint64) {
			first := seen.at(hash, i)
			if first == i {
				return
			}
			suspect[first], suspect[i] = true, true
			list := m.postings[hash]
			if list == nil {
				list = []int{first}
			}
			if len(list) < maxPostings && list[len(list)-1] != i {
				m.postings[hash] = append(list, i)
			}
		})
	}
	var out []int
	for i, found := range suspect {
		if found {
			out = append(out, i)
		}
	}
	return out
}

// firstSeen remembers where each of a known number of hashes was seen first. It is an
// open-addressed table: nearly all hashes are seen once, and a map costs several times more.
type firstSeen struct {
	hashes []uint64
	places []int32 // 1 more than the place; 0 marks a free slot
}

func newFirstSeen(hashes int) firstSeen {
	size := 16
	for size < 2*hashes {
		size *= 2
	}
	return firstSeen{hashes: make([]uint64, size), places: make([]int32, size)}
}

// at is the place where hash was seen first; place, if it has not been seen.
func (f firstSeen) at(hash uint64, place int) int {
	mask := uint64(len(f.hashes) - 1)
	for slot := (hash ^ hash>>32) & mask; ; slot = (slot + 1) & mask {
		if f.places[slot] == 0 {
			f.hashes[slot], f.places[slot] = hash, int32(place)+1
			return place
		}
		if f.hashes[slot] == hash {
			return int(f.places[slot]) - 1
		}
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
	var candidates []int
	for j, n := range hits {
		if float64(n) >= minContained*float64(total) && m.fuller(j, i) {
			candidates = append(candidates, j)
		}
	}
	slices.SortFunc(candidates, func(a, b int) int {
		if m.fuller(a, b) {
			return -1
		}
		return 1
	})
	for _, j := range candidates {
		if m.holds(j, i) {
			return j
		}
	}
	return corpus.NoSentence
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

// holds reports whether sentence a says all that b says: its words in their order, but for
// at most one in ten that is neither a name nor a number, and no denial that b lacks.
func (m *matcher) holds(a, b int) bool {
	for _, t := range m.tokens[a] {
		if t.denies && !slices.Contains(m.tokens[b], t) {
			return false
		}
	}
	limit := len(m.tokens[b]) / 10
	return missing(m.tokens[a], m.tokens[b], limit) <= limit
}

// missing is the least number of words that must be left out of b so that the rest stand in
// a in the same order; more than limit where that is more, or a firm word would be left out.
func missing(a, b []token, limit int) int {
	// cost[j] is that number for the words of b so far and the first j words of a.
	cost := make([]int, len(a)+1)
	for _, t := range b {
		skip := 1
		if t.firm {
			skip = limit + 1
		}
		diagonal := cost[0]
		cost[0] += skip
		best := cost[0]
		for j, u := range a {
			next := min(cost[j+1]+skip, cost[j])
			if t.hash == u.hash {
				next = min(next, diagonal)
			}
			diagonal, cost[j+1] = cost[j+1], next
			best = min(best, next)
		}
		if best > limit {
			return best
		}
	}
	return cost[len(a)]
}
