package split

import "sitrep/corpus"

// MaxPassageWords is the most words in a passage, unless it is one long sentence.
const MaxPassageWords = 180

// Bounds for where a passage may end before it is full.
const (
	minPassageWords = 100 // a paragraph's end is preferred from here on
	minTailWords    = 50  // a last passage shorter than this is evened out with the one before
)

// cutPassages groups sentences into passages. A heading, or several in a row, begins one. A
// passage that would only repeat what others say is not made.
func cutPassages(text string, sentences []corpus.Sentence) []corpus.Passage {
	c := passageCutter{sentences: sentences, words: make([]int, len(sentences)+1)}
	for i, s := range sentences {
		c.words[i+1] = c.words[i] + countWords(text[s.Span.Start:s.Span.End])
	}
	for first := 0; first < len(sentences); {
		end := first + 1
		for end < len(sentences) && (sentences[end].Kind != corpus.Heading || sentences[end-1].Kind == corpus.Heading) {
			end++
		}
		c.section(first, end)
		first = end
	}
	return c.passages
}

// passageCutter cuts sentences into passages.
type passageCutter struct {
	sentences []corpus.Sentence
	words     []int // words[i] is the number of words before sentence i
	passages  []corpus.Passage
}

// section cuts the sentences from first to end, which no heading parts.
func (c *passageCutter) section(first, end int) {
	least := first + 1
	for {
		cut := c.passageEnd(first, least, end)
		c.add(first, cut)
		if cut == end {
			return
		}
		// One sentence of overlap, where it leaves room for the sentence after it.
		next := cut
		if last := cut - 1; last > first && c.sentences[last].Kind != corpus.Heading && c.count(last, cut+1) <= MaxPassageWords {
			next = last
		}
		first, least = next, cut+1
	}
}

// passageEnd is where the passage that begins with sentence first ends: at least where
// least says, at most at end. It takes what fits, less where that lets it end with a
// paragraph or keeps the last passage of a section from being a few words.
func (c *passageCutter) passageEnd(first, least, end int) int {
	full := least
	for full < end && c.count(first, full+1) <= MaxPassageWords {
		full++
	}
	if full == end {
		return end
	}
	if c.count(full, end) < minTailWords {
		half := c.count(first, end) / 2
		for full > least && c.count(first, full-1) >= half {
			full--
		}
		return full
	}
	for cut := full; cut > least && c.count(first, cut) >= minPassageWords; cut-- {
		if c.sentences[cut-1].Paragraph != c.sentences[cut].Paragraph {
			return cut
		}
	}
	return full
}

// count is the number of words in sentences first to end.
func (c *passageCutter) count(first, end int) int { return c.words[end] - c.words[first] }

// add makes a passage of sentences first to end, if one of them says something new.
func (c *passageCutter) add(first, end int) {
	for _, s := range c.sentences[first:end] {
		if s.Repeats == corpus.NoSentence {
			c.passages = append(c.passages, corpus.Passage{
				Span:  corpus.Span{Start: c.sentences[first].Span.Start, End: c.sentences[end-1].Span.End},
				First: first, End: end,
			})
			return
		}
	}
}
