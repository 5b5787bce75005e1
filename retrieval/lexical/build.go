package lexical

import (
	"cmp"
	"encoding/binary"
	"iter"
	"slices"

	"sitrep/corpus"
	"sitrep/retrieval/language"
)

// Document is what an index is built from. Passages are spans of Text in reading order;
// they may overlap.
type Document struct {
	Title    string
	Source   string // the publisher's name
	Text     string
	Passages []corpus.Span
	Language language.Language // of title and text; empty means English
}

// Build indexes documents in the order they come in. The same documents give the same
// index, byte for byte.
func Build(docs iter.Seq[Document]) *Index {
	b := builder{
		analysers: map[language.Language]*analyser{},
		terms:     map[string]uint32{},
		first:     []uint32{0},
	}
	for doc := range docs {
		b.add(doc)
	}
	return b.index()
}

// builder collects postings under provisional term numbers, given in order of appearance.
type builder struct {
	analysers map[language.Language]*analyser
	terms     map[string]uint32
	stems     []string
	total     []uint64 // by term: how often it occurs in texts
	languages []byte   // as in Index

	passages, documents, titles, sources fieldBuilder

	first   []uint32 // passages before each document, and after the last
	codes   []uint32 // the word order of all texts, as in wordOrder but not packed
	from    []int    // by passage, into codes
	to      []int
	start   []uint32
	tokens  []Token
	numbers []uint32
}

const functionWord = 1<<32 - 1

func (b *builder) add(doc Document) {
	in := doc.Language
	if in == "" {
		in = language.English
	}
	b.languages = append(b.languages, languageCode(in)...)

	b.read(doc.Title, in)
	b.titles.count(b.numbers, b.tokens)
	b.documents.count(b.numbers, b.tokens)
	b.titles.close()

	b.read(doc.Source, language.English)
	b.sources.count(b.numbers, b.tokens)
	b.sources.close()

	b.read(doc.Text, in)
	b.documents.count(b.numbers, b.tokens)
	b.documents.close()

	base := len(b.codes)
	position := uint32(0)
	positions := make([]uint32, len(b.tokens)+1)
	for i, token := range b.tokens {
		positions[i] = position
		if !token.Joined {
			position++
		}
		b.codes = append(b.codes, wordCode(b.numbers[i], token.Joined))
		if b.numbers[i] != functionWord {
			b.total[b.numbers[i]]++
		}
	}
	positions[len(b.tokens)] = position
	for _, span := range doc.Passages {
		from := b.firstToken(span.Start)
		to := max(from, b.firstToken(span.End))
		b.passages.count(b.numbers[from:to], b.tokens[from:to])
		b.passages.close()
		b.from = append(b.from, base+from)
		b.to = append(b.to, base+to)
		b.start = append(b.start, positions[from])
	}
	b.first = append(b.first, uint32(len(b.from)))
}

// read analyses text in its language into b.tokens, and b.numbers beside them.
func (b *builder) read(text string, in language.Language) {
	a := b.analysers[in]
	if a == nil {
		a = &analyser{language: in, stems: map[string]string{}}
		b.analysers[in] = a
	}
	b.tokens = a.analyse(b.tokens[:0], text)
	b.numbers = b.numbers[:0]
	for _, token := range b.tokens {
		if token.Stop {
			b.numbers = append(b.numbers, functionWord)
			continue
		}
		number, known := b.terms[token.Stem]
		if !known {
			number = uint32(len(b.stems))
			b.terms[token.Stem] = number
			b.stems = append(b.stems, token.Stem)
			b.total = append(b.total, 0)
		}
		b.numbers = append(b.numbers, number)
	}
}

// firstToken is the index of the first token that begins at or after offset. A joined form
// begins where its first part does, so it falls on the same side.
func (b *builder) firstToken(offset int) int {
	at, _ := slices.BinarySearchFunc(b.tokens, offset, func(token Token, offset int) int {
		return cmp.Compare(token.Start, offset)
	})
	return at
}

func wordCode(number uint32, joined bool) uint32 {
	if number == functionWord {
		return functionWord
	}
	code := number << 1
	if joined {
		code |= 1
	}
	return code
}

