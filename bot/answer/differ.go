package answer

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sitrep/bot"
	"sitrep/bot/answer/attribution"
	"sitrep/bot/answer/disagree"
	"sitrep/bot/answer/evidence"
	"sitrep/bot/answer/question"
)

const (
	// rivals is among how many of the best sentences one is looked for that differs from
	// those cited or bears them out.
	rivals = 30
	// mostMatters is how many disagreements a reader can take in at once.
	mostMatters = 3
)

// disagree sets side by side what the articles differ on: the quotes among themselves, and
// further sentences that give another value or deny one of them, which are cited as far as
// there is room. Only what the question asks for is set out. It also notes which sentences
// agree.
func (i *inquiry) disagree(ctx context.Context) error {
	cited := len(i.quotes)
	quotes := slices.Clone(i.quotes)
	for _, s := range i.ranking.Statements(nil, rivals) {
		if !slices.ContainsFunc(quotes, func(q evidence.Quote) bool { return q.Article == s.Article && q.Span.Overlaps(s.Quote.Span) }) {
			quotes = append(quotes, s.Quote)
		}
	}
	statements := make([]disagree.Statement, len(quotes))
	for at, q := range quotes {
		doc := i.found.articles[q.Article].Document
		statements[at] = disagree.Statement{
			Text: q.Text, Title: doc.Title, Published: doc.Published, Document: string(doc.ID), Speaker: q.Speaker.String(),
		}
	}
	report := i.comparer.Find(statements, cited)
	if i.dropBeside(report) {
		return i.disagree(ctx)
	}
	numbers := map[int]int{} // of citations, by the place of the quote
	for at := range cited {
		numbers[at] = at + 1
	}
	for _, m := range report.Matters {
		if len(i.answer.Disagreements) == mostMatters {
			break
		}
		if !i.asks(m) {
			continue
		}
		if err := i.setOut(ctx, m, quotes, numbers); err != nil {
			return err
		}
	}
	for _, pair := range report.Agree {
		a, b := numbers[pair.A], numbers[pair.B]
		switch {
		case a != 0 && b != 0:
			i.agree = append(i.agree, [2]int{a, b})
		case pair.Same && a != 0 && quotes[pair.A].Speaker.String() == quotes[pair.B].Speaker.String():
			q := quotes[pair.B]
			i.quotes[a-1].Also = append(i.quotes[a-1].Also, evidence.Place{Article: q.Article, Span: q.Span, Text: q.Text, Speaker: q.Speaker})
		}
	}
	return nil
}

// dropBeside takes away the quotes that take no side, where the question asks whether
// something is so and somebody denies it: the reader is to see both sides, and no more. It
// reports whether there were any.
func (i *inquiry) dropBeside(report disagree.Report) bool {
	sided := func(at int) bool {
		return slices.ContainsFunc(report.Matters, func(m disagree.Matter) bool {
			return m.Kind == disagree.Truth && m.AskedBy(i.question.Text) &&
				slices.ContainsFunc(m.Sides, func(s disagree.Side) bool { return slices.Contains(s.Statements, at) })
		})
	}
	if i.question.Kind != question.YesNo || i.answer.Mode != bot.Extractive || len(i.parts) > 1 || !sided(0) {
		return false
	}
	quotes, citations := i.quotes, i.answer.Citations
	i.quotes, i.answer.Citations, i.answer.AsOf = nil, nil, ""
	for at, c := range citations {
		if sided(at) {
			c.N = len(i.answer.Citations) + 1
			i.quotes = append(i.quotes, quotes[at])
			i.answer.Citations = append(i.answer.Citations, c)
			i.answer.AsOf = max(i.answer.AsOf, c.Published)
		}
	}
	return len(i.quotes) < len(quotes)
}

// setOut puts one matter into the answer, unless only one of its sides can be cited.
func (i *inquiry) setOut(ctx context.Context, m disagree.Matter, quotes []evidence.Quote, numbers map[int]int) error {
	d := bot.Disagreement{Kind: bot.DisagreementKind(m.Kind), About: aboutText(m), Rising: m.Rising}
	for _, side := range m.Sides {
		value := bot.Value{Text: side.Text, Denies: side.Denies}
		for _, at := range i.toCite(m.Kind, side, quotes, numbers) {
			if numbers[at] == 0 {
				before := len(i.answer.Citations)
				if err := i.add(ctx, quotes[at]); err != nil {
					return err
				}
				if len(i.answer.Citations) == before {
					continue
				}
				numbers[at] = before + 1
			}
			value.Citations = append(value.Citations, numbers[at])
		}
		if len(value.Citations) == 0 {
			continue
		}
		slices.Sort(value.Citations)
		if value.Text == "" {
			value.Text = i.voice(value.Citations)
		}
		d.Values = append(d.Values, value)
	}
	if len(d.Values) < 2 {
		return nil
	}
	slices.SortStableFunc(d.Values, func(a, b bot.Value) int {
		return cmp.Compare(i.answer.Citations[a.Citations[0]-1].Published, i.answer.Citations[b.Citations[0]-1].Published)
	})
	i.answer.Disagreements = append(i.answer.Disagreements, d)
	return nil
}

// toCite are the statements of a side that its value cites: those cited already, and if they
// are none, or have no speaker who answers for them, one more that has. Beside a denial the
// side that it denies has a warning too, where somebody gave one: of what is said for it, that
// is what a reader has to weigh.
func (i *inquiry) toCite(kind disagree.Kind, side disagree.Side, quotes []evidence.Quote, numbers map[int]int) []int {
	cited := func(at int) bool { return numbers[at] != 0 }
	spoken := func(at int) bool { return quotes[at].Speaker.String() != "" }
	warning := func(at int) bool { return quotes[at].Speaker.Manner == attribution.Warned }

	var list []int
	for _, at := range side.Statements {
		if cited(at) {
			list = append(list, at)
		}
	}
	room := mostQuotes - len(i.answer.Citations)
	more := func(wanted func(at int) bool) {
		if room <= 0 || slices.ContainsFunc(list, wanted) {
			return
		}
		if at := slices.IndexFunc(side.Statements, func(at int) bool { return !cited(at) && wanted(at) }); at >= 0 {
			list = append(list, side.Statements[at])
			room--
		}
	}
	if kind == disagree.Truth && !side.Denies {
		more(warning)
	}
	more(spoken)
	if len(list) == 0 && room > 0 {
		return side.Statements[:1]
	}
	return list
}

// voice is who takes a side: the first speaker among its quotes, or else the publisher of the
// first.
func (i *inquiry) voice(citations []int) string {
	for _, n := range citations {
		if c := i.answer.Citations[n-1]; c.Speaker != "" {
			return c.Speaker
		}
	}
	if c := i.answer.Citations[citations[0]-1]; c.Publisher != "" {
		return source(c)
	}
	return "the article"
}

// longestMatter is how many bytes of a denial say what it denies.
const longestMatter = 90

// aboutText says in few words what a matter is about.
func aboutText(m disagree.Matter) string {
	if m.Kind != disagree.Truth {
		return string(m.Kind)
	}
	about := strings.Join(strings.Fields(strings.NewReplacer(`"`, "", "“", "", "”", "", "„", "", "«", "", "»", "").Replace(m.About)), " ")
	if len(about) > longestMatter {
		about = about[:max(0, strings.LastIndex(about[:longestMatter], " "))] + " …"
	}
	return about
}
