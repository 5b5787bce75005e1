package matrix

import "golang.org/x/sys/cpu"

func assembled() []*Engine {
	if !cpu.X86.HasAVX2 || !cpu.X86.HasFMA {
		return nil
	}
	eights := curves{exp: exp256, gelu: gelu256}
	list := []*Engine{{name: "avx2", rows: 6, tile: tileAVX2, curves: eights}}
	if cpu.X86.HasAVX512F {
		list = append([]*Engine{{name: "avx512", rows: 12, tile: tileAVX512, curves: eights}}, list...)
	}
	return list
}

// tileAVX512 is tile with AVX-512 instructions.
//
//go:noescape
func tileAVX512(dst *float32, dstStride int, x *float32, xStride int, panel *float32, depth int, bias *float32, floor float32)

// tileAVX2 is tile with AVX2 and FMA instructions.
//
//go:noescape
func tileAVX2(dst *float32, dstStride int, x *float32, xStride int, panel *float32, depth int, bias *float32, floor float32)
