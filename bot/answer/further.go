package answer

import (
	"context"
	"slices"
	"strings"

	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/followup"
	"sitrep/bot/answer/generate"
	"sitrep/corpus"
	"sitrep/retrieval/index"
)

// Rewriter completes further questions with a model: [generate.Gate] is one. What it returns
// is checked before it is asked. Implementations are safe for concurrent use.
type Rewriter interface {
	Rewrite(ctx context.Context, account, text string, before []string) (string, error)
}

var _ Rewriter = (*generate.Gate)(nil)

// understand is the question as it is searched for: one that follows up others is completed
// from them. A model completes it where there is one and it adds no word of its own, else
// rules do. The error is ctx's.
func (i *inquiry) understand(ctx context.Context) (string, error) {
	text := i.searcher.Cased(i.asked.Text, i.asked.Filter)
	if len(i.asked.Earlier) == 0 {
		return text, nil
	}
	var before []string
	for _, turn := range i.asked.Earlier {
		before = append(before, i.searcher.Cased(turn.Question, i.asked.Filter))
	}
	completed := i.further.Read(text, before[len(before)-1])
	if completed == strings.Join(strings.Fields(text), " ") {
		return text, nil
	}
	if i.options.Rewriter != nil {
		rewritten, err := i.options.Rewriter.Rewrite(ctx, i.asked.Account, text, before)
		switch {
		case ctx.Err() != nil:
			return "", ctx.Err()
		case err != nil:
			i.lg.WarnContext(ctx, "question completed without the model", "err", err)
		case followup.Faithful(rewritten, text, before) && !strings.EqualFold(rewritten, text):
			completed = rewritten
		default:
			i.lg.DebugContext(ctx, "rewriting turned down", "question", text, "rewritten", rewritten)
		}
	}
	i.answer.ReadAs = completed
	return completed, nil
}

// mostCarried is how many articles of earlier answers are read again for a further question.
const mostCarried = 4

// carry adds the articles that earlier answers quoted to those found, the latest first, as far
// as they are there and may be seen.
func (i *inquiry) carry(f *found) {
	allow := i.asked.Filter.Allow()
	known := map[corpus.DocumentID]bool{}
	for _, a := range f.articles {
		known[a.Document.ID] = true
	}
	carried := 0
	for _, turn := range slices.Backward(i.asked.Earlier) {
		for _, id := range turn.Documents {
			entry := i.entry(id)
			if carried == mostCarried || known[id] || entry == nil || !allow(&entry.Document) {
				continue
			}
			known[id] = true
			carried++
			f.articles = append(f.articles, evidence.Article{Document: &entry.Document, Layout: &entry.Layout})
		}
	}
}

// entry is a document of the generation that is asked, or nil.
func (i *inquiry) entry(id corpus.DocumentID) *index.Entry {
	at, found := slices.BinarySearchFunc(i.live.Documents, id, func(e index.Entry, id corpus.DocumentID) int {
		return strings.Compare(string(e.Document.ID), string(id))
	})
	if !found {
		return nil
	}
	return &i.live.Documents[at]
}
