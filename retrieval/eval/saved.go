package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
)

// savedFormat numbers the form of saved runs. One of another form is not read.
const savedFormat = 1

// Saved is a run kept for comparing later ones with it.
type Saved struct {
	Format    int               `json:"format"`
	Revision  string            `json:"revision"` // of the build that ran, empty if unknown
	Settings  map[string]string `json:"settings"` // that the figures depend on
	Questions []Scored          `json:"questions"`
}

// Scored is what one question of a set reached. Metrics are by name; higher is better.
type Scored struct {
	Set     string             `json:"set"`
	ID      string             `json:"question"`
	Type    string             `json:"type,omitempty"`
	Text    string             `json:"text"`
	Metrics map[string]float64 `json:"metrics"`
}

// Scored are the questions of a report, for saving.
func (r Report) Scored() []Scored {
	scored := make([]Scored, 0, len(r.Questions))
	for _, q := range r.Questions {
		scored = append(scored, Scored{r.Dataset, q.Question.ID, q.Question.Type, q.Question.Text, q.Figures.Metrics()})
	}
	return scored
}

// Merge joins the metrics of questions that stand in both lists, in the order of the second
// and then of the first. Their names must differ.
func Merge(first, second []Scored) []Scored {
	type key struct{ set, id string }
	at := map[key]int{}
	var merged []Scored
	for _, q := range slices.Concat(second, first) {
		i, known := at[key{q.Set, q.ID}]
		if !known {
			at[key{q.Set, q.ID}] = len(merged)
			q.Metrics = maps.Clone(q.Metrics)
			merged = append(merged, q)
			continue
		}
		maps.Copy(merged[i].Metrics, q.Metrics)
	}
	return merged
}

// WriteTo writes the run as JSON.
func (s Saved) WriteTo(w io.Writer) (int64, error) {
	s.Format = savedFormat
	written, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return 0, fmt.Errorf("run: %w", err)
	}
	n, err := w.Write(append(written, '\n'))
	return int64(n), err
}

// ReadSaved reads what [Saved.WriteTo] wrote.
func ReadSaved(r io.Reader) (Saved, error) {
	var s Saved
	if err := json.NewDecoder(r).Decode(&s); err != nil {
		return Saved{}, fmt.Errorf("not a saved run: %w", err)
	}
	if s.Format != savedFormat {
		return Saved{}, fmt.Errorf("a saved run of form %d, and this sitrep reads form %d: save it anew", s.Format, savedFormat)
	}
	return s, nil
}
