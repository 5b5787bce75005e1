package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"sitrep/bot/answer"
	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/learn"
	"sitrep/bot/answer/question"
	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/corpus/source"
	"sitrep/corpus/store"
	"sitrep/retrieval"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/eval"
	"sitrep/retrieval/index"
	"sitrep/retrieval/lexical"
)

// set is the questions of one folder, their candidates scored and labelled.
type set struct {
	name      string
	weight    float64 // of each question in fitting
	lenient   float64 // log-odds by which its questions seem harder to answer than they are
	questions []*labelled
}

// labelled is one question with its candidates.
type labelled struct {
	answerable bool
	gold       bool      // has answer strings; else it has evidence sentences only
	subject    string    // its first article's title, by which folds are made
	judged     bool      // the set names a relevant article
	signals    []float32 // of the whole ranking; nil when nothing was found
	// withheld are the signals when the relevant articles are kept back, so that the
	// question cannot be answered; nil when another article holds the answer.
	withheld   []float32
	candidates []evidence.Candidate
	right      []bool // the candidate answers, and stands in a relevant article
	holds      []bool // a gold string stands in it, in any article
}

// evidenceWeight is how much a question counts whose label is a sentence, not an answer:
// its kind of evidence is longer and looser than what a quote should be.
const evidenceWeight = .5

// The retrieval that the engine's defaults ask for.
const (
	passages = 30
	articles = 8
)

func loadSet(ctx context.Context, folder, indexes string, model embed.Embedder) (*set, error) {
	data, err := eval.Load(folder, eval.Files{})
	if err != nil {
		return nil, err
	}
	evidenceOf, err := readEvidence(filepath.Join(folder, "queries.jsonl"))
	if err != nil {
		return nil, err
	}
	groups, err := group.Default()
	if err != nil {
		return nil, err
	}
	searcher, err := open(ctx, data, indexes, model)
	if err != nil {
		return nil, err
	}
	searcher = searcher.WithGroups(groups)
	s := &set{name: data.Name, weight: 1, questions: make([]*labelled, len(data.Questions))}
	withGold := 0
	var failed error
	var once sync.Once
	var work sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, q := range data.Questions {
		withGold += min(1, len(q.Answers))
		work.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; work.Done() }()
			labelled, err := label(ctx, searcher, groups, q, data.Judgements[q.ID], evidenceOf[q.ID])
			if err != nil {
				once.Do(func() { failed = err })
			}
			s.questions[i] = labelled
		}()
	}
	work.Wait()
	if withGold == 0 || len(evidenceOf) > withGold/2 {
		s.weight = evidenceWeight
	}
	return s, failed
}

// open opens the set's index below the folder, and makes it if there is none.
func open(ctx context.Context, data eval.Dataset, indexes string, model embed.Embedder) (*retrieval.Searcher, error) {
	lg := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	folder := filepath.Join(indexes, data.Name)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	st, err := store.Open(ctx, filepath.Join(folder, "sitrep.db"), store.Options{})
	if err != nil {
		return nil, err
	}
	defer st.Close()
	if _, err := st.Live(ctx); errors.Is(err, corpus.ErrNotFound) {
		documents := source.Read(ctx, []string{data.Corpus})
		if _, err := index.Build(ctx, lg, st, model, documents, index.Options{}); err != nil {
			return nil, err
		}
	}
	live, err := index.Load(ctx, lg, st, 0, model)
	if err != nil {
		return nil, err
	}
	return retrieval.NewSearcher(live, model), nil
}

// label retrieves for a question and tells which candidates answer it.
func label(ctx context.Context, searcher *retrieval.Searcher, groups *group.Table, q eval.Question, grades map[corpus.DocumentID]int, facts []string) (*labelled, error) {
	results, err := searcher.Search(ctx, retrieval.Query{Text: q.Text, K: passages})
	if err != nil {
		return nil, fmt.Errorf("question %s: %w", q.ID, err)
	}
	live := searcher.Live()
	publishers := answer.Publishers(live)
	outlet := func(name string) bool { return publishers[evidence.FoldOutlet(name)] }
	known := evidence.Known{Words: live.Lexical, Groups: groups}
	asked := question.Parse(q.Text)
	found := answer.Articles(live, results, articles)
	ranking := evidence.Rank(asked, found, known, evidence.Weights())
	l := &labelled{answerable: !q.Unanswerable(), gold: len(q.Answers) > 0 && len(facts) == 0, candidates: ranking.Candidates}
	for _, grade := range grades {
		l.judged = l.judged || grade > 0
	}
	if len(found) > 0 {
		l.subject = found[0].Document.Title
	}
	if len(l.candidates) > 0 {
		l.signals = ranking.Signals(outlet)
	}
	if l.answerable && l.gold && l.judged {
		l.withheld = withhold(asked, live, results, grades, q.Answers, groups, outlet)
	}
	for _, c := range l.candidates {
		doc := found[c.Article].Document
		span := ranking.Span(c)
		text := strings.ToLower(doc.Text[span.Start:span.End])
		holds := isEvidence(text, facts)
		if l.gold {
			holds = holdsGold(text, q.Answers)
		}
		l.holds = append(l.holds, holds)
		l.right = append(l.right, holds && grades[doc.ID] > 0)
	}
	return l, nil
}

