#include "textflag.h"

// Constants, each a float32 or an int32, at the offsets that the macros below name.
DATA curve<>+0(SB)/4, $0xc2ae0000  // -87
DATA curve<>+4(SB)/4, $0x3fb8aa3b  // log2(e)
DATA curve<>+8(SB)/4, $0x3f318000  // ln 2, upper part
DATA curve<>+12(SB)/4, $0xb95e8083 // ln 2, lower part
DATA curve<>+16(SB)/4, $0x39506967 // Cephes' polynomial, from the highest power
DATA curve<>+20(SB)/4, $0x3ab743ce
DATA curve<>+24(SB)/4, $0x3c088908
DATA curve<>+28(SB)/4, $0x3d2aa9c1
DATA curve<>+32(SB)/4, $0x3e2aaaaa
DATA curve<>+36(SB)/4, $0x3f000000 // 0.5
DATA curve<>+40(SB)/4, $0x3f800000 // 1
DATA curve<>+44(SB)/4, $127
DATA curve<>+48(SB)/4, $0x7fffffff // all bits but the sign
DATA curve<>+52(SB)/4, $0x3f3504f3 // 1/sqrt(2)
DATA curve<>+56(SB)/4, $0x3ea7ba05 // Abramowitz and Stegun's p
DATA curve<>+60(SB)/4, $0x3f87dc22 // and a5 to a1
DATA curve<>+64(SB)/4, $0xbfba00e3
DATA curve<>+68(SB)/4, $0x3fb5f0e3
DATA curve<>+72(SB)/4, $0xbe91a98e
DATA curve<>+76(SB)/4, $0x3e827906
GLOBL curve<>(SB), RODATA|NOPTR, $80

#define CONSTANT(at, to) VBROADCASTSS curve<>+at(SB), to

// EXP sets Y1 to e to the power of Y0, eight at once, for powers <= 0; see exp in curve.go.
// It uses Y2 to Y5. Of a NaN and a number the comparison keeps the NaN.
#define EXP \
	CONSTANT(4, Y5)             \
	VMULPS       Y5, Y0, Y2     \
	VROUNDPS     $0, Y2, Y2     \
	CONSTANT(8, Y5)             \
	VMOVAPS      Y0, Y3         \
	VFNMADD231PS Y5, Y2, Y3     \
	CONSTANT(12, Y5)            \
	VFNMADD231PS Y5, Y2, Y3     \
	CONSTANT(16, Y1)            \
	CONSTANT(20, Y5)            \
	VFMADD213PS  Y5, Y3, Y1     \
	CONSTANT(24, Y5)            \
	VFMADD213PS  Y5, Y3, Y1     \
	CONSTANT(28, Y5)            \
	VFMADD213PS  Y5, Y3, Y1     \
	CONSTANT(32, Y5)            \
	VFMADD213PS  Y5, Y3, Y1     \
	CONSTANT(36, Y5)            \
	VFMADD213PS  Y5, Y3, Y1     \
	VMULPS       Y3, Y3, Y4     \
	VFMADD213PS  Y3, Y4, Y1     \
	CONSTANT(40, Y5)            \
	VADDPS       Y5, Y1, Y1     \
	VCVTPS2DQ    Y2, Y2         \
	CONSTANT(44, Y5)            \
	VPADDD       Y5, Y2, Y2     \
	VPSLLD       $23, Y2, Y2    \
	VMULPS       Y2, Y1, Y1     \
	CONSTANT(0, Y5)             \
	VCMPPS       $5, Y5, Y0, Y5 \
	VANDPS       Y5, Y1, Y1

// func expAVX2(x []float32, top float32)
TEXT ·expAVX2(SB), NOSPLIT, $0-28
	MOVQ         x_base+0(FP), SI
	MOVQ         x_len+8(FP), CX
	VBROADCASTSS top+24(FP), Y7
	SHRQ         $3, CX
	JEQ          done

loop:
	VMOVUPS (SI), Y0
	VSUBPS  Y7, Y0, Y0
	EXP
	VMOVUPS Y1, (SI)
	ADDQ    $32, SI
	DECQ    CX
	JNE     loop

done:
	VZEROUPPER
	RET

// func geluAVX2(x []float32)
//
// Y6 is x, Y8 its magnitude divided by the root of 2, Y9 Abramowitz and Stegun's t and Y10
// their polynomial; see gelu in curve.go.
TEXT ·geluAVX2(SB), NOSPLIT, $0-24
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	SHRQ $3, CX
	JEQ  done

loop:
	VMOVUPS (SI), Y6
	CONSTANT(48, Y5)
	VANDPS  Y5, Y6, Y8
	CONSTANT(52, Y5)
	VMULPS  Y5, Y8, Y8

	VXORPS       Y0, Y0, Y0
	VFNMADD231PS Y8, Y8, Y0
	EXP

	CONSTANT(40, Y4)
	VMOVAPS     Y4, Y9
	CONSTANT(56, Y5)
	VFMADD231PS Y5, Y8, Y9
	VDIVPS      Y9, Y4, Y9

	CONSTANT(60, Y10)
	CONSTANT(64, Y5)
	VFMADD213PS Y5, Y9, Y10
	CONSTANT(68, Y5)
	VFMADD213PS Y5, Y9, Y10
	CONSTANT(72, Y5)
	VFMADD213PS Y5, Y9, Y10
	CONSTANT(76, Y5)
	VFMADD213PS Y5, Y9, Y10
	VMULPS      Y9, Y10, Y10
	VMULPS      Y1, Y10, Y10
	CONSTANT(36, Y5)
	VMULPS      Y5, Y10, Y10

	// Y10 is the normal distribution's tail; where x is positive its complement counts.
	VSUBPS    Y10, Y4, Y4
	VBLENDVPS Y6, Y10, Y4, Y4
	VMULPS    Y4, Y6, Y6
	VMOVUPS   Y6, (SI)
	ADDQ      $32, SI
	DECQ      CX
	JNE       loop

done:
	VZEROUPPER
	RET
