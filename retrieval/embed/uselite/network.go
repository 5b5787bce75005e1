package uselite

import (
	"fmt"
	"math"

	"sitrep/retrieval/embed/internal/matrix"
	"sitrep/retrieval/embed/uselite/internal/weights"
)

const (
	maxPieces = 128  // the model's window
	tableRows = 8002 // one for each piece, and two that no text uses
	embedding = 256  // width of the embedding table and of the first layer's attention
	hidden    = 512  // width of everything behind it
	inner     = 1536
	heads     = 4
	epsilon   = 1e-6 // of the layer norms
)

// network is the forward pass: embedding, two pre-norm transformer layers, mean, tanh.
type network struct {
	engine   *matrix.Engine
	table    *weights.Tensor
	timing   matrix.View // maxPieces x embedding: sines and cosines of the position
	residual matrix.Packed
	layers   [2]layer
	tanh     matrix.Packed
}

// layer is one transformer layer. The first one is fed vectors of width embedding and
// yields vectors of width hidden; its residual connection goes through network.residual.
type layer struct {
	width              int
	scale1, bias1      []float32
	qkv, out, up, down matrix.Packed
	scale2, bias2      []float32
}

// loader collects the first error of many look-ups.
type loader struct {
	file *weights.File
	err  error
}

func (l *loader) tensor(name string, rows, columns int) *weights.Tensor {
	t, err := l.file.Tensor(name, rows, columns)
	if err != nil {
		if l.err == nil {
			l.err = err
		}
		return &weights.Tensor{}
	}
	return t
}

func (l *loader) vector(name string, size int) []float32 {
	return l.tensor(name, 1, size).Floats
}

// linear loads name+".weight" and name+".bias".
func (l *loader) linear(p *matrix.Packed, name string, rows, columns int) {
	t := l.tensor(name+".weight", rows, columns)
	bias := l.vector(name+".bias", columns)
	if l.err != nil {
		return
	}
	values := matrix.New(rows, columns)
	for i := range rows {
		t.Row(values.Row(i), i)
	}
	p.Pack(values)
	p.SetBias(bias)
}

func newNetwork(engine *matrix.Engine, file *weights.File) (*network, error) {
	l := &loader{file: file}
	n := &network{engine: engine, timing: matrix.New(maxPieces, embedding)}
	n.table = l.tensor("embedding", tableRows, embedding)
	frequencies := l.vector("timing", embedding/2)
	for position := range maxPieces {
		row := n.timing.Row(position)
		for i, f := range frequencies {
			angle := float64(position) * float64(f)
			row[i] = float32(math.Sin(angle))
			row[i+embedding/2] = float32(math.Cos(angle))
		}
	}
	l.linear(&n.residual, "residual", embedding, hidden)
	for i, width := range []int{embedding, hidden} {
		name := fmt.Sprintf("layer%d.", i)
		to := &n.layers[i]
		to.width = width
		to.scale1, to.bias1 = l.vector(name+"norm1.scale", width), l.vector(name+"norm1.bias", width)
		to.scale2, to.bias2 = l.vector(name+"norm2.scale", hidden), l.vector(name+"norm2.bias", hidden)
		l.linear(&to.qkv, name+"qkv", width, 3*width)
		l.linear(&to.out, name+"out", width, hidden)
		l.linear(&to.up, name+"up", hidden, inner)
		l.linear(&to.down, name+"down", inner, hidden)
		if l.err == nil {
			// Attention divides queries by the root of the width of a head.
			to.qkv.ScaleColumns(0, width, float32(1/math.Sqrt(float64(width/heads))))
			to.up.Rectify()
		}
	}
	l.linear(&n.tanh, "tanh", hidden, hidden)
	return n, l.err
}

// scratch is the memory of one forward pass.
type scratch struct {
	x, normed, update matrix.View // pieces x hidden
	qkv, inner        matrix.View // pieces x inner
	attention         matrix.Attention
	mean, result      matrix.View // 1 x hidden
}

