package embed

import (
	"context"
	"errors"
	"testing"
)

// constant embeds everything as the same vector.
type constant struct {
	value float32
	err   error
}

func (c constant) Fingerprint() Fingerprint {
	return Fingerprint{Model: "constant", Version: "1", Dimensions: 1}
}

func (c constant) Embed(_ context.Context, texts []string) ([][]float32, error) {
	if c.err != nil {
		return nil, c.err
	}
	vectors := make([][]float32, len(texts))
	for i := range vectors {
		vectors[i] = []float32{c.value}
	}
	return vectors, nil
}

// opposed embeds questions as the opposite.
type opposed struct{ constant }

func (o opposed) EmbedQuestions(ctx context.Context, questions []string) ([][]float32, error) {
	return constant{value: -o.value}.Embed(ctx, questions)
}

func TestQuestion(t *testing.T) {
	for want, e := range map[float32]Embedder{1: constant{value: 1}, -1: opposed{constant{value: 1}}} {
		got, err := Question(t.Context(), e, "why?")
		if err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%T gives %v and error %v, want [%g]", e, got, err, want)
		}
	}
	failure := errors.New("down")
	if _, err := Question(t.Context(), constant{err: failure}, "why?"); !errors.Is(err, failure) {
		t.Errorf("the error is %v, want %v", err, failure)
	}
}

func TestFingerprintString(t *testing.T) {
	if got, want := (constant{}).Fingerprint().String(), "constant@1/1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
