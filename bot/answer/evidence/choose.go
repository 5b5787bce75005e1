package evidence

import (
	"maps"
	"regexp"
	"strings"

	"sitrep/bot"
	"sitrep/bot/answer/attribution"
	"sitrep/bot/answer/question"
	"sitrep/corpus"
)

// Quote is a stretch of an article that is shown: one sentence, or adjoining ones where it
// cannot be understood without them or would break off inside a quotation.
type Quote struct {
	Article int // index in the articles given
	Span    corpus.Span
	Text    string
	Score   float64
	Speaker attribution.Speaker // the zero value when the article itself speaks
	// Also is where other articles say the same, each article once.
	Also []Place
}

// Place is a stretch of an article.
type Place struct {
	Article int // index in the articles given
	Span    corpus.Span
	Text    string
	Speaker attribution.Speaker
}

// Selection says how quotes are chosen.
type Selection struct {
	Most   int     // quotes at most
	Margin float64 // how far behind the best a quote's score may be
	// Diversity is taken off a candidate's score for each full overlap of its words with a
	// quote already chosen.
	Diversity float64
}

// sameStatement is the share of common words (Jaccard) from which two sentences say the
// same.
const sameStatement = .75

// Choose picks the quotes to show from ranked candidates: the best, then those that add
// most to the ones before. A sentence that repeats one already chosen is not shown again;
// its place is noted with the first. Sentences that differ in a number or a "not" say two
// things, as much as they are alike.
func (r *Ranking) Choose(s Selection) []Quote {
	if len(r.Candidates) == 0 {
		return nil
	}
	r = r.telling()
	best, asked := r.Candidates[0].Score, r.asksDenials()
	var chosen []Quote
	var words []map[string]bool
	taken := map[int]bool{}
	for len(chosen) < s.Most {
		next, nextScore := -1, 0.0
		for i, c := range r.Candidates {
			if c.Score < best-s.Margin || next >= 0 && c.Score <= nextScore {
				break
			}
			if taken[i] || len(chosen) > 0 && r.stranger(r.Candidates[0], c) || !asked && r.denies(c) {
				continue
			}
			own := r.wordsOf(c)
			closest, at := 0.0, -1
			for k, other := range words {
				if overlap := jaccard(own, other); overlap > closest {
					closest, at = overlap, k
				}
			}
			if closest >= sameStatement && r.sameFacts(chosen[at], c) {
				chosen[at].also(r.quote(c))
				taken[i] = true
				continue
			}
			if r.shown(chosen, c) {
				taken[i] = true
				continue
			}
			if score := c.Score - s.Diversity*closest; next < 0 || score > nextScore {
				next, nextScore = i, score
			}
		}
		if next < 0 {
			break
		}
		taken[next] = true
		q, own := r.quote(r.Candidates[next]), r.wordsOf(r.Candidates[next])
		if k := continued(chosen, q); k >= 0 {
			chosen[k].Span, chosen[k].Text = q.Span, q.Text
			maps.Copy(words[k], own)
			continue
		}
		chosen = append(chosen, r.apart(chosen, r.Candidates[next], q))
		words = append(words, own)
	}
	if len(chosen) == 0 && s.Most > 0 { // nothing but denials that nobody asked for
		chosen = append(chosen, r.quote(r.Candidates[0]))
		words = append(words, r.wordsOf(r.Candidates[0]))
		taken[0] = true
	}
	r.noteRepeats(chosen, words, taken, best-s.Margin)
	return chosen
}

// asksDenials reports whether a denial may answer the question: it asks for one, whether
// something is so, or for somebody's words. Who asks which attacks were claimed does not ask
// who rejects claims.
func (r *Ranking) asksDenials() bool {
	switch r.asking.Kind {
	case question.YesNo, question.Said:
		return true
	}
	return asksDenial.MatchString(r.asking.Text)
}

// denies reports whether a sentence denies something.
func (r *Ranking) denies(c Candidate) bool {
	speaker, _ := r.articles[c.Article].speakers.Speaker(c.Sentence)
	return speaker.Nature == bot.Denial
}

// asksDenial finds the words of a question by which it asks for a denial.
var asksDenial = regexp.MustCompile(`(?i)\b(?:den(?:y|ie|ial)|reject|dismiss|refut|disput|contradict|true\b)`)

// mostRepeats is among how many of the best candidates repetitions of what was chosen are
// looked for.
const mostRepeats = 150

// noteRepeats notes where the candidates behind those chosen say the same.
func (r *Ranking) noteRepeats(chosen []Quote, words []map[string]bool, taken map[int]bool, least float64) {
	for i, c := range r.Candidates[:min(mostRepeats, len(r.Candidates))] {
		if c.Score < least {
			break
		}
		if taken[i] {
			continue
		}
		own := r.wordsOf(c)
		for k := range chosen {
			if chosen[k].Article != c.Article && jaccard(own, words[k]) >= sameStatement && r.sameFacts(chosen[k], c) {
				chosen[k].also(r.quote(c))
				break
			}
		}
	}
}

// also notes where another article says the same.
func (q *Quote) also(other Quote) {
	if other.Article == q.Article {
		return
	}
	for _, known := range q.Also {
		if known.Article == other.Article {
			return
		}
	}
	q.Also = append(q.Also, Place{other.Article, other.Span, other.Text, other.Speaker})
}

