package casing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sitrep/retrieval/lexical"
)

// usage is how words are written in running text.
type usage struct {
	total, large int
	forms        map[string]int // those written large, with how often
}

// name is the commonest form of a name; false means that the words are none.
func (u usage) name() (form string, ok bool) {
	if u.large == 0 || float64(u.large) < sure*float64(u.total) {
		return "", false
	}
	for candidate, n := range u.forms {
		if n > u.forms[form] || n == u.forms[form] && candidate < form {
			form = candidate
		}
	}
	return form, true
}

// usageOf counts how often a phrase stands within a sentence of texts, whatever its case, and
// how often its first and last word are written large there. Beginnings of sentences, headings
// and lines in capitals are passed over: a capital tells nothing there. A common word that is
// large beside another large word is a part of a longer name, "List" in "Watch List", and is no
// name for that.
func usageOf(phrase string, texts []string, common bool) usage {
	u := usage{forms: map[string]int{}}
	last := phrase[strings.LastIndexAny(phrase, " ")+1:]
	for _, text := range texts {
		for at := range occurrences(text, phrase) {
			if !withinSentence(text[:at]) || !running(lineAt(text, at)) {
				continue
			}
			form := text[at : at+len(phrase)]
			u.total++
			if common && inName(text, at, at+len(phrase)) {
				continue
			}
			if Capitalised(form) && Capitalised(form[len(form)-len(last):]) {
				u.large++
				u.forms[form]++
			}
		}
	}
	return u
}

// inName reports whether the word before or behind text[start:end] has a capital.
func inName(text string, start, end int) bool {
	before := strings.TrimRight(text[:start], " ")
	before = before[strings.LastIndexAny(before, " \n")+1:]
	behind, spaced := strings.CutPrefix(text[end:], " ")
	return start > 0 && text[start-1] == ' ' && Capitalised(before) && wordRune(lastRune(before)) ||
		spaced && Capitalised(behind)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// Capitalised reports whether a word is written as a name is: with a capital, behind an
// article that is joined to it or not ("al-Qaida").
func Capitalised(s string) bool {
	if article, name, joined := strings.Cut(s, "-"); joined && joinedArticle(article) {
		s = name
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// joinedArticle reports whether letters spell the Arabic article, which stays small in names.
func joinedArticle(letters string) bool {
	switch letters {
	case "al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az":
		return true
	}
	return false
}

// small reports whether texts have another form of a word in small letters: "burnt" for "burns".
func small(stems, texts []string) bool {
	if len(stems) != 1 {
		return false
	}
	for _, text := range texts {
		if lexical.Shouted(text) {
			continue
		}
		for _, t := range lexical.Analyse(text) {
			if t.Stem == stems[0] && !Capitalised(text[t.Start:t.End]) {
				return true
			}
		}
	}
	return false
}

// occurrences yields the places where a phrase stands in a text as whole words, whatever its
// case.
func occurrences(text, phrase string) func(yield func(at int) bool) {
	return func(yield func(at int) bool) {
		before := ' '
		for at, r := range text {
			if !wordRune(before) && len(text)-at >= len(phrase) && strings.EqualFold(text[at:at+len(phrase)], phrase) {
				after, _ := utf8.DecodeRuneInString(text[at+len(phrase):])
				if !wordRune(after) && !yield(at) {
					return
				}
			}
			before = r
		}
	}
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// withinSentence reports whether what stands before a word is the beginning of its sentence.
func withinSentence(before string) bool {
	r := lastRune(strings.TrimRight(before, " "))
	return wordRune(r) || r == ',' || r == '-' || r == ')'
}

func lineAt(text string, at int) string {
	start := strings.LastIndexByte(text[:at], '\n') + 1
	if length := strings.IndexByte(text[at:], '\n'); length >= 0 {
		return text[start : at+length]
	}
	return text[start:]
}

// running reports whether a line has words in small letters as sentences do and headings do
// not: a few longer than those that stay small in headings.
func running(line string) bool {
	const least, letters = 3, 4
	small := 0
	for word := range strings.FieldsSeq(line) {
		if 'a' <= word[0] && word[0] <= 'z' && len(word) >= letters {
			if small++; small == least {
				return true
			}
		}
	}
	return false
}
