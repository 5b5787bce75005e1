package desk

import (
	"context"
	"strconv"
	"strings"

	"sitrep/bot"
	"sitrep/bot/locale"
	"sitrep/bot/render/message"
	"sitrep/corpus"
	"sitrep/corpus/split"
)

// showContext shows a quote in its paragraph; of several quotes the person chooses one.
func showContext(ctx context.Context, c *call) error {
	number := c.button.value
	if len(c.Values) > 0 {
		n, err := strconv.Atoi(c.Values[0])
		if err != nil || n < 1 {
			return c.sorry(locale.SorryForged)
		}
		number = n
	} else if number == 0 {
		kept, err := c.kept(ctx, c.button.subject)
		if err != nil {
			return err
		}
		if len(kept.Answer.Citations) == 0 {
			return c.sorry(locale.SorryOldIndex)
		}
		return c.to.Show(ctx, c.post(c.renderer().ChooseQuote(kept.Answer), kept.ID))
	}
	return c.view(ctx, viewContext, strconv.Itoa(number)+viewMark+c.button.subject, 1)
}

// contextPages is the paragraph around a quote, with the quote in bold.
func contextPages(ctx context.Context, c *call, arg string) ([]message.Page, error) {
	number, id, _ := strings.Cut(arg, viewMark)
	kept, err := c.kept(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, citation := range kept.Answer.Citations {
		if strconv.Itoa(citation.N) != number {
			continue
		}
		doc, err := c.desk.cited(ctx, kept.Answer.Generation, citation)
		if err != nil {
			return nil, err
		}
		around := paragraph(doc, corpus.Span{Start: citation.Start, End: citation.End})
		return c.renderer().InContext(citation, doc.Text[around.Start:around.End], citation.Start-around.Start, citation.End-around.Start), nil
	}
	return nil, c.sorry(locale.SorryOldIndex)
}

// paragraph is the paragraphs that a span lies in.
func paragraph(doc corpus.Document, quote corpus.Span) corpus.Span {
	around := quote
	sentences := split.Split(doc.Title, doc.Text).Sentences
	in := map[int]bool{}
	for _, s := range sentences {
		if s.Span.Overlaps(quote) {
			in[s.Paragraph] = true
		}
	}
	for _, s := range sentences {
		if in[s.Paragraph] {
			around.Start, around.End = min(around.Start, s.Span.Start), max(around.End, s.Span.End)
		}
	}
	return around
}

// proved is a sentence of a document as a citation, cut from the record. It is not ok if the
// record does not bear it out.
func (d *Desk) proved(ctx context.Context, doc *corpus.Document, span corpus.Span) (bot.Citation, bool, error) {
	citation := bot.Citation{
		Document: string(doc.ID), Hash: doc.Hash.String(), Title: doc.Title, Publisher: doc.Publisher, URL: doc.URL,
		Start: span.Start, End: span.End,
	}
	if !doc.Published.IsZero() {
		citation.Published = doc.Published.Format(dateOnly)
	}
	return d.cut(ctx, d.library.Live().Generation.Number, citation)
}
