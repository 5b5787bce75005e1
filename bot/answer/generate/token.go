package generate

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sitrep/corpus/group"
	"sitrep/retrieval/dates"
)

// kind is what a token is compared as.
type kind uint8

const (
	word kind = iota
	name      // written with a capital
	number
	date
	groupName
)

// token is a word, number, date or group's name of a sentence. Articles, "that", "also" and
// the helping verbs "have" and "do" are no tokens: they say nothing that could be altered.
type token struct {
	form       string // what it is compared by
	kind       kind
	start, end int  // in the text
	opens      bool // the first of the text: its capital means nothing
	broken     bool // a comma, dash, bracket or the like stands before it
	article    bool // "the", "a" or "an" stands before it
	that       bool // "that" stands behind it
}

// tokenise takes a sentence apart. published is the day that "Tuesday" is counted from.
func tokenise(text string, published time.Time, groups *group.Table) []token {
	marked := overlay(text, published, groups)
	shouted := strings.ToUpper(text) == text && len(text) > 12
	var list []token
	broken, article := false, false
	add := func(t token) {
		t.opens, t.broken, t.article = len(list) == 0, broken && len(list) > 0, article
		broken, article = false, false
		list = append(list, t)
	}
	for at := 0; at < len(text); {
		if len(marked) > 0 && at >= marked[0].start {
			add(marked[0])
			at = marked[0].end
			marked = marked[1:]
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if !wordRune(r) {
			switch {
			case r == '%':
				add(token{form: "percent", kind: number, start: at, end: at + size})
			case strings.ContainsRune("$€£", r):
				add(token{form: string(r), kind: number, start: at, end: at + size})
			case strings.ContainsRune(",;:–—()[]!?…", r), r == '.' && endsSentence(text[at+size:]), r == '-' && alone(text, at):
				broken = true
			}
			at += size
			continue
		}
		end := wordEnd(text, at)
		if len(marked) > 0 {
			end = min(end, marked[0].start)
		}
		raw := text[at:end]
		switch plain := strings.ToLower(raw); plain {
		case "the", "a", "an":
			article = true
		case "that":
			if len(list) > 0 {
				list[len(list)-1].that = true
			}
		case "also", "has", "have", "had", "do", "does", "did":
		default:
			for _, t := range wordTokens(raw, at, shouted) {
				add(t)
			}
		}
		at = max(end, at+1)
	}
	return joinNumbers(list)
}

// overlay finds the stretches that are one token: dates, and groups by any of their names.
func overlay(text string, published time.Time, groups *group.Table) []token {
	var marked []token
	for _, m := range dates.Find(text, published) {
		marked = append(marked, token{form: fmt.Sprintf("@%d-%d", m.Range.First, m.Range.Last), kind: date, start: m.Start, end: m.End})
	}
	if groups == nil {
		return marked
	}
	var all []token
	for _, m := range groups.Find(text) {
		if len(m.Groups) != 1 || len(m.Disputed) > 0 {
			continue
		}
		for len(marked) > 0 && marked[0].start < m.Span.Start {
			all, marked = append(all, marked[0]), marked[1:]
		}
		if len(all) > 0 && all[len(all)-1].end > m.Span.Start || len(marked) > 0 && marked[0].start < m.Span.End {
			continue
		}
		all = append(all, token{form: "=" + string(m.Groups[0]), kind: groupName, start: m.Span.Start, end: m.Span.End})
	}
	return append(all, marked...)
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// wordEnd is where the word at an offset ends: apostrophes between letters and separators
// between digits belong to it.
func wordEnd(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if wordRune(r) {
			at += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[at+size:])
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		joins := (r == '\'' || r == '’') && unicode.IsLetter(next) ||
			(r == ',' || r == '.') && unicode.IsDigit(before) && unicode.IsDigit(next)
		if !joins {
			return at
		}
		at += size
	}
	return at
}

func endsSentence(rest string) bool {
	rest, spaced := strings.CutPrefix(rest, " ")
	r, _ := utf8.DecodeRuneInString(rest)
	return spaced && unicode.IsUpper(r)
}

// alone reports whether a hyphen stands between spaces, as a dash.
func alone(text string, at int) bool {
	return at > 0 && text[at-1] == ' ' && at+1 < len(text) && text[at+1] == ' '
}

// wordTokens makes the tokens of a word: one, or two for a contracted "not".
func wordTokens(raw string, at int, shouted bool) []token {
	end := at + len(raw)
	first, _ := utf8.DecodeRuneInString(raw)
	if unicode.IsDigit(first) {
		return []token{{form: figureForm(raw), kind: number, start: at, end: end}}
	}
	plain := strings.ReplaceAll(strings.ToLower(raw), "’", "'")
	if stem, contracted := strings.CutSuffix(plain, "n't"); contracted {
		rest := []token{{form: "not", start: at, end: end}}
		switch stem {
		case "do", "does", "did", "has", "have", "had":
			return rest
		case "wo":
			stem = "will"
		case "ca":
			stem = "can"
		}
		return append([]token{{form: formOf(stem), start: at, end: at + len(stem)}}, rest...)
	}
	plain = strings.TrimSuffix(plain, "'s")
	t := token{form: formOf(plain), start: at, end: end}
	if unicode.IsUpper(first) && !shouted {
		t.kind = name
		if strings.ToUpper(raw) == raw && len(raw) <= 3 && len(raw) > 1 {
			t.form = raw // IS and US are no "is" and "us"
		}
	}
	return []token{t}
}

// formOf brings words that are spelled or inflected in several ways into one form.
func formOf(plain string) string {
	switch plain {
	case "is", "are", "was", "were", "been", "being", "be":
		return "be"
	case "cannot":
		return "not"
	case "kilometre", "kilometres", "kilometer", "kilometers", "km", "kms":
		return "km"
	case "kilogram", "kilograms", "kilogramme", "kilogrammes", "kg":
		return "kg"
	case "metre", "metres", "meter", "meters":
		return "metre"
	}
	return plain
}
