package matrix

import (
	"math"
	"testing"
)

func TestLayerNorm(t *testing.T) {
	for _, n := range []int{1, 3, 4, 7, 64, 513} {
		x, scale, bias := random(1, n).Row(0), random(2, n).Row(0), random(3, n).Row(0)
		got := make([]float32, n)
		LayerNorm(got, x, scale, bias, 1e-6)
		var mean, variance float64
		for _, v := range x {
			mean += float64(v) / float64(n)
		}
		for _, v := range x {
			variance += (float64(v) - mean) * (float64(v) - mean) / float64(n)
		}
		for i, v := range x {
			want := (float64(v)-mean)/math.Sqrt(variance+1e-6)*float64(scale[i]) + float64(bias[i])
			if math.Abs(float64(got[i])-want) > 1e-5 {
				t.Fatalf("of %d values the one at %d is %g, want %g", n, i, got[i], want)
			}
		}
	}
}

func TestNormalise(t *testing.T) {
	v := []float32{3, 0, -4}
	if !Normalise(v) || v[0] != 0.6 || v[1] != 0 || v[2] != -0.8 {
		t.Errorf("3, 0, -4 becomes %v", v)
	}
	for _, bad := range [][]float32{
		nil, {0, 0}, {float32(math.NaN()), 1}, {float32(math.Inf(1)), 1}, {float32(math.Inf(-1)), 0},
	} {
		before := len(bad)
		if Normalise(bad) || len(bad) != before {
			t.Errorf("%v was normalised", bad)
		}
	}
	tiny := []float32{1e-30, 0}
	if !Normalise(tiny) || tiny[0] != 1 {
		t.Errorf("a tiny vector becomes %v", tiny)
	}
}

func TestAdd(t *testing.T) {
	dst := []float32{1, 2, 3}
	Add(dst, []float32{10, 20})
	if dst[0] != 11 || dst[1] != 22 || dst[2] != 3 {
		t.Errorf("the sum is %v", dst)
	}
}
