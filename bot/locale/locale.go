// Package locale holds the fixed texts of the bot in every language it speaks: English,
// German, French, Spanish and Arabic. Each language has a file of its own.
//
// What articles say is never translated; this is the frame around it.
//
//	languages := locale.New()                          // once, at the start
//	l := languages.For(interactionLocale, guildLocale) // the first that is spoken, else English
//	l.Text(locale.NewestEvidence, l.Day("2025-02-11")) // "newest evidence 11 Feb 2025"
//	l.Count(locale.Searching, 1240)                    // "Searching 1,240 articles…"
//	languages.Names("corpus add url")                  // {"de": "adresse", ...}: name_localizations
//	languages.Descriptions("corpus add")               // description_localizations
//	l.Command("ask").Description                       // the base texts are those of For("en")
package locale

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// English is the code of the language that is spoken where no other is asked for.
const English = "en"

// Unicode's marks for text of two directions (https://www.unicode.org/reports/tr9/).
const (
	firstStrongIsolate = "\u2068" // what follows has its own direction, that of its first letter
	popIsolate         = "\u2069" // until here
	rightToLeftMark    = "\u200F" // an unseen letter that makes its line run from the right
)

// Languages is every language the bot speaks. It is immutable and safe for concurrent use.
type Languages struct {
	all []*catalogue // English first
}

// New loads all languages.
func New() *Languages {
	ls := &Languages{all: []*catalogue{english(), german(), french(), spanish(), arabic()}}
	for _, c := range ls.all {
		c.nameCommands()
	}
	return ls
}

// For is the language of the first code that is spoken, and English if none is. A code is
// Discord's ("es-419", "en-US") or any other BCP 47 tag; its region does not matter.
func (ls *Languages) For(codes ...string) Locale {
	for _, code := range codes {
		base, _, _ := strings.Cut(strings.ReplaceAll(code, "_", "-"), "-")
		for _, c := range ls.all {
			if strings.EqualFold(base, c.code) {
				return newLocale(c)
			}
		}
	}
	return newLocale(ls.all[0])
}

// All is every language, English first.
func (ls *Languages) All() []Locale {
	var all []Locale
	for _, c := range ls.all {
		all = append(all, newLocale(c))
	}
	return all
}

// Locale is one language. It is immutable and safe for concurrent use.
type Locale struct {
	*catalogue

	printer *message.Printer
}

func newLocale(c *catalogue) Locale { return Locale{c, message.NewPrinter(c.tag)} }

// catalogue is what one language consists of.
type catalogue struct {
	code     string       // BCP 47, without region
	name     string       // the language's name for itself
	tag      language.Tag // for plural forms and numbers
	discord  []string     // the locales of Discord that it serves
	rtl      bool
	months   [12]string
	day      string // a date, by [1] day, [2] month's name and [3] year
	clock    string // layout of a time of day as package time writes it
	texts    map[Text]string
	counted  map[Text]forms
	commands map[string]Command
}

// forms is a text in the plural forms of Unicode's CLDR; a form that a language does not
// tell apart is empty and "other" stands for it.
type forms struct{ zero, one, two, few, many, other string }

// nameCommands puts the names that commands have in the language where texts speak of them
// as "{/corpus add}".
func (c *catalogue) nameCommands() {
	for path := range c.commands {
		spoken := "{/" + path + "}"
		for t, text := range c.texts {
			if strings.Contains(text, spoken) {
				c.texts[t] = strings.ReplaceAll(text, spoken, c.typed(path))
			}
		}
	}
}

// typed is a command as it is typed: a slash and the names of all parts of its path.
func (c *catalogue) typed(path string) string {
	words := strings.Fields(path)
	names := make([]string, len(words))
	for i := range words {
		names[i] = c.commands[strings.Join(words[:i+1], " ")].Name
	}
	return "/" + strings.Join(names, " ")
}

// Typed is a command as it is typed in this language: "/corpus add". The path is one of
// [Languages.Commands].
func (l Locale) Typed(path string) string { return l.Isolate(l.typed(path)) }

