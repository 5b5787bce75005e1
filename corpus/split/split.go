// Package split takes an article apart: paragraphs, sentences, passages. It is pure: the
// same text always gives the same [corpus.Layout], whatever else has been split.
//
// The rules are written for news and reports as they are found: wire copy in capitals,
// abbreviations and initials, quotation marks after the full stop, missing and surplus
// spaces, pull quotes, lists, tables and hard-wrapped lines. Where the text does not tell
// whether a sentence ends, it is taken not to: a quote that says too much is better than
// half of one.
package split

import "sitrep/corpus"

// Version names the rules. It changes whenever some text would be split differently, and is
// part of what an index is made with: spans of different versions do not mix.
const Version = "1"

// Split returns the layout of a document with this title and text. The text must be
// normalised, as source.Normalise does; then every span lies at character boundaries and
// excludes surrounding white space, and every letter of the text is in exactly one
// sentence, but for the markers of list items. Passage ids are left empty: they need the
// document's. The title only helps to tell a headline that the text repeats.
func Split(title, text string) corpus.Layout {
	d := document{text: text, caps: mostlyCapitals(text)}
	d.paragraphs = findParagraphs(text)
	d.classify(title)
	sentences := d.sentences()
	markRepeats(text, sentences, d.caps)
	return corpus.Layout{Sentences: sentences, Passages: cutPassages(text, sentences)}
}

// document is a text on its way to a layout.
type document struct {
	text       string
	caps       bool // written in capitals, so that a capital tells nothing
	paragraphs []paragraph
}

// sentences cuts every paragraph into sentences.
func (d *document) sentences() []corpus.Sentence {
	var out []corpus.Sentence
	for i, p := range d.paragraphs {
		span := p.span
		if n := d.datelineLen(i); n > 0 {
			out = d.add(out, corpus.Span{Start: span.Start, End: span.Start + n}, corpus.Fragment, i)
			span.Start += n
		}
		for _, s := range d.cut(p, span) {
			out = d.add(out, s, p.kind, i)
		}
	}
	return out
}

// add appends a sentence, unless there is nothing in it.
func (d *document) add(out []corpus.Sentence, span corpus.Span, kind corpus.SentenceKind, paragraph int) []corpus.Sentence {
	span = trim(d.text, span)
	if span.Len() == 0 {
		return out
	}
	if kind == corpus.Statement && isInsertion(d.text[span.Start:span.End]) {
		kind = corpus.Fragment
	}
	return append(out, corpus.Sentence{Span: span, Kind: kind, Paragraph: paragraph, Repeats: corpus.NoSentence})
}

// cut cuts the part of a paragraph that span covers into sentences of bounded length.
// Headings, fragments and table rows are one sentence each, if they are not too long.
func (d *document) cut(p paragraph, span corpus.Span) []corpus.Span {
	var out []corpus.Span
	if p.kind == corpus.Heading || p.kind == corpus.Fragment || p.row {
		return appendBounded(out, d.text, span)
	}
	caps := d.caps || mostlyCapitals(d.text[span.Start:span.End])
	for _, s := range findSentences(d.text, span, caps) {
		out = appendBounded(out, d.text, s)
	}
	return out
}
