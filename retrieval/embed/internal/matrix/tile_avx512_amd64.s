#include "textflag.h"

// func tileAVX512(dst *float32, dstStride int, x *float32, xStride int, panel *float32, depth int, bias *float32, floor float32)
//
// Z0-Z11 hold the block, a register a row. Each step loads one row of the panel (Z12) and
// does 12 independent multiply-adds with values of x that are broadcast from memory.

#define STEP(xa, a0, a1, a2) \
	VFMADD231PS.BCST (xa), Z12, a0       \
	VFMADD231PS.BCST (xa)(AX*1), Z12, a1 \
	VFMADD231PS.BCST (xa)(AX*2), Z12, a2 \
	ADDQ             $4, xa

// FINISH cuts a row at the floor (Z13), NaN excepted, stores it and goes on to the next.
#define FINISH(a) \
	VMAXPS  a, Z13, a \
	VMOVUPS a, (DI)   \
	ADDQ    DX, DI

TEXT ·tileAVX512(SB), NOSPLIT, $0-60
	MOVQ dst+0(FP), DI
	MOVQ dstStride+8(FP), DX
	MOVQ x+16(FP), SI
	MOVQ xStride+24(FP), AX
	MOVQ panel+32(FP), BX
	MOVQ depth+40(FP), CX
	SHLQ $2, DX
	SHLQ $2, AX
	LEAQ (AX)(AX*2), R11
	LEAQ (SI)(R11*1), R8
	LEAQ (SI)(R11*2), R9
	LEAQ (R8)(R11*2), R10

	MOVQ    bias+48(FP), R13
	VMOVUPS (R13), Z0
	VMOVAPS Z0, Z1
	VMOVAPS Z0, Z2
	VMOVAPS Z0, Z3
	VMOVAPS Z0, Z4
	VMOVAPS Z0, Z5
	VMOVAPS Z0, Z6
	VMOVAPS Z0, Z7
	VMOVAPS Z0, Z8
	VMOVAPS Z0, Z9
	VMOVAPS Z0, Z10
	VMOVAPS Z0, Z11

	TESTQ CX, CX
	JEQ   finish

loop:
	VMOVUPS (BX), Z12
	STEP(SI, Z0, Z1, Z2)
	STEP(R8, Z3, Z4, Z5)
	STEP(R9, Z6, Z7, Z8)
	STEP(R10, Z9, Z10, Z11)
	ADDQ $64, BX
	DECQ CX
	JNE  loop

finish:
	VBROADCASTSS floor+56(FP), Z13
	FINISH(Z0)
	FINISH(Z1)
	FINISH(Z2)
	FINISH(Z3)
	FINISH(Z4)
	FINISH(Z5)
	FINISH(Z6)
	FINISH(Z7)
	FINISH(Z8)
	FINISH(Z9)
	FINISH(Z10)
	FINISH(Z11)
	VZEROUPPER
	RET
