package retrieval_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"sitrep/retrieval"
	"sitrep/retrieval/embed"
)

// opinion is a reranker that likes passages with one word, fails, or hangs.
type opinion struct {
	word string
	fail error
	hang bool
	read []string
}

func (o *opinion) Score(ctx context.Context, _ string, passages []string) ([]float32, error) {
	o.read = passages
	if o.hang {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if o.fail != nil {
		return nil, o.fail
	}
	scores := make([]float32, len(passages))
	for i, p := range passages {
		if strings.Contains(p, o.word) {
			scores[i] = 8
		}
	}
	return scores, nil
}

func TestReranking(t *testing.T) {
	plain := newSearcher(t, &wordEmbedder{}, reports())
	query := retrieval.Query{Text: "wool prices in the province of Estan, guards wounded", K: 2}
	before := search(t, plain, query)
	o := &opinion{word: "mountainous"}
	reranked := plain.WithReranking(discard(), retrieval.Reranking{Reranker: o})
	after := search(t, reranked, query)
	if before.Hits[0].Document == "estan" || after.Hits[0].Document != "estan" {
		t.Errorf("the order is %v, and %v after reranking", found(before), found(after))
	}
	for i, hit := range after.Hits {
		if hit.Rank != i+1 || hit.Score != before.Hits[i].Score {
			t.Errorf("hit %d has rank %d and score %g, want the score %g of its place", i, hit.Rank, hit.Score, before.Hits[i].Score)
		}
		if _, told := hit.Scores["rerank"]; !told {
			t.Errorf("hit %d does not tell what the reranker said", i)
		}
	}
	if len(o.read) <= query.K {
		t.Errorf("the reranker read %d passages, want more than are shown", len(o.read))
	}
	if !slices.ContainsFunc(o.read, func(p string) bool { return strings.HasPrefix(p, "Estan. A mountainous") }) {
		t.Errorf("the reranker read passages without their titles: %q", o.read)
	}
}

func TestRerankingThatFailsLeavesTheOrder(t *testing.T) {
	plain := newSearcher(t, &wordEmbedder{}, reports())
	query := retrieval.Query{Text: "wool prices in the province of Estan, guards wounded", K: 2}
	before := search(t, plain, query)
	for name, o := range map[string]*opinion{"failing": {fail: errors.New("reranker is down")}, "hanging": {hang: true}} {
		var log bytes.Buffer
		s := plain.WithReranking(slog.New(slog.NewTextHandler(&log, nil)), retrieval.Reranking{Reranker: o, Timeout: 20 * time.Millisecond})
		after := search(t, s, query)
		if !slices.Equal(found(before), found(after)) {
			t.Errorf("%s: the order is %v, want %v", name, found(after), found(before))
		}
		if !strings.Contains(log.String(), "level=WARN") || !strings.Contains(log.String(), "not reranked") {
			t.Errorf("%s: the log is %q", name, log.String())
		}
	}
}

func TestReaderKeepsReranking(t *testing.T) {
	st := newStore(t)
	e := &wordEmbedder{}
	build(t, st, e, reports())
	o := &opinion{word: "fled by boat"}
	reader, err := retrieval.NewReader(t.Context(), discard(), st, e, nil, func(s *retrieval.Searcher) *retrieval.Searcher {
		return s.WithReranking(discard(), retrieval.Reranking{Reranker: o})
	})
	if err != nil {
		t.Fatal(err)
	}
	build(t, st, e, reports()[:4])
	if swapped, err := reader.Refresh(t.Context()); err != nil || !swapped {
		t.Fatalf("refresh says %v, %v", swapped, err)
	}
	results, err := reader.Search(t.Context(), retrieval.Query{Text: "Who attacked the harbour?"})
	if err != nil || results.Hits[0].Document != "harbour-later" {
		t.Errorf("found %v, %v", found(results), err)
	}
}

// askingEmbedder reads questions otherwise than passages.
type askingEmbedder struct {
	wordEmbedder
	asked []string
}

func (e *askingEmbedder) EmbedQuestions(ctx context.Context, questions []string) ([][]float32, error) {
	e.asked = append(e.asked, questions...)
	return e.Embed(ctx, questions)
}

var _ embed.Asymmetric = (*askingEmbedder)(nil)

func TestQuestionsAreEmbeddedAsQuestions(t *testing.T) {
	e := &askingEmbedder{}
	s := newSearcher(t, e, reports())
	search(t, s, retrieval.Query{Text: "Who attacked the harbour?"})
	if !slices.Equal(e.asked, []string{"Who attacked the harbour?"}) {
		t.Errorf("embedded as questions: %q", e.asked)
	}
}
