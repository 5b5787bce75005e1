package matrix

import (
	"math"
	"testing"
)

// TestAttention compares with the definition, softmax(q kT) v head by head, in float64. The
// runs share their memory, the longest first.
func TestAttention(t *testing.T) {
	const heads, head = 3, 16
	const width = heads * head
	for _, e := range Engines() {
		var a Attention
		for _, rows := range []int{40, 17, 16, 1, 5} {
			qkv, dst := random(rows, 3*width), New(rows, width)
			a.Run(e, dst, qkv, heads)
			for h := range heads {
				for i := range rows {
					want := attend(qkv, rows, i, h*head, width, head)
					for j, w := range want {
						if got := float64(dst.Row(i)[h*head+j]); math.Abs(got-w) > 1e-5 {
							t.Fatalf("%s: %d rows, row %d, head %d, value %d is %g, want %g", e.Name(), rows, i, h, j, got, w)
						}
					}
				}
			}
		}
	}
}

// attend is the attention of row i over all rows in the head that starts at column from.
func attend(qkv View, rows, i, from, width, head int) []float64 {
	weights := make([]float64, rows)
	var total float64
	for k := range rows {
		var product float64
		for j := range head {
			product += float64(qkv.Row(i)[from+j]) * float64(qkv.Row(k)[width+from+j])
		}
		weights[k] = math.Exp(product)
		total += weights[k]
	}
	result := make([]float64, head)
	for k := range rows {
		for j := range head {
			result[j] += weights[k] / total * float64(qkv.Row(k)[2*width+from+j])
		}
	}
	return result
}
