package safetensors

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// file writes a header and values to a file.
func file(t testing.TB, header string, values []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "model.safetensors")
	data := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	data = append(append(data, header...), values...)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t testing.TB, header string, values []byte) *File {
	t.Helper()
	f, err := Open(file(t, header, values))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestTypes(t *testing.T) {
	var values []byte
	values = binary.LittleEndian.AppendUint64(values, math.Float64bits(-1.5))
	values = binary.LittleEndian.AppendUint32(values, math.Float32bits(-1.5))
	values = binary.LittleEndian.AppendUint16(values, 0xbe00)
	values = binary.LittleEndian.AppendUint16(values, 0xbfc0)
	values = binary.LittleEndian.AppendUint64(values, math.MaxUint64)
	values = binary.LittleEndian.AppendUint32(values, math.MaxUint32)
	values = append(values, 1, 0xfe)
	f := open(t, `{"__metadata__":{"format":"pt"},
		"f64":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},
		"f32":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]},
		"f16":{"dtype":"F16","shape":[1],"data_offsets":[12,14]},
		"bf16":{"dtype":"BF16","shape":[1],"data_offsets":[14,16]},
		"i64":{"dtype":"I64","shape":[1],"data_offsets":[16,24]},
		"i32":{"dtype":"I32","shape":[],"data_offsets":[24,28]},
		"bool":{"dtype":"BOOL","shape":[1],"data_offsets":[28,29]},
		"i8":{"dtype":"I8","shape":[1],"data_offsets":[29,30]}}`, values)
	for name, shape := range map[string][]int{"f64": {1}, "f32": {1, 1}, "f16": {1}, "bf16": {1}} {
		if got, err := f.Floats(name, shape...); err != nil || !slices.Equal(got, []float32{-1.5}) {
			t.Errorf("%s is %v, error %v, want -1.5", name, got, err)
		}
	}
	if got, err := f.Floats("i8", 1); err != nil || got[0] != -2 {
		t.Errorf("i8 is %v, error %v, want -2", got, err)
	}
	for name, shape := range map[string][]int{"i64": {1}, "i32": {}} {
		if got, err := f.Ints(name, shape...); err != nil || !slices.Equal(got, []int64{-1}) {
			t.Errorf("%s is %v, error %v, want -1", name, got, err)
		}
	}
	for name, read := range map[string]func() error{
		"a bool":            func() error { _, err := f.Floats("bool", 1); return err },
		"an int as float":   func() error { _, err := f.Floats("i64", 1); return err },
		"a float as int":    func() error { _, err := f.Ints("f32", 1, 1); return err },
		"a wrong shape":     func() error { _, err := f.Floats("f32", 1); return err },
		"nothing":           func() error { _, err := f.Floats("f8", 1); return err },
		"nothing's integer": func() error { _, err := f.Ints("__metadata__"); return err },
	} {
		if read() == nil {
			t.Errorf("%s was read", name)
		}
	}
	if got := f.Shape("f32"); !slices.Equal(got, []int{1, 1}) {
		t.Errorf("the shape is %v, want [1 1]", got)
	}
	if got := f.Shape("nothing"); got != nil {
		t.Errorf("the shape of nothing is %v", got)
	}
}

// TestHalf compares all 65,536 values with their definition.
func TestHalf(t *testing.T) {
	for bits := range 1 << 16 {
		sign := 1 - 2*float64(bits>>15)
		exponent, fraction := bits>>10&31, float64(bits&1023)
		want := sign * (1 + fraction/1024) * math.Pow(2, float64(exponent)-15)
		switch {
		case exponent == 0:
			want = sign * fraction / 1024 * math.Pow(2, -14)
		case exponent == 31 && fraction == 0:
			want = math.Inf(int(sign))
		case exponent == 31:
			want = math.NaN()
		}
		got := float64(half(uint16(bits)))
		if got != want && !(math.IsNaN(got) && math.IsNaN(want)) || math.Signbit(got) != math.Signbit(want) && want == want {
			t.Fatalf("half %#04x is %g, want %g", bits, got, want)
		}
	}
}

func TestDamaged(t *testing.T) {
	entry := func(shape, offsets string) string {
		return fmt.Sprintf(`{"x":{"dtype":"F32","shape":%s,"data_offsets":%s}}`, shape, offsets)
	}
	for name, header := range map[string]string{
		"no JSON":        `{"x":`,
		"list":           `[]`,
		"number":         `{"x":1}`,
		"beyond the end": entry("[2]", "[4,12]"),
		"before start":   entry("[1]", "[-4,0]"),
		"backwards":      entry("[1]", "[8,4]"),
		"too few values": entry("[3]", "[0,8]"),
		"negative":       entry("[-2]", "[0,8]"),
		"overflow":       entry("[4611686018427387904,4]", "[0,8]"),
	} {
		if _, err := Open(file(t, header, make([]byte, 8))); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: the error is %v, want ErrFormat", name, err)
		}
	}
	path := filepath.Join(t.TempDir(), "short")
	for _, content := range []string{"", "1234567", "\xff\xff\xff\xff\xff\xff\xff\xff", "\x09\x00\x00\x00\x00\x00\x00\x00{}"} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path); !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), path) {
			t.Errorf("%q: the error is %v, want ErrFormat and the path", content, err)
		}
	}
	if _, err := Open(filepath.Join(t.TempDir(), "missing")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error for a missing file is %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("\x02\x00\x00\x00\x00\x00\x00\x00{}"))
	f.Add([]byte("\x3c\x00\x00\x00\x00\x00\x00\x00" + `{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}      ` + "1234"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "fuzz")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Open(path)
		if err != nil {
			return
		}
		defer file.Close()
		for name := range file.tensors {
			_, _ = file.Floats(name, file.Shape(name)...)
			_, _ = file.Ints(name, file.Shape(name)...)
		}
	})
}
