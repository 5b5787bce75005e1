package message

import (
	"strconv"
	"strings"

	"sitrep/bot"
	"sitrep/bot/locale"
	"sitrep/bot/render"
)

// Answer is an answer or a refusal as one or more pages. Each page ends with the badges that
// say how far the answer can be trusted, and has the buttons that lead on from it.
func (r Renderer) Answer(a bot.Answer) []Page {
	blocks := []block{r.question(a.Question)}
	if a.ReadAs != "" {
		blocks = append(blocks, r.small(r.Locale.Text(locale.ReadAs, Escape(shorten(render.Clean(a.ReadAs), maxQuestion)))))
	}
	if a.Refusal != nil {
		blocks = append(blocks, r.refusal(a.Refusal, a.Note)...)
	} else {
		blocks = append(blocks, r.sentences(a)...)
		if a.Note != bot.NoteNone {
			blocks = append(blocks, r.note(a.Note))
		}
		for _, part := range a.Unanswered {
			blocks = append(blocks, r.small(r.Locale.Text(locale.NotAnswered, Escape(shorten(render.Clean(part), maxQuestion)))))
		}
		for _, d := range a.Disagreements {
			blocks = append(blocks, r.disagreement(d, a.Citations))
		}
	}
	pages := r.paginate(blocks, func(page, of int) string { return r.badges(a, page, of) })
	for i := range pages {
		pages[i].Rows = append(r.turning(pages[i]), r.answerButtons(a)...)
	}
	return pages
}

// small is a line in small print.
func (r Renderer) small(text string) block { return block{text: small + r.Locale.Line(text)} }

// note is a note in small print.
func (r Renderer) note(n bot.Note) block {
	return r.small(noteSign + r.Locale.Text(noteText(n)))
}

// noteText is what a note says in the reader's language.
func noteText(n bot.Note) locale.Text {
	switch n {
	case bot.NoteUnsupported:
		return locale.NoteUnsupported
	case bot.NoteOverBudget:
		return locale.NoteOverBudget
	case bot.NoteUnanswered:
		return locale.NoteUnanswered
	case bot.NoteLanguage:
		return locale.NoteLanguage
	case bot.NotePartly:
		return locale.NotePartly
	case bot.NoteUndated:
		return locale.NoteUndated
	default:
		return locale.NoteUnavailable
	}
}

// question repeats what was asked: Discord does not show what was given to a command.
func (r Renderer) question(text string) block {
	return block{text: r.Locale.Line(bold(r.inline(text, maxQuestion))), head: true, tied: true}
}

// sentences is what an answer says, each sentence above the quotes it stands on, each quote
// once. A sentence that only introduces or repeats its quotes is left out: the line below
// each quote says who speaks and where in the reader's own language.
func (r Renderer) sentences(a bot.Answer) []block {
	citations := make(map[int]bot.Citation, len(a.Citations))
	for _, c := range a.Citations {
		citations[c.N] = c
	}
	var blocks []block
	shown := make(map[int]bool)
	for _, s := range a.Sentences {
		if !introduces(s) && !render.OnlyQuotes(s, citations) {
			text := known(" ", r.inline(s.Text, maxSentence), marks(s.Citations))
			blocks = append(blocks, block{text: r.Locale.Line(text), tied: !shown[first(s.Citations)]})
		}
		for _, n := range s.Citations {
			c, ok := citations[n]
			if !ok || shown[n] {
				continue
			}
			shown[n] = true
			if repeats := render.Repeated(c, s, citations); repeats != 0 {
				blocks = append(blocks, block{text: r.reprint(c, repeats)})
				continue
			}
			blocks = append(blocks, r.quoted(c).block())
		}
	}
	return blocks
}

// introduces reports whether a sentence says no more than who speaks in its quotes.
func introduces(s bot.Sentence) bool { return strings.HasSuffix(s.Text, ":") }

// first is the first of a sentence's citations, or 0.
func first(citations []int) int {
	if len(citations) == 0 {
		return 0
	}
	return citations[0]
}

