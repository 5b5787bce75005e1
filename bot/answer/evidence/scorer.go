package evidence

import (
	_ "embed"
	"strings"
	"sync"

	"sitrep/bot/answer/learn"
	"sitrep/bot/answer/question"
	"sitrep/corpus"
)

//go:embed weights.tsv
var weightsText string

// Weights are the learned weights of the features.
var Weights = sync.OnceValue(func() *learn.Model {
	m, err := learn.Read(strings.NewReader(weightsText), FeatureNames())
	if err != nil {
		panic("evidence: the embedded weights do not fit the code: " + err.Error())
	}
	return m
})

// Ranking is the sentences of some articles, ranked for a question.
type Ranking struct {
	// Candidates are best first; of equal ones the one that stands earlier comes first.
	Candidates []Candidate
	asking     *asking
	articles   []*article
	known      Known
}

// What someone said is found by who speaks and what about. No set of questions to learn
// from asks that, so these two weights are set by hand: a sentence by the speaker comes
// before all others, and one on the topic before the speaker's others.
const (
	speakerWeight = 6
	topicWeight   = 3
)

// Rank scores every sentence of the articles that may be quoted.
func Rank(q question.Question, articles []Article, known Known, weights *learn.Model) *Ranking {
	p := gather(q, articles, known)
	for i := range p.candidates {
		c := &p.candidates[i]
		c.Score = weights.Score(c.Features) + speakerWeight*float64(c.Features[fSpeaker]) + topicWeight*float64(c.Features[fTopic])
	}
	r := &Ranking{Candidates: p.candidates, asking: p.asking, articles: p.articles, known: known}
	r.sort()
	r.favourNames()
	return r
}

// Span is where a candidate stands in its article, a dateline it is read with included.
func (r *Ranking) Span(c Candidate) corpus.Span {
	s := &r.articles[c.Article].sentences[c.Sentence]
	span := s.Span
	if s.lead != nil {
		span.Start = s.lead.Span.Start
	}
	return span
}
