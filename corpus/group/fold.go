package group

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sitrep/corpus"
)

// token is a word of a text: a run of letters and digits, or an ampersand.
type token struct {
	span     corpus.Span // in the text; a possessive 's is left out
	from, to int32       // its folded form in folded.letters
	gap      gap         // what stands before it
	starts   bool        // it begins the text or a sentence
	shape    shape
}

// gap tells how closely a token follows the one before it.
type gap uint8

const (
	gapBreak gap = iota // punctuation, a blank line, or the start of the text: no name runs across it
	gapSpace            // white space, perhaps with a dash in it
	gapJoin             // a hyphen, full stop, slash or underscore without white space
)

// shape tells how a token is written.
type shape uint8

const (
	capitalised shape = 1 << iota // its first letter is upper-case
	hasLower                      // at least one letter is lower-case
	hasUpper                      // at least one letter is upper-case
	hasDigit
)

// shouted reports whether every letter of the token is upper-case, and it has one.
func (s shape) shouted() bool { return s&hasUpper != 0 && s&hasLower == 0 }

// folded is a text taken apart into words in the form that keys are made of.
type folded struct {
	text    string
	tokens  []token
	letters []byte
	plain   bool // transliterations stay as they are
}

// word is the folded form of a token.
func (f *folded) word(tok token) []byte { return f.letters[tok.from:tok.to] }

// fold takes a text apart. Letters come out lower-case and without diacritics, and words
// of several transliterations in one form.
func fold(text string) *folded {
	f := &folded{text: text}
	f.run()
	return f
}

// foldPlain is fold with transliterations left as they are.
func foldPlain(text string) *folded {
	f := &folded{text: text, plain: true}
	f.run()
	return f
}

func (f *folded) run() {
	text := f.text
	f.tokens = make([]token, 0, len(text)/5+2)
	f.letters = make([]byte, 0, len(text)+8)
	end := 0 // of the previous token
	for at := 0; at < len(text); {
		r, size := runeAt(text, at)
		switch {
		case r == '&':
			f.ampersand(end, at)
			end = at + 1
			at++
		case isWord(r):
			at = f.takeWord(end, at)
			end = at
		default:
			at += size
		}
	}
}

func runeAt(text string, at int) (rune, int) {
	if c := text[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[at:])
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isApostrophe covers what transliterations use for hamza and ayn.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '´', '‘', '’', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', '′':
		return true
	}
	return false
}

func (f *folded) ampersand(end, at int) {
	from := int32(len(f.letters))
	f.letters = append(f.letters, "and"...)
	tok := token{span: corpus.Span{Start: at, End: at + 1}, from: from, to: int32(len(f.letters))}
	f.place(tok, end)
}

// takeWord appends the token that begins at the given offset and returns where to go on.
// An apostrophe between letters belongs to the word and leaves no trace in its key; a
// possessive 's ends the word before it.
func (f *folded) takeWord(end, at int) int {
	tok := token{from: int32(len(f.letters))}
	tok.span.Start, tok.span.End = at, at
	next := at
	for next < len(f.text) {
		r, size := runeAt(f.text, next)
		switch {
		case isWord(r):
			f.takeLetter(&tok, r)
			next += size
			tok.span.End = next
			continue
		case r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r):
			next += size
			tok.span.End = next
			continue
		case isApostrophe(r):
			if possessive := f.possessiveEnd(next + size); possessive > 0 {
				next = possessive
				break
			}
			if next+size < len(f.text) {
				if after, _ := runeAt(f.text, next+size); unicode.IsLetter(after) {
					next += size
					continue
				}
			}
		}
		break
	}
	tok.to = int32(len(f.letters))
	if !f.plain {
		f.canonical(&tok)
	}
	f.place(tok, end)
	return next
}

// possessiveEnd is the offset after a lone s at the given offset, or 0 if there is none.
func (f *folded) possessiveEnd(at int) int {
	if at >= len(f.text) || f.text[at] != 's' && f.text[at] != 'S' {
		return 0
	}
	if at+1 < len(f.text) {
		if r, _ := runeAt(f.text, at+1); isWord(r) || isApostrophe(r) {
			return 0
		}
	}
	return at + 1
}

// takeLetter adds one letter or digit to a token, folded.
func (f *folded) takeLetter(tok *token, r rune) {
	first := int(tok.from) == len(f.letters)
	if r < utf8.RuneSelf {
		switch {
		case 'A' <= r && r <= 'Z':
			tok.shape |= hasUpper
			if first {
				tok.shape |= capitalised
			}
			r += 'a' - 'A'
		case r <= '9':
			tok.shape |= hasDigit
		default:
			tok.shape |= hasLower
		}
		f.letters = append(f.letters, byte(r))
		return
	}
	switch {
	case unicode.IsUpper(r):
		tok.shape |= hasUpper
		if first {
			tok.shape |= capitalised
		}
	case unicode.IsLower(r):
		tok.shape |= hasLower
	case unicode.IsDigit(r):
		tok.shape |= hasDigit
	}
	f.letters = appendFolded(f.letters, r)
}

