package lexical

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// A snapshot is
//
//	magic    8 bytes "sitrplex"
//	version  uint32
//	size     uint64, of the sections
//	sections each a uint64 length in bytes and the bytes
//	sum      SHA-256 of all before it
//
// with all numbers little-endian. The sections are the slices of an Index in the order in
// which (*Index).sections lists them. What follows from others (frequencies, norms, each
// passage's document) is not stored.
const (
	snapshotMagic = "sitrplex"
	// snapshotVersion changes with the layout, with what Analyse makes of a text and with
	// what goes into a field: an older snapshot must then be built anew.
	snapshotVersion = 2
	snapshotHeader  = len(snapshotMagic) + 4 + 8
)

// Both are returned, wrapped, by [Read]. The way out is the same: [Build] the index again.
var (
	ErrDamaged = errors.New("the lexical snapshot is damaged")
	ErrVersion = errors.New("the lexical snapshot is of another version")
)

// sections lists pointers to everything that is stored: *[]uint32, *[]uint64, *[]byte or
// *string.
func (ix *Index) sections() []any {
	sections := []any{&ix.firstPassage, &ix.vocabulary.text, &ix.vocabulary.starts, &ix.vocabulary.sorted}
	for _, f := range ix.fields() {
		sections = append(sections, &f.starts, &f.data, &f.lengths)
	}
	return append(sections, &ix.order.data, &ix.order.from, &ix.order.to, &ix.order.start, &ix.languages)
}

// WriteTo writes a snapshot of the index and returns its size in bytes.
func (ix *Index) WriteTo(w io.Writer) (int64, error) {
	snapshot := make([]byte, snapshotHeader)
	for _, section := range ix.sections() {
		at := len(snapshot)
		snapshot = append(snapshot, make([]byte, 8)...)
		switch section := section.(type) {
		case *[]uint32:
			for _, v := range *section {
				snapshot = binary.LittleEndian.AppendUint32(snapshot, v)
			}
		case *[]uint64:
			for _, v := range *section {
				snapshot = binary.LittleEndian.AppendUint64(snapshot, v)
			}
		case *[]byte:
			snapshot = append(snapshot, *section...)
		case *string:
			snapshot = append(snapshot, *section...)
		}
		binary.LittleEndian.PutUint64(snapshot[at:], uint64(len(snapshot)-at-8))
	}
	copy(snapshot, snapshotMagic)
	binary.LittleEndian.PutUint32(snapshot[len(snapshotMagic):], snapshotVersion)
	binary.LittleEndian.PutUint64(snapshot[len(snapshotMagic)+4:], uint64(len(snapshot)-snapshotHeader))
	sum := sha256.Sum256(snapshot)
	n, err := w.Write(append(snapshot, sum[:]...))
	if err != nil {
		return int64(n), fmt.Errorf("write lexical snapshot: %w", err)
	}
	return int64(n), nil
}

// Read reads the snapshot that r holds, to its end and not beyond. A snapshot that was
// altered, cut short or made by a program that lays it out differently is an error, never
// a wrong index.
func Read(r io.Reader) (*Index, error) {
	header := make([]byte, snapshotHeader)
	if _, err := io.ReadFull(r, header); err != nil {
		return nil, readError(err)
	}
	if string(header[:len(snapshotMagic)]) != snapshotMagic {
		return nil, fmt.Errorf("read lexical snapshot: %w: it begins with other bytes", ErrDamaged)
	}
	if version := binary.LittleEndian.Uint32(header[len(snapshotMagic):]); version != snapshotVersion {
		return nil, fmt.Errorf("read lexical snapshot: %w: %d, not %d", ErrVersion, version, snapshotVersion)
	}
	sections, err := readSized(r, binary.LittleEndian.Uint64(header[len(snapshotMagic)+4:]))
	if err != nil {
		return nil, readError(err)
	}
	var stored [sha256.Size]byte
	if _, err := io.ReadFull(r, stored[:]); err != nil {
		return nil, readError(err)
	}
	sum := sha256.New()
	sum.Write(header)
	sum.Write(sections)
	if !bytes.Equal(sum.Sum(nil), stored[:]) {
		return nil, fmt.Errorf("read lexical snapshot: %w: its checksum is wrong", ErrDamaged)
	}
	ix := new(Index)
	if !ix.decode(sections) || !ix.valid() {
		return nil, fmt.Errorf("read lexical snapshot: %w: its parts do not fit together", ErrDamaged)
	}
	ix.derive()
	return ix, nil
}

