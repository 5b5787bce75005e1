package language

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// read is how many bytes of a text are looked at.
const read = 2048

// Detect judges the language of a text: English unless another shows clearly. It takes
// two function words of the other language, and more than three times as many as are
// English: questions in English hold names in other languages.
func Detect(text string) Language {
	if len(text) > read {
		text = strings.ToValidUTF8(text[:read], "")
	}
	text = strings.ToLower(norm.NFC.String(text))
	if l, ok := byScript(text); ok {
		return l
	}
	return byFunctionWords(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }))
}

// byScript tells languages apart that have a script, or letters, of their own.
func byScript(text string) (Language, bool) {
	letters, latin := 0, 0
	scripts := map[Language]int{}
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case r < 0x250 || unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Cyrillic, r):
			scripts[Russian]++
		case unicode.Is(unicode.Arabic, r):
			scripts[Arabic]++
		case unicode.Is(unicode.Hebrew, r):
			scripts[Hebrew]++
		case unicode.Is(unicode.Greek, r):
			scripts[Greek]++
		case unicode.Is(unicode.Devanagari, r):
			scripts[Hindi]++
		case unicode.Is(unicode.Bengali, r):
			scripts[Bengali]++
		case unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r):
			scripts[Japanese]++
		case unicode.Is(unicode.Hangul, r):
			scripts[Korean]++
		case unicode.Is(unicode.Han, r):
			scripts[Chinese]++
		}
	}
	if latin*2 >= letters {
		return "", false
	}
	if scripts[Japanese] > 0 { // which is written with many Chinese signs
		return Japanese, true
	}
	for _, l := range []Language{Russian, Arabic, Hebrew, Greek, Hindi, Bengali, Korean, Chinese} {
		if scripts[l]*2 > letters {
			return neighbour(l, text), true
		}
	}
	return "", false
}

// neighbour tells languages of one script apart by letters that only one of them has.
func neighbour(l Language, text string) Language {
	switch {
	case l == Russian && strings.ContainsAny(text, "іїєґ"):
		return Ukrainian
	case l == Arabic && strings.ContainsAny(text, "ٹڈڑںےھ"):
		return Urdu
	case l == Arabic && strings.ContainsAny(text, "پچژگی"):
		return Persian
	}
	return l
}

// shortText is the number of words up to which each function word counts once: a question
// may repeat a word of a name.
const shortText = 20

// byFunctionWords picks the language whose function words are the most. Words that a language
// shares with English speak for neither, and single letters, which stand in abbreviations,
// for none.
func byFunctionWords(words []string) Language {
	if len(words) <= shortText {
		slices.Sort(words)
		words = slices.Compact(words)
	}
	least, needed := 2, 8 // function words, and one word of so many has to be one
	if len(words) > shortText {
		least, needed = 4, 5 // lists of foreign names are no text
	}
	best, most := English, 0
	for _, l := range []Language{German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Turkish} {
		own, english := 0, 0
		for _, word := range words {
			switch theirs, ours := l.IsFunctionWord(word), English.IsFunctionWord(word); {
			case theirs && !ours && len(word) > 1:
				own++
			case ours && !theirs:
				english++
			}
		}
		if own > most && own >= least && own > 3*english && own*needed >= len(words) {
			best, most = l, own
		}
	}
	return best
}
