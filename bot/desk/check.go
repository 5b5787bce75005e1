package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"sitrep/bot"
	"sitrep/bot/answer/generate"
	"sitrep/bot/render/message"
	"sitrep/corpus/source"
	"sitrep/corpus/split"
	"sitrep/retrieval/lexical"
)

const (
	maxClaims   = 5 // of one message that are checked
	claimQuotes = 2 // that are shown for one claim
	// saidShare is how much of a claim's weight of words a quote must hold to bear it out or
	// to deny it; below it the quote is only near. It is the share at which most of the claims
	// in testdata/claims.tsv are judged rightly.
	saidShare = .9
)

// aboutMessage answers the question that a message asks or, if it asks none, what it says.
func aboutMessage(ctx context.Context, c *call) error {
	text := ""
	for _, sentence := range statements(c.Text) {
		if text == "" || strings.HasSuffix(sentence, "?") {
			text = sentence
		}
		if strings.HasSuffix(sentence, "?") {
			break
		}
	}
	text, err := c.questionText(text)
	if err != nil {
		return err
	}
	return c.answer(ctx, bot.Question{Text: text, Filter: c.scope(), Now: c.began}, "")
}

// checkMessage sets each claim of a message against the articles.
func checkMessage(ctx context.Context, c *call) error {
	var claims []message.Claim
	for _, text := range statements(c.Text) {
		if len(claims) == maxClaims {
			break
		}
		if strings.HasSuffix(text, "?") {
			continue
		}
		asked, err := c.questionText(text)
		if err != nil {
			continue // longer than anything that could be said in one sentence
		}
		a, err := c.desk.library.Near.Ask(ctx, bot.Question{Text: asked, Filter: c.scope(), Now: c.began})
		if err != nil {
			return err
		}
		claims = append(claims, c.desk.judge(asked, a.Citations, saidShare))
	}
	pages := c.renderer().Check(claims)
	for i := range pages {
		pages[i].Rows = nil // what was checked is not kept, so pages cannot be turned
	}
	if err := c.to.Show(ctx, c.post(pages[0], "")); err != nil {
		return err
	}
	for _, page := range pages[1:] {
		if err := c.to.Tell(ctx, c.post(page, "")); err != nil {
			return err
		}
	}
	return nil
}

// statements is the sentences of a message, headings and fragments included, as people do
// not write in whole sentences.
func statements(text string) []string {
	text = source.Normalise(text)
	var all []string
	for _, s := range split.Split("", text).Sentences {
		if sentence, err := s.Span.Cut(text); err == nil && len(strings.Fields(sentence)) > 2 {
			all = append(all, strings.Join(strings.Fields(sentence), " "))
		}
	}
	return all
}

// judge compares a claim with the quotes nearest to it. A quote speaks of what the claim
// says, be it to bear it out or to deny it, if it has all its names and numbers and that
// share of the weight of its words.
func (d *Desk) judge(claim string, near []bot.Citation, share float64) message.Claim {
	type compared struct {
		quote bot.Citation
		like  generate.Likeness
	}
	var all []compared
	for _, q := range near {
		published, err := time.Parse(time.DateOnly, q.Published)
		if err != nil {
			published = time.Time{} // "on Tuesday" is then no date
		}
		evidence := generate.Evidence{Text: q.Quote, Published: published}
		all = append(all, compared{q, generate.Compare(claim, evidence, d.library.Groups, d.weight)})
	}
	slices.SortStableFunc(all, func(a, b compared) int { return cmp.Compare(relevance(b.like, share), relevance(a.like, share)) })
	judged := message.Claim{Text: claim, Verdict: message.NotFound}
	for i, c := range all[:min(len(all), claimQuotes)] {
		c.quote.N = i + 1
		judged.Quotes = append(judged.Quotes, c.quote)
		if i == 0 && c.like.Named && c.like.Share >= share {
			judged.Verdict = message.Said
			if c.like.Opposed {
				judged.Verdict = message.Denied
			}
		}
	}
	return judged
}

// relevance orders quotes: those that speak of the claim before those that are only near.
func relevance(like generate.Likeness, share float64) float64 {
	if like.Named && like.Share >= share {
		return 1 + like.Share
	}
	return like.Share
}

// weight is how much a word or name means: how rare the rarest of its words is in the
// articles, 0 for words that say nothing.
func (d *Desk) weight(text string) float64 {
	lex := d.library.Live().Lexical
	weight := 0.
	for _, t := range lexical.Analyse(text) {
		if !t.Stop {
			weight = max(weight, lex.IDF(t.Stem), .1)
		}
	}
	return weight
}
