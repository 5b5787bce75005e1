package main

import (
	"context"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"sitrep/corpus"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/embed/uselite"
	"sitrep/retrieval/fusion"
)

// readClosely is how many candidates of a question are read once more.
const readClosely = 50

// reading compares questions with passages by a number of vectors of each.
type reading struct {
	question func(ctx context.Context, text string) ([][]float32, error)
	// passage is given the text of a passage and where its sentences stand in it.
	passage func(ctx context.Context, text string, sentences []corpus.Span) ([][]float32, error)
}

// sentences reads each sentence of a passage by itself.
func sentences(model embed.Embedder) reading {
	return reading{
		question: func(ctx context.Context, text string) ([][]float32, error) {
			return model.Embed(ctx, []string{text})
		},
		passage: func(ctx context.Context, text string, sentences []corpus.Span) ([][]float32, error) {
			var texts []string
			for _, span := range sentences {
				texts = append(texts, text[span.Start:span.End])
			}
			return model.Embed(ctx, texts)
		},
	}
}

// lateInteraction reads each piece of a word beside the others, and finds for each of the
// question the nearest of the passage (Khattab & Zaharia, "ColBERT", SIGIR 2020).
func lateInteraction(model *uselite.Model) reading {
	return reading{
		question: func(_ context.Context, text string) ([][]float32, error) { return model.States(text), nil },
		passage: func(_ context.Context, text string, _ []corpus.Span) ([][]float32, error) {
			return model.States(text), nil
		},
	}
}

// column is, for the best candidates of each question, the mean over the question's vectors
// of the cosine with the nearest of the passage's, scaled to 0..1; 0 for the others.
func (r reading) column(ctx context.Context, sets []set, _ int) ([]set, error) {
	columns := make([][][]float64, len(sets))
	for i, s := range sets {
		var err error
		if columns[i], err = r.read(ctx, s); err != nil {
			return nil, err
		}
	}
	return withColumn(sets, func(s, q int) []float64 { return columns[s][q] }), nil
}

// read returns a column of one set. Each passage is read once, for all questions.
func (r reading) read(ctx context.Context, s set) ([][]float64, error) {
	type place struct{ question, candidate int }
	columns := make([][]float64, len(s.questions))
	wanted := map[int][]place{} // by passage
	asked := make([][][]float32, len(s.questions))
	for i, q := range s.questions {
		columns[i] = make([]float64, len(q.candidates))
		for j, c := range q.candidates[:min(readClosely, len(q.candidates))] {
			wanted[c.passage] = append(wanted[c.passage], place{i, j})
		}
		var err error
		if asked[i], err = r.question(ctx, q.text); err != nil {
			return nil, err
		}
	}
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for passage, places := range wanted {
		work.Go(func() error {
			text, sentences := s.passage(passage)
			vectors, err := r.passage(ctx, text, sentences)
			if err != nil {
				return err
			}
			for _, p := range places {
				columns[p.question][p.candidate] = nearest(asked[p.question], vectors)
			}
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	for _, column := range columns {
		best := column[:min(readClosely, len(column))]
		copy(best, fusion.MinMax(best))
	}
	return columns, nil
}

// passage is the text of a passage, and where its sentences stand in it.
func (s set) passage(passage int) (text string, sentences []corpus.Span) {
	doc := s.live.Lexical.PassageDocument(passage)
	entry := &s.live.Documents[doc]
	span := entry.Layout.Passages[passage-s.live.Lexical.FirstPassage(doc)].Span
	for _, sentence := range entry.Layout.Sentences {
		if sentence.Span.Start >= span.Start && sentence.Span.End <= span.End {
			sentences = append(sentences, corpus.Span{Start: sentence.Span.Start - span.Start, End: sentence.Span.End - span.Start})
		}
	}
	return entry.Document.Text[span.Start:span.End], sentences
}

// nearest is the mean over asked of the highest cosine with one of read, all of unit length;
// 0 where there is nothing to compare.
func nearest(asked, read [][]float32) float64 {
	known := func(v []float32) bool { return v == nil }
	asked, read = slices.DeleteFunc(slices.Clone(asked), known), slices.DeleteFunc(slices.Clone(read), known)
	if len(asked) == 0 || len(read) == 0 {
		return 0
	}
	sum := 0.
	for _, a := range asked {
		best := math.Inf(-1)
		for _, r := range read {
			best = max(best, float64(product(a, r)))
		}
		sum += best
	}
	return sum / float64(len(asked))
}

// product is the inner product of vectors whose length is a multiple of 4.
func product(a, b []float32) float32 {
	var w, x, y, z float32
	b = b[:len(a)]
	for i := 0; i+3 < len(a); i += 4 {
		w += a[i] * b[i]
		x += a[i+1] * b[i+1]
		y += a[i+2] * b[i+2]
		z += a[i+3] * b[i+3]
	}
	return w + x + y + z
}
