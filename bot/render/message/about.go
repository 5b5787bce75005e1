package message

import (
	"strconv"
	"strings"
	"time"

	"sitrep/bot/locale"
)

// Figures is what /about tells about the index.
type Figures struct {
	Generation                             int64
	Built                                  time.Time
	Articles, Passages, Publishers, Groups int
	Newest                                 string   // date of the newest article that may be seen, or empty
	Model                                  string   // host of the language model that words answers, or empty
	Search                                 []string // hosts that questions and articles are sent to for searching
}

// About says what the bot is, what it has to go by, how to read its badges, what it keeps,
// and how to read its grades.
func (r Renderer) About(f Figures) []Page {
	l := r.Locale
	privacy := []locale.Text{locale.PrivacyReads, locale.PrivacyKeeps}
	blocks := []block{
		r.heading(l.Text(locale.AboutTitle)),
		{text: l.Line(l.Text(locale.AboutWhat))},
		{text: r.figures(f)},
		{text: r.badgeGuide()},
	}
	lines := []string{r.section(l.Text(locale.PrivacyTitle))}
	for _, t := range privacy {
		lines = append(lines, r.item(l.Text(t)))
	}
	for _, host := range f.Search {
		lines = append(lines, r.item(l.Text(locale.PrivacySearch, r.escaped([]any{host})...)))
	}
	switch {
	case f.Model != "":
		lines = append(lines, r.item(l.Text(locale.PrivacyModel, r.escaped([]any{f.Model})...)))
	case len(f.Search) == 0:
		lines = append(lines, r.item(l.Text(locale.PrivacyLocal)))
	}
	return r.plainPages(append(blocks, block{text: strings.Join(lines, "\n")}, block{text: r.admiralty()}))
}

func (r Renderer) figures(f Figures) string {
	l := r.Locale
	lines := []string{r.section(l.Text(locale.AboutFigures))}
	if f.Generation == 0 {
		return strings.Join(append(lines, r.item(l.Text(locale.StatusEmpty))), "\n")
	}
	lines = append(lines,
		r.item(known(" · ", l.Count(locale.Articles, f.Articles), l.Count(locale.Passages, f.Passages),
			l.Count(locale.Publishers, f.Publishers), l.Count(locale.KnownGroups, f.Groups))),
		r.item(l.Text(locale.StatusIndex, strconv.FormatInt(f.Generation, 10), l.Moment(f.Built))))
	if f.Newest != "" {
		lines = append(lines, r.item(l.Text(locale.StatusNewest, r.day(f.Newest))))
	}
	return strings.Join(lines, "\n")
}

// badgeGuide explains each badge beside the badge itself.
func (r Renderer) badgeGuide() string {
	l := r.Locale
	lines := []string{r.section(l.Text(locale.AboutBadges))}
	for _, badge := range []struct {
		shown   string
		meaning locale.Text
	}{
		{singleSign + l.Text(locale.SingleSource), locale.BadgeSingle},
		{severalSign + l.Count(locale.Independent, 3), locale.BadgeIndependent},
		{disagreeSign + l.Text(locale.SourcesDisagree), locale.BadgeDisagree},
		{l.Text(locale.NewestEvidence, "…"), locale.BadgeNewest},
		{l.Text(locale.IndexGeneration, "…"), locale.BadgeIndex},
	} {
		lines = append(lines, r.item(bold(badge.shown)+" · "+l.Text(badge.meaning)))
	}
	return strings.Join(lines, "\n")
}

// admiralty explains the letters and figures of the Admiralty system (NATO AJP-2.1).
func (r Renderer) admiralty() string {
	l := r.Locale
	lines := []string{r.section(l.Text(locale.AdmiraltyTitle)), l.Line(l.Text(locale.AdmiraltyIntro))}
	for _, grade := range []struct {
		letter  string
		meaning locale.Text
	}{
		{"A", locale.AdmiraltyA},
		{"B", locale.AdmiraltyB},
		{"C", locale.AdmiraltyC},
		{"D", locale.AdmiraltyD},
		{"E", locale.AdmiraltyE},
		{"F", locale.AdmiraltyF},
	} {
		lines = append(lines, r.item(bold(grade.letter)+" · "+l.Text(grade.meaning)))
	}
	lines = append(lines, l.Line(l.Text(locale.AdmiraltyFigure)))
	for i, meaning := range []locale.Text{
		locale.Admiralty1, locale.Admiralty2, locale.Admiralty3, locale.Admiralty4, locale.Admiralty5, locale.Admiralty6,
	} {
		lines = append(lines, r.item(bold(strconv.Itoa(i+1))+" · "+l.Text(meaning)))
	}
	return strings.Join(lines, "\n")
}
