package source

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds in characters of a title taken from a text.
const (
	maxHeadingTitle = 120 // a first line up to this long can be the headline
	maxTitle        = 100 // an opening sentence is cut at a word to this
)

// textTitle is what a text without a title is called in a list of sources: its headline, if
// the first line reads like one; else its opening sentence, cut to fit. The name of the file
// is the last resort: it seldom says what an article says.
func textTitle(text, name string) string {
	first, rest := firstLine(text)
	if first == "" {
		return nameTitle(name)
	}
	if next, _ := utf8.DecodeRuneInString(rest); unicode.IsLower(next) {
		// The lines are wrapped: the first is not all there is of the sentence.
		block, _, _ := strings.Cut(rest[:min(len(rest), 4*maxTitle)], "\n\n")
		return cutTitle(firstSentence(first + " " + oneLine(block)))
	}
	if hasText(rest) && utf8.RuneCountInString(first) <= maxHeadingTitle && !endsSentence(first) {
		return first
	}
	return cutTitle(firstSentence(first))
}

// firstLine is the first line that can be a headline, without Markdown's marks, and what
// follows it. Lines that only give a date or hold no words are passed over.
func firstLine(text string) (line, rest string) {
	for rest = text; rest != ""; {
		line, rest, _ = strings.Cut(rest, "\n")
		line = oneLine(strings.Trim(line, "#*_ "))
		if _, _, err := parseDate(line); err != nil && hasText(line) {
			return line, rest
		}
	}
	return "", ""
}

// endsSentence reports whether a line ends as running text does, not as a headline.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, `"'”’»)`)
	return strings.HasSuffix(line, ".") || strings.HasSuffix(line, ",") ||
		strings.HasSuffix(line, ";") || strings.HasSuffix(line, ":")
}

// firstSentence cuts a line after its first full stop that a capital follows and a short
// word (an initial, "Mr.", "U.S.") does not precede.
func firstSentence(line string) string {
	for i := range len(line) - 2 {
		if line[i] != '.' || line[i+1] != ' ' {
			continue
		}
		word := line[strings.LastIndexByte(line[:i], ' ')+1 : i]
		next, _ := utf8.DecodeRuneInString(line[i+2:])
		if utf8.RuneCountInString(word) > 4 && !strings.Contains(word, ".") && unicode.IsUpper(next) {
			return line[:i]
		}
	}
	return strings.TrimSuffix(line, ".")
}

// cutTitle cuts a line at the last word that fits.
func cutTitle(line string) string {
	const loose = " ,;:–—-"
	if utf8.RuneCountInString(line) <= maxTitle {
		return strings.TrimRight(line, loose)
	}
	cut := string([]rune(line)[:maxTitle])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, loose) + "…"
}

// nameTitle is a file's name made readable: "2024-kabul_attack.txt" is "2024 kabul attack".
func nameTitle(name string) string {
	base := path.Base(name)
	base = strings.TrimSuffix(base, path.Ext(base))
	return oneLine(strings.NewReplacer("_", " ", "-", " ").Replace(base))
}