// sameFacts reports whether a candidate has the numbers of a quote, and a "not" if it has
// one.
func (r *Ranking) sameFacts(q Quote, c Candidate) bool {
	text := r.articles[c.Article].sentences[c.Sentence].text
	return negated(q.Text) == negated(text) && figuresIn(q.Text) == figuresIn(text)
}

// figuresIn are the numbers of a text, in words or digits, in their order.
func figuresIn(text string) string {
	var list []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), notFigure) {
		w = strings.ReplaceAll(w, ",", "")
		if w != "" && w[0] >= '0' && w[0] <= '9' || numberWords[w] {
			list = append(list, w)
		}
	}
	return strings.Join(list, " ")
}

// notFigure splits a text at what is neither letter nor part of a number.
func notFigure(r rune) bool { return r != ',' && notLetter(r) }

var numberWords = map[string]bool{
	"one": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true,
	"ten": true, "eleven": true, "twelve": true, "thirteen": true, "fourteen": true, "fifteen": true, "sixteen": true,
	"seventeen": true, "eighteen": true, "nineteen": true, "twenty": true, "thirty": true, "forty": true, "fifty": true,
	"sixty": true, "seventy": true, "eighty": true, "ninety": true, "hundred": true, "thousand": true, "million": true,
	"dozen": true, "dozens": true, "hundreds": true, "thousands": true,
}

// shown reports whether a candidate already stands inside a chosen quote.
func (r *Ranking) shown(chosen []Quote, c Candidate) bool {
	span := r.articles[c.Article].sentences[c.Sentence].Span
	for _, q := range chosen {
		if q.Article == c.Article && q.Span.Overlaps(span) {
			return true
		}
	}
	return false
}

// wordsOf are a candidate's content words.
func (r *Ranking) wordsOf(c Candidate) map[string]bool {
	set := map[string]bool{}
	s := &r.articles[c.Article].sentences[c.Sentence]
	for i := range s.words {
		if w := &s.words[i]; !w.stop && !w.joined {
			set[w.stem] = true
		}
	}
	return set
}

func jaccard(a, b map[string]bool) float64 {
	common := 0
	for w := range a {
		if b[w] {
			common++
		}
	}
	if all := len(a) + len(b) - common; all > 0 {
		return float64(common) / float64(all)
	}
	return 0
}

// continued is the index of the chosen quote that another leans on, so that both are shown as
// one: "... changes its surface. This is called antigenic variation." It is -1 if there is
// none, or another speaks in it.
func continued(chosen []Quote, q Quote) int {
	for k, other := range chosen {
		if other.Article == q.Article && other.Span.Start == q.Span.Start && other.Span.End < q.Span.End &&
			len(other.Also) == 0 && other.Speaker == q.Speaker {
			return k
		}
	}
	return -1
}

// apart is the quote of a candidate, cut down to the sentence alone where more would show again
// what a chosen quote shows.
func (r *Ranking) apart(chosen []Quote, c Candidate, q Quote) Quote {
	for _, other := range chosen {
		if other.Article == q.Article && other.Span.Overlaps(q.Span) {
			s := &r.articles[c.Article].sentences[c.Sentence]
			q.Span, q.Text = s.Span, s.text
		}
	}
	return q
}

// quote cuts a candidate out of its article, with the sentence before it where it leans on
// that one, and the rest of a quotation it begins or ends.
func (r *Ranking) quote(c Candidate) Quote {
	a := r.articles[c.Article]
	s := &a.sentences[c.Sentence]
	q := Quote{Article: c.Article, Span: s.Span, Score: c.Score}
	q.Speaker, _ = a.speakers.Speaker(c.Sentence)
	if s.lead != nil {
		q.Span.Start = s.lead.Span.Start
	}
	first := c.Sentence
	if first > 0 && r.leans(a, first, q.Speaker) {
		first--
		q.Span.Start = a.sentences[first].Span.Start
	}
	q.Span = a.wholeQuotations(first, q.Span)
	q.Text = a.Document.Text[q.Span.Start:q.Span.End]
	return q
}

// longestPair is how many bytes two sentences may have to be shown together.
const longestPair = 700

// leans reports whether sentence i needs the one before to be understood: it opens with a
// pronoun, and no speaker who is shown beside it explains that.
func (r *Ranking) leans(a *article, i int, speaker attribution.Speaker) bool {
	s, before := &a.sentences[i], &a.sentences[i-1]
	if !opensBackward(s) || before.Kind != corpus.Statement || before.Paragraph < s.Paragraph-1 {
		return false
	}
	if before.Repeats != corpus.NoSentence || s.Span.End-before.Span.Start > longestPair {
		return false
	}
	if a.beginsInside(i - 1) {
		return false // the end of what somebody else may have said
	}
	return speaker.Name == "" || !opensWithPerson(s)
}

// opensWithPerson reports whether the pronoun a sentence opens with can be its speaker.
func opensWithPerson(s *sentence) bool {
	first, _, _ := strings.Cut(strings.TrimLeft(s.text, "“\"” "), " ")
	return strings.EqualFold(first, "he") || strings.EqualFold(first, "she")
}