func newScratch() *scratch {
	return &scratch{
		x:      matrix.New(maxPieces, hidden),
		normed: matrix.New(maxPieces, hidden),
		update: matrix.New(maxPieces, hidden),
		qkv:    matrix.New(maxPieces, inner),
		inner:  matrix.New(maxPieces, inner),
		mean:   matrix.New(1, hidden),
		result: matrix.New(1, hidden),
	}
}

// forward embeds 1 to maxPieces pieces. The result, of unit length, is valid until the next
// use of s.
func (n *network) forward(s *scratch, ids []int32) []float32 { return n.pool(s, n.states(s, ids)) }

// states reads 1 to maxPieces pieces, each beside the others. The result, a row a piece, is
// valid until the next use of s.
func (n *network) states(s *scratch, ids []int32) matrix.View {
	count := len(ids)
	x := s.x.Resize(count, hidden)
	normed := s.normed.Resize(count, embedding)
	update := s.update.Resize(count, hidden)

	// The embedded pieces are read from update, which is free until the first layer's end.
	embedded := update.Resize(count, embedding)
	for i, id := range ids {
		n.embed(embedded.Row(i), id, i)
	}
	n.engine.Multiply(x, embedded, &n.residual)
	n.attend(s, &n.layers[0], embedded, normed)
	n.engine.Multiply(update, normed, &n.layers[0].out)
	add(x, update)
	n.feedForward(s, &n.layers[0], x, update)

	normed = s.normed.Resize(count, hidden)
	n.attend(s, &n.layers[1], x, normed)
	n.engine.Multiply(update, normed, &n.layers[1].out)
	add(x, update)
	n.feedForward(s, &n.layers[1], x, update)

	return x
}

// embed sets row to twice the piece's embedding (the graph adds it to its own residual)
// plus the timing signal of the position.
func (n *network) embed(row []float32, id int32, position int) {
	n.table.Row(row, int(id))
	for j, t := range n.timing.Row(position) {
		row[j] = 2*row[j] + t
	}
}

// attend sets normed to the attention of layer l over x, before its output matrix.
func (n *network) attend(s *scratch, l *layer, x, normed matrix.View) {
	for i := range x.Rows {
		matrix.LayerNorm(normed.Row(i), x.Row(i), l.scale1, l.bias1, epsilon)
	}
	qkv := s.qkv.Resize(x.Rows, 3*l.width)
	n.engine.Multiply(qkv, normed, &l.qkv)
	s.attention.Run(n.engine, normed, qkv, heads)
}

// feedForward adds to x the feed-forward half of layer l. It overwrites update.
func (n *network) feedForward(s *scratch, l *layer, x, update matrix.View) {
	normed := s.normed.Resize(x.Rows, hidden)
	for i := range x.Rows {
		matrix.LayerNorm(normed.Row(i), x.Row(i), l.scale2, l.bias2, epsilon)
	}
	up := s.inner.Resize(x.Rows, inner)
	n.engine.Multiply(up, normed, &l.up)
	n.engine.Multiply(update, up, &l.down)
	add(x, update)
}

func add(x, update matrix.View) {
	matrix.Add(x.Data[:x.Rows*x.Stride], update.Data[:x.Rows*x.Stride])
}

// pool takes the mean of the rows of x through the last layer to unit length.
func (n *network) pool(s *scratch, x matrix.View) []float32 {
	mean, result := s.mean.Row(0), s.result.Row(0)
	clear(mean)
	for i := range x.Rows {
		matrix.Add(mean, x.Row(i))
	}
	for j := range mean {
		mean[j] /= float32(x.Rows)
	}
	n.engine.Multiply(s.result, s.mean, &n.tanh)
	for j, v := range result {
		result[j] = float32(math.Tanh(float64(v)))
	}
	matrix.Normalise(result)
	return result
}
