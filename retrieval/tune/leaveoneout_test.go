package main

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"sitrep/corpus"
	"sitrep/retrieval"
)

// contrary is a set in which the first feature tells and the second misleads.
func contrary() set {
	return set{name: "contrary", questions: []question{{
		grades:     map[corpus.DocumentID]int{"right": 1},
		documents:  []corpus.DocumentID{"wrong", "right"},
		candidates: []candidate{{document: 0, features: []float64{.1, .9, 0}}, {document: 1, features: []float64{.9, .3, 0}}},
	}}}
}

// Weights that were found with sets of one kind do badly on a set of the other kind, which
// shows only where it is held out.
func TestLeaveOneOut(t *testing.T) {
	t.Parallel()
	sets := []set{lopsided("a"), lopsided("b"), contrary()}
	sets[0].bm25, sets[0].plain = .25, .5
	c := leaveOneOut(sets, sets, []float64{1, 1.2, .5})
	if a := c[0]; a.set != "a" || a.questions != 20 || a.bm25 != .25 || a.plain != .5 || a.tuned < a.inUse {
		t.Errorf("row %+v", a)
	}
	if last := c[2]; last.heldOut >= last.inUse {
		t.Errorf("on the contrary set weights found without it reach %v, those in use %v", last.heldOut, last.inUse)
	}
	if got, want := c.mean().heldOut, (c[0].heldOut+c[1].heldOut+c[2].heldOut)/3; math.Abs(got-want) > 1e-12 {
		t.Errorf("the mean is %v, want %v", got, want)
	}
	var table bytes.Buffer
	if err := c.write(&table); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(table.String(), "\n"); len(lines) != 6 || !strings.Contains(lines[4], "mean         41") {
		t.Errorf("table:\n%s", table.String())
	}
}

func TestSample(t *testing.T) {
	t.Parallel()
	s := set{name: "a", bm25: .5}
	for i := range 10 {
		s.questions = append(s.questions, question{documents: make([]corpus.DocumentID, i)})
	}
	var got []int
	for _, q := range s.sample(4).questions {
		got = append(got, len(q.documents))
	}
	if !slices.Equal(got, []int{0, 2, 5, 7}) || len(s.questions) != 10 {
		t.Errorf("of ten questions %v are taken", got)
	}
	for _, n := range []int{0, 10, 99} {
		if len(s.sample(n).questions) != 10 {
			t.Errorf("a sample of %d has %d", n, len(s.sample(n).questions))
		}
	}
}

func TestBaselines(t *testing.T) {
	t.Parallel()
	hit := func(doc string, passage, document, cosine float64) retrieval.Hit {
		return retrieval.Hit{Document: corpus.DocumentID(doc), Scores: retrieval.Scores{
			passageScore: passage, documentScore: document, cosineScore: cosine,
		}}
	}
	hits := []retrieval.Hit{hit("a", 1, 9, .1), hit("b", 4, 2, .1), hit("a", 2, 9, .9), hit("c", 0, 7, .3)}
	if got := byDocumentWords(hits); !slices.Equal(got, []corpus.DocumentID{"a", "c", "b"}) {
		t.Errorf("by the words of documents the ranking is %v", got)
	}
	// .6 of BM25 over 4 and .4 of the cosine from .1 to .9: b .6, a's second passage .7, c .1.
	if got := byPlainFusion(hits); !slices.Equal(got, []corpus.DocumentID{"a", "b", "c"}) {
		t.Errorf("by plain fusion the ranking is %v", got)
	}
}
