package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sitrep/bot"
	"sitrep/bot/render"
	"sitrep/bot/state"
	"sitrep/corpus"
	"sitrep/retrieval"
	"sitrep/retrieval/index"
)

// recalled is a kept answer as it may be shown now.
type recalled struct {
	state.Kept
	// Gone lists the numbers of the quotes that are not shown any more, because their
	// article has gone, has changed, or may not be seen here. The sentences that stood on
	// them alone are left out of the answer with them.
	Gone []int
}

// recall reads a kept answer and cuts its quotes anew from the record, as far as their
// articles may be seen in the scope. The error is or wraps corpus.ErrNotFound if there is no
// such answer.
func (d *Desk) recall(ctx context.Context, id string, scope retrieval.Filter) (recalled, error) {
	kept, err := d.library.State.KeptAnswer(ctx, id)
	if err != nil {
		return recalled{}, err
	}
	r := recalled{Kept: kept}
	allow := scope.Allow()
	proved := map[int]bool{}
	citations := []bot.Citation{}
	for _, c := range kept.Answer.Citations {
		c, ok, err := d.cutFor(ctx, kept.Answer.Generation, c, allow)
		if err != nil {
			return recalled{}, err
		}
		if !ok {
			r.Gone = append(r.Gone, c.N)
			continue
		}
		proved[c.N] = true
		citations = append(citations, c)
	}
	r.Answer.Citations = citations
	r.Answer.Dropped += len(r.Gone)
	if kept.Answer.Refusal != nil {
		refusal := *kept.Answer.Refusal
		refusal.Nearest = d.visible(refusal.Nearest, scope)
		r.Answer.Refusal = &refusal
	}
	r.Answer.Sentences = standing(kept.Answer, proved)
	r.Answer.Disagreements = []bot.Disagreement{}
	if len(r.Gone) == 0 {
		r.Answer.Disagreements = kept.Answer.Disagreements
	}
	return r, nil
}

// visible is the articles that are there now and may be seen in the scope.
func (d *Desk) visible(nearest []bot.Nearest, scope retrieval.Filter) []bot.Nearest {
	allow, documents := scope.Allow(), d.library.Live().Documents
	seen := []bot.Nearest{}
	for _, n := range nearest {
		at, found := slices.BinarySearchFunc(documents, corpus.DocumentID(n.Document), func(e index.Entry, id corpus.DocumentID) int {
			return strings.Compare(string(e.Document.ID), string(id))
		})
		if found && allow(&documents[at].Document) {
			seen = append(seen, n)
		}
	}
	return seen
}

// cut fills in the words of a citation from the record. It is not ok if the record does not
// bear it out.
func (d *Desk) cut(ctx context.Context, generation int64, c bot.Citation) (bot.Citation, bool, error) {
	return d.cutFor(ctx, generation, c, func(*corpus.Document) bool { return true })
}

// cutFor is cut for those who may see what allow lets through.
func (d *Desk) cutFor(ctx context.Context, generation int64, c bot.Citation, allow func(*corpus.Document) bool) (bot.Citation, bool, error) {
	doc, err := d.cited(ctx, generation, c)
	if errors.Is(err, errGone) || err == nil && !allow(&doc) {
		return c, false, nil
	}
	if err != nil {
		return c, false, err
	}
	if c.Quote, err = (corpus.Span{Start: c.Start, End: c.End}).Cut(doc.Text); err != nil || c.Quote == "" {
		return c, false, nil
	}
	if c.URL != "" {
		c.Link = render.FragmentLink(c.URL, c.Quote)
	}
	return c, true, nil
}

// errGone says that the article of a quote is not what it was, or is no longer there.
var errGone = errors.New("the article has gone or changed")

// cited reads the article of a citation: of the generation that answered, or where its list
// has been cleared away, of the one that is live. It must be the very text that was quoted.
func (d *Desk) cited(ctx context.Context, generation int64, c bot.Citation) (corpus.Document, error) {
	id := corpus.DocumentID(c.Document)
	doc, err := d.library.Record.Document(ctx, generation, id)
	if live := d.library.Live().Generation.Number; errors.Is(err, corpus.ErrNotFound) && live != generation {
		doc, err = d.library.Record.Document(ctx, live, id)
	}
	if errors.Is(err, corpus.ErrNotFound) {
		return corpus.Document{}, errGone
	}
	if err != nil {
		return corpus.Document{}, fmt.Errorf("read the article of a quote: %w", err)
	}
	if !doc.Intact() || doc.Hash.String() != c.Hash {
		return corpus.Document{}, errGone
	}
	return doc, nil
}

// standing is the sentences that may still be said, without the numbers of quotes that have
// gone. What a model wrote stands on all its quotes together; the lines above quotes that
// code placed need one that is left.
func standing(a bot.Answer, proved map[int]bool) []bot.Sentence {
	stand := []bot.Sentence{}
	for _, s := range a.Sentences {
		left := bot.Sentence{Text: s.Text}
		for _, n := range s.Citations {
			if proved[n] {
				left.Citations = append(left.Citations, n)
			}
		}
		if len(left.Citations) == len(s.Citations) || a.Mode == bot.Extractive && len(left.Citations) > 0 {
			stand = append(stand, left)
		}
	}
	return stand
}
