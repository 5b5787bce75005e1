package learn

import "math"

// scale brings features to mean 0 and spread 1, so that one penalty suits them all.
type scale struct{ mean, spread []float64 }

// constant is the spread below which a feature is taken to be the same everywhere.
const constant = 1e-6

func newScale(rows [][]float32, features int) scale {
	s := scale{make([]float64, features), make([]float64, features)}
	n := float64(max(1, len(rows)))
	for _, row := range rows {
		for f, v := range row {
			s.mean[f] += float64(v) / n
		}
	}
	for _, row := range rows {
		for f, v := range row {
			d := float64(v) - s.mean[f]
			s.spread[f] += d * d / n
		}
	}
	for f := range s.spread {
		s.spread[f] = math.Sqrt(s.spread[f])
	}
	return s
}

// rows are the scaled rows in one table, one behind the other.
func (s scale) rows(rows [][]float32) []float32 {
	table := make([]float32, 0, len(rows)*len(s.mean))
	for _, row := range rows {
		for f, v := range row {
			scaled := float32(0)
			if s.spread[f] >= constant {
				scaled = float32((float64(v) - s.mean[f]) / s.spread[f])
			}
			table = append(table, scaled)
		}
	}
	return table
}

// raw turns weights of scaled features into weights of the features as they are.
func (s scale) raw(x []float64) []float64 {
	weights := make([]float64, len(x))
	for f := range x {
		if s.spread[f] >= constant {
			weights[f] = x[f] / s.spread[f]
		}
	}
	return weights
}
