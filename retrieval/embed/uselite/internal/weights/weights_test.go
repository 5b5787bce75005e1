package weights

import (
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func sample() *File {
	r := rand.New(rand.NewPCG(1, 2))
	values := make([]float32, 3*64)
	for i := range values {
		values[i] = float32(r.NormFloat64())
	}
	return &File{
		Pieces: []Piece{{"�", math.NaN()}, {"▁the", -3.25}, {"s", -3.5}},
		Tensors: []Tensor{
			{Name: "bias", Rows: 1, Columns: 3, Floats: []float32{1, -2, 0.5}},
			Quantise("weight", 3, 64, values),
		},
	}
}

func encode(t *testing.T, f *File) []byte {
	t.Helper()
	data, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestRoundTrip(t *testing.T) {
	want := sample()
	got, err := Decode(encode(t, want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("what was written is not what was read (-want +got):\n%s", diff)
	}
}

func TestEncodeRefusesLongNames(t *testing.T) {
	f := File{Pieces: []Piece{{Text: string(make([]byte, 256))}}}
	if _, err := f.Encode(); err == nil {
		t.Error("a piece of 256 bytes was written")
	}
}

func TestDecodeDamaged(t *testing.T) {
	data := encode(t, sample())
	for i := range data {
		if _, err := Decode(data[:i]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut to %d bytes: error %v", i, err)
		}
		flipped := append([]byte(nil), data...)
		flipped[i] ^= 0x10
		if _, err := Decode(flipped); !errors.Is(err, ErrDamaged) {
			t.Fatalf("byte %d changed: error %v", i, err)
		}
	}
}

// TestDecodeInconsistent changes bytes and then sets the right checksum, so that only the
// structure is wrong.
func TestDecodeInconsistent(t *testing.T) {
	data := encode(t, sample())
	body := data[:len(data)-4]
	for i := range body {
		for _, value := range []byte{0, 1, 7, 0x7f, 0xff} {
			changed := append([]byte(nil), body...)
			changed[i] = value
			// Whatever comes back, it must come back.
			_, _ = Decode(binary.LittleEndian.AppendUint32(changed, checksum(changed)))
		}
	}
	for cut := range len(body) - len(magic) {
		short := append([]byte(nil), body[:len(body)-1-cut]...)
		if _, err := Decode(binary.LittleEndian.AppendUint32(short, checksum(short))); !errors.Is(err, ErrDamaged) {
			t.Fatalf("%d bytes short with a right checksum: error %v", cut+1, err)
		}
	}
}

func TestQuantise(t *testing.T) {
	f := sample()
	r := rand.New(rand.NewPCG(1, 2))
	row := make([]float32, 64)
	for i := range 3 {
		f.Tensors[1].Row(row, i)
		var want [64]float32
		for j := range want {
			want[j] = float32(r.NormFloat64())
		}
		for from := 0; from < 64; from += block {
			var top float64
			for _, v := range want[from : from+block] {
				top = max(top, math.Abs(float64(v)))
			}
			for j := from; j < from+block; j++ {
				// Half a step, and a step is at most 1/128 more than top/127.
				if limit := top / 127 * (1 + 1.0/128) / 2; math.Abs(float64(row[j]-want[j])) > limit+1e-9 {
					t.Errorf("row %d, column %d is %g, want %g within %g", i, j, row[j], want[j], limit)
				}
			}
		}
	}
	zero := Quantise("zero", 1, block, make([]float32, block))
	zero.Row(row, 0)
	for j, v := range row[:block] {
		if v != 0 {
			t.Errorf("column %d of zeros is %g", j, v)
		}
	}
}

func TestTensor(t *testing.T) {
	f := sample()
	if _, err := f.Tensor("bias", 1, 3); err != nil {
		t.Error(err)
	}
	if _, err := f.Tensor("bias", 3, 1); err == nil {
		t.Error("a wrong shape was accepted")
	}
	if _, err := f.Tensor("nothing", 1, 3); err == nil {
		t.Error("a tensor that is not there was found")
	}
}
