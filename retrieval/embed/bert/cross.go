package bert

import (
	"context"
	"fmt"
	"math"
	"sync/atomic"

	"sitrep/retrieval/embed/internal/cores"
	"sitrep/retrieval/embed/internal/matrix"
)

// CrossEncoder reads a question and a passage together and says how well the passage
// answers: slower than comparing vectors, and better. It is safe for concurrent use.
type CrossEncoder struct {
	*checkpoint
	pooler     matrix.Packed // from the first piece's vector to the one that is judged
	classifier []float32
	bias       float32
}

// OpenCrossEncoder reads a model with one label (BertForSequenceClassification) into
// memory.
func OpenCrossEncoder(folder string) (*CrossEncoder, error) {
	return openCrossEncoder(matrix.Best(), folder)
}

func openCrossEncoder(engine *matrix.Engine, folder string) (*CrossEncoder, error) {
	e := &CrossEncoder{}
	var labels int
	c, _, err := open(engine, folder, func(l *loader, c config) {
		labels = len(c.Labels)
		l.linear(&e.pooler, c.Hidden, c.Hidden, "pooler.dense")
		l.prefix = ""
		e.classifier = l.floats("classifier.weight", 1, c.Hidden)
		if bias := l.floats("classifier.bias", 1); l.err == nil {
			e.bias = bias[0]
		}
	})
	if err != nil {
		return nil, err
	}
	if labels > 1 {
		return nil, fmt.Errorf("model %s: it has %d labels, want one", folder, labels)
	}
	if c.encoder.Types < 2 {
		return nil, fmt.Errorf("model %s: it has %d kind of segments, want two", folder, c.encoder.Types)
	}
	e.checkpoint = c
	return e, nil
}

// Score returns for each passage how well it answers the question, from 0 to 1, in the
// order of passages. What does not fit into the model's window is cut off the longer of the
// two. No scores are returned with an error, or when ctx ends.
func (e *CrossEncoder) Score(ctx context.Context, question string, passages []string) ([]float32, error) {
	asked := e.tokenizer.Pieces(question)
	scores := make([]float32, len(passages))
	var broken atomic.Bool
	err := cores.Each(ctx, len(passages), func(i int) {
		s := e.scratch.Get().(*scratch)
		defer e.scratch.Put(s)
		scores[i] = e.score(s, asked, e.tokenizer.Pieces(passages[i]))
		if scores[i] != scores[i] {
			broken.Store(true)
		}
	})
	if err == nil && broken.Load() {
		err = errNumbers
	}
	if err != nil {
		return nil, fmt.Errorf("score %d passages: %w", len(passages), err)
	}
	return scores, nil
}

func (e *CrossEncoder) score(s *scratch, question, passage []int32) float32 {
	asked, answering := share(len(question), len(passage), e.longest-3)
	question, passage = question[:asked], passage[:answering]
	input := make([]int32, 0, e.longest)
	input = append(append(append(input, e.begin), question...), e.end)
	second := len(input)
	input = append(append(input, passage...), e.end)
	first := e.encoder.forward(s, input, second).Resize(1, e.encoder.Hidden)
	pooled := s.update.Resize(1, e.encoder.Hidden)
	e.encoder.engine.Multiply(pooled, first, &e.pooler)
	sum := float64(e.bias)
	for j, v := range pooled.Row(0) {
		sum += math.Tanh(float64(v)) * float64(e.classifier[j])
	}
	return float32(1 / (1 + math.Exp(-sum)))
}

// share cuts the longer of question and passage so that both fit into room, or both to a
// half of it.
func share(question, passage, room int) (int, int) {
	half := room / 2
	switch {
	case question+passage <= room:
		return question, passage
	case question <= half:
		return question, room - question
	case passage <= half:
		return room - passage, passage
	}
	return half, room - half
}
