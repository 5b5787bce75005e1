package fusion

import "slices"

// Group is a candidate and the lower-ranked ones that say nearly the same, best first.
type Group struct {
	Ranked
	Folded []Ranked
}

// Fold ranks candidates and folds near-duplicates into the best of them. Two candidates
// are near-duplicates when the Jaccard similarity of their shingle sets, |A∩B| / |A∪B|, is
// at least same (0..1). Each is compared with the candidates that were kept, in order, so
// a duplicate joins the best one it equals. It ends before the candidate that
// would open group k+1: a duplicate scores as its original does, so it ranks beside it.
//
// shingles returns the set for an ordinal in ascending order, as [Shingles] makes it; an
// empty set equals nothing.
func Fold(candidates []Ranked, k int, same float64, shingles func(ordinal int) []uint64) []Group {
	ordered := slices.Clone(candidates)
	Sort(ordered)
	var groups []Group
	var sets [][]uint64
next:
	for _, candidate := range ordered {
		set := shingles(candidate.Ordinal)
		for i := range groups {
			if jaccardAtLeast(sets[i], set, same) {
				groups[i].Folded = append(groups[i].Folded, candidate)
				continue next
			}
		}
		if len(groups) >= k {
			break
		}
		groups = append(groups, Group{Ranked: candidate})
		sets = append(sets, set)
	}
	return groups
}

// jaccardAtLeast compares two ascending sets, giving up as soon as too much has differed.
func jaccardAtLeast(a, b []uint64, least float64) bool {
	small, large := min(len(a), len(b)), max(len(a), len(b))
	if small == 0 || float64(small) < least*float64(large) {
		return false
	}
	// |A∩B| / |A∪B| >= s means |A∩B| >= s/(1+s) * (|A|+|B|).
	need := least / (1 + least) * float64(len(a)+len(b))
	common := 0
	for len(a) > 0 && len(b) > 0 {
		if float64(common+min(len(a), len(b))) < need {
			return false
		}
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			common++
			a, b = a[1:], b[1:]
		}
	}
	return float64(common) >= need
}

// shingleWords is how many consecutive words make a shingle.
const shingleWords = 3

// Shingles is the set of a text's runs of three words, each as a hash of its words'
// numbers, in ascending order. A text of fewer words has one run.
func Shingles(words []uint32) []uint64 {
	if len(words) == 0 {
		return nil
	}
	size := min(shingleWords, len(words))
	set := make([]uint64, 0, len(words))
	for end := size; end <= len(words); end++ {
		// FNV-1a, a word at a time.
		hash := uint64(14695981039346656037)
		for _, word := range words[end-size : end] {
			hash = (hash ^ uint64(word)) * 1099511628211
		}
		set = append(set, hash)
	}
	slices.Sort(set)
	return slices.Compact(set)
}
