// Package matrix multiplies the small float32 matrices of sentence embedding models on one
// core: tens to hundreds of rows by weights that were packed once.
//
// An [Engine] holds the code for one kind of CPU, and [Best] picks the fastest that this
// machine can run. Each row of a product is computed from that row alone and in one fixed
// order, so it does not depend on the rows beside it. Engines differ in the last bits: they
// round in different places.
package matrix

// MinRows is the number of rows that the memory of both sides of a product must have room
// for. Rows beyond View.Rows are read and overwritten without effect on the others.
const MinRows = 12

// Lanes is the width of the blocks in which a product is computed, and what the number of
// columns of a packed matrix is rounded up to.
const Lanes = 16

// View is a row-major matrix, or a band of columns of one: row i begins at Data[i*Stride].
type View struct {
	Rows, Columns, Stride int
	Data                  []float32
}

// New allocates a matrix of zeros with room for at least MinRows rows.
func New(rows, columns int) View {
	return View{Rows: rows, Columns: columns, Stride: columns, Data: make([]float32, max(rows, MinRows)*columns)}
}

// Row is the i-th row, sharing memory.
func (v View) Row(i int) []float32 { return v.Data[i*v.Stride : i*v.Stride+v.Columns] }

// Band is the given columns, sharing memory.
func (v View) Band(from, to int) View {
	return View{Rows: v.Rows, Columns: to - from, Stride: v.Stride, Data: v.Data[from:]}
}

// Resize is a view of the same memory as a dense matrix of another shape.
func (v View) Resize(rows, columns int) View {
	return View{Rows: rows, Columns: columns, Stride: columns, Data: v.Data[:max(rows, MinRows)*columns]}
}

// Engine computes with the instructions of one kind of CPU. Safe for concurrent use.
type Engine struct {
	name   string
	rows   int // height of the blocks that tile computes, at most MinRows
	tile   tile
	curves curves
}

// Name says which instructions the engine uses: "avx512", "avx2" or "go".
func (e *Engine) Name() string { return e.name }

// Best is the fastest engine that this CPU can run.
func Best() *Engine { return Engines()[0] }

// Engines lists the engines that this CPU can run, the fastest first. The last is in plain
// Go and runs on every CPU.
func Engines() []*Engine {
	return append(assembled(), &Engine{name: "go", rows: goRows, tile: tileGo, curves: curves{exp: expGo, gelu: geluGo}})
}

// tile computes a block of Engine.rows x Lanes of a product:
//
//	dst[i][j] = max(floor, bias[j] + sum over k < depth of x[i][k]*panel[k*Lanes+j])
//
// Row i of dst and x begins i*dstStride and i*xStride floats after the pointer.
type tile func(dst *float32, dstStride int, x *float32, xStride int, panel *float32, depth int, bias *float32, floor float32)

// Multiply sets dst to x times w plus the bias of w, cut at the floor of w. dst must not overlap x and
// needs a stride of at least w.Columns() rounded up to Lanes.
func (e *Engine) Multiply(dst, x View, w *Packed) {
	checkShapes(dst, x, w)
	for column := 0; column < w.columns; column += Lanes {
		panel := &w.panels[column*w.rows]
		for row := 0; row < x.Rows; row += e.rows {
			// The last block overlaps the one before it instead of reaching past the end.
			first := max(0, min(row, x.Rows-e.rows))
			e.tile(&dst.Data[first*dst.Stride+column], dst.Stride, &x.Data[first*x.Stride], x.Stride,
				panel, w.rows, &w.bias[column], w.floor)
		}
	}
}

// checkShapes panics where an engine would touch memory outside the slices.
func checkShapes(dst, x View, w *Packed) {
	rows := max(x.Rows, MinRows)
	width := (w.columns + Lanes - 1) / Lanes * Lanes
	switch {
	case x.Columns != w.rows || dst.Rows != x.Rows:
		panic("matrix: shapes do not fit")
	case len(x.Data) < (rows-1)*x.Stride+w.rows || len(dst.Data) < (rows-1)*dst.Stride+width:
		panic("matrix: too little room, see MinRows and Lanes")
	}
}
