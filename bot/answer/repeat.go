package answer

import (
	"context"
	"slices"
	"strings"

	"sitrep/bot"
	"sitrep/bot/answer/evidence"
	"sitrep/corpus"
)

// repeat cites, behind everything else and as far as there is room, the other articles that
// say what a quote does, in the same sentence of the answer. One article is cited once.
func (i *inquiry) repeat(ctx context.Context) error {
	shown := map[string]bool{}
	for _, c := range i.answer.Citations {
		shown[c.Document] = true
	}
	for at := range len(i.quotes) {
		for _, place := range append(i.quotes[at].Also, i.reprintsOf(i.quotes[at])...) {
			id := string(i.found.articles[place.Article].Document.ID)
			if shown[id] || len(i.answer.Citations) >= mostQuotes {
				continue
			}
			shown[id] = true
			before := len(i.answer.Citations)
			if err := i.add(ctx, evidence.Quote{Article: place.Article, Span: place.Span, Text: place.Text, Speaker: place.Speaker}); err != nil {
				return err
			}
			if len(i.answer.Citations) > before {
				i.repeats[before+1] = at + 1
				alsoCite(&i.answer, at+1, before+1)
			}
		}
	}
	return nil
}

// reprintsOf are the articles that retrieval folded into others and that have a quote's words.
func (i *inquiry) reprintsOf(q evidence.Quote) []evidence.Place {
	var places []evidence.Place
	for _, entry := range i.found.reprints {
		start := strings.Index(entry.Document.Text, q.Text)
		if start < 0 || entry.Document.ID == i.found.articles[q.Article].Document.ID {
			continue
		}
		places = append(places, evidence.Place{
			Article: len(i.found.articles), Span: corpus.Span{Start: start, End: start + len(q.Text)}, Text: q.Text,
		})
		i.found.articles = append(i.found.articles, evidence.Article{Document: &entry.Document, Layout: &entry.Layout})
	}
	return places
}

// alsoCite adds citation n to each sentence that cites the one it repeats. A line that leads
// to quotes says where else it stands; one that leads to several is divided for that.
func alsoCite(answer *bot.Answer, of, n int) {
	for at := 0; at < len(answer.Sentences); at++ {
		place := slices.Index(answer.Sentences[at].Citations, of)
		if place < 0 {
			continue
		}
		if strings.HasSuffix(answer.Sentences[at].Text, ":") {
			at += isolate(answer, at, of)
			s := &answer.Sentences[at]
			s.Text = strings.TrimSuffix(s.Text, ":") + alsoIn(answer.Citations[n-1]) + ":"
		}
		answer.Sentences[at].Citations = append(answer.Sentences[at].Citations, n)
	}
}

// elsewhere leads to a further article that has the words of a quote.
const elsewhere = "; also in "

// alsoIn is what a line that leads to a quote says of another article with its words.
func alsoIn(c bot.Citation) string { return elsewhere + dated(c) }

// isolate divides the line at a place so that one quote, with what repeats it, has a line of
// its own, and returns how far behind that place it stands then.
func isolate(answer *bot.Answer, at, of int) int {
	s := answer.Sentences[at]
	place := slices.Index(s.Citations, of)
	end := place + 1
	if strings.Contains(s.Text, elsewhere) {
		end = len(s.Citations) // divided before: the others repeat this one
	}
	var parts []bot.Sentence
	for _, part := range [][]int{s.Citations[:place], s.Citations[place:end], s.Citations[end:]} {
		if len(part) > 0 {
			parts = append(parts, bot.Sentence{Text: s.Text, Citations: slices.Clone(part)})
		}
	}
	answer.Sentences = slices.Replace(answer.Sentences, at, at+1, parts...)
	return min(place, 1)
}
