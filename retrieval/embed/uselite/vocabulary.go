package uselite

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sitrep/retrieval/embed/uselite/internal/weights"
)

const (
	unknown = 0   // the id of characters that no piece covers
	penalty = -20 // the score of one unknown character
	space   = "▁" // stands in front of each word, U+2581
)

// vocabulary cuts text into pieces as SentencePiece's unigram model does (Kudo 2018): of
// all ways to put the text together from pieces it takes the one with the highest sum of
// scores. It is immutable.
type vocabulary struct {
	root   trie
	scores []float64 // by id
}

func newVocabulary(pieces []weights.Piece) *vocabulary {
	v := &vocabulary{scores: make([]float64, len(pieces))}
	var keys []key
	for id, p := range pieces {
		v.scores[id] = p.Score
		if !math.IsNaN(p.Score) {
			keys = append(keys, key{p.Text, int32(id)})
		}
	}
	slices.SortFunc(keys, func(a, b key) int { return cmp.Compare(a.text, b.text) })
	v.root = newTrie(keys)
	return v
}

// pieces returns the ids of the text's pieces; none for a text without a character that is
// not white space. The text is brought to normalisation form KC first, bytes that are not
// UTF-8 count as unknown characters, and runs of white space as one space. A run of unknown
// characters is one piece.
func (v *vocabulary) pieces(text string) []int32 {
	text = norm.NFKC.String(strings.ToValidUTF8(text, string(utf8.RuneError)))
	var lattice lattice
	ids := make([]int32, 0, len(text)/4+1)
	word := make([]byte, 0, 64)
	total := 0.0
	// No piece goes on after a space, so the best path through the text is the best paths
	// through its words in a row. The sum runs on from word to word because its rounding
	// decides between paths of equal scores.
	for field := range strings.FieldsFuncSeq(text, unicode.IsSpace) {
		word = append(append(word[:0], space...), field...)
		ids, total = lattice.best(ids, v, word, total)
	}
	return ids
}

// lattice is the memory of the search for the best path through a word.
type lattice struct {
	nodes []node
	path  []int32
}

// node is a place in the word: the best path that ends there.
type node struct {
	score float64 // -Inf where no path ends
	start int     // where its last piece begins
	id    int32   // its last piece
}

// best appends to ids the pieces of word and returns the score: that of the path before
// it, total, and of the path through word. Of equal paths the one whose last piece is
// shortest wins.
func (l *lattice) best(ids []int32, v *vocabulary, word []byte, total float64) ([]int32, float64) {
	l.nodes = l.nodes[:0]
	for range len(word) + 1 {
		l.nodes = append(l.nodes, node{score: math.Inf(-1)})
	}
	l.nodes[0].score = total
	for start := 0; start < len(word); {
		_, size := utf8.DecodeRune(word[start:])
		l.extend(v, word, start, size)
		start += size
	}
	l.path = l.path[:0]
	for end := len(word); end > 0; end = l.nodes[end].start {
		l.path = append(l.path, l.nodes[end].id)
	}
	for _, id := range slices.Backward(l.path) {
		if id == unknown && len(ids) > 0 && ids[len(ids)-1] == unknown {
			continue
		}
		ids = append(ids, id)
	}
	return ids, l.nodes[len(word)].score
}

// extend follows every piece that begins at start, where a character of size bytes stands.
// The character is taken as unknown where no piece begins with it, or where nothing else
// leads to its end.
func (l *lattice) extend(v *vocabulary, word []byte, start, size int) {
	before := l.nodes[start].score
	found := false
	at := int32(0)
	for end := start; end < len(word); {
		var id int32
		if at, id = v.root.next(at, word[end]); at < 0 {
			break
		}
		end++
		if id < 0 {
			continue
		}
		found = true
		if score := before + v.scores[id]; score >= l.nodes[end].score {
			l.nodes[end] = node{score, start, id}
		}
	}
	after := &l.nodes[start+size]
	if !found || math.IsInf(after.score, -1) {
		if score := before + penalty; score > after.score {
			*after = node{score, start, unknown}
		}
	}
}