// marks is "[1][3]".
func marks(citations []int) string {
	var b strings.Builder
	for _, n := range citations {
		b.WriteString("[" + strconv.Itoa(n) + "]")
	}
	return b.String()
}

// refusal says why there is no answer, and which articles come nearest. That the question is
// in another language than the articles is reason enough.
func (r Renderer) refusal(refusal *bot.Refusal, note bot.Note) []block {
	why := r.Locale.Text(refusalText(refusal.Kind))
	if note == bot.NoteLanguage {
		why = r.Locale.Text(locale.NoteLanguage)
	}
	if r.Locale.Code() == locale.English && refusal.Message != "" {
		why = r.inline(refusal.Message, maxQuestion) // says the same in more detail
	}
	blocks := []block{{text: r.Locale.Line("🔎 " + bold(r.Locale.Text(locale.NoAnswer)) + " · " + why)}}
	if len(refusal.Nearest) == 0 {
		return blocks
	}
	lines := []string{r.Locale.Line(bold(r.Locale.Text(locale.NearestArticles)))}
	for _, n := range refusal.Nearest {
		lines = append(lines, "- "+r.Locale.Line(r.article(n.Document, n.Title, n.Publisher, n.Published, n.URL)))
	}
	return append(blocks, block{text: strings.Join(lines, "\n")})
}

func refusalText(kind bot.RefusalKind) locale.Text {
	switch kind {
	case bot.OutOfScope:
		return locale.RefuseScope
	case bot.FalsePremise:
		return locale.RefusePremise
	case bot.OutsideDates:
		return locale.RefuseDates
	case bot.NotAllowed:
		return locale.RefuseNotAllowed
	case bot.EmptyCorpus:
		return locale.RefuseEmpty
	default:
		return locale.RefuseEvidence
	}
}

// article is one line for an article: title or else id, where and when it appeared, link.
func (r Renderer) article(id, title, publisher, published, address string) string {
	name := r.title(title)
	if name == "" {
		name = r.inline(id, maxTitle)
	}
	if name == "" {
		name = r.Locale.Text(locale.Untitled)
	}
	return known(" · ", name, r.origin(publisher, published), link(r.Locale.Text(locale.OpenArticle), address))
}

// The signs of the badges that say how well an answer is borne out.
const (
	singleSign   = "🟡 "
	severalSign  = "🟢 "
	disagreeSign = "⚖️ "
	risingSign   = "📈 "
	noteSign     = "ℹ️ "
)

// badges is the line that says how far an answer can be trusted and how fresh it is.
func (r Renderer) badges(a bot.Answer, page, of int) string {
	l := r.Locale
	var badges []string
	switch {
	case a.Refusal != nil:
	case a.Origins == 1:
		badges = append(badges, singleSign+l.Text(locale.SingleSource))
	case a.Origins > 1:
		badges = append(badges, severalSign+l.Count(locale.Independent, a.Origins))
	}
	if render.Contested(a.Disagreements) {
		badges = append(badges, disagreeSign+l.Text(locale.SourcesDisagree))
	}
	if a.AsOf != "" {
		badges = append(badges, l.Text(locale.NewestEvidence, r.day(a.AsOf)))
	}
	if a.CorpusUntil != "" {
		badges = append(badges, l.Text(locale.CorpusUntil, r.day(a.CorpusUntil)))
	}
	badges = append(badges, l.Text(locale.IndexGeneration, strconv.FormatInt(a.Generation, 10)))
	if a.Mode == bot.Generated {
		badges = append(badges, l.Text(locale.ModelWritten))
	}
	if a.Dropped > 0 {
		badges = append(badges, l.Count(locale.LeftOut, a.Dropped))
	}
	if of > 1 {
		badges = append(badges, l.Text(locale.PageOf, page, of))
	}
	return small + l.Line(strings.Join(badges, " · "))
}

// day is a date as the reader writes it; what is no date is outside text.
func (r Renderer) day(date string) string {
	if day := r.Locale.Day(date); day != date {
		return day
	}
	return Escape(shorten(render.Clean(date), maxName))
}
