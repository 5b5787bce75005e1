package answer

import (
	"slices"
	"strings"

	"sitrep/bot"
	"sitrep/bot/answer/attribution"
	"sitrep/bot/answer/generate"
	"sitrep/corpus"
	"sitrep/corpus/split"
)

// rereader reads the articles of a saved answer once more, to tell what each quote's
// sentences are and who speaks in them. It belongs to one goroutine.
type rereader struct {
	read map[corpus.DocumentID]reading
}

// reading is one article taken apart.
type reading struct {
	sentences []corpus.Sentence
	speakers  *attribution.Article
}

// sentences are those of a document that a span touches, as evidence, in their order.
func (r rereader) sentences(doc corpus.Document, span corpus.Span) []generate.Evidence {
	known, done := r.read[doc.ID]
	if !done {
		layout := split.Split(doc.Title, doc.Text)
		known = reading{layout.Sentences, attribution.Read(doc.Text, layout.Sentences)}
		r.read[doc.ID] = known
	}
	var list []generate.Evidence
	for i, s := range known.sentences {
		if !s.Span.Overlaps(span) {
			continue
		}
		speaker, _ := known.speakers.Speaker(i)
		list = append(list, generate.Evidence{
			Document: doc.ID, Span: s.Span, Text: doc.Text[s.Span.Start:s.Span.End],
			Speaker: speaker, Publisher: doc.Publisher, Published: doc.Published,
		})
	}
	return list
}

// spokenBy reports whether a citation names the speaker of one of its sentences and says what
// kind of statement that one makes.
func spokenBy(c bot.Citation, sentences []generate.Evidence) bool {
	return slices.ContainsFunc(sentences, func(e generate.Evidence) bool {
		return e.Speaker.String() == c.Speaker && e.Speaker.Nature == c.Nature
	})
}

// composed reports whether a line that leads to quotes is one that compose or repeat make for
// them. The citations of the sentence have to exist.
func composed(s bot.Sentence, all []bot.Citation) bool {
	first := all[s.Citations[0]-1]
	oneVoice, others := true, ""
	for _, n := range s.Citations[1:] {
		c := all[n-1]
		oneVoice = oneVoice && sameVoice(c, first)
		others += alsoIn(c)
	}
	return slices.ContainsFunc([]string{frame(first), source(first) + ":"}, func(line string) bool {
		return s.Text == line && oneVoice || s.Text == strings.TrimSuffix(line, ":")+others+":"
	})
}

// repeated reports whether a citation has the words of an earlier one, and neither names a
// speaker nor a kind of statement: reprints are told by their words alone.
func repeated(c bot.Citation, earlier []bot.Citation) bool {
	return c.Speaker == "" && c.Nature == bot.Reported &&
		slices.ContainsFunc(earlier, func(e bot.Citation) bool { return e.Quote == c.Quote && e.Document != c.Document })
}
