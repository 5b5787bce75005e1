package matrix

// whole is how many values the assembly takes at a time.
const whole = 8

func exp256(x []float32, top float32) {
	expAVX2(x, top)
	if rest := x[len(x)/whole*whole:]; len(rest) > 0 {
		var padded [whole]float32
		copy(padded[:], rest)
		expAVX2(padded[:], top)
		copy(rest, padded[:])
	}
}

func gelu256(x []float32) {
	geluAVX2(x)
	if rest := x[len(x)/whole*whole:]; len(rest) > 0 {
		var padded [whole]float32
		copy(padded[:], rest)
		geluAVX2(padded[:])
		copy(rest, padded[:])
	}
}

// expAVX2 is curves.exp for as many whole eights as x holds.
//
//go:noescape
func expAVX2(x []float32, top float32)

// geluAVX2 is curves.gelu for as many whole eights as x holds.
//
//go:noescape
func geluAVX2(x []float32)
