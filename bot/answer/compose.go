package answer

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sitrep/bot"
)

// compose writes the words around the quotes: for each run of quotes from one speaker in
// one article a line that says who speaks and where, and cites them. What a line names has
// to occur in what it cites; one that fails this is replaced by the bare title.
func compose(answer *bot.Answer) {
	for i := 0; i < len(answer.Citations); {
		c := answer.Citations[i]
		sentence := bot.Sentence{Text: frame(c), Citations: []int{c.N}}
		for i++; i < len(answer.Citations) && sameVoice(answer.Citations[i], c); i++ {
			sentence.Citations = append(sentence.Citations, answer.Citations[i].N)
		}
		if len(unsupported(sentence, answer.Citations)) > 0 {
			sentence.Text = source(c) + ":"
			answer.Dropped++
		}
		answer.Sentences = append(answer.Sentences, sentence)
	}
}

func sameVoice(a, b bot.Citation) bool { return a.Document == b.Document && a.Speaker == b.Speaker }

// frame says who speaks in a quote and where it stands. An article without a publisher goes
// unnamed beside a speaker: a title would not read as a source.
func frame(c bot.Citation) string {
	where := source(c)
	if when, err := time.Parse(time.DateOnly, c.Published); err == nil {
		where += ", " + when.Format(longDay)
	}
	switch {
	case c.Speaker == "" || strings.EqualFold(c.Speaker, c.Publisher):
		return where + ":"
	case c.Publisher == "":
		return upperFirst(c.Speaker) + ":"
	}
	return upperFirst(c.Speaker) + ", according to " + where + ":"
}

// longestTitle is how many bytes of a title stand for an article without a publisher.
const longestTitle = 90

// source names a citation's article: by its publisher, or else by its title or id.
func source(c bot.Citation) string {
	if publisher := strings.Join(strings.Fields(c.Publisher), " "); publisher != "" {
		return publisher
	}
	title := strings.Join(strings.Fields(c.Title), " ")
	if title == "" {
		return c.Document
	}
	if len(title) > longestTitle {
		title = title[:strings.LastIndex(title[:longestTitle], " ")+1] + "…"
	}
	return title
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
