// Package evidence finds the sentences that answer a question in the articles that
// retrieval found: it scores every sentence of them by features of the question, the
// sentence, its neighbours and its article, and chooses the few that are shown. The weights
// of the features were learned, see the folder train.
package evidence

import (
	"math/bits"
	"slices"
	"strings"

	"sitrep/bot/answer/attribution"
	"sitrep/bot/answer/question"
	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/retrieval/lexical"
)

// Article is a document that retrieval found, best first in a slice of them.
type Article struct {
	Document *corpus.Document
	Layout   *corpus.Layout
	Score    float64 // its best passage's
	Hits     []Hit   // passages of it that were found, best first; may be empty
}

// Hit is a passage of an article that retrieval found.
type Hit struct {
	Passage int     // index in Layout.Passages
	Rank    int     // 1-based over all articles
	Cosine  float64 // to the question
	Score   float64
}

// Words is what the word index knows of the corpus. Implementations are safe for
// concurrent use.
type Words interface {
	// IDF is a stem's inverse document frequency, greater than 0, greatest for a stem that
	// does not occur.
	IDF(stem string) float64
	// Documents is how many documents the corpus has.
	Documents() int
	// DocumentFrequency is in how many documents a stem occurs.
	DocumentFrequency(stem string) int
}

// Known is what is known before any question: the words of the corpus, and groups with
// their names.
type Known struct {
	Words
	Groups *group.Table // nil: a group is known only by the name that the question uses
}

// article is an Article cut into sentences and words, with its speakers read.
type article struct {
	*Article
	sentences []sentence
	title     []string // stems of title and publisher
	titled    bag      // terms of groups of the question that the title names
	speakers  *attribution.Article
	shouted   bool           // written in capitals throughout
	spoken    map[string]bag // terms of the question in a speaker's name and role
}

// sentence is one sentence with its words.
type sentence struct {
	corpus.Sentence
	words []word
	text  string
	lead  *sentence // the dateline it is read with, or nil
	alias bag       // terms of groups of the question that stand here under another name
	group bool      // names a group that the question does not name
}

// word is a token of an article. Term is its place among the question's terms, or -1.
type word struct {
	stem       string
	start, end int // in Document.Text
	term       int
	place      int // among all words of the question, or -1, see asking.place
	soft       int // the term it only begins like, or -1
	sense      sense
	stop       bool
	joined     bool
	capital    bool
	digit      bool
	rare       bool // not a common word of the corpus
}

// readArticle analyses an article's text once and deals the words out to its sentences.
func readArticle(a *Article, ask *asking, known Known) *article {
	text := a.Document.Text
	read := &article{Article: a, sentences: make([]sentence, len(a.Layout.Sentences)), shouted: mostlyCapitals(text), spoken: map[string]bag{}}
	read.speakers = attribution.Read(text, a.Layout.Sentences)
	senses := senses()
	tokens := lexical.Analyse(text)
	rare := map[string]bool{}
	at := 0
	for i, s := range a.Layout.Sentences {
		read.sentences[i] = sentence{Sentence: s, text: text[s.Span.Start:s.Span.End]}
		for at < len(tokens) && tokens[at].Start < s.Span.Start {
			at++
		}
		from := at
		for at < len(tokens) && tokens[at].Start < s.Span.End {
			at++
		}
		list := make([]word, 0, at-from)
		for _, t := range tokens[from:at] {
			w := word{stem: t.Stem, start: t.Start, end: t.End, term: -1, soft: -1, place: -1, stop: t.Stop, joined: t.Joined}
			c := text[t.Start]
			w.digit = '0' <= c && c <= '9'
			w.capital = 'A' <= c && c <= 'Z' || c >= 0xC3 && isUpperStart(text[t.Start:t.End])
			if place, asked := ask.place[t.Stem]; asked && !t.Joined {
				w.place = place
			}
			if !t.Stop {
				w.sense = senses[t.Stem]
				if term, asked := ask.index[t.Stem]; asked {
					w.term = term
				} else if len(t.Stem) >= beginning {
					if term, alike := ask.begin[t.Stem[:beginning]]; alike {
						w.soft = term
					}
				}
				isRare, seen := rare[t.Stem]
				if !seen {
					isRare = known.IDF(t.Stem) > rareIDF
					rare[t.Stem] = isRare
				}
				w.rare = isRare
			}
			list = append(list, w)
		}
		read.sentences[i].words = list
	}
	read.findGroups(ask, known.Groups)
	if ask.Kind == question.Where || ask.Kind == question.When {
		read.joinDatelines()
	}
	for _, t := range lexical.Analyse(a.Document.Title + "\n" + a.Document.Publisher) {
		if !t.Stop {
			read.title = append(read.title, t.Stem)
		}
	}
	return read
}

// findGroups marks the sentences that name groups: those of the question by any of their
// names, and others.
func (a *article) findGroups(ask *asking, groups *group.Table) {
	if groups == nil {
		return
	}
	at := 0
	for _, m := range groups.Find(a.Document.Text) {
		for at < len(a.sentences) && a.sentences[at].Span.End <= m.Span.Start {
			at++
		}
		if at == len(a.sentences) {
			break
		}
		s := &a.sentences[at]
		terms := ask.named(m)
		if terms == 0 {
			s.group = true
			continue
		}
		s.alias |= terms
		s.rename(m.Span, terms)
	}
	for _, m := range groups.Find(a.Document.Title) {
		a.titled |= ask.named(m)
	}
}

// rename takes the words of a span for those terms, as far as there are as many.
func (s *sentence) rename(at corpus.Span, terms bag) {
	for i := range s.words {
		w := &s.words[i]
		if w.start < at.Start || w.end > at.End || w.stop || w.joined {
			continue
		}
		if w.term >= 0 {
			terms &^= 1 << w.term
			continue
		}
		if terms == 0 {
			return
		}
		w.term = bits.TrailingZeros64(uint64(terms))
		terms &= terms - 1
	}
}

// joinDatelines lets the sentence behind a dateline be read with it: it tells where and
// when.
func (a *article) joinDatelines() {
	for i := 1; i < len(a.sentences); i++ {
		before, s := &a.sentences[i-1], &a.sentences[i]
		if before.Kind == corpus.Fragment && s.Kind == corpus.Statement && before.Paragraph == s.Paragraph {
			s.lead = before
			s.words = append(slices.Clone(before.words), s.words...)
		}
	}
}

// spokenBy is which terms of the question stand in the name and role of the one whose words
// sentence i holds: "he said" is said by someone.
func (a *article) spokenBy(i int, ask *asking) bag {
	speaker, named := a.speakers.Speaker(i)
	if !named {
		return 0
	}
	who := speaker.String()
	known, seen := a.spoken[who]
	if !seen {
		for _, t := range lexical.Analyse(who) {
			if term, asked := ask.index[t.Stem]; asked && !t.Stop {
				known |= 1 << term
			}
		}
		a.spoken[who] = known
	}
	return known
}

// rareIDF separates common words from names in text that has no small letters: with N
// documents, a word in fewer than about N/33 of them.
const rareIDF = 3.5

func isUpperStart(w string) bool { return strings.ToLower(w[:2]) != w[:2] }

// mostlyCapitals reports whether capitals carry no meaning in a text.
func mostlyCapitals(text string) bool {
	upper, lower := 0, 0
	for i := range min(len(text), 2000) {
		switch c := text[i]; {
		case 'A' <= c && c <= 'Z':
			upper++
		case 'a' <= c && c <= 'z':
			lower++
		}
	}
	return upper > lower
}
