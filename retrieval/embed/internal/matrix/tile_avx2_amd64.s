#include "textflag.h"

// func tileAVX2(dst *float32, dstStride int, x *float32, xStride int, panel *float32, depth int, bias *float32, floor float32)
//
// Y0-Y11 hold the block, two registers a row. Each step of the loop loads one row of the
// panel (Y12, Y13), broadcasts one value of each row of x (Y14, Y15) and does 12
// multiply-adds. Current cores start two of them a cycle and finish each after four: eight
// must be independent of each other, and twelve are.

#define STEP2(xa, xb, a0, a1, b0, b1) \
	VBROADCASTSS (xa)(R13*4), Y14 \
	VBROADCASTSS (xb)(R13*4), Y15 \
	VFMADD231PS Y12, Y14, a0      \
	VFMADD231PS Y13, Y14, a1      \
	VFMADD231PS Y12, Y15, b0      \
	VFMADD231PS Y13, Y15, b1

// FINISH cuts a row at the floor (Y15), stores it and goes on to the next. Of a NaN and a
// number VMAXPS keeps the first operand here, so NaN stays.
#define FINISH(a0, a1) \
	VMAXPS  a0, Y15, a0 \
	VMAXPS  a1, Y15, a1 \
	VMOVUPS a0, (DI)    \
	VMOVUPS a1, 32(DI)  \
	ADDQ    DX, DI

TEXT ·tileAVX2(SB), NOSPLIT, $0-60
	MOVQ dst+0(FP), DI
	MOVQ dstStride+8(FP), DX
	MOVQ x+16(FP), SI
	MOVQ xStride+24(FP), AX
	MOVQ panel+32(FP), BX
	MOVQ depth+40(FP), CX
	SHLQ $2, DX
	SHLQ $2, AX
	LEAQ (SI)(AX*1), R8
	LEAQ (SI)(AX*2), R9
	LEAQ (R8)(AX*2), R10
	LEAQ (R9)(AX*2), R11
	LEAQ (R10)(AX*2), R12

	MOVQ bias+48(FP), R13
	VMOVUPS (R13), Y0
	VMOVUPS 32(R13), Y1
	VMOVUPS (R13), Y2
	VMOVUPS 32(R13), Y3
	VMOVUPS (R13), Y4
	VMOVUPS 32(R13), Y5
	VMOVUPS (R13), Y6
	VMOVUPS 32(R13), Y7
	VMOVUPS (R13), Y8
	VMOVUPS 32(R13), Y9
	VMOVUPS (R13), Y10
	VMOVUPS 32(R13), Y11

	XORQ R13, R13
	JMP  test

loop:
	VMOVUPS (BX), Y12
	VMOVUPS 32(BX), Y13
	STEP2(SI, R8, Y0, Y1, Y2, Y3)
	STEP2(R9, R10, Y4, Y5, Y6, Y7)
	STEP2(R11, R12, Y8, Y9, Y10, Y11)
	ADDQ $64, BX
	INCQ R13

test:
	CMPQ R13, CX
	JLT  loop

	VBROADCASTSS floor+56(FP), Y15
	FINISH(Y0, Y1)
	FINISH(Y2, Y3)
	FINISH(Y4, Y5)
	FINISH(Y6, Y7)
	FINISH(Y8, Y9)
	FINISH(Y10, Y11)
	VZEROUPPER
	RET
