package answer

import (
	"context"
	"time"

	"sitrep/bot"
	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/question"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
)

// found is what retrieval brought.
type found struct {
	articles []evidence.Article
	eligible int // documents that may be seen
	undated  int // articles without a date that stand behind dated ones, the question being about a time
	// reprints are the articles that retrieval folded into others for their text, best first.
	reprints []*index.Entry
}

// retrieve collects what is found for each part of the question.
func (i *inquiry) retrieve(ctx context.Context) error {
	for at := range i.parts {
		p := &i.parts[at]
		var err error
		if p.found, err = i.search(ctx, p.question); err != nil {
			return err
		}
	}
	i.found = together(i.parts)
	return nil
}

// search collects the articles of the best passages, best first, and behind them those of
// earlier answers.
func (i *inquiry) search(ctx context.Context, q question.Question) (found, error) {
	results, err := i.searcher.Search(ctx, retrieval.Query{Text: q.Text, K: i.options.Passages, Filter: i.asked.Filter, Now: i.asked.Now})
	if err != nil {
		return found{}, err
	}
	f := found{
		articles: Articles(i.live, results, i.options.Articles), eligible: results.Eligible, undated: results.Undated,
		reprints: reprints(i.live, results),
	}
	i.carry(&f)
	return f, nil
}

// Articles collects the documents of ranked passages, at most most of them, in the order of
// their best passages.
func Articles(live *index.Live, results retrieval.Results, most int) []evidence.Article {
	var articles []evidence.Article
	at := map[int]int{}
	for _, hit := range results.Hits {
		i, known := at[hit.DocumentAt]
		if !known {
			if len(articles) == most {
				continue
			}
			i = len(articles)
			at[hit.DocumentAt] = i
			entry := &live.Documents[hit.DocumentAt]
			articles = append(articles, evidence.Article{Document: &entry.Document, Layout: &entry.Layout, Score: hit.Score})
		}
		articles[i].Hits = append(articles[i].Hits, evidence.Hit{
			Passage: hit.PassageAt, Rank: hit.Rank, Score: hit.Score, Cosine: hit.Scores["cosine"],
		})
	}
	return articles
}

// reprints collects the documents of passages that were folded into others, each once.
func reprints(live *index.Live, results retrieval.Results) []*index.Entry {
	var list []*index.Entry
	seen := map[int]bool{}
	for _, hit := range results.Hits {
		for _, d := range hit.Duplicates {
			if !seen[d.DocumentAt] && len(list) < mostReprints {
				seen[d.DocumentAt] = true
				list = append(list, &live.Documents[d.DocumentAt])
			}
		}
	}
	return list
}

// mostReprints is how many articles are looked through for the words of a quote.
const mostReprints = 10

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

// newest is the date of the newest document that may be seen, or empty.
func newest(live *index.Live, filter retrieval.Filter) string {
	allow := filter.Allow()
	var latest time.Time
	for i := range live.Documents {
		if doc := &live.Documents[i].Document; doc.Published.After(latest) && allow(doc) {
			latest = doc.Published
		}
	}
	return day(latest)
}
