package lexical

import "encoding/binary"

// field is an inverted index over units of one kind: passages, documents, titles or
// sources. The postings of term t are data[starts[t]:starts[t+1]]: for each unit that
// holds it, in ascending order, a varint of twice the distance from the unit before, plus
// one where the term occurs more than once; then, in that case, a varint of how often.
// (The first distance counts from unit -1 and every distance is at least 1.)
type field struct {
	starts  []uint64 // by term, and at the end len(data)
	data    []byte
	lengths []uint32 // words in each unit, function words not counted

	frequencies []uint32  // by term: units that hold it
	norms       []float32 // by unit: BM25's k1 * (1 - b + b * length / mean length)
}

// postings walks one term's postings:
//
//	for p := f.postings(t); p.next(); { p.unit, p.count }
type postings struct {
	data  []byte
	unit  int
	count uint32
}

func (f *field) postings(term TermID) postings {
	return postings{data: f.data[f.starts[term]:f.starts[term+1]], unit: -1}
}

// next steps to the next posting. It reports false at the end.
func (p *postings) next() bool {
	if len(p.data) == 0 {
		return false
	}
	head, size := uint64(p.data[0]), 1
	if head >= 0x80 {
		head, size = binary.Uvarint(p.data)
	}
	p.data = p.data[size:]
	p.unit += int(head >> 1)
	p.count = 1
	if head&1 == 1 {
		count, size := binary.Uvarint(p.data)
		p.data = p.data[size:]
		p.count = uint32(count)
	}
	return true
}

// postingsWriter builds one term's postings.
type postingsWriter struct {
	data []byte
	next int // one past the last unit written
}

// add appends a unit, which must be greater than any before.
func (w *postingsWriter) add(unit int, count uint32) {
	head := uint64(unit-w.next+1) << 1
	if count > 1 {
		w.data = binary.AppendUvarint(w.data, head|1)
		w.data = binary.AppendUvarint(w.data, uint64(count))
	} else {
		w.data = binary.AppendUvarint(w.data, head)
	}
	w.next = unit + 1
}

// valid reports whether every posting list is well formed, and counts frequencies on the
// way. Nothing that walks postings checks them again.
func (f *field) valid(terms int) bool {
	if len(f.starts) != terms+1 || f.starts[0] != 0 || f.starts[terms] != uint64(len(f.data)) {
		return false
	}
	f.frequencies = make([]uint32, terms)
	for term := range terms {
		from, to := f.starts[term], f.starts[term+1]
		if from > to || to > uint64(len(f.data)) {
			return false
		}
		frequency, ok := countPostings(f.data[from:to], len(f.lengths))
		if !ok {
			return false
		}
		f.frequencies[term] = frequency
	}
	return true
}

func countPostings(data []byte, units int) (frequency uint32, ok bool) {
	unit := -1
	for len(data) > 0 {
		head, size := binary.Uvarint(data)
		if size <= 0 || head>>1 == 0 || head>>1 > uint64(units-1-unit) {
			return 0, false
		}
		data = data[size:]
		unit += int(head >> 1)
		if head&1 == 1 {
			count, size := binary.Uvarint(data)
			if size <= 0 || count < 2 || count > maxCount {
				return 0, false
			}
			data = data[size:]
		}
		frequency++
	}
	return frequency, true
}

// maxCount bounds how often a term is said to occur in one unit.
const maxCount = 1<<32 - 1
