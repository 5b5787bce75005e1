package matrix

import "math"

// curves are the functions that are computed value by value, in place.
type curves struct {
	// exp replaces each x[i] by e to the power of x[i]-top, which must not be positive, with
	// a relative error below 3e-7. Powers below -87 give 0.
	exp func(x []float32, top float32)

	// gelu replaces each x[i] by x[i] times the normal distribution's share below x[i], with
	// an error below 1e-6.
	gelu func(x []float32)
}

// Softmax replaces each x[i] by exp(x[i]) divided by the sum of all of them.
func (e *Engine) Softmax(x []float32) {
	if len(x) == 0 {
		return
	}
	top := x[0]
	for _, v := range x {
		if v > top {
			top = v
		}
	}
	e.curves.exp(x, top)
	scale(x, 1/sum(x))
}

// GELU applies the Gaussian error linear unit (Hendrycks and Gimpel 2016) to each value,
// the exact one and not its approximation by tanh.
func (e *Engine) GELU(x []float32) { e.curves.gelu(x) }

func expGo(x []float32, top float32) {
	for i, v := range x {
		x[i] = exp(v - top)
	}
}

// exp splits the power into n*ln2 + r with |r| <= ln2/2; e^r is the polynomial of Cephes'
// expf (S. Moshier).
func exp(power float32) float32 {
	const (
		log2e = 1.44269504088896341
		ln2Hi = 0.693359375
		ln2Lo = -2.12194440e-4 // ln2Hi + ln2Lo is ln 2
	)
	if power < -87 {
		return 0
	}
	n := int32(power*log2e - 0.5) // the power is not positive, so this rounds to the nearest
	r := power - float32(n)*ln2Hi - float32(n)*ln2Lo
	p := float32(1.9875691500e-4)
	p = p*r + 1.3981999507e-3
	p = p*r + 8.3334519073e-3
	p = p*r + 4.1665795894e-2
	p = p*r + 1.6666665459e-1
	p = p*r + 5.0000001201e-1
	return (p*r*r + r + 1) * math.Float32frombits(uint32(n+127)<<23)
}

// geluGo takes the tail of the normal distribution by formula 7.1.26 of Abramowitz and
// Stegun's Handbook of Mathematical Functions, whose error is below 1.5e-7.
func geluGo(x []float32) {
	for i, v := range x {
		z := float32(math.Abs(float64(v))) * (1 / math.Sqrt2)
		t := 1 / (1 + 0.3275911*z)
		p := float32(1.061405429)
		p = p*t - 1.453152027
		p = p*t + 1.421413741
		p = p*t - 0.284496736
		p = p*t + 0.254829592
		share := 0.5 * p * t * exp(-z*z)
		if v >= 0 {
			share = 1 - share
		}
		x[i] = v * share
	}
}
