//go:build !amd64

package matrix

// Best is the fastest engine this CPU can run.
func Best() *Engine { return Portable() }
