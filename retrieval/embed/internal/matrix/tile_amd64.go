package matrix

import "golang.org/x/sys/cpu"

// Best is the fastest engine this CPU can run.
func Best() *Engine {
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		return &Engine{name: "avx2", tile: tileAVX2}
	}
	return Portable()
}

// tileAVX2 is tile with AVX2 and FMA instructions.
//
//go:noescape
func tileAVX2(dst *float32, dstStride int, x *float32, xStride int, panel *float32, depth int, bias *float32, floor float32)