// holdsGold reports whether a text in small letters holds one of the answers.
func holdsGold(text string, answers []string) bool {
	return slices.ContainsFunc(answers, func(gold string) bool {
		return gold != "" && strings.Contains(text, strings.ToLower(gold))
	})
}

// withhold ranks as if the relevant articles were not in the corpus. The result is nil when
// one of the best three sentences holds an answer all the same.
func withhold(q question.Question, live *index.Live, results retrieval.Results, grades map[corpus.DocumentID]int,
	answers []string, groups *group.Table, outlet func(string) bool,
) []float32 {
	var kept []retrieval.Hit
	for _, hit := range results.Hits {
		if grades[hit.Document] <= 0 {
			kept = append(kept, hit)
		}
	}
	results.Hits = kept
	found := answer.Articles(live, results, articles)
	known := evidence.Known{Words: withheldWords{Words: live.Lexical, live: live, grades: grades}, Groups: groups}
	ranking := evidence.Rank(q, found, known, evidence.Weights())
	if len(ranking.Candidates) == 0 {
		return nil
	}
	for _, c := range ranking.Candidates[:min(3, len(ranking.Candidates))] {
		span := ranking.Span(c)
		if holdsGold(strings.ToLower(found[c.Article].Document.Text[span.Start:span.End]), answers) {
			return nil
		}
	}
	return ranking.Signals(outlet)
}

// withheldWords knows only the words of the articles that are not kept back.
type withheldWords struct {
	evidence.Words
	live   *index.Live
	grades map[corpus.DocumentID]int
}

// DocumentFrequency is in how many of the other articles a stem occurs.
func (w withheldWords) DocumentFrequency(stem string) int {
	n := w.Words.DocumentFrequency(stem)
	for id, grade := range w.grades {
		i, found := slices.BinarySearchFunc(w.live.Documents, id, func(e index.Entry, id corpus.DocumentID) int {
			return strings.Compare(string(e.Document.ID), string(id))
		})
		if grade <= 0 || !found {
			continue
		}
		doc := &w.live.Documents[i].Document
		if slices.ContainsFunc(lexical.Analyse(doc.Title+"\n"+doc.Text), func(t lexical.Token) bool { return t.Stem == stem }) {
			n--
		}
	}
	return n
}

// isEvidence reports whether a sentence is one of the sentences given, or part of one, or
// the other way round.
func isEvidence(text string, facts []string) bool {
	const short = 20 // bytes; a shorter sentence may stand in any other by chance
	text = squash(text)
	for _, fact := range facts {
		if len(text) > short && len(fact) > short && (strings.Contains(fact, text) || strings.Contains(text, fact)) {
			return true
		}
	}
	return false
}

func squash(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), "") }

// maxCandidates bounds how many wrong candidates of a question are fitted to, the best by
// words alone.
const maxCandidates = 40

// group is the question as the ranker learns from it. A sentence that holds the answer but
// in an article that is not marked relevant is neither right nor wrong, and left out.
func (l *labelled) group(weight float64) learn.Group {
	g := learn.Group{Weight: weight}
	wrong := 0
	for i, c := range l.candidates {
		if l.holds[i] != l.right[i] || !l.right[i] && wrong >= maxCandidates {
			continue
		}
		if !l.right[i] {
			wrong++
		}
		g.Values = append(g.Values, c.Features)
		g.Right = append(g.Right, l.right[i])
	}
	return g
}

// readEvidence reads the evidence sentences of questions that have any, squashed.
func readEvidence(path string) (map[string][]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	all := map[string][]string{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var q struct {
			ID       string `json:"id"`
			Evidence []struct {
				Fact      string   `json:"fact"`
				Sentences []string `json:"sentences"`
			} `json:"evidence"`
		}
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, e := range q.Evidence {
			for _, s := range append(e.Sentences, e.Fact) {
				if s != "" {
					all[q.ID] = append(all[q.ID], squash(s))
				}
			}
		}
	}
	return all, lines.Err()
}

// firstThreeHold reports whether one of the best three sentences, as they are ranked now,
// holds the answer.
func (l *labelled) firstThreeHold() bool {
	return slices.Contains(l.holds[:min(3, len(l.holds))], true)
}
