package split

import "unicode/utf8"

// maxRun is how many characters without white space count as one word: a longer run, such
// as encoded data, counts as several.
const maxRun = 20

// countWords counts the words of s: runs without white space that hold a letter or digit,
// and each character of a script that is written without spaces.
func countWords(s string) int {
	words, _ := scanWords(s, len(s)+1)
	return words
}

// prefixOfWords is the length in bytes of the longest prefix of s that holds at most limit
// words.
func prefixOfWords(s string, limit int) int {
	_, end := scanWords(s, limit)
	return end
}

// scanWords counts the words of s up to limit, and returns where the word after that many
// begins, or len(s).
func scanWords(s string, limit int) (words, end int) {
	run := 0         // characters since white space, or since a word was last counted
	counted := false // the run has been counted
	for i := 0; i < len(s); {
		r, width := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, width = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\r':
			run, counted = 0, false
			i += width
			continue
		case isIdeograph(r):
			words++
			run, counted = 0, false
		default:
			run++
			if !counted && isWordRune(r) || run > maxRun {
				words++
				run, counted = 1, true
			}
		}
		if words > limit {
			return words, i
		}
		i += width
	}
	return words, len(s)
}
