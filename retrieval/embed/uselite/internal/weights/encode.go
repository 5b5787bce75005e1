package weights

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"unsafe"
)

const (
	magic           = "uselite\x01"
	kindFloat uint8 = 0
	kindInt8  uint8 = 1
)

// ErrDamaged is returned, wrapped, for bytes that are no whole weights file.
var ErrDamaged = errors.New("weights file is damaged")

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// Encode is the file's bytes. Names and pieces must be shorter than 256 bytes.
func (f *File) Encode() ([]byte, error) {
	b := []byte(magic)
	var err error
	short := func(s string) {
		if len(s) > math.MaxUint8 {
			err = errors.Join(err, fmt.Errorf("%.20q... is longer than 255 bytes", s))
			return
		}
		b = append(append(b, byte(len(s))), s...)
	}
	number := func(n int) { b = binary.LittleEndian.AppendUint32(b, uint32(n)) }
	number(len(f.Pieces))
	for _, p := range f.Pieces {
		short(p.Text)
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p.Score))
	}
	number(len(f.Tensors))
	for _, t := range f.Tensors {
		short(t.Name)
		kind := kindInt8
		if t.Floats != nil {
			kind = kindFloat
		}
		b = append(b, kind)
		number(t.Rows)
		number(t.Columns)
		for _, v := range t.Floats {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		for _, v := range t.Scales {
			b = binary.LittleEndian.AppendUint16(b, v)
		}
		for _, v := range t.Bytes {
			b = append(b, byte(v))
		}
	}
	return binary.LittleEndian.AppendUint32(b, checksum(b)), err
}

// Decode reads a file. The int8 values of its tensors alias data, which must not change.
func Decode(data []byte) (*File, error) {
	body := len(data) - 4
	if body < len(magic) || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: it does not start with %q", ErrDamaged, magic)
	}
	if checksum(data[:body]) != binary.LittleEndian.Uint32(data[body:]) {
		return nil, fmt.Errorf("%w: its checksum is wrong", ErrDamaged)
	}
	d := decoder{rest: data[len(magic):body]}
	f := &File{Pieces: make([]Piece, d.count(9))}
	for i := range f.Pieces {
		f.Pieces[i] = Piece{Text: d.short(), Score: math.Float64frombits(d.uint64())}
	}
	f.Tensors = make([]Tensor, d.count(10))
	for i := range f.Tensors {
		f.Tensors[i] = d.tensor()
	}
	if d.failed || len(d.rest) != 0 {
		return nil, fmt.Errorf("%w: its parts do not add up to its size", ErrDamaged)
	}
	return f, nil
}

// decoder takes values off the front of rest. Once there is too little left, failed is set
// and everything it yields is zero.
type decoder struct {
	rest   []byte
	failed bool
}

func (d *decoder) take(n int) []byte {
	if d.failed || n < 0 || n > len(d.rest) {
		d.failed = true
		return nil
	}
	b := d.rest[:n]
	d.rest = d.rest[n:]
	return b
}

func (d *decoder) uint8() uint8 {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) uint32() uint32 {
	if b := d.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (d *decoder) uint64() uint64 {
	if b := d.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (d *decoder) short() string { return string(d.take(int(d.uint8()))) }

// count reads how many items follow, each of which takes at least size bytes.
func (d *decoder) count(size int) int {
	n := int(d.uint32())
	if n > len(d.rest)/size {
		d.failed = true
		return 0
	}
	return n
}

func (d *decoder) tensor() Tensor {
	t := Tensor{Name: d.short()}
	kind := d.uint8()
	t.Rows, t.Columns = int(d.uint32()), int(d.uint32())
	if d.failed || t.Columns != 0 && t.Rows > len(d.rest)/t.Columns {
		d.failed = true
		return t
	}
	size := t.Rows * t.Columns
	switch {
	case kind == kindFloat:
		raw := d.take(4 * size)
		t.Floats = make([]float32, len(raw)/4)
		for i := range t.Floats {
			t.Floats[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
		}
	case kind == kindInt8 && t.Columns%block == 0:
		raw := d.take(2 * (size / block))
		t.Scales = make([]uint16, len(raw)/2)
		for i := range t.Scales {
			t.Scales[i] = binary.LittleEndian.Uint16(raw[2*i:])
		}
		t.Bytes = asInt8(d.take(size))
	default:
		d.failed = true
	}
	return t
}

// asInt8 is b seen as signed bytes, without a copy: the embedded file is 7 MB.
func asInt8(b []byte) []int8 {
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(b))), len(b))
}
