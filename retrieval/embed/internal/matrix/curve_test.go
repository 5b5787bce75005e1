package matrix

import (
	"math"
	"testing"
)

func TestSoftmax(t *testing.T) {
	for _, e := range Engines() {
		for _, x := range [][]float32{
			{0},
			{5, 5, 5},
			{-3, 0, 3, 6, 9, 12, 15},
			{1000, 0, -1000},
			{-500, -500.25, -501, -400, -499},
			random(1, 8).Row(0), random(1, 29).Row(0),
		} {
			got := append([]float32(nil), x...)
			e.Softmax(got)
			top := math.Inf(-1)
			for _, v := range x {
				top = max(top, float64(v))
			}
			var total float64
			for _, v := range x {
				total += math.Exp(float64(v) - top)
			}
			for i, v := range x {
				want := math.Exp(float64(v)-top) / total
				if math.Abs(float64(got[i])-want) > 1e-6*want+1e-30 {
					t.Errorf("%s: softmax(%v)[%d] is %g, want %g", e.Name(), x, i, got[i], want)
				}
			}
		}
		e.Softmax(nil)
	}
}

func TestExp(t *testing.T) {
	for _, e := range Engines() {
		var x []float32
		for v := float32(-87); v <= 0; v += 0.0137 {
			x = append(x, v)
		}
		got := append([]float32(nil), x...)
		e.curves.exp(got, 0)
		for i, v := range x {
			if want := math.Exp(float64(v)); math.Abs(float64(got[i])-want) > 3e-7*want {
				t.Fatalf("%s: exp(%g) is %g, want %g", e.Name(), v, got[i], want)
			}
		}
		low := []float32{-87.5, -88, -1000, -math.MaxFloat32, float32(math.Inf(-1))}
		e.curves.exp(low, 0)
		for _, v := range low {
			if v != 0 {
				t.Errorf("%s: a power below -87 gives %g, want 0", e.Name(), v)
			}
		}
		nan := []float32{float32(math.NaN())}
		if e.curves.exp(nan, 0); nan[0] == nan[0] {
			t.Errorf("%s: exp(NaN) is %g", e.Name(), nan[0])
		}
	}
}

func TestGELU(t *testing.T) {
	for _, e := range Engines() {
		var x []float32
		for v := float32(-15); v <= 15; v += 0.0031 {
			x = append(x, v)
		}
		got := append([]float32(nil), x...)
		e.GELU(got)
		for i, v := range x {
			want := 0.5 * float64(v) * (1 + math.Erf(float64(v)/math.Sqrt2))
			if math.Abs(float64(got[i])-want) > 1e-6 {
				t.Fatalf("%s: gelu(%g) is %g, want %g", e.Name(), v, got[i], want)
			}
		}
		e.GELU(nil)
	}
}

// TestCurvesAreIndependent checks that a value's result has the same bits wherever it
// stands.
func TestCurvesAreIndependent(t *testing.T) {
	x := random(1, 40).Row(0)
	for _, e := range Engines() {
		together := append([]float32(nil), x...)
		e.GELU(together)
		for i, v := range x {
			alone := []float32{v}
			if e.GELU(alone); alone[0] != together[i] {
				t.Fatalf("%s: gelu(%g) is %g alone and %g among others", e.Name(), v, alone[0], together[i])
			}
		}
	}
}
