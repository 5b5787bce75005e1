package lexical

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"sitrep/retrieval/language"
)

// Token is one word of a text in the form it is indexed under.
type Token struct {
	Stem       string // lower case, without accents and apostrophes, stemmed by Porter2
	Start, End int    // the word is text[Start:End], in bytes
	Stop       bool   // a function word ("the", "which"), which is not indexed
	// Joined marks the closed form of a hyphenated word, which stands directly before its
	// parts: "IS-KP" gives "iskp" (joined), "is" and "kp".
	Joined bool
}

// Analyse cuts text into words by the rules of Unicode (UAX 29) and brings each into the
// form it is indexed under: "Jama’at" is "jamaat", "U.S." is "us", "1,200" is "1200",
// "3rd" is "3". Tokens are ordered by Start. Safe for concurrent use.
func Analyse(text string) []Token {
	var a analyser
	return a.analyse(nil, text)
}

// analyser holds what one run over a text needs. With a non-nil stems map it remembers
// the stem of every word it has met, which makes it unfit for concurrent use.
type analyser struct {
	language language.Language // empty means English

	stems map[string]string
	stem  stemmer
	words *words.Iterator[string] // nil until it is needed
	lower []byte
}

// analyse appends the tokens of text to tokens.
func (a *analyser) analyse(tokens []Token, text string) []Token {
	if cap(tokens) == 0 {
		tokens = make([]Token, 0, len(text)/6+4)
	}
	shouted := Shouted(text)
	chain := len(tokens) // where the words joined to the latest one by hyphens begin
	for at := 0; at < len(text); {
		start, end := a.nextWord(text, at)
		if start == end {
			break
		}
		at = end
		if len(tokens) > chain && !isHyphen(text[tokens[len(tokens)-1].End:start]) {
			tokens = a.join(tokens, chain, text)
			chain = len(tokens)
		}
		before := len(tokens)
		tokens = a.appendWord(tokens, text, start, end, shouted)
		if len(tokens) > before+1 {
			chain = len(tokens) // a word that was divided joins nothing
		}
	}
	return a.join(tokens, chain, text)
}

// nextWord finds the first word at or after at. start == end means that there is none.
func (a *analyser) nextWord(text string, at int) (start, end int) {
	for at < len(text) {
		switch class := classOf(text[at]); class {
		case wordByte:
			end := at + 1
			for end < len(text) && classOf(text[end]) == wordByte {
				end++
			}
			if end == len(text) || classOf(text[end]) == spaceByte {
				return at, end
			}
		case spaceByte:
			at++
			continue
		}
		// Where something that may belong to the word follows, Unicode decides.
		if a.words == nil {
			a.words = words.FromString("")
		}
		a.words.SetText(text[at:])
		a.words.Next()
		end := at + a.words.End()
		if hasWordRune(text[at:end]) {
			return at, end
		}
		at = end
	}
	return at, at
}

// appendWord appends the tokens of one Unicode word. A number and an abbreviation with
// full stops are one token; elsewhere a full stop inside a word is a missing space
// ("ended.The") or stands in an address, and divides it.
func (a *analyser) appendWord(tokens []Token, text string, start, end int, shouted bool) []Token {
	word := text[start:end]
	if isNumber(word) || isInitials(word) || strings.IndexFunc(word, dividesWord) < 0 {
		return a.appendPart(tokens, text, start, end, shouted)
	}
	for part := range strings.FieldsFuncSeq(word, dividesWord) {
		offset := start + strings.Index(text[start:end], part)
		tokens = a.appendPart(tokens, text, offset, offset+len(part), shouted)
		start = offset + len(part)
	}
	return tokens
}

func (a *analyser) appendPart(tokens []Token, text string, start, end int, shouted bool) []Token {
	word := text[start:end]
	a.lower = appendPlain(a.lower[:0], word)
	if len(a.lower) == 0 {
		return tokens
	}
	if a.isForeign() {
		return append(tokens, a.foreignToken(word, start, end))
	}
	acronym := isInitials(word) || !shouted && isAcronym(word)
	token := Token{Start: start, End: end}
	token.Stop = !acronym && isStop(a.lower)
	if acronym && len(a.lower) <= maxWholeAcronym {
		token.Stem = string(a.lower)
	} else {
		token.Stem = a.stemOf(a.lower)
	}
	return append(tokens, token)
}

