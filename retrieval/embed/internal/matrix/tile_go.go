package matrix

import "unsafe"

// tileGo is tile in plain Go, two rows by four columns at a time so that the sums stay in
// registers.
func tileGo(dst *float32, dstStride int, x *float32, xStride int, panel *float32, depth int, bias *float32, floor float32) {
	weights := unsafe.Slice(panel, depth*Lanes)
	biases := (*[Lanes]float32)(unsafe.Pointer(bias))
	xs := unsafe.Slice(x, (tileRows-1)*xStride+depth)
	dsts := unsafe.Slice(dst, (tileRows-1)*dstStride+Lanes)
	for i := 0; i < tileRows; i += 2 {
		x0 := xs[i*xStride:][:depth]
		x1 := xs[(i+1)*xStride:][:depth]
		for j := 0; j < Lanes; j += 4 {
			a0, a1, a2, a3 := biases[j], biases[j+1], biases[j+2], biases[j+3]
			b0, b1, b2, b3 := a0, a1, a2, a3
			w := weights[j:]
			for k, p := range x0 {
				q := x1[k]
				w4 := (*[4]float32)(w[k*Lanes:])
				a0 += p * w4[0]
				a1 += p * w4[1]
				a2 += p * w4[2]
				a3 += p * w4[3]
				b0 += q * w4[0]
				b1 += q * w4[1]
				b2 += q * w4[2]
				b3 += q * w4[3]
			}
			for c, sums := range [4][2]float32{{a0, b0}, {a1, b1}, {a2, b2}, {a3, b3}} {
				dsts[i*dstStride+j+c] = max(floor, sums[0])
				dsts[(i+1)*dstStride+j+c] = max(floor, sums[1])
			}
		}
	}
}
