package wordpiece

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normalizer says what is done to text before it is cut into pieces.
type normalizer struct {
	clean   bool // drop control characters
	chinese bool // take each Chinese character as a word
	accents bool // drop accents
	lower   bool // lower the case
}

// dottedI is the capital I with a dot of the Turkish alphabet.
const dottedI = 'İ'

// words yields the words of a text: what stands between white space, punctuation characters
// each on their own. A word is valid until the next one is asked for.
func (n normalizer) words(text string) iter.Seq[[]byte] {
	if n.clean || n.chinese {
		text = n.prepare(text)
	}
	if n.accents {
		text = norm.NFD.String(text)
	}
	return func(yield func([]byte) bool) {
		var word []byte
		for _, r := range text {
			if n.accents && unicode.Is(unicode.Mn, r) {
				continue
			}
			if n.lower {
				if r == dottedI { // the one letter whose lower case is two characters
					word = append(word, "i\u0307"...)
					continue
				}
				r = unicode.ToLower(r)
			}
			alone := isPunctuation(r)
			if alone || unicode.IsSpace(r) {
				if len(word) > 0 && !yield(word) {
					return
				}
				word = word[:0]
				if alone && !yield(utf8.AppendRune(word, r)) {
					return
				}
				continue
			}
			word = utf8.AppendRune(word, r)
		}
		if len(word) > 0 {
			yield(word)
		}
	}
}

// prepare drops control characters and puts spaces around Chinese characters.
func (n normalizer) prepare(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case n.clean && isControl(r):
		case n.chinese && isChinese(r):
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isControl reports whether BERT drops a character: the replacement character, and all
// control, format and private-use characters but tab and line ends.
func isControl(r rune) bool {
	switch r {
	case '\t', '\n', '\r':
		return false
	case utf8.RuneError:
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co)
}

func isPunctuation(r rune) bool {
	if r < utf8.RuneSelf {
		return '!' <= r && r <= '/' || ':' <= r && r <= '@' || '[' <= r && r <= '`' || '{' <= r && r <= '~'
	}
	return unicode.IsPunct(r)
}

// isChinese reports whether a character is in one of the blocks of CJK ideographs that
// BERT names.
func isChinese(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF ||
		0x3400 <= r && r <= 0x4DBF ||
		0x20000 <= r && r <= 0x2A6DF ||
		0x2A700 <= r && r <= 0x2B73F ||
		0x2B740 <= r && r <= 0x2B81F ||
		0x2B920 <= r && r <= 0x2CEAF ||
		0xF900 <= r && r <= 0xFAFF ||
		0x2F800 <= r && r <= 0x2FA1F
}
