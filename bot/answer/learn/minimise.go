package learn

import "math"

// minimise finds a minimum of a smooth function from x, which it moves, by L-BFGS with ten
// corrections and a backtracking line search (Nocedal & Wright, "Numerical Optimization",
// algorithm 7.5). f returns the value at x and fills in the gradient.
func minimise(x []float64, steps int, f func(x, gradient []float64) float64) {
	const corrections = 10
	gradient := make([]float64, len(x))
	value := f(x, gradient)
	var moves, turns [][]float64 // differences of x and of the gradient, oldest first
	next, nextGradient := make([]float64, len(x)), make([]float64, len(x))
	for range steps {
		direction := descent(gradient, moves, turns)
		slope := dot(direction, gradient)
		if slope > -1e-12 {
			return
		}
		step := 1.0
		if len(moves) == 0 {
			step = min(1, 1/math.Sqrt(dot(gradient, gradient)))
		}
		var nextValue float64
		for {
			for i := range x {
				next[i] = x[i] + step*direction[i]
			}
			nextValue = f(next, nextGradient)
			if nextValue <= value+1e-4*step*slope {
				break
			}
			if step /= 2; step < 1e-10 {
				return
			}
		}
		move, turn := make([]float64, len(x)), make([]float64, len(x))
		for i := range x {
			move[i], turn[i] = next[i]-x[i], nextGradient[i]-gradient[i]
		}
		if dot(move, turn) > 1e-12 {
			moves, turns = append(moves, move), append(turns, turn)
			if len(moves) > corrections {
				moves, turns = moves[1:], turns[1:]
			}
		}
		settled := value-nextValue < 1e-9*math.Abs(value)
		copy(x, next)
		copy(gradient, nextGradient)
		value = nextValue
		if settled {
			return
		}
	}
}

// minimiseSigned is minimise from small weights, each kept to its sign: one that may only be
// positive, or negative, is plus or minus the square of the variable that is moved.
func minimiseSigned(x []float64, signs []Sign, f func(x, gradient []float64) float64) {
	const start = .1
	roots := make([]float64, len(x))
	unfold := func(roots []float64) {
		for i, r := range roots {
			x[i] = r
			if i < len(signs) && signs[i] != Any {
				x[i] = float64(signs[i]) * r * r
			}
		}
	}
	for i := range roots {
		if i < len(signs) && signs[i] != Any {
			roots[i] = start
		}
	}
	minimise(roots, maxSteps, func(roots, gradient []float64) float64 {
		unfold(roots)
		value := f(x, gradient)
		for i := range gradient {
			if i < len(signs) && signs[i] != Any {
				gradient[i] *= 2 * float64(signs[i]) * roots[i]
			}
		}
		return value
	})
	unfold(roots)
}

// descent is minus the gradient times the inverse Hessian as the last steps show it: the
// two-loop recursion.
func descent(gradient []float64, moves, turns [][]float64) []float64 {
	q := make([]float64, len(gradient))
	for i, g := range gradient {
		q[i] = -g
	}
	alpha := make([]float64, len(moves))
	for k := len(moves) - 1; k >= 0; k-- {
		alpha[k] = dot(moves[k], q) / dot(moves[k], turns[k])
		for i := range q {
			q[i] -= alpha[k] * turns[k][i]
		}
	}
	if last := len(moves) - 1; last >= 0 {
		scale := dot(moves[last], turns[last]) / dot(turns[last], turns[last])
		for i := range q {
			q[i] *= scale
		}
	}
	for k := range moves {
		beta := dot(turns[k], q) / dot(moves[k], turns[k])
		for i := range q {
			q[i] += (alpha[k] - beta) * moves[k][i]
		}
	}
	return q
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
