// Package weights reads and writes the one file that holds everything Universal Sentence
// Encoder Lite needs: its vocabulary and its tensors, the large ones as int8.
//
// The file, all numbers little-endian:
//
//	8 bytes   "uselite" and the format version, 1
//	uint32    number of pieces; then for each, in the order of their ids:
//	            uint8 length, that many bytes of UTF-8, float64 score
//	uint32    number of tensors; then for each:
//	            uint8 length, that many bytes of name
//	            uint8 kind: 0 float, 1 int8
//	            uint32 rows, uint32 columns
//	            float: rows*columns float32
//	            int8:  rows*columns/32 scales, then rows*columns int8
//	uint32    CRC-32 (Castagnoli) of all bytes before it
//
// Values are row-major. 32 neighbours in a row share a scale, and an int8 stands for itself
// times that scale. A scale is the upper half of a float32 (bfloat16).
package weights

import (
	"fmt"
	"math"
)

// block is how many neighbouring values share a scale.
const block = 32

// Tensor is a matrix, or a vector as a matrix of one row. It holds either Floats, or Bytes
// and Scales.
type Tensor struct {
	Name          string
	Rows, Columns int
	Floats        []float32 // row-major
	Bytes         []int8    // row-major
	Scales        []uint16  // bfloat16, one for every 32 of Bytes
}

// Piece is an entry of the vocabulary. Its id is its place in File.Pieces.
type Piece struct {
	Text  string
	Score float64 // logarithm of its probability; NaN for a piece that no text may use
}

// File is the content of a weights file.
type File struct {
	Pieces  []Piece
	Tensors []Tensor
}

// Tensor finds a tensor by name and checks its shape.
func (f *File) Tensor(name string, rows, columns int) (*Tensor, error) {
	for i := range f.Tensors {
		t := &f.Tensors[i]
		if t.Name != name {
			continue
		}
		if t.Rows != rows || t.Columns != columns {
			return nil, fmt.Errorf("tensor %s is %dx%d, want %dx%d", name, t.Rows, t.Columns, rows, columns)
		}
		return t, nil
	}
	return nil, fmt.Errorf("no tensor %s", name)
}

// Row writes the values of the i-th row to dst, which must have room for Columns.
func (t *Tensor) Row(dst []float32, i int) {
	from := i * t.Columns
	if t.Floats != nil {
		copy(dst, t.Floats[from:from+t.Columns])
		return
	}
	for j := 0; j < t.Columns; j += block {
		scale := float(t.Scales[(from+j)/block])
		values := (*[block]int8)(t.Bytes[from+j:])
		to := (*[block]float32)(dst[j:])
		for k, v := range values {
			to[k] = scale * float32(v)
		}
	}
}

// Quantise makes an int8 tensor: the largest magnitude of each block becomes 127 or a
// little less, the rest is rounded to the nearest step, half away from zero. columns must
// be a multiple of 32.
func Quantise(name string, rows, columns int, values []float32) Tensor {
	if columns%block != 0 {
		panic("weights: a row is no whole number of blocks")
	}
	t := Tensor{Name: name, Rows: rows, Columns: columns, Bytes: make([]int8, len(values))}
	for from := 0; from < len(values); from += block {
		var top float32
		for _, v := range values[from : from+block] {
			top = max(top, float32(math.Abs(float64(v))))
		}
		scale := roundUp(top / 127)
		t.Scales = append(t.Scales, scale)
		if scale == 0 {
			continue
		}
		for i, v := range values[from : from+block] {
			t.Bytes[from+i] = int8(math.Round(float64(v) / float64(float(scale))))
		}
	}
	return t
}

// float is the value of a bfloat16.
func float(half uint16) float32 { return math.Float32frombits(uint32(half) << 16) }

// roundUp is the smallest bfloat16 that is at least v, for v >= 0.
func roundUp(v float32) uint16 { return uint16((math.Float32bits(v) + 0xffff) >> 16) }
