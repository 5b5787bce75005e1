package answer

import (
	"context"
	"math"
	"slices"

	"sitrep/bot"
	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/question"
)

// part is one question of several that are asked at once, or one side of a comparison: it is
// searched for, judged and given quotes by itself, so that none is lost beside another.
type part struct {
	question question.Question
	found    found
	ranking  *evidence.Ranking
	refused  bool // what was found is not enough
}

// partsOf divides a question. A later part that leans on the first is completed from it.
func (i *inquiry) partsOf(q question.Question) []part {
	texts := question.Parts(q.Text)
	if len(texts) == 1 {
		return []part{{question: q}}
	}
	parts := make([]part, len(texts))
	for at, text := range texts {
		if at > 0 {
			text = i.further.Read(text, texts[0])
		}
		parts[at].question = question.Parse(text)
	}
	return parts
}

// together is what was found for all parts, each article once: the best of each part, then
// the second of each, and so on.
func together(parts []part) found {
	if len(parts) == 1 {
		return parts[0].found
	}
	all := found{eligible: parts[0].found.eligible}
	for at := range parts {
		all.undated = max(all.undated, parts[at].found.undated)
		all.reprints = append(all.reprints, parts[at].found.reprints...)
	}
	for rank, more := 0, true; more; rank++ {
		more = false
		for at := range parts {
			articles := parts[at].found.articles
			if rank >= len(articles) {
				continue
			}
			more = true
			if place(all.articles, articles[rank]) < 0 {
				all.articles = append(all.articles, articles[rank])
			}
		}
	}
	return all
}

// place is where an article's document is among others, or -1.
func place(articles []evidence.Article, of evidence.Article) int {
	return slices.IndexFunc(articles, func(a evidence.Article) bool { return a.Document.ID == of.Document.ID })
}

// weigh refuses where what was found is not enough for any part, nor for the question as a
// whole. Parts that have no answer beside others that have one are listed in the answer.
func (i *inquiry) weigh(context.Context) error {
	best, refused := math.Inf(-1), 0
	for at := range i.parts {
		p := &i.parts[at]
		refusal, odds := i.refuse(i.live, i.asked, p.question, p.found, p.ranking)
		best = max(best, odds)
		if p.refused = refusal != nil; p.refused {
			refused++
			i.answer.Refusal = refusal
		}
	}
	switch {
	case refused < len(i.parts):
		i.answer.Refusal = nil
		i.noteUnanswered()
	case len(i.parts) > 1:
		refusal, odds := i.refuse(i.live, i.asked, i.question, i.found, i.ranking)
		best = max(best, odds)
		i.answer.Refusal = refusal
		i.parts = []part{{question: i.question, found: i.found, ranking: i.ranking}}
	}
	if i.options.Judged != nil && !math.IsInf(best, -1) {
		i.options.Judged(best)
	}
	return nil
}

func (i *inquiry) noteUnanswered() {
	for _, p := range i.parts {
		if p.refused {
			i.answer.Note = bot.NotePartly
			i.answer.Unanswered = append(i.answer.Unanswered, p.question.Text)
		}
	}
}

// choose picks the quotes, in turn for each part that has an answer. Margin and diversity are
// those that showed the most answers within three quotes over the evaluation sets.
func (i *inquiry) choose(context.Context) error {
	var lists [][]evidence.Quote
	for at := range i.parts {
		p := &i.parts[at]
		if p.refused {
			continue
		}
		quotes := p.ranking.Choose(evidence.Selection{Most: i.options.Quotes, Margin: 6, Diversity: .5})
		if len(i.parts) > 1 {
			moved(quotes, p.found.articles, i.found.articles)
		}
		lists = append(lists, quotes)
	}
	i.quotes = inTurn(lists, max(i.options.Quotes, len(lists)))
	i.datedFirst()
	return nil
}

// moved makes quotes from some articles quotes from others, among which those are.
func moved(quotes []evidence.Quote, from, to []evidence.Article) {
	for at := range quotes {
		q := &quotes[at]
		q.Article = place(to, from[q.Article])
		for k := range q.Also {
			q.Also[k].Article = place(to, from[q.Also[k].Article])
		}
	}
}

// inTurn takes the first quote of each list, then the second of each, up to most. One that
// overlaps another is left out, and the next of its list takes its turn.
func inTurn(lists [][]evidence.Quote, most int) []evidence.Quote {
	if len(lists) == 1 {
		return lists[0]
	}
	var quotes []evidence.Quote
	for left := true; left && len(quotes) < most; {
		left = false
		for at := range lists {
			for len(lists[at]) > 0 && len(quotes) < most {
				next := lists[at][0]
				lists[at] = lists[at][1:]
				if !overlapping(quotes, next) {
					quotes = append(quotes, next)
					left = true
					break
				}
			}
		}
	}
	return quotes
}

func overlapping(quotes []evidence.Quote, with evidence.Quote) bool {
	return slices.ContainsFunc(quotes, func(q evidence.Quote) bool {
		return q.Article == with.Article && q.Span.Overlaps(with.Span)
	})
}
