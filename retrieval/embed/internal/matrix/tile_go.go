package matrix

import "unsafe"

// goRows is the height of a block of tileGo.
const goRows = 6

// tileGo is tile in plain Go, three rows by two columns at a time so that all sums stay in
// registers. It reads by pointers because bounds checks would take as long as the sums;
// Multiply has checked the bounds.
func tileGo(dst *float32, dstStride int, x *float32, xStride int, panel *float32, depth int, bias *float32, floor float32) {
	const size = unsafe.Sizeof(*x)
	biases := unsafe.Slice(bias, Lanes)
	to := unsafe.Slice(dst, (goRows-1)*dstStride+Lanes)
	for i := 0; i < goRows; i += 3 {
		rowA := unsafe.Add(unsafe.Pointer(x), uintptr(i*xStride)*size)
		rowB := unsafe.Add(rowA, uintptr(xStride)*size)
		rowC := unsafe.Add(rowB, uintptr(xStride)*size)
		for j := 0; j < Lanes; j += 2 {
			weights := unsafe.Add(unsafe.Pointer(panel), uintptr(j)*size)
			a0, a1 := biases[j], biases[j+1]
			b0, b1, c0, c1 := a0, a1, a0, a1
			for k := range uintptr(depth) {
				w0 := *(*float32)(unsafe.Add(weights, k*Lanes*size))
				w1 := *(*float32)(unsafe.Add(weights, k*Lanes*size+size))
				a := *(*float32)(unsafe.Add(rowA, k*size))
				b := *(*float32)(unsafe.Add(rowB, k*size))
				c := *(*float32)(unsafe.Add(rowC, k*size))
				a0 += a * w0
				a1 += a * w1
				b0 += b * w0
				b1 += b * w1
				c0 += c * w0
				c1 += c * w1
			}
			at := i*dstStride + j
			to[at], to[at+1] = max(floor, a0), max(floor, a1)
			at += dstStride
			to[at], to[at+1] = max(floor, b0), max(floor, b1)
			at += dstStride
			to[at], to[at+1] = max(floor, c0), max(floor, c1)
		}
	}
}
