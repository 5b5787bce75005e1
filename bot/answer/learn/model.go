// Package learn holds the two models that answering uses and how they are fitted: a
// ranker, which tells the sentences that answer a question from the others
// ([FitRanker]), and a classifier, which tells questions that can be answered from those
// that cannot ([FitClassifier]), which trees correct ([FitBoosted]). A [Model] is a list of
// named weights, kept as text that a person can read and compare, and so are the trees.
package learn

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Model weighs named features. It is not changed once made and may be used by many
// goroutines.
type Model struct {
	Names   []string
	Weights []float64
	Bias    float64 // of a classifier; a ranker has none
}

// Score is the weighted sum of a candidate's values, which stand in the order of Names.
func (m *Model) Score(values []float32) float64 {
	sum := m.Bias
	for i, w := range m.Weights {
		sum += w * float64(values[i])
	}
	return sum
}

const biasName = "(bias)"

// WriteWeights writes one line a feature: name, tab, weight.
func (m *Model) WriteWeights(w io.Writer) error {
	var b strings.Builder
	if m.Bias != 0 {
		fmt.Fprintf(&b, "%s\t%.5g\n", biasName, m.Bias)
	}
	for i, name := range m.Names {
		fmt.Fprintf(&b, "%s\t%.5g\n", name, m.Weights[i])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Read reads what [Model.WriteWeights] wrote. The features must be exactly those named, in any
// order: a model trained on others would score nonsense.
func Read(r io.Reader, names []string) (*Model, error) {
	m := &Model{Names: names, Weights: make([]float64, len(names))}
	index := make(map[string]int, len(names))
	for i, name := range names {
		index[name] = i
	}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		name, text, _ := strings.Cut(lines.Text(), "\t")
		weight, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, fmt.Errorf("weight of feature %q: %w", name, err)
		}
		if name == biasName {
			m.Bias = weight
			continue
		}
		i, known := index[name]
		if !known {
			return nil, fmt.Errorf("feature %q is not known, or stands twice", name)
		}
		delete(index, name)
		m.Weights[i] = weight
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	for name := range index {
		return nil, fmt.Errorf("feature %q has no weight", name)
	}
	return m, nil
}
