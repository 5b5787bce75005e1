package message

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// This is Discord's markdown as its client renders it: the rules of the simple-markdown
// library with Discord's own for mentions, emoji, timestamps, spoilers, headings and small
// print. Where clients differ it takes the reading that acts on more.

// shownBlock is one line, or the lines of one block quote, as a reader sees them.
type shownBlock struct {
	quote bool
	small bool
	text  string   // without the marks of formatting
	acts  []string // what Discord does with parts of it: "bold WORDS", "link ADDRESS", "mention"
}

var (
	quoteLine   = regexp.MustCompile(`^ *> ?`)
	headingLine = regexp.MustCompile(`^ *#{1,3}[ \x{200f}]`)
	smallLine   = regexp.MustCompile(`^ *-# `)
	listLine    = regexp.MustCompile(`^ *(?:[*+-]|\d+[.)]) `)
)

// shown renders a message.
func shown(content string) []shownBlock {
	var blocks []shownBlock
	lines := strings.Split(content, "\n")
	for i := 0; i < len(lines); i++ {
		if strings.HasPrefix(strings.TrimLeft(lines[i], " "), ">>> ") {
			blocks = append(blocks, shownBlock{quote: true, text: strings.Join(lines[i:], "\n"), acts: []string{"quote to the end"}})
			break
		}
		if !isQuoteLine(lines[i]) {
			b := shownBlock{small: smallLine.MatchString(lines[i])}
			b.text, b.acts = shownLine(lines[i])
			blocks = append(blocks, b)
			continue
		}
		b := shownBlock{quote: true}
		var inside []string
		for ; i < len(lines) && isQuoteLine(lines[i]); i++ {
			inside = append(inside, quoteLine.ReplaceAllString(lines[i], ""))
		}
		i--
		for _, line := range inside {
			for name, rule := range map[string]*regexp.Regexp{"heading": headingLine, "small": smallLine, "list": listLine, "quote": quoteLine} {
				if rule.MatchString(line) && (name != "quote" || isQuoteLine(line)) {
					b.acts = append(b.acts, name)
				}
			}
		}
		text, acts := shownInline(strings.Join(inside, "\n"))
		b.text, b.acts = text, append(b.acts, acts...)
		blocks = append(blocks, b)
	}
	return blocks
}

func isQuoteLine(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " "), "> ") }

func shownLine(line string) (string, []string) {
	var acts []string
	for _, rule := range []struct {
		name string
		line *regexp.Regexp
	}{{"small", smallLine}, {"heading", headingLine}, {"list", listLine}} {
		if found := rule.line.FindString(line); found != "" {
			line, acts = line[len(found):], append(acts, rule.name)
			break
		}
	}
	text, more := shownInline(line)
	return text, append(acts, more...)
}

var inlineRules = []struct {
	name string
	find *regexp.Regexp // its first group is what is shown, or all of it if it has none
}{
	{"code", regexp.MustCompile("^```(?s:.+?)```")},
	{"code", regexp.MustCompile("^``(?s:.+?)``")},
	{"code", regexp.MustCompile("^`([^`]+)`")},
	{"link", regexp.MustCompile(`^<(https?://[^ >]+)>`)},
	{"link", regexp.MustCompile(`^((?:https?|steam|discord)://[^\s<]+)`)},
	{"link", regexp.MustCompile(`^<((?:mailto:|tel:|sms:)?[^\s<>@]+@[^\s<>]+)>`)},
	{"invitation", regexp.MustCompile(`(?i)^(?:discord\.gg|discord(?:app)?\.com)/\S+`)},
	{"mention", regexp.MustCompile(`^<@[!&]?\d+>`)},
	{"mention", regexp.MustCompile(`^@(?:everyone|here)`)},
	{"channel", regexp.MustCompile(`^<#\d+>`)},
	{"command", regexp.MustCompile(`^</[^>]+:\d+>`)},
	{"place", regexp.MustCompile(`^<id:\w+>`)},
	{"emoji", regexp.MustCompile(`^<a?:\w+:\d+>`)},
	{"emoji", regexp.MustCompile(`^:[^\s:]+:`)},
	{"time", regexp.MustCompile(`^<t:-?\d+(?::[tTdDfFR])?>`)},
	{"spoiler", regexp.MustCompile(`^\|\|((?s:.+?))\|\|`)},
	{"strike", regexp.MustCompile(`^~~((?s:.+?))~~`)},
	{"bold", regexp.MustCompile(`^\*\*((?s:(?:\\.|[^\\])+?))\*\*`)},
	{"underline", regexp.MustCompile(`^__((?s:(?:\\.|[^\\])+?))__`)},
	{"italic", regexp.MustCompile(`^\*((?s:(?:\\.|[^\\\s*])(?:\\.|[^\\*])*?))\*`)},
	{"italic", regexp.MustCompile(`^_((?s:(?:\\.|[^\\_])+?))_`)},
}

// maskedLink is "[label](<address>)"; Discord lets the label hold brackets in pairs.
var maskedLink = regexp.MustCompile(`^\[((?:\[[^\]]*\]|[^\[\]])*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)`)

var escaped = regexp.MustCompile(`^\\([^0-9A-Za-z\s])`)

// shownInline renders text within a block.
func shownInline(source string) (string, []string) {
	var text strings.Builder
	var acts []string
next:
	for source != "" {
		if m := escaped.FindStringSubmatch(source); m != nil {
			text.WriteString(m[1])
			source = source[len(m[0]):]
			continue
		}
		if m := maskedLink.FindStringSubmatch(source); m != nil {
			label, inner := shownInline(m[1])
			text.WriteString(label)
			acts = append(append(acts, "link "+m[2]), inner...)
			source = source[len(m[0]):]
			continue
		}
		for _, rule := range inlineRules {
			m := rule.find.FindStringSubmatch(source)
			if m == nil {
				continue
			}
			switch {
			case len(m) > 1 && rule.name != "code" && rule.name != "link":
				inner, more := shownInline(m[1])
				text.WriteString(inner)
				acts = append(append(acts, rule.name+" "+inner), more...)
			case len(m) > 1:
				text.WriteString(m[1])
				acts = append(acts, rule.name)
			default:
				text.WriteString(m[0])
				acts = append(acts, rule.name)
			}
			source = source[len(m[0]):]
			continue next
		}
		_, size := utf8.DecodeRuneInString(source)
		text.WriteString(source[:size])
		source = source[size:]
	}
	return text.String(), acts
}

// shownQuotes is the words of each quote in pages, by its mark, the parts of one joined; and
// what Discord acts on in them.
func shownQuotes(pages []Page) (quotes map[string]string, acts []string) {
	quotes = make(map[string]string)
	for _, p := range pages {
		blocks := shown(p.Content)
		for i, b := range blocks {
			if !b.quote {
				continue
			}
			mark := "without a mark"
			if i+1 < len(blocks) && blocks[i+1].small {
				line := strings.TrimPrefix(blocks[i+1].text, "\u200f")
				mark, _, _ = strings.Cut(line, " ")
			}
			quotes[mark] += b.text
			acts = append(acts, b.acts...)
		}
	}
	slices.Sort(acts)
	return quotes, acts
}
