package evidence

import (
	"cmp"
	"math"
	"slices"
	"strings"
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
}

// maxSentences bounds how many sentences of one article are scored; those around its hits
// are kept.
const maxSentences = 400

// pool is the candidates of one question with what they were made from.
type pool struct {
	asking     *asking
	articles   []*article
	candidates []Candidate
}

// gather reads the articles and works out every candidate's features.
func gather(q question.Question, articles []Article, words Words) *pool {
	p := &pool{asking: newAsking(q, words)}
	for i := range articles {
		p.articles = append(p.articles, readArticle(&articles[i], p.asking, words))
	}
	p.asking.average = p.averageWords()
	p.asking.weigh(p.articles, words)
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
	title := ask.bagOfStems(a.title)
	bags := make([]bag, len(a.sentences))
	whole := title
	paragraphs := map[int]bag{}
	bestHere := 0.0
	for i := range a.sentences {
		bags[i] = bagOf(a.sentences[i].words) | a.spokenBy(i, ask)
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
		p.contentFeatures(&f, a, i)
		p.candidates = append(p.candidates, Candidate{Article: at, Sentence: i, Features: f.values(ask.Kind)})
	}
}

// labelShare is the share of what is asked for that the sentence's label names: the few
// words before a colon at its start.
func (a *asking) labelShare(s *sentence) float32 {
	const longest = 60 // bytes
	colon := strings.IndexByte(s.text[:min(longest, len(s.text))], ':')
	if colon < 0 || len(a.Focus) == 0 {
		return 0
	}
	end := s.Span.Start + colon
	named := 0
	for _, term := range a.Focus {
		for i := range s.words {
			if w := &s.words[i]; w.start < end && w.stem == term.Stem {
				named++
				break
			}
		}
	}
	return float32(named) / float32(len(a.Focus))
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

// matchFeatures tells how the question's words stand in the sentence.
func (p *pool) matchFeatures(f *features, s *sentence, have bag) {
	ask := p.asking
	first, last, matches := -1, -1, 0
	lastAt := make([]int, len(ask.Terms))
	for i := range lastAt {
		lastAt[i] = -100
	}
	near := make([]bool, len(ask.Pairs))
	place := 0
	for i := range s.words {
		w := &s.words[i]
		if !w.joined {
			place++
		}
		if w.term < 0 {
			continue
		}
		lastAt[w.term] = place
		if first < 0 {
			first = place
		}
		last = place
		matches++
		for k, pair := range ask.Pairs {
			if pair[0] == w.term || pair[1] == w.term {
				gap := lastAt[pair[1]] - lastAt[pair[0]]
				near[k] = near[k] || gap >= -2 && gap <= 3
			}
		}
	}
	if len(near) > 0 {
		n := 0
		for _, is := range near {
			if is {
				n++
			}
		}
		f[fPairs] = float32(n) / float32(len(near))
	}
	if matches > 0 {
		f[fDensity] = float32(matches) / float32(last-first+1)
	}
	f[fMatches] = log1(matches)
	heaviest, missing := 0.0, 0.0
	for i, weight := range ask.weight {
		heaviest = max(heaviest, weight)
		if !have.has(i) {
			missing = max(missing, weight)
		}
	}
	f[fMissing] = ratio(missing, heaviest)
	f[fCoverEvents] = eventShare(ask.events, s)
	p.orderFeatures(f, s, have)
}

// orderFeatures tells how far the sentence repeats the question's own wording.
func (p *pool) orderFeatures(f *features, s *sentence, have bag) {
	ask := p.asking
	soft := have
	var met [64]uint64
	pairs, run, longest, last := 0, 0, 0, -1
	for i := range s.words {
		w := &s.words[i]
		if w.joined {
			continue
		}
		if w.soft >= 0 {
			soft |= 1 << w.soft
		}
		if w.place >= 0 && last >= 0 && ask.follow[last]&(1<<w.place) != 0 {
			run++
			longest = max(longest, run)
			if met[last]&(1<<w.place) == 0 {
				met[last] |= 1 << w.place
				pairs++
			}
		} else {
			run = 0
		}
		last = w.place
	}
	f[fPhrase] = ratio(float64(pairs), float64(ask.pairs))
	f[fRun] = ratio(float64(longest), float64(ask.length))
	f[fSoft] = float32(ask.share(soft, -1))
	for i := range s.words {
		if s.words[i].stop {
			continue
		}
		f[fSubject] = boolean(s.words[i].term >= 0)
		if s.words[i].term >= 0 {
			f[fCopula] = boolean(copulaSoon(s.words[i:]))
		}
		break
	}
}

// copulaSoon reports whether a form of "to be" stands among the next few words, before any
// other than the question's.
func copulaSoon(list []word) bool {
	for i := range min(len(list), 8) {
		switch w := &list[i]; {
		case w.stop && copula[w.stem]:
			return true
		case w.term < 0 && !w.stop:
			return false
		}
	}
	return false
}

var copula = map[string]bool{"is": true, "are": true, "was": true, "were": true}

func eventShare(events []sense, s *sentence) float32 {
	if len(events) == 0 {
		return 1
	}
	var all sense
	for i := range s.words {
		all |= s.words[i].sense
	}
	n := 0
	for _, e := range events {
		if all&e != 0 {
			n++
		}
	}
	return float32(n) / float32(len(events))
}

// contentFeatures tells what the sentence adds to the question.
func (p *pool) contentFeatures(f *features, a *article, i int) {
	s := &a.sentences[i]
	c := contentOf(a, s, p.asking.Kind)
	f[fNewNames], f[fLongestName], f[fBracketed] = log1(c.names), log1(c.longestName), log1(c.bracketed)
	f[fRoles], f[fBodies], f[fWeapons], f[fBuildings] = log1(c.roles), log1(c.bodies), log1(c.weapons), log1(c.buildings)
	f[fPlaces], f[fTimes], f[fNumbers] = log1(c.places), log1(c.times), log1(c.numbers)
	f[fReasons], f[fSpeech], f[fBlame] = log1(c.reasons), log1(c.speech), log1(c.blame)
	f[fExpected] = boolean(len(c.expected) > 0)
	f[fExpectedNear] = nearness(s, c.expected)
	f[fLength] = log1(len(s.words))
	f[fStatement] = boolean(s.Kind == corpus.Statement)
	f[fHeading] = boolean(s.Kind == corpus.Heading || s.Kind == corpus.Fragment)
	f[fBackward] = boolean(opensBackward(s))
	f[fQuestion] = boolean(len(s.text) > 0 && s.text[len(s.text)-1] == '?')
	speaker, named := a.speakers.Speaker(i)
	f[fAttributed] = boolean(named)
	if named && p.asking.Speaker != "" {
		f[fSpeaker] = speakerShare(speaker.Voices(), p.asking.Speaker)
	}
	if len(p.asking.topic) > 0 {
		n := 0
		seen := map[string]bool{}
		for k := range s.words {
			if stem := s.words[k].stem; p.asking.topic[stem] && !seen[stem] {
				seen[stem] = true
				n++
			}
		}
		f[fTopic] = float32(n) / float32(len(p.asking.topic))
	}
}

// nearness is 1 / the smallest distance in words between an expected thing and a word of
// the question.
func nearness(s *sentence, expected []int) float32 {
	best := math.MaxInt
	for _, at := range expected {
		for i := range s.words {
			if s.words[i].term >= 0 {
				best = min(best, max(1, abs(i-at)))
			}
		}
	}
	if best == math.MaxInt {
		return 0
	}
	return 1 / float32(best)
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
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
