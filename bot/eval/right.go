package eval

import "sitrep/retrieval/eval"

// AnsweredRight is the name of the measure by which answers of runs are compared, see
// [Outcome.Right].
const AnsweredRight = "answered_right"

// Right reports whether a question was served as it should be, if that can be told: an
// unanswerable one is refused; of any other the answer quotes a gold string or, where the
// set has none, a relevant document.
func (o Outcome) Right() (right, known bool) {
	switch {
	case !o.Answerable:
		return o.Refused, true
	case o.HasGold:
		return o.InQuotes, true
	case o.Judged:
		return o.Evidence, true
	}
	return false, false
}

// Scored are the questions of a report whose answers can be told right from wrong, for
// saving.
func (r Report) Scored() []eval.Scored {
	var scored []eval.Scored
	for _, j := range r.Questions {
		right, known := j.Outcome.Right()
		if !known {
			continue
		}
		scored = append(scored, eval.Scored{
			Set: r.Dataset, ID: j.Question.ID, Type: j.Question.Type, Text: j.Question.Text,
			Metrics: map[string]float64{AnsweredRight: float64(one(right)), "refused": float64(one(j.Outcome.Refused))},
		})
	}
	return scored
}
