package split

import "unicode/utf8"

// maxRun is how many characters without white space count as one word: a longer run, such
// as encoded data, counts as several.
const maxRun = 20

// countWords counts the words of s: runs without white space that hold a letter or digit,
// and each character of a script that is written without spaces.
func countWords(s string) int {
	var c wordCounter
	for _, r := range s {
		c.add(r)
	}
	return c.words
}

// prefixOfWords is the length in bytes of the longest prefix of s that holds at most limit
// words.
func prefixOfWords(s string, limit int) int {
	var c wordCounter
	for i, r := range s {
		if c.add(r); c.words > limit {
			return i
		}
	}
	return len(s)
}

// wordCounter counts words as their characters come in.
type wordCounter struct {
	words   int
	run     int  // characters since white space or since the last word was counted
	counted bool // the run has been counted
}

func (c *wordCounter) add(r rune) {
	switch {
	case r < utf8.RuneSelf && isSpace(byte(r)):
		c.run, c.counted = 0, false
		return
	case isIdeograph(r):
		c.words++
		c.run, c.counted = 0, false
		return
	}
	c.run++
	if !c.counted && isWordRune(r) || c.run > maxRun {
		c.words++
		c.run, c.counted = 1, true
	}
}
