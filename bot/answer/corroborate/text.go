package corroborate

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
)

// A shingle is this many words in a row. Five are few enough to outlive an editor's changes
// and too many to be met by chance (Broder, "On the resemblance and containment of
// documents", 1997).
const shingleWords = 5

// shingles are the distinct shingles of a text, as hashes in ascending order. The articles
// behind one answer are few, so that they are compared in full instead of by a sample of
// their hashes, which would miss a single borrowed paragraph.
type shingles []uint64

// hashSeed is one for all, so that hashes can be compared.
var hashSeed = maphash.MakeSeed()

func shinglesOf(text string) shingles {
	words := strings.FieldsFunc(strings.ToLower(text), notWord)
	if len(words) < shingleWords {
		return nil
	}
	list := make(shingles, 0, len(words)-shingleWords+1)
	var h maphash.Hash
	h.SetSeed(hashSeed)
	for i := 0; i+shingleWords <= len(words); i++ {
		h.Reset()
		for _, w := range words[i : i+shingleWords] {
			_, _ = h.WriteString(w) // never fails
			_ = h.WriteByte(' ')
		}
		list = append(list, h.Sum64())
	}
	slices.Sort(list)
	return slices.Clip(slices.Compact(list))
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

// shared is how many shingles two texts have in common.
func (s shingles) shared(other shingles) int {
	n := 0
	for i, k := 0, 0; i < len(s) && k < len(other); {
		switch {
		case s[i] < other[k]:
			i++
		case s[i] > other[k]:
			k++
		default:
			n++
			i++
			k++
		}
	}
	return n
}

// contained is the share of the smaller set that the larger one holds, 0 to 1.
func (s shingles) contained(other shingles) float64 {
	smaller := min(len(s), len(other))
	if smaller == 0 {
		return 0
	}
	return float64(s.shared(other)) / float64(smaller)
}

// Two articles hold the same text if they share a paragraph's worth of shingles, or a fifth
// of the shorter one and more than a turn of phrase.
const (
	paragraphShingles = 35
	reprintedShare    = .2
	phraseShingles    = 6
)

// reprinted reports whether one article takes over text of the other.
func (s shingles) reprinted(other shingles) bool {
	shared := s.shared(other)
	return shared >= paragraphShingles ||
		shared >= phraseShingles && float64(shared) >= reprintedShare*float64(min(len(s), len(other)))
}

// copied reports whether one quote has the words of the other: most of the shorter one's
// shingles, and eight words in a row at least.
func copied(a, b shingles) bool {
	const fewest, share = 4, .6
	shared := a.shared(b)
	return shared >= fewest && float64(shared) >= share*float64(min(len(a), len(b)))
}

// contentWords are the words of four letters and more, and numbers.
func contentWords(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), notWord) {
		if len(w) > 3 || unicode.IsDigit(rune(w[0])) {
			set[w] = true
		}
	}
	return set
}
