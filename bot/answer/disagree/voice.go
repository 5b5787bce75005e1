package disagree

import "strings"

// sameVoice reports whether one speaker is named by words that the other's name has too, "the
// brigade" and "a spokesman for the brigade". An article that speaks itself is a voice of its
// own.
func sameVoice(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	return within(a, b) || within(b, a)
}

// within reports whether all content words of a are words of b.
func within(a, b string) bool {
	all := map[string]bool{}
	for _, w := range wordsOf(b) {
		all[w.stem] = true
	}
	met := 0
	for _, w := range wordsOf(a) {
		if !w.stop && !all[w.stem] {
			return false
		}
		if !w.stop {
			met++
		}
	}
	return met > 0 || strings.EqualFold(a, b)
}