// Code is the language as BCP 47 without region, "de".
func (l Locale) Code() string { return l.code }

// Name is what the language calls itself, "Deutsch".
func (l Locale) Name() string { return l.name }

// RightToLeft reports whether the language is written from right to left.
func (l Locale) RightToLeft() bool { return l.rtl }

// Text is a fixed text with its arguments filled in. Numbers are written in the way of the
// language; strings are inserted as they are, in a language that runs from right to left
// isolated from the words around them.
func (l Locale) Text(t Text, args ...any) string { return l.fill(l.texts[t], args) }

// Count is a text in the plural form that n asks for. The argument [1] of the text is n, and
// those given follow.
func (l Locale) Count(t Text, n int, args ...any) string {
	f := l.counted[t]
	text := f.other
	for _, form := range []struct {
		form plural.Form
		text string
	}{{plural.Zero, f.zero}, {plural.One, f.one}, {plural.Two, f.two}, {plural.Few, f.few}, {plural.Many, f.many}} {
		if form.text != "" && plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0) == form.form {
			text = form.text
		}
	}
	return l.fill(text, append([]any{n}, args...))
}

func (l Locale) fill(text string, args []any) string {
	if !strings.Contains(text, "%") {
		return text
	}
	filled := slices.Clone(args)
	for i, arg := range filled {
		if s, ok := arg.(string); ok {
			filled[i] = l.Isolate(s)
		}
	}
	return l.printer.Sprintf(text, filled...)
}

// Number writes a whole number with the language's separators, "1,240".
func (l Locale) Number(n int) string { return l.printer.Sprintf("%d", n) }

// Date is the day of t in UTC, "11 Feb 2025"; empty if t is zero.
func (l Locale) Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	return fmt.Sprintf(l.day, t.Day(), l.months[t.Month()-1], t.Year())
}

// Moment is the day and the time of day of t in UTC; empty if t is zero.
func (l Locale) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return l.Date(t) + ", " + t.UTC().Format(l.clock) + " UTC"
}

// Day writes a date of the form 2025-02-11 in the way of the language and leaves anything
// else as it is.
func (l Locale) Day(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return l.Date(t)
}

// Isolate keeps inserted words of unknown direction from reordering the words around them,
// by Unicode's isolates. In languages that run from left to right it returns s itself.
func (l Locale) Isolate(s string) string {
	if !l.rtl || s == "" {
		return s
	}
	return firstStrongIsolate + s + popIsolate
}

// Line makes a line of the frame run in the direction of the language, also if it begins
// with a foreign word or a number.
func (l Locale) Line(s string) string {
	if !l.rtl || s == "" {
		return s
	}
	return rightToLeftMark + s
}

// Command is the texts of a command, a subcommand, an option or a choice.
type Command struct {
	Name        string
	Description string // empty for choices and for commands of the context menu
}

// Commands is the paths of everything that has command texts, sorted: "ask", "ask question",
// "corpus add", "corpus add url", "settings language language de".
func (ls *Languages) Commands() []string {
	return slices.Sorted(maps.Keys(ls.all[0].commands))
}

// Command is the texts of what stands at a path; see [Languages.Commands].
func (l Locale) Command(path string) Command { return l.commands[path] }

// Names is the name of a command, an option or a choice by Discord's locale, the base
// language English left out.
func (ls *Languages) Names(path string) map[string]string {
	return ls.localised(func(c *catalogue) string { return c.commands[path].Name })
}

// Descriptions is the description of a command or option by Discord's locale, the base
// language English left out.
func (ls *Languages) Descriptions(path string) map[string]string {
	return ls.localised(func(c *catalogue) string { return c.commands[path].Description })
}

func (ls *Languages) localised(text func(*catalogue) string) map[string]string {
	texts := make(map[string]string)
	for _, c := range ls.all[1:] {
		for _, code := range c.discord {
			if s := text(c); s != "" {
				texts[code] = s
			}
		}
	}
	return texts
}
