// Package safetensors reads the weights of models from files in the format of Hugging Face
// (https://github.com/huggingface/safetensors): eight bytes with the length of a header in
// JSON, which names each tensor's type, shape and place, and then the values.
package safetensors

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
)

// maxHeader is the longest header that is read, in bytes. The format's own limit.
const maxHeader = 100_000_000

// ErrFormat is returned, wrapped, for a file that is not in the format, or is damaged.
var ErrFormat = errors.New("not a whole safetensors file")

// File is an open file. It is safe for concurrent use.
type File struct {
	file    *os.File
	data    int64 // offset of the first value
	tensors map[string]tensor
}

type tensor struct {
	Type    string   `json:"dtype"`
	Shape   []int    `json:"shape"`
	Offsets [2]int64 `json:"data_offsets"` // of first byte and end, behind the header
}

// Open reads the header of a file and checks that all tensors lie inside it. Close it.
func Open(path string) (*File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	f := &File{file: file}
	if err := f.readHeader(); err != nil {
		file.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

func (f *File) readHeader() error {
	info, err := f.file.Stat()
	if err != nil {
		return err
	}
	var length [8]byte
	if _, err := io.ReadFull(f.file, length[:]); err != nil {
		return fmt.Errorf("%w: %v", ErrFormat, err)
	}
	size := binary.LittleEndian.Uint64(length[:])
	if size > maxHeader || int64(size) > info.Size()-8 {
		return fmt.Errorf("%w: its header has %d bytes", ErrFormat, size)
	}
	header := make([]byte, size)
	if _, err := io.ReadFull(f.file, header); err != nil {
		return fmt.Errorf("%w: %v", ErrFormat, err)
	}
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(header, &entries); err != nil {
		return fmt.Errorf("%w: %v", ErrFormat, err)
	}
	f.data = 8 + int64(size)
	f.tensors = make(map[string]tensor)
	for name, entry := range entries {
		if name == "__metadata__" {
			continue
		}
		var t tensor
		if err := json.Unmarshal(entry, &t); err != nil {
			return fmt.Errorf("%w: tensor %s: %v", ErrFormat, name, err)
		}
		if err := t.check(info.Size() - f.data); err != nil {
			return fmt.Errorf("%w: tensor %s: %v", ErrFormat, name, err)
		}
		f.tensors[name] = t
	}
	return nil
}

// sizes is the bytes of a value of each type that is read.
var sizes = map[string]int64{"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I8": 1}

// check makes sure that the values fill their place, and that it lies in so many bytes.
func (t tensor) check(available int64) error {
	from, to := t.Offsets[0], t.Offsets[1]
	if from < 0 || to < from || to > available {
		return fmt.Errorf("bytes %d to %d do not lie in %d", from, to, available)
	}
	size, known := sizes[t.Type]
	if !known {
		return nil // an error only for who reads it
	}
	for _, n := range t.Shape {
		if n < 0 || n > 0 && size > math.MaxInt64/int64(n) {
			return fmt.Errorf("its shape is %v", t.Shape)
		}
		size *= int64(n)
	}
	if size != to-from {
		return fmt.Errorf("%d bytes for %s%v", to-from, t.Type, t.Shape)
	}
	return nil
}

// Shape is the shape of a tensor, nil where there is none of that name.
func (f *File) Shape(name string) []int { return slices.Clone(f.tensors[name].Shape) }

// Floats reads a tensor of floats of any width, or of int8, as quantised weights are. It must
// have the given shape.
func (f *File) Floats(name string, shape ...int) ([]float32, error) {
	t, data, err := f.read(name, shape)
	if err != nil {
		return nil, err
	}
	values := make([]float32, len(data)/int(sizes[t.Type]))
	switch t.Type {
	case "F64":
		for i := range values {
			values[i] = float32(math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:])))
		}
	case "F32":
		for i := range values {
			values[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		}
	case "F16":
		for i := range values {
			values[i] = half(binary.LittleEndian.Uint16(data[2*i:]))
		}
	case "BF16":
		for i := range values {
			values[i] = math.Float32frombits(uint32(binary.LittleEndian.Uint16(data[2*i:])) << 16)
		}
	case "I8":
		for i := range values {
			values[i] = float32(int8(data[i]))
		}
	default:
		return nil, fmt.Errorf("tensor %s holds %s, want floats", name, t.Type)
	}
	return values, nil
}

// Ints reads a tensor of integers of any width. It must have the given shape.
func (f *File) Ints(name string, shape ...int) ([]int64, error) {
	t, data, err := f.read(name, shape)
	if err != nil {
		return nil, err
	}
	values := make([]int64, len(data)/int(sizes[t.Type]))
	switch t.Type {
	case "I64":
		for i := range values {
			values[i] = int64(binary.LittleEndian.Uint64(data[8*i:]))
		}
	case "I32":
		for i := range values {
			values[i] = int64(int32(binary.LittleEndian.Uint32(data[4*i:])))
		}
	default:
		return nil, fmt.Errorf("tensor %s holds %s, want integers", name, t.Type)
	}
	return values, nil
}

// read returns the bytes of a tensor, whose type is one of sizes.
func (f *File) read(name string, shape []int) (tensor, []byte, error) {
	t, ok := f.tensors[name]
	switch {
	case !ok:
		return t, nil, fmt.Errorf("there is no tensor %s", name)
	case !slices.Equal(t.Shape, shape):
		return t, nil, fmt.Errorf("tensor %s has the shape %v, want %v", name, t.Shape, shape)
	case sizes[t.Type] == 0:
		return t, nil, fmt.Errorf("tensor %s holds %s, which is not read", name, t.Type)
	}
	data := make([]byte, t.Offsets[1]-t.Offsets[0])
	if _, err := f.file.ReadAt(data, f.data+t.Offsets[0]); err != nil {
		return t, nil, fmt.Errorf("tensor %s: %w", name, err)
	}
	return t, data, nil
}

// half is the value of an IEEE 754 number of 16 bits.
func half(bits uint16) float32 {
	sign := uint32(bits>>15) << 31
	exponent := uint32(bits >> 10 & 31)
	fraction := uint32(bits & 1023)
	switch exponent {
	case 0:
		small := float32(fraction) * (1.0 / (1 << 24))
		return math.Float32frombits(math.Float32bits(small) | sign)
	case 31:
		return math.Float32frombits(sign | 255<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}
