package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"strconv"

	"sitrep/corpus"
)

// errDamaged says that stored bytes fail their check.
var errDamaged = errors.New("stored bytes do not match their checksum")

// castagnoli is CRC-32C's table; processors have an instruction for it.
func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// seal appends the CRC-32C of data, little-endian.
func seal(data []byte) []byte {
	return binary.LittleEndian.AppendUint32(data, crc32.Checksum(data, castagnoli()))
}

// unseal returns what seal was given, which shares memory with data.
func unseal(data []byte) ([]byte, error) {
	body := len(data) - crc32.Size
	if body < 0 || binary.LittleEndian.Uint32(data[body:]) != crc32.Checksum(data[:body], castagnoli()) {
		return nil, errDamaged
	}
	return data[:body:body], nil
}

// layoutVersion is the first byte of an encoded layout.
const layoutVersion = 1

// encodeLayout packs a layout into varints, some five bytes a sentence. Passage ids are
// left out: they follow from the document's id.
//
//	byte     layoutVersion
//	uvarint  number of sentences
//	a sentence:
//	  varint   start, as the distance from the end of the sentence before
//	  uvarint  length in bytes
//	  byte     kind
//	  varint   paragraph, as the distance from that of the sentence before
//	  uvarint  repeats + 1
//	uvarint  number of passages
//	a passage:
//	  uvarint  first sentence
//	  uvarint  number of sentences
//	  varint   start, as the distance from the start of the passage before
//	  uvarint  length in bytes
//	uint32   CRC-32C, little-endian
func encodeLayout(l corpus.Layout) []byte {
	data := make([]byte, 0, 16+6*len(l.Sentences)+8*len(l.Passages))
	data = append(data, layoutVersion)
	data = binary.AppendUvarint(data, uint64(len(l.Sentences)))
	end, paragraph := 0, 0
	for _, s := range l.Sentences {
		data = binary.AppendVarint(data, int64(s.Span.Start-end))
		data = binary.AppendUvarint(data, uint64(s.Span.Len()))
		data = append(data, byte(s.Kind))
		data = binary.AppendVarint(data, int64(s.Paragraph-paragraph))
		data = binary.AppendUvarint(data, uint64(s.Repeats+1))
		end, paragraph = s.Span.End, s.Paragraph
	}
	data = binary.AppendUvarint(data, uint64(len(l.Passages)))
	start := 0
	for _, p := range l.Passages {
		data = binary.AppendUvarint(data, uint64(p.First))
		data = binary.AppendUvarint(data, uint64(p.End-p.First))
		data = binary.AppendVarint(data, int64(p.Span.Start-start))
		data = binary.AppendUvarint(data, uint64(p.Span.Len()))
		start = p.Span.Start
	}
	return seal(data)
}

// decodeLayout reads what encodeLayout wrote for document id.
func decodeLayout(id corpus.DocumentID, data []byte) (corpus.Layout, error) {
	body, err := unseal(data)
	if err != nil {
		return corpus.Layout{}, err
	}
	r := varintReader{data: body}
	if version := r.byte(); version != layoutVersion {
		return corpus.Layout{}, fmt.Errorf("layout of version %d, not %d", version, layoutVersion)
	}
	l := corpus.Layout{Sentences: make([]corpus.Sentence, r.count())}
	end, paragraph := 0, 0
	for i := range l.Sentences {
		s := &l.Sentences[i]
		s.Span.Start = end + r.int()
		s.Span.End = s.Span.Start + r.uint()
		s.Kind = corpus.SentenceKind(r.byte())
		s.Paragraph = paragraph + r.int()
		s.Repeats = r.uint() - 1
		end, paragraph = s.Span.End, s.Paragraph
	}
	l.Passages = make([]corpus.Passage, r.count())
	ids := passageIDs(id, len(l.Passages))
	start := 0
	for i := range l.Passages {
		p := &l.Passages[i]
		p.ID = ids[i]
		p.First = r.uint()
		p.End = p.First + r.uint()
		p.Span.Start = start + r.int()
		p.Span.End = p.Span.Start + r.uint()
		start = p.Span.Start
	}
	return l, r.finish()
}

// passageIDs is corpus.NewPassageID for 0 to n-1, in one allocation for all.
func passageIDs(id corpus.DocumentID, n int) []corpus.PassageID {
	text := make([]byte, 0, n*(len(id)+5))
	ends := make([]int, n)
	for i := range n {
		text = append(append(text, id...), '#')
		text = strconv.AppendInt(text, int64(i), 10)
		ends[i] = len(text)
	}
	joined, start := string(text), 0
	ids := make([]corpus.PassageID, n)
	for i, end := range ends {
		ids[i] = corpus.PassageID(joined[start:end])
		start = end
	}
	return ids
}

// encodeVectorIDs packs ids as varints, each the distance from the one before, behind
// their number as a uvarint, and a CRC-32C.
func encodeVectorIDs(ids []VectorID) []byte {
	data := make([]byte, 0, 8+2*len(ids))
	data = binary.AppendUvarint(data, uint64(len(ids)))
	before := VectorID(0)
	for _, id := range ids {
		data = binary.AppendVarint(data, int64(id-before))
		before = id
	}
	return seal(data)
}

func decodeVectorIDs(data []byte) ([]VectorID, error) {
	body, err := unseal(data)
	if err != nil {
		return nil, err
	}
	r := varintReader{data: body}
	ids := make([]VectorID, r.count())
	before := VectorID(0)
	for i := range ids {
		ids[i] = before + VectorID(r.int())
		before = ids[i]
	}
	return ids, r.finish()
}

// encodeVector writes float32s little-endian, and a CRC-32C.
func encodeVector(values []float32) []byte {
	data := make([]byte, 0, 4*len(values)+crc32.Size)
	for _, v := range values {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	return seal(data)
}

// decodeVector reads what encodeVector wrote into the front of into, which must be long
// enough, and returns that part of it.
func decodeVector(data []byte, into []float32) ([]float32, error) {
	body, err := unseal(data)
	if err != nil {
		return nil, err
	}
	if len(body)%4 != 0 || len(body)/4 > len(into) {
		return nil, fmt.Errorf("a vector of %d bytes where %d float32s fit", len(body), len(into))
	}
	into = into[:len(body)/4]
	for i := range into {
		into[i] = math.Float32frombits(binary.LittleEndian.Uint32(body[4*i:]))
	}
	return into, nil
}

// varintReader takes numbers off data. After the first failure everything is 0.
type varintReader struct {
	data   []byte
	failed bool
}

func (r *varintReader) byte() byte {
	if len(r.data) == 0 {
		r.failed = true
		return 0
	}
	b := r.data[0]
	r.data = r.data[1:]
	return b
}

func (r *varintReader) int() int {
	v, n := binary.Varint(r.data)
	return r.take(int(v), n)
}

func (r *varintReader) uint() int {
	v, n := binary.Uvarint(r.data)
	return r.take(int(v), n)
}

// count is a uint that counts things that follow, at least a byte each.
func (r *varintReader) count() int {
	n := r.uint()
	if n < 0 || n > len(r.data) {
		r.failed = true
		return 0
	}
	return n
}

func (r *varintReader) take(v, n int) int {
	if n <= 0 {
		r.failed, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *varintReader) finish() error {
	if r.failed || len(r.data) > 0 {
		return errors.New("stored numbers are cut short or too many")
	}
	return nil
}
