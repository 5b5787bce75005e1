package answer

import (
	"sitrep/bot"
	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/question"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
)

// defaultThreshold is the log-odds of an answer below which a question is refused.
const defaultThreshold = 0.0

// What a refusal says.
const (
	messageEmpty    = "There are no articles in the index yet."
	messageHidden   = "No article that you may see matches the filter."
	messageDates    = "No article was published in the dates asked for."
	messageNothing  = "The articles do not say."
	messageUnproved = "The quotes that were found do not match the stored articles, so they are not shown."
)

// nearestArticles is how many articles a refusal points to.
const nearestArticles = 3

// refuse decides whether what was found is enough; nil means that it is.
func (e *Engine) refuse(live *index.Live, asked bot.Question, q question.Question, f found, ranking *evidence.Ranking) *bot.Refusal {
	switch {
	case len(live.Documents) == 0:
		return refusal(bot.EmptyCorpus, messageEmpty, nil)
	case f.eligible == 0 && outsideDates(live, asked.Filter):
		return refusal(bot.OutsideDates, messageDates, nil)
	case f.eligible == 0:
		return refusal(bot.NotAllowed, messageHidden, nil)
	case len(ranking.Candidates) == 0:
		return refusal(bot.NoEvidence, messageNothing, f.nearest())
	}
	return nil
}

// outsideDates reports whether it is the dates of a filter that let nothing through.
func outsideDates(live *index.Live, filter retrieval.Filter) bool {
	if filter.Since.IsZero() && filter.Until.IsZero() {
		return false
	}
	undated := filter
	undated.Since, undated.Until = retrieval.Filter{}.Since, retrieval.Filter{}.Until
	allow := undated.Allow()
	for i := range live.Documents {
		if allow(&live.Documents[i].Document) {
			return true
		}
	}
	return false
}

func refusal(kind bot.RefusalKind, message string, nearest []bot.Nearest) *bot.Refusal {
	if nearest == nil {
		nearest = []bot.Nearest{}
	}
	return &bot.Refusal{Kind: kind, Message: message, Nearest: nearest}
}

// nearest are the articles that came nearest to the question.
func (f found) nearest() []bot.Nearest {
	var list []bot.Nearest
	for _, a := range f.articles[:min(nearestArticles, len(f.articles))] {
		list = append(list, bot.Nearest{
			Document:  string(a.Document.ID),
			Title:     a.Document.Title,
			Publisher: a.Document.Publisher,
			Published: day(a.Document.Published),
			URL:       a.Document.URL,
		})
	}
	return list
}
