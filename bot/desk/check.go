package desk

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"sitrep/bot"
	"sitrep/bot/render/message"
	"sitrep/corpus/source"
	"sitrep/corpus/split"
	"sitrep/retrieval/lexical"
)

const (
	maxClaims   = 5 // of one message that are checked
	claimQuotes = 2 // that are shown for one claim
	// saidShare is how much of a claim's weight of words a quote must hold to bear it out or
	// to deny it; below it the quote is only near.
	saidShare = .6
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
		a, err := c.desk.library.More.Ask(ctx, bot.Question{Text: asked, Filter: c.scope(), Now: c.began})
		if err != nil {
			return err
		}
		claims = append(claims, c.desk.judge(asked, a.Citations))
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

// judge compares a claim with the quotes nearest to it, best first.
func (d *Desk) judge(claim string, near []bot.Citation) message.Claim {
	type compared struct {
		quote bot.Citation
		share float64
	}
	var all []compared
	for _, q := range near {
		all = append(all, compared{q, d.share(claim, q.Quote)})
	}
	slices.SortStableFunc(all, func(a, b compared) int {
		if a.share > b.share {
			return -1
		}
		if a.share < b.share {
			return 1
		}
		return 0
	})
	judged := message.Claim{Text: claim, Verdict: message.NotFound}
	for i, c := range all[:min(len(all), claimQuotes)] {
		c.quote.N = i + 1
		judged.Quotes = append(judged.Quotes, c.quote)
	}
	if len(all) > 0 && all[0].share >= saidShare {
		judged.Verdict = message.Said
		if denies(all[0].quote.Quote) != denies(claim) {
			judged.Verdict = message.Denied
		}
		if !sameNumbers(claim, all[0].quote.Quote) {
			judged.Verdict = message.NotFound
		}
	}
	return judged
}

// share is how much of the claim's words, each weighed by how rare it is in the articles, a
// quote has too: 0..1.
func (d *Desk) share(claim, quote string) float64 {
	lex := d.library.Live().Lexical
	in := map[string]bool{}
	for _, t := range lexical.Analyse(quote) {
		in[t.Stem] = true
	}
	var has, all float64
	for _, t := range lexical.Analyse(claim) {
		if t.Stop || denial.MatchString(claim[t.Start:t.End]) {
			continue
		}
		weight := max(lex.IDF(t.Stem), .1)
		all += weight
		if in[t.Stem] {
			has += weight
		}
	}
	if all == 0 {
		return 0
	}
	return has / all
}

// denial is the words by which a sentence denies something.
var denial = regexp.MustCompile(`(?i)\b(den(y|ies|ied|ying)|reject(s|ed|ing)?|refut(e|es|ed|ing)|dismiss(es|ed|ing)?|not|never|no)\b`)

func denies(sentence string) bool { return denial.MatchString(sentence) }

var number = regexp.MustCompile(`\d[\d.,]*`)

// sameNumbers reports whether every number of the claim stands in the quote.
func sameNumbers(claim, quote string) bool {
	clean := func(s string) string { return strings.Trim(strings.ReplaceAll(s, ",", ""), ".") }
	var in []string
	for _, n := range number.FindAllString(quote, -1) {
		in = append(in, clean(n))
	}
	return !slices.ContainsFunc(number.FindAllString(claim, -1), func(n string) bool { return !slices.Contains(in, clean(n)) })
}
