package matrix

import (
	"fmt"
	"testing"
)

func BenchmarkMultiply(b *testing.B) {
	for _, e := range []*Engine{Best(), Portable()} {
		for _, rows := range []int{12, 128} {
			for _, shape := range [][2]int{{512, 1536}, {1536, 512}} {
				b.Run(fmt.Sprintf("%s/%dx%dx%d", e.Name(), rows, shape[0], shape[1]), func(b *testing.B) {
					var w Packed
					m := New(shape[0], shape[1])
					w.Pack(m)
					x, dst := New(rows, shape[0]), New(rows, shape[1])
					for b.Loop() {
						e.Multiply(dst, x, &w)
					}
					b.ReportMetric(float64(b.N)*2*float64(rows*shape[0]*shape[1])/b.Elapsed().Seconds()/1e9, "GFLOP/s")
				})
			}
		}
	}
}
