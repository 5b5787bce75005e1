package message

import (
	"strings"

	"sitrep/bot"
	"sitrep/bot/locale"
)

// Verdict is how a claim stands against the articles.
type Verdict int

// The verdicts.
const (
	NotFound Verdict = iota
	Said
	Denied
)

// Claim is one thing that a message says, and the quotes that bear it out, deny it, or come
// nearest.
type Claim struct {
	Text    string
	Verdict Verdict
	Quotes  []bot.Citation
}

// Check shows how each claim of a message stands against the articles.
func (r Renderer) Check(claims []Claim) []Page {
	if len(claims) == 0 {
		return []Page{r.Notice(locale.CheckNoClaims)}
	}
	blocks := []block{r.heading(r.Locale.Text(locale.CheckTitle))}
	for _, claim := range claims {
		blocks = append(blocks, r.claim(claim)...)
	}
	return r.plainPages(blocks)
}

func (r Renderer) claim(c Claim) []block {
	sign, verdict := "❔", locale.CheckNotFound
	switch c.Verdict {
	case Said:
		sign, verdict = "✅", locale.CheckSaid
	case Denied:
		sign, verdict = "❌", locale.CheckDenied
	}
	lines := []string{r.Locale.Line(sign + " " + bold(r.Locale.Text(verdict)) + " · " + r.inline(c.Text, maxQuestion))}
	if c.Verdict == NotFound && len(c.Quotes) > 0 {
		lines = append(lines, small+r.Locale.Line(r.Locale.Text(locale.CheckNearest)))
	}
	blocks := []block{{text: strings.Join(lines, "\n"), tied: len(c.Quotes) > 0}}
	for _, q := range c.Quotes {
		blocks = append(blocks, r.quoted(q).block())
	}
	return blocks
}
