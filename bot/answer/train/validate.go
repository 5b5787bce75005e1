package main

import (
	"cmp"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"sync"

	"sitrep/bot/answer/learn"
)

const folds = 4

// crossValidateRanking prints, for every set with answer strings, how often one stands in
// the best sentence and in the best three: fitted to the other questions of all sets (each
// fold of articles in turn left out), and fitted to the other sets only.
func crossValidateRanking(out io.Writer, sets []*set) {
	type result struct{ inside, outside [2]float64 }
	results := make([]result, len(sets))
	var work sync.WaitGroup
	slots := make(chan struct{}, 2)
	for i, s := range sets {
		if !s.hasGold() {
			continue
		}
		work.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; work.Done() }()
			other := fitRanking(sets, func(from *set, _ *labelled) bool { return from == s })
			results[i].outside = s.hits(func(*labelled) *learn.Model { return other })
			var models [folds]*learn.Model
			for fold := range folds {
				models[fold] = fitRanking(sets, func(from *set, q *labelled) bool { return from == s && q.fold() == fold })
			}
			results[i].inside = s.hits(func(q *labelled) *learn.Model { return models[q.fold()] })
		}()
	}
	work.Wait()
	for i, s := range sets {
		if s.hasGold() {
			r := results[i]
			fmt.Fprintf(out, "%-20s answer in best sentence / best three: %.1f / %.1f, from other sets alone %.1f / %.1f\n",
				s.name, 100*r.inside[0], 100*r.inside[1], 100*r.outside[0], 100*r.outside[1])
		}
	}
}

func (s *set) hasGold() bool {
	return slices.ContainsFunc(s.questions, func(q *labelled) bool { return q.gold })
}

// fold keeps questions on one article, or on parts of one work, together.
func (l *labelled) fold() int {
	return int(crc32.ChecksumIEEE([]byte(l.subject)) % folds)
}

// hits are the shares of answerable questions whose best sentence, and one of whose best
// three, holds the answer.
func (s *set) hits(model func(*labelled) *learn.Model) [2]float64 {
	var first, any, all float64
	for _, q := range s.questions {
		if !q.answerable || !q.gold {
			continue
		}
		all++
		for rank, i := range q.order(model(q)) {
			if rank == 3 {
				break
			}
			if q.holds[i] {
				any++
				if rank == 0 {
					first++
				}
				break
			}
		}
	}
	return [2]float64{first / max(all, 1), any / max(all, 1)}
}

// order is the candidates, best first.
func (l *labelled) order(m *learn.Model) []int {
	scores := make([]float64, len(l.candidates))
	order := make([]int, len(l.candidates))
	for i, c := range l.candidates {
		scores[i] = m.Score(c.Features)
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return order
}
