package lexical

import "encoding/binary"

// wordOrder keeps each document's words in the order of its text. A word is a varint:
// 0 for a function word, else twice its term plus 2, plus 1 for the joined form that
// stands before its parts. Passage p is data[from[p]:to[p]] and begins at word start[p] of
// its document; neighbouring passages may overlap.
type wordOrder struct {
	data     []byte
	from, to []uint64
	start    []uint32
}

// Word is one word of a passage.
type Word struct {
	Term TermID
	// Position counts the words of the document from 0, function words included. A joined
	// form has the position of its first part, which comes after it.
	Position int
	Joined   bool // the closed form of a hyphenated word
}

// AppendWords appends the words of passage p to words, in order, without the function
// words. It is meant for the few passages a ranker looks at closely.
func (ix *Index) AppendWords(words []Word, p int) []Word {
	data := ix.order.data[ix.order.from[p]:ix.order.to[p]]
	position := int(ix.order.start[p])
	for len(data) > 0 {
		code, size := uint64(data[0]), 1
		if code >= 0x80 {
			code, size = binary.Uvarint(data)
		}
		data = data[size:]
		if code != 0 {
			words = append(words, Word{Term: TermID(code>>1 - 1), Position: position, Joined: code&1 == 1})
		}
		if code&1 == 0 {
			position++
		}
	}
	return words
}

// valid reports whether every passage's words can be read.
func (o *wordOrder) valid(passages, terms int) bool {
	if len(o.from) != passages || len(o.to) != passages || len(o.start) != passages {
		return false
	}
	ends := make([]bool, len(o.data)+1) // where a word may begin or the data ends
	ends[0] = true
	for at := 0; at < len(o.data); {
		code, size := binary.Uvarint(o.data[at:])
		if size <= 0 || code == 1 || code>>1 > uint64(terms) {
			return false
		}
		at += size
		ends[at] = true
	}
	size := uint64(len(o.data))
	for p := range passages {
		from, to := o.from[p], o.to[p]
		if from > to || to > size || !ends[from] || !ends[to] {
			return false
		}
	}
	return true
}
