package evidence

import (
	"cmp"
	"math"
	"slices"
	"time"

	"sitrep/bot/answer/question"
	"sitrep/corpus"
)

// Candidate is a sentence that may answer.
type Candidate struct {
	Article  int // index in the articles given
	Sentence int // index in that article's Layout.Sentences
	Score    float64
	Features []float32 // by the order of [FeatureNames]
	here     bag       // terms of the question in the sentence, or in the name and role of who speaks
	near     bag       // or in the sentences next to it, or in the title
}

// maxSentences bounds how many sentences of one article are scored; those around its hits
// are kept.
const maxSentences = 400

// pool is the candidates of one question with what they were made from.
type pool struct {
	asking     *asking
	meanings   *meanings
	articles   []*article
	candidates []Candidate
}

// gather reads the articles and works out every candidate's features.
func gather(q question.Question, articles []Article, known Known) *pool {
	p := &pool{asking: newAsking(q, known)}
	for i := range articles {
		p.articles = append(p.articles, readArticle(&articles[i], p.asking, known))
	}
	p.asking.average = p.averageWords()
	p.asking.weigh(p.articles, known)
	p.meanings = newMeanings(p.asking)
	scores := make([][]float64, len(p.articles))
	counts := make([]int, len(q.Terms))
	best, bestPassage := 0.0, 0.0
	for i, a := range p.articles {
		scores[i] = make([]float64, len(a.sentences))
		for j := range a.sentences {
			scores[i][j] = p.asking.bm25(a.sentences[j].words, counts)
			best = max(best, scores[i][j])
		}
		for _, h := range a.Hits {
			bestPassage = max(bestPassage, h.Score)
		}
	}
	for i := range p.articles {
		p.addArticle(i, scores[i], best, bestPassage)
	}
	p.rankByBM25()
	return p
}

func (p *pool) averageWords() float64 {
	words, sentences := 0, 0
	for _, a := range p.articles {
		for i := range a.sentences {
			words += len(a.sentences[i].words)
		}
		sentences += len(a.sentences)
	}
	if sentences == 0 {
		return 1
	}
	return max(1, float64(words)/float64(sentences)*.6) // function words do not count
}

// addArticle makes the candidates of one article.
func (p *pool) addArticle(at int, scores []float64, best, bestPassage float64) {
	ask, a := p.asking, p.articles[at]
	title := ask.bagOfStems(a.title) | a.titled
	bags := make([]bag, len(a.sentences))
	whole := title
	paragraphs := map[int]bag{}
	bestHere := 0.0
	for i := range a.sentences {
		bags[i] = a.sentences[i].bag() | a.spokenBy(i, ask)
		whole |= bags[i]
		paragraphs[a.sentences[i].Paragraph] |= bags[i]
		bestHere = max(bestHere, scores[i])
	}
	var common features
	common[fCoverArticle] = float32(ask.share(whole, -1))
	common[fCoverTitle] = float32(ask.share(title, -1))
	common[fNamesArticle] = float32(ask.share(whole, int(question.Name)))
	common[fArticleRank] = log1(at)
	common[fArticleRel] = ratio(a.Score, p.articles[0].Score)
	common[fArticleBest] = ratio(bestHere, best)
	days := daysOff(a.Document.Published, ask.Dates)
	common[fDaysOff] = log1(days)
	common[fSameDays] = boolean(days <= 3)

	passages := passageRanks(a)
	firstStatement := slices.IndexFunc(a.sentences, func(s sentence) bool { return s.Kind == corpus.Statement })
	for i := range a.sentences {
		s := &a.sentences[i]
		if !p.eligible(a, i) {
			continue
		}
		f := common
		near := bags[i]
		if i > 0 {
			near |= bags[i-1]
			f[fPrevBM25] = ratio(scores[i-1], best)
		}
		if i+1 < len(bags) {
			near |= bags[i+1]
			f[fNextBM25] = ratio(scores[i+1], best)
		}
		f[fBM25Rel] = ratio(scores[i], best)
		f[fBM25Abs] = ratio(scores[i], 2.2*ask.total)
		f[fCoverage] = float32(ask.share(bags[i], -1))
		f[fCoverNear] = float32(ask.share(near, -1))
		f[fCoverParagraph] = float32(ask.share(paragraphs[s.Paragraph], -1))
		f[fCoverTitled] = float32(ask.share(bags[i]|title, -1))
		f[fLabel] = ask.labelShare(s)
		f[fCoverNames] = float32(ask.share(bags[i], int(question.Name)))
		f[fCoverNumbers] = float32(ask.share(bags[i], int(question.Number)))
		f[fCoverPlain] = float32(ask.share(bags[i], int(question.Plain)))
		f[fCoverAsked] = float32(ask.share(bags[i], int(question.Asked)))
		f[fNamesNear] = float32(ask.share(near, int(question.Name)))
		f[fDateHere] = boolean(len(ask.Dates) > 0 && f[fCoverNumbers] > .6)
		f[fIndex] = log1(i)
		f[fOpens] = boolean(i == firstStatement)
		f[fDepth] = float32(i) / float32(len(a.sentences))
		f[fPassageRank] = log1(50)
		if h, found := passages[i]; found {
			f[fPassageRank] = log1(h.Rank - 1)
			f[fPassageRel] = ratio(h.Score, bestPassage)
		}
		p.matchFeatures(&f, s, bags[i])
		p.meanings.features(&f, a.Document.Text, s, bags[i])
		p.contentFeatures(&f, a, i)
		p.shapeFeatures(&f, s)
		p.candidates = append(p.candidates, Candidate{Article: at, Sentence: i, Features: f.values(ask.Kind, len(ask.Dates) > 0), here: bags[i], near: near | title})
	}
}

// eligible reports whether a sentence may be quoted at all: not a repetition of one that
// says the same in full, and not an empty line of marks.
func (p *pool) eligible(a *article, i int) bool {
	s := &a.sentences[i]
	if s.Repeats != corpus.NoSentence || len(s.words) < 3 {
		return false
	}
	return len(a.sentences) <= maxSentences || p.nearHit(a, i)
}

func (p *pool) nearHit(a *article, i int) bool {
	const around = 30
	for _, h := range a.Hits {
		passage := a.Layout.Passages[h.Passage]
		if i >= passage.First-around && i < passage.End+around {
			return true
		}
	}
	return false
}

// passageRanks gives each sentence the best hit it stands in.
func passageRanks(a *article) map[int]Hit {
	best := map[int]Hit{}
	for _, h := range a.Hits {
		passage := a.Layout.Passages[h.Passage]
		for i := passage.First; i < passage.End; i++ {
			if known, seen := best[i]; !seen || h.Score > known.Score {
				best[i] = h
			}
		}
	}
	return best
}

// rankByBM25 fills in each candidate's rank by its word score alone.
func (p *pool) rankByBM25() {
	order := make([]int, len(p.candidates))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(p.candidates[j].Features[fBM25Rel], p.candidates[i].Features[fBM25Rel])
	})
	for rank, i := range order {
		p.candidates[i].Features[fBM25Rank] = log1(rank)
	}
}

// daysOff is how many days lie between an article and the nearest date asked for; a month
// when either is unknown.
func daysOff(published time.Time, dates []question.Range) int {
	const unknown = 30
	if published.IsZero() || len(dates) == 0 {
		return unknown
	}
	nearest := math.MaxInt
	for _, d := range dates {
		nearest = min(nearest, d.Near(published))
	}
	return nearest
}

func ratio(x, of float64) float32 {
	if of <= 0 {
		return 0
	}
	return float32(x / of)
}
