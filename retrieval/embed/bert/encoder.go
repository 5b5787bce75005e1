package bert

import (
	"fmt"
	"math"

	"sitrep/retrieval/embed/internal/matrix"
	"sitrep/retrieval/embed/internal/safetensors"
)

// encoder is BERT's stack of layers (Devlin et al. 2019): embeddings, then self-attention
// and a feed-forward network in each layer, a layer norm behind every part.
type encoder struct {
	config
	engine                 *matrix.Engine
	words, positions, kind []float32 // tables, a row for each piece, place and segment
	norm                   norm
	layers                 []layer
}

type layer struct {
	qkv, out, up, down matrix.Packed
	norm1, norm2       norm
}

// norm is the scale and bias of a layer norm.
type norm struct{ scale, bias []float32 }

func (n norm) apply(x matrix.View, epsilon float32) {
	for i := range x.Rows {
		matrix.LayerNorm(x.Row(i), x.Row(i), n.scale, n.bias, epsilon)
	}
}

// loader reads tensors whose names begin with prefix and keeps the first error.
type loader struct {
	file   *safetensors.File
	prefix string
	err    error
}

func (l *loader) floats(name string, shape ...int) []float32 {
	if l.err != nil {
		return nil
	}
	values, err := l.file.Floats(l.prefix+name, shape...)
	l.err = err
	return values
}

// linear packs the weights of one or more linear layers side by side. PyTorch stores them
// transposed: a row for each output.
func (l *loader) linear(p *matrix.Packed, in, out int, names ...string) {
	var weights, bias []float32
	for _, name := range names {
		weights = append(weights, l.floats(name+".weight", out, in)...)
		bias = append(bias, l.floats(name+".bias", out)...)
	}
	if l.err != nil {
		return
	}
	p.PackTransposed(matrix.View{Rows: len(names) * out, Columns: in, Stride: in, Data: weights})
	p.SetBias(bias)
}

func (l *loader) norm(name string, size int) norm {
	scale, bias := name+".weight", name+".bias"
	if l.file.Shape(l.prefix+scale) == nil {
		scale, bias = name+".gamma", name+".beta" // in checkpoints from TensorFlow
	}
	return norm{l.floats(scale, size), l.floats(bias, size)}
}

// newEncoder loads the weights. It returns the loader for those of a head.
func newEncoder(engine *matrix.Engine, c config, file *safetensors.File) (*encoder, *loader, error) {
	l := &loader{file: file}
	if file.Shape("bert.embeddings.word_embeddings.weight") != nil {
		l.prefix = "bert."
	}
	e := &encoder{
		config: c, engine: engine,
		words:     l.floats("embeddings.word_embeddings.weight", c.Vocabulary, c.Hidden),
		positions: l.floats("embeddings.position_embeddings.weight", c.Positions, c.Hidden),
		kind:      l.floats("embeddings.token_type_embeddings.weight", c.Types, c.Hidden),
		norm:      l.norm("embeddings.LayerNorm", c.Hidden),
	}
	for i := 0; i < c.Layers && l.err == nil; i++ {
		var to layer
		name := fmt.Sprintf("encoder.layer.%d.", i)
		self := name + "attention.self."
		l.linear(&to.qkv, c.Hidden, c.Hidden, self+"query", self+"key", self+"value")
		l.linear(&to.out, c.Hidden, c.Hidden, name+"attention.output.dense")
		l.linear(&to.up, c.Hidden, c.Inner, name+"intermediate.dense")
		l.linear(&to.down, c.Inner, c.Hidden, name+"output.dense")
		to.norm1 = l.norm(name+"attention.output.LayerNorm", c.Hidden)
		to.norm2 = l.norm(name+"output.LayerNorm", c.Hidden)
		if l.err == nil {
			to.qkv.ScaleColumns(0, c.Hidden, float32(1/math.Sqrt(float64(c.Hidden/c.Heads))))
		}
		if c.Activation == "relu" {
			to.up.Rectify()
		}
		e.layers = append(e.layers, to)
	}
	return e, l, l.err
}

// scratch is the memory of one forward pass.
type scratch struct {
	x, update, attended, qkv, inner matrix.View
	attention                       matrix.Attention
}

func (e *encoder) newScratch(longest int) *scratch {
	return &scratch{
		x:        matrix.New(longest, e.Hidden),
		update:   matrix.New(longest, e.Hidden),
		attended: matrix.New(longest, e.Hidden),
		qkv:      matrix.New(longest, 3*e.Hidden),
		inner:    matrix.New(longest, e.Inner),
	}
}

// forward returns a row for each piece, valid until the next use of s. Pieces from second
// on are of the second segment. There are no more pieces than s was made for.
func (e *encoder) forward(s *scratch, ids []int32, second int) matrix.View {
	count := len(ids)
	x := s.x.Resize(count, e.Hidden)
	update := s.update.Resize(count, e.Hidden)
	attended := s.attended.Resize(count, e.Hidden)
	qkv := s.qkv.Resize(count, 3*e.Hidden)
	inner := s.inner.Resize(count, e.Inner)
	for i, id := range ids {
		segment := 0
		if i >= second {
			segment = 1
		}
		row := x.Row(i)
		copy(row, e.words[int(id)*e.Hidden:])
		matrix.Add(row, e.positions[i*e.Hidden:][:e.Hidden])
		matrix.Add(row, e.kind[segment*e.Hidden:][:e.Hidden])
	}
	e.norm.apply(x, e.Epsilon)
	for i := range e.layers {
		l := &e.layers[i]
		e.engine.Multiply(qkv, x, &l.qkv)
		s.attention.Run(e.engine, attended, qkv, e.Heads)
		e.engine.Multiply(update, attended, &l.out)
		add(x, update)
		l.norm1.apply(x, e.Epsilon)

		e.engine.Multiply(inner, x, &l.up)
		if e.Activation == "gelu" {
			e.engine.GELU(inner.Data[:count*e.Inner])
		}
		e.engine.Multiply(update, inner, &l.down)
		add(x, update)
		l.norm2.apply(x, e.Epsilon)
	}
	return x
}

func add(x, update matrix.View) {
	matrix.Add(x.Data[:x.Rows*x.Stride], update.Data[:x.Rows*x.Stride])
}
