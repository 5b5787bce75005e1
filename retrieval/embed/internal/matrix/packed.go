package matrix

import "math"

// Packed is the right side of a product, stored in the order in which engines read it: in
// panels of Lanes columns, each panel row by row. With it come a bias, added to each row of
// the product, and a floor, under which nothing in the product lies; both cost next to no
// time. The zero value is empty.
type Packed struct {
	rows, columns int
	panels        []float32
	bias          []float32 // one value a column, rounded up to Lanes
	floor         float32
}

// Rows is the depth of the product, the number of columns of its left side.
func (p *Packed) Rows() int { return p.rows }

// Columns is the number of columns of the product.
func (p *Packed) Columns() int { return p.columns }

// Pack packs m with bias 0 and no floor. It reuses the memory of p.
func (p *Packed) Pack(m View) {
	p.reset(m.Rows, m.Columns)
	for i := range m.Rows {
		for j, v := range m.Row(i) {
			p.panels[p.at(i, j)] = v
		}
	}
}

// PackTransposed packs the transpose of m, else like Pack.
func (p *Packed) PackTransposed(m View) {
	p.reset(m.Columns, m.Rows)
	for j := range m.Rows {
		panel := p.panels[p.at(0, j):]
		for i, v := range m.Row(j) {
			panel[i*Lanes] = v
		}
	}
}

// SetBias sets what is added to each column of the product.
func (p *Packed) SetBias(bias []float32) { copy(p.bias, bias) }

// Rectify cuts the product at zero: nothing in it is negative.
func (p *Packed) Rectify() { p.floor = 0 }

// ScaleColumns multiplies columns [from, to) of the product, bias included, by factor.
func (p *Packed) ScaleColumns(from, to int, factor float32) {
	for j := from; j < to; j++ {
		p.bias[j] *= factor
		for i := range p.rows {
			p.panels[p.at(i, j)] *= factor
		}
	}
}

func (p *Packed) at(row, column int) int {
	return (column/Lanes*p.rows+row)*Lanes + column%Lanes
}

func (p *Packed) reset(rows, columns int) {
	width := (columns + Lanes - 1) / Lanes * Lanes
	p.rows, p.columns = rows, columns
	p.panels = resize(p.panels, rows*width)
	p.bias = resize(p.bias, width)
	p.floor = float32(math.Inf(-1))
	clear(p.bias)
	if columns < width {
		clear(p.panels[rows*(width-Lanes):])
	}
}

func resize(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
