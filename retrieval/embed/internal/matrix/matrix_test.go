package matrix

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func random(rows, columns int) View {
	r := rand.New(rand.NewPCG(uint64(rows), uint64(columns)))
	v := New(rows, columns)
	for i := range v.Data {
		v.Data[i] = r.Float32()*2 - 1
	}
	return v
}

func TestEnginesEndWithGo(t *testing.T) {
	list := Engines()
	if got := list[len(list)-1].Name(); got != "go" {
		t.Errorf("the last engine is %q, want go", got)
	}
	if Best().Name() != list[0].Name() {
		t.Errorf("the best engine is %q, the first %q", Best().Name(), list[0].Name())
	}
}

// TestMultiply compares each engine with sums in float64, for every kind of remainder.
func TestMultiply(t *testing.T) {
	for _, e := range Engines() {
		for _, shape := range [][3]int{
			{1, 1, 1},
			{1, 64, 16},
			{2, 3, 17},
			{5, 16, 32},
			{6, 1, 16},
			{7, 33, 48},
			{11, 64, 15},
			{12, 256, 64},
			{13, 5, 100},
			{23, 100, 31},
			{24, 7, 16},
			{128, 128, 128},
		} {
			rows, depth, columns := shape[0], shape[1], shape[2]
			t.Run(fmt.Sprintf("%s/%dx%dx%d", e.Name(), rows, depth, columns), func(t *testing.T) {
				x, m, bias := random(rows, depth), random(depth, columns), random(1, columns).Row(0)
				var w Packed
				w.Pack(m)
				w.SetBias(bias)
				check(t, e, x, m, bias, &w, math.Inf(-1))
				w.Rectify()
				check(t, e, x, m, bias, &w, 0)
			})
		}
	}
}

func check(t *testing.T, e *Engine, x, m View, bias []float32, w *Packed, floor float64) {
	t.Helper()
	const margin = 7 // columns of the wider matrix that the product is a band of
	width := (m.Columns + Lanes - 1) / Lanes * Lanes
	wide := random(x.Rows, width+2*margin)
	before := append([]float32(nil), wide.Data...)
	dst := wide.Band(margin, margin+m.Columns)
	e.Multiply(dst, x, w)
	for i := range x.Rows {
		for j := range m.Columns {
			want := float64(bias[j])
			for k, v := range x.Row(i) {
				want += float64(v) * float64(m.Row(k)[j])
			}
			want = max(want, floor)
			if got := float64(dst.Row(i)[j]); !(math.Abs(got-want) <= 3e-5) {
				t.Fatalf("row %d, column %d is %g, want %g", i, j, got, want)
			}
		}
		for _, j := range []int{0, margin - 1, margin + width, len(wide.Row(i)) - 1} {
			if at := i*wide.Stride + j; wide.Data[at] != before[at] {
				t.Fatalf("row %d, column %d outside the product was overwritten", i, j-margin)
			}
		}
	}
}

// TestRowsAreIndependent checks that a row's result has the same bits wherever it stands.
func TestRowsAreIndependent(t *testing.T) {
	const depth, columns = 96, 48
	var w Packed
	w.Pack(random(depth, columns))
	x := random(30, depth)
	for _, e := range Engines() {
		all := New(30, columns)
		e.Multiply(all, x, &w)
		for first := range 30 {
			for rows := 1; rows <= 30-first; rows++ {
				part, dst := New(rows, depth), New(rows, columns)
				copy(part.Data, x.Data[first*depth:(first+rows)*depth])
				e.Multiply(dst, part, &w)
				for i := range rows {
					for j, v := range dst.Row(i) {
						if v != all.Row(first + i)[j] {
							t.Fatalf("%s: row %d alone with %d others differs", e.Name(), first+i, rows-1)
						}
					}
				}
			}
		}
	}
}

func TestMultiplyChecksShapes(t *testing.T) {
	var w Packed
	w.Pack(random(8, 16))
	for name, call := range map[string]func(){
		"depth": func() { Best().Multiply(New(4, 16), New(4, 9), &w) },
		"rows":  func() { Best().Multiply(New(5, 16), New(4, 8), &w) },
		"room": func() {
			Best().Multiply(New(4, 16), View{Rows: 4, Columns: 8, Stride: 8, Data: make([]float32, 32)}, &w)
		},
		"columns": func() { Best().Multiply(New(4, 15), New(4, 8), &w) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			call()
		})
	}
}

func TestPackTransposed(t *testing.T) {
	m := random(19, 40)
	turned := New(40, 19)
	for i := range 19 {
		for j, v := range m.Row(i) {
			turned.Row(j)[i] = v
		}
	}
	var a, b Packed
	a.Pack(random(50, 50)) // what was there before must not shine through
	a.PackTransposed(m)
	b.Pack(turned)
	x := random(3, 40)
	got, want := New(3, 32), New(3, 32)
	Best().Multiply(got, x, &a)
	Best().Multiply(want, x, &b)
	for i, v := range want.Data {
		if got.Data[i] != v {
			t.Fatalf("value %d is %g, want %g", i, got.Data[i], v)
		}
	}
	for _, v := range got.Data[19:32] {
		if v != 0 {
			t.Errorf("a column beyond the matrix holds %g, want 0", v)
		}
	}
}

func TestScaleColumns(t *testing.T) {
	m, bias := random(10, 20), random(1, 20).Row(0)
	var w Packed
	w.Pack(m)
	w.SetBias(bias)
	w.ScaleColumns(5, 18, 0.25)
	for j := 5; j < 18; j++ {
		bias[j] *= 0.25
		for i := range 10 {
			m.Row(i)[j] *= 0.25
		}
	}
	check(t, Best(), random(4, 10), m, bias, &w, math.Inf(-1))
}

// TestNaNIsKept checks that a product with NaN in it does not end as a number.
func TestNaNIsKept(t *testing.T) {
	var w Packed
	w.Pack(random(4, 16))
	w.Rectify()
	x := random(1, 4)
	x.Data[2] = float32(math.NaN())
	for _, e := range Engines() {
		dst := New(1, 16)
		e.Multiply(dst, x, &w)
		for j, v := range dst.Row(0) {
			if v == v {
				t.Errorf("%s: column %d is %g, want NaN", e.Name(), j, v)
			}
		}
	}
}
