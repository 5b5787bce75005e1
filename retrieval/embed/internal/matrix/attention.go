package matrix

// Attention is the memory of scaled dot-product attention with several heads (Vaswani et
// al. 2017), kept between runs. The zero value is ready.
type Attention struct {
	keys, values Packed
	scores       []float32
}

// Run sets dst to the attention over the rows of qkv, whose columns are queries, keys and
// values, a third each, and in each third the heads side by side. The queries must be
// divided by the square root of the width of a head beforehand. dst is as wide as a third.
// The width of a head must be a multiple of Lanes.
func (a *Attention) Run(e *Engine, dst, qkv View, heads int) {
	width := qkv.Columns / 3
	head := width / heads
	padded := (qkv.Rows + Lanes - 1) / Lanes * Lanes
	a.scores = resize(a.scores, max(qkv.Rows, MinRows)*padded)
	scores := View{Rows: qkv.Rows, Columns: qkv.Rows, Stride: padded, Data: a.scores}
	for from := 0; from < width; from += head {
		a.keys.PackTransposed(qkv.Band(width+from, width+from+head))
		a.values.Pack(qkv.Band(2*width+from, 2*width+from+head))
		e.Multiply(scores, qkv.Band(from, from+head), &a.keys)
		for i := range scores.Rows {
			e.Softmax(scores.Row(i))
		}
		e.Multiply(dst.Band(from, from+head), scores, &a.values)
	}
}
