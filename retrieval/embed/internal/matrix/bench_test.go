package matrix

import (
	"fmt"
	"testing"
)

// BenchmarkMultiply measures a short question and a full window against a matrix of the
// usual size, on one core. The engines stand side by side: their ratio is what assembly
// gains.
func BenchmarkMultiply(b *testing.B) {
	const depth, columns = 512, 1536
	var w Packed
	w.Pack(random(depth, columns))
	for _, rows := range []int{12, 128} {
		x, dst := random(rows, depth), random(rows, columns)
		for _, e := range Engines() {
			b.Run(fmt.Sprintf("rows=%d/%s", rows, e.Name()), func(b *testing.B) {
				for b.Loop() {
					e.Multiply(dst, x, &w)
				}
				operations := 2 * float64(rows*depth*columns) * float64(b.N)
				b.ReportMetric(operations/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
	}
}

func BenchmarkSoftmax(b *testing.B) {
	x, y := random(1, 128).Row(0), make([]float32, 128)
	for _, e := range Engines() {
		b.Run(e.Name(), func(b *testing.B) {
			for b.Loop() {
				copy(y, x)
				e.Softmax(y)
			}
		})
	}
}

func BenchmarkGELU(b *testing.B) {
	x, y := random(1, 1536).Row(0), make([]float32, 1536)
	for _, e := range Engines() {
		b.Run(e.Name(), func(b *testing.B) {
			for b.Loop() {
				copy(y, x)
				e.GELU(y)
			}
		})
	}
}

func BenchmarkLayerNorm(b *testing.B) {
	x, dst := random(1, 512).Row(0), make([]float32, 512)
	for b.Loop() {
		LayerNorm(dst, x, x, x, 1e-6)
	}
}