func readError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("read lexical snapshot: %w: it ends early", ErrDamaged)
	}
	return fmt.Errorf("read lexical snapshot: %w", err)
}

// readSized reads size bytes. It trusts size only as far as bytes arrive.
func readSized(r io.Reader, size uint64) ([]byte, error) {
	const trusted = 64 << 20
	if size > 1<<62 {
		return nil, io.ErrUnexpectedEOF
	}
	if size <= trusted {
		data := make([]byte, size)
		_, err := io.ReadFull(r, data)
		return data, err
	}
	var data bytes.Buffer
	data.Grow(trusted)
	n, err := io.CopyN(&data, r, int64(size))
	if err == nil && n < int64(size) {
		err = io.ErrUnexpectedEOF
	}
	return data.Bytes(), err
}

// decode fills the stored parts. Byte sections are slices of data, which must not change
// afterwards.
func (ix *Index) decode(data []byte) bool {
	for _, section := range ix.sections() {
		if len(data) < 8 {
			return false
		}
		size := binary.LittleEndian.Uint64(data)
		if size > uint64(len(data)-8) {
			return false
		}
		bytes := data[8 : 8+size : 8+size]
		data = data[8+size:]
		switch section := section.(type) {
		case *[]uint32:
			if len(bytes)%4 != 0 {
				return false
			}
			*section = make([]uint32, len(bytes)/4)
			for i := range *section {
				(*section)[i] = binary.LittleEndian.Uint32(bytes[4*i:])
			}
		case *[]uint64:
			if len(bytes)%8 != 0 {
				return false
			}
			*section = make([]uint64, len(bytes)/8)
			for i := range *section {
				(*section)[i] = binary.LittleEndian.Uint64(bytes[8*i:])
			}
		case *[]byte:
			*section = bytes
		case *string:
			*section = string(bytes)
		}
	}
	return len(data) == 0
}

// valid checks every stored part against the others, so that no other code has to, and
// counts document frequencies on the way.
func (ix *Index) valid() bool {
	if len(ix.firstPassage) == 0 || ix.firstPassage[0] != 0 || !ascending(ix.firstPassage) {
		return false
	}
	documents, passages := ix.Documents(), int(ix.firstPassage[ix.Documents()])
	if len(ix.passages.lengths) != passages || len(ix.languages) != codeSize*documents {
		return false
	}
	for _, f := range []*field{&ix.documents, &ix.titles, &ix.sources} {
		if len(f.lengths) != documents {
			return false
		}
	}
	terms := ix.vocabulary.len()
	if !ix.vocabulary.valid() || !ix.order.valid(passages, terms) {
		return false
	}
	for _, f := range ix.fields() {
		if !f.valid(terms) {
			return false
		}
	}
	return true
}

// valid reports whether every stem can be cut and the sorted order is strict, which also
// means that it holds each term once.
func (v *vocabulary) valid() bool {
	terms := v.len()
	if len(v.starts) != terms+1 || v.starts[0] != 0 || int(v.starts[terms]) != len(v.text) ||
		!ascending(v.starts) || !utf8.ValidString(v.text) {
		return false
	}
	for i, term := range v.sorted {
		if int(term) >= terms {
			return false
		}
		if i > 0 && v.stem(TermID(v.sorted[i-1])) >= v.stem(TermID(term)) {
			return false
		}
	}
	return true
}

func ascending(numbers []uint32) bool {
	for i := 1; i < len(numbers); i++ {
		if numbers[i] < numbers[i-1] {
			return false
		}
	}
	return true
}
