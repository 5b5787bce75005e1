package matrix

import "math"

// Normalise scales v to unit length and reports whether it could: a vector of zeros or one
// that is not finite stays as it is.
func Normalise(v []float32) bool {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if !(sum > 0) || math.IsInf(sum, 1) {
		return false
	}
	factor := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= factor
	}
	return true
}

// LayerNorm sets dst to x with mean 0 and variance 1, times scale, plus bias (Ba, Kiros and
// Hinton 2016). epsilon is added to the variance. dst may be x.
func LayerNorm(dst, x, scale, bias []float32, epsilon float32) {
	mean := sum(x) / float32(len(x))
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(x); i += 4 {
		q := (*[4]float32)(x[i:])
		d0, d1, d2, d3 := q[0]-mean, q[1]-mean, q[2]-mean, q[3]-mean
		s0 += d0 * d0
		s1 += d1 * d1
		s2 += d2 * d2
		s3 += d3 * d3
	}
	for ; i < len(x); i++ {
		s0 += (x[i] - mean) * (x[i] - mean)
	}
	variance := ((s0 + s1) + (s2 + s3)) / float32(len(x))
	factor := float32(1 / math.Sqrt(float64(variance+epsilon)))
	dst, scale, bias = dst[:len(x)], scale[:len(x)], bias[:len(x)]
	for i, v := range x {
		dst[i] = (v-mean)*factor*scale[i] + bias[i]
	}
}

// Add adds x to dst, element by element.
func Add(dst, x []float32) {
	dst = dst[:len(x)]
	for i, v := range x {
		dst[i] += v
	}
}

// sum adds in four strands, which is both faster and more exact than one.
func sum(x []float32) float32 {
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(x); i += 4 {
		q := (*[4]float32)(x[i:])
		s0 += q[0]
		s1 += q[1]
		s2 += q[2]
		s3 += q[3]
	}
	for ; i < len(x); i++ {
		s0 += x[i]
	}
	return (s0 + s1) + (s2 + s3)
}

func scale(x []float32, factor float32) {
	i := 0
	for ; i+4 <= len(x); i += 4 {
		q := (*[4]float32)(x[i:])
		q[0] *= factor
		q[1] *= factor
		q[2] *= factor
		q[3] *= factor
	}
	for ; i < len(x); i++ {
		x[i] *= factor
	}
}