// index packs what was collected under the final term numbers: by falling frequency, so
// that common terms take one byte in the word order, and by stem among equals.
func (b *builder) index() *Index {
	order := make([]uint32, len(b.stems)) // provisional numbers in their final order
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int {
		return cmp.Or(cmp.Compare(b.total[y], b.total[x]), cmp.Compare(b.stems[x], b.stems[y]))
	})
	final := make([]uint32, len(order))
	stems := make([]string, len(order))
	for term, number := range order {
		final[number] = uint32(term)
		stems[term] = b.stems[number]
	}
	ix := &Index{
		firstPassage: b.first,
		vocabulary:   newVocabulary(stems),
		passages:     b.passages.field(order),
		documents:    b.documents.field(order),
		titles:       b.titles.field(order),
		sources:      b.sources.field(order),
		order:        b.wordOrder(final),
		languages:    b.languages,
	}
	ix.derive()
	return ix
}

func (b *builder) wordOrder(final []uint32) wordOrder {
	data := make([]byte, 0, len(b.codes)*3/2)
	offsets := make([]uint64, len(b.codes)+1)
	for i, code := range b.codes {
		packed := uint64(0)
		if code != functionWord {
			packed = uint64(final[code>>1]+1)<<1 | uint64(code&1)
		}
		data = binary.AppendUvarint(data, packed)
		offsets[i+1] = uint64(len(data))
	}
	o := wordOrder{data: data, start: b.start, from: make([]uint64, len(b.from)), to: make([]uint64, len(b.to))}
	for p := range b.from {
		o.from[p], o.to[p] = offsets[b.from[p]], offsets[b.to[p]]
	}
	return o
}

// derive works out what follows from the stored parts.
func (ix *Index) derive() {
	ix.passageDocument = make([]uint32, ix.firstPassage[len(ix.firstPassage)-1])
	for doc := range ix.Documents() {
		for p := ix.firstPassage[doc]; p < ix.firstPassage[doc+1]; p++ {
			ix.passageDocument[p] = uint32(doc)
		}
	}
	for _, f := range ix.fields() {
		f.normalise()
	}
	ix.countLanguages()
}

func (ix *Index) fields() [4]*field {
	return [4]*field{&ix.passages, &ix.documents, &ix.titles, &ix.sources}
}

// fieldBuilder collects the postings of one field, unit by unit.
type fieldBuilder struct {
	terms   []postingsWriter // by provisional number
	units   []uint32         // by provisional number: units that hold it
	lengths []uint32
	counts  []uint32 // of the unit being built, by provisional number
	touched []uint32
	length  uint32
}

// count adds words to the unit being built.
func (f *fieldBuilder) count(numbers []uint32, tokens []Token) {
	for i, number := range numbers {
		if number == functionWord {
			continue
		}
		for int(number) >= len(f.counts) {
			f.counts = append(f.counts, 0)
		}
		if f.counts[number] == 0 {
			f.touched = append(f.touched, number)
		}
		f.counts[number]++
		if !tokens[i].Joined {
			f.length++
		}
	}
}

// close ends the unit being built.
func (f *fieldBuilder) close() {
	for len(f.terms) < len(f.counts) {
		f.terms = append(f.terms, postingsWriter{})
		f.units = append(f.units, 0)
	}
	unit := len(f.lengths)
	for _, number := range f.touched {
		f.terms[number].add(unit, f.counts[number])
		f.units[number]++
		f.counts[number] = 0
	}
	f.touched = f.touched[:0]
	f.lengths = append(f.lengths, f.length)
	f.length = 0
}

// field packs the postings, given the provisional numbers in their final order.
func (f *fieldBuilder) field(order []uint32) field {
	size := 0
	for _, term := range f.terms {
		size += len(term.data)
	}
	packed := field{
		starts:      make([]uint64, 1, len(order)+1),
		data:        make([]byte, 0, size),
		lengths:     f.lengths,
		frequencies: make([]uint32, len(order)),
	}
	for term, number := range order {
		if int(number) < len(f.terms) {
			packed.data = append(packed.data, f.terms[number].data...)
			packed.frequencies[term] = f.units[number]
		}
		packed.starts = append(packed.starts, uint64(len(packed.data)))
	}
	return packed
}