// appendFolded appends a letter in lower case without its diacritics.
func appendFolded(dst []byte, r rune) []byte {
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	parts := norm.NFKD.Properties(buf[:n]).Decomposition()
	if parts == nil {
		return appendPlain(dst, r)
	}
	for len(parts) > 0 {
		part, size := utf8.DecodeRune(parts)
		if isWord(part) {
			dst = appendPlain(dst, part)
		}
		parts = parts[size:]
	}
	return dst
}

// appendPlain appends a letter in lower case, and one that Unicode does not take apart as
// the plain letters it is usually written with.
func appendPlain(dst []byte, r rune) []byte {
	r = unicode.ToLower(r)
	switch r {
	case 'ß':
		return append(dst, "ss"...)
	case 'æ':
		return append(dst, "ae"...)
	case 'œ':
		return append(dst, "oe"...)
	case 'ø':
		return append(dst, 'o')
	case 'ł':
		return append(dst, 'l')
	case 'đ', 'ð':
		return append(dst, 'd')
	case 'ı':
		return append(dst, 'i')
	case 'þ':
		return append(dst, "th"...)
	}
	return utf8.AppendRune(dst, r)
}

// canonical replaces the folded form of a word that has several transliterations.
func (f *folded) canonical(tok *token) {
	if one, ok := transliterations[string(f.letters[tok.from:])]; ok {
		f.letters = append(f.letters[:tok.from], one...)
		tok.to = int32(len(f.letters))
	}
}

// place appends a token, with what stands between it and the previous one.
func (f *folded) place(tok token, end int) {
	between := f.text[end:tok.span.Start]
	if len(f.tokens) == 0 {
		tok.starts = true
	} else {
		tok.gap, tok.starts = classify(between)
	}
	f.tokens = append(f.tokens, tok)
}

// maxGap is the length in bytes of the longest gap that a name may have: a dash of three
// bytes with a space on either side.
const maxGap = 5

// classify tells what a gap between two words is, and whether a sentence begins after it.
func classify(between string) (g gap, starts bool) {
	switch between {
	case " ":
		return gapSpace, false
	case "-", "":
		return gapJoin, false
	}
	spaces, lines := 0, 0
	broken := len(between) > maxGap
	for _, r := range between {
		switch r {
		case ' ', '\t', '\u00a0':
			spaces++
		case '\n':
			spaces++
			lines++
		case '-', '‐', '‑', '–', '—', '−', '/', '_', '.', '#', '%', '+', '@', '$', '’', '\'', '`', '´', '‘':
		default:
			broken = true
		}
	}
	starts = lines > 1 || strings.ContainsAny(between, "!?:•*") || spaces > 0 && strings.Contains(between, ".")
	if broken || lines > 1 || spaces > 0 && strings.Contains(between, ".") {
		return gapBreak, starts
	}
	if spaces > 0 {
		return gapSpace, starts
	}
	return gapJoin, starts
}

// Key is what all spellings of a name have in common: its letters and digits, lower-case,
// without diacritics and with nothing between them, transliterations in one form, a
// leading "the" and the linking "e" or "i" of Persian and Urdu names left out. Empty for
// a name without letters and digits.
func Key(name string) string { return string(appendKey(nil, fold(name))) }

func appendKey(dst []byte, f *folded) []byte {
	tokens := withoutArticle(f)
	for i, tok := range tokens {
		if i > 0 && i < len(tokens)-1 && isLink(f.word(tok)) {
			continue
		}
		dst = append(dst, f.word(tok)...)
	}
	return dst
}

// withoutArticle is the tokens without a leading "the", unless a single ordinary word
// would remain: the Base is not any base.
func withoutArticle(f *folded) []token {
	tokens := f.tokens
	if !hasArticle(f) || len(tokens) == 2 && isOrdinary(f.word(tokens[1])) {
		return tokens
	}
	return tokens[1:]
}

// hasArticle reports whether a name begins with "the" and goes on.
func hasArticle(f *folded) bool { return len(f.tokens) > 1 && string(f.word(f.tokens[0])) == "the" }

// isLink reports whether a word is the ezafe that links the parts of a Persian or Urdu
// name, as in Tehrik-e-Taliban and Lashkar-i-Taiba.
func isLink(word []byte) bool { return len(word) == 1 && (word[0] == 'e' || word[0] == 'i') }