// maxWholeAcronym is the length in bytes up to which a word in capitals is not stemmed:
// ISIS must not fall together with ISI, nor AQIS with AQI.
const maxWholeAcronym = 4

// maxJoined is how many parts a hyphenated word has at most; a longer one is a slug or a
// rule, and its closed form is nothing anybody asks for.
const maxJoined = 4

// join puts the closed form of the hyphenated word tokens[chain:] before its parts.
func (a *analyser) join(tokens []Token, chain int, text string) []Token {
	parts := tokens[chain:]
	if len(parts) < 2 || len(parts) > maxJoined {
		return tokens
	}
	a.lower = a.lower[:0]
	for _, part := range parts {
		a.lower = appendPlain(a.lower, text[part.Start:part.End])
	}
	if isDigits(a.lower) && !isISODate(text[parts[0].Start:parts[len(parts)-1].End]) {
		return tokens // a range or a score
	}
	closed := Token{
		Stem: a.stemOf(a.lower), Start: parts[0].Start, End: parts[len(parts)-1].End, Joined: true,
	}
	tokens = append(tokens, Token{})
	copy(tokens[chain+1:], tokens[chain:])
	tokens[chain] = closed
	return tokens
}

func (a *analyser) stemOf(word []byte) string {
	if stem, known := a.stems[string(word)]; known {
		return stem
	}
	stem := a.stem.of(string(word))
	if a.stems != nil {
		a.stems[string(word)] = stem
	}
	return stem
}

// Shouted reports whether capitals are the normal case of text, as in old wire copy and
// headlines, so that they mark nothing. An acronym by itself is not shouting.
func Shouted(text string) bool {
	const least = 8 // letters
	balance := 0
	for i := range len(text) {
		switch c := text[i]; {
		case 'A' <= c && c <= 'Z':
			balance++
		case 'a' <= c && c <= 'z':
			balance--
		}
	}
	return balance >= least
}

// isAcronym reports whether word is two or more letters, all of them capitals, with or
// without full stops. "US" is a country, "us" is a pronoun.
func isAcronym(word string) bool {
	letters := 0
	for i := range len(word) {
		switch c := word[i]; {
		case 'A' <= c && c <= 'Z':
			letters++
		case c != '.':
			return false
		}
	}
	return letters >= 2
}

// isInitials reports whether word is single letters divided by full stops: "U.S", "a.m".
func isInitials(word string) bool {
	if len(word) < 3 || len(word)%2 == 0 {
		return false
	}
	for i := range len(word) {
		letter := classOf(word[i]) == wordByte && (word[i] < '0' || word[i] > '9')
		if i%2 == 0 && !letter || i%2 == 1 && word[i] != '.' {
			return false
		}
	}
	return true
}

// isNumber reports whether word is digits with separators between them.
func isNumber(word string) bool {
	for i := range len(word) {
		if c := word[i]; (c < '0' || c > '9') && c != '.' && c != ',' {
			return false
		}
	}
	return true
}

func isDigits(word []byte) bool {
	for _, c := range word {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func isISODate(word string) bool {
	return len(word) == len("2006-01-02") && word[4] == '-' && word[7] == '-'
}

func isHyphen(s string) bool { return s == "-" || s == "\u2010" || s == "\u2011" }

func dividesWord(r rune) bool {
	switch r {
	case '.', ',', ':', ';', '_', '\u00b7', '\u2024', '\uff0e', '\uff1a', '\u203f', '\u2040':
		return true
	}
	return false
}

func hasWordRune(s string) bool {
	for _, r := range s {
		if r < utf8.RuneSelf && classOf(byte(r)) == wordByte || r >= utf8.RuneSelf && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return true
		}
	}
	return false
}

type byteClass uint8

const (
	otherByte byteClass = iota // may join or extend a word: ask the Unicode rules
	wordByte                   // an ASCII letter or digit
	spaceByte                  // divides words wherever it stands
)

func classOf(c byte) byteClass {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return wordByte
	case c == '\'', c == '.', c == ',', c == ':', c == ';', c == '_', c == '"', c >= utf8.RuneSelf:
		return otherByte
	}
	return spaceByte
}
