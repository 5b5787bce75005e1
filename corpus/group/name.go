package group

import "strings"

// FoldName brings the spellings in which a transliterated person's name reaches a Latin
// text into one form: Mohammed and Muhammad, Zabihullah and Zabiullah, al-Zawahiri and
// el-Zawahri, Sirajuddin and Siraj ud-Din. The result is lower-case words separated by
// single spaces, meant for comparison and not for reading. Two names with one result are
// likely, not certainly, one name. Folding a result again changes nothing.
func FoldName(name string) string {
	words := nameWords(name)
	for range maxRounds {
		var next []string
		for i, word := range words {
			if (word == "al" || word == "el") && i < len(words)-1 {
				continue
			}
			for _, part := range splitCompound(word) {
				if part = respell(part); part != "" {
					next = append(next, part)
				}
			}
		}
		if strings.Join(next, " ") == strings.Join(words, " ") {
			break
		}
		words = next
	}
	return strings.Join(words, " ")
}

// maxRounds bounds the rounds in which a name is respelled until nothing changes. Every
// rule shortens a word, splits it or takes a letter out of play, so that few are needed.
const maxRounds = 64

// nameWords is the folded words of a name without the articles that hyphens join to the
// word after them.
func nameWords(name string) []string {
	f := foldPlain(name)
	var words []string
	for i, tok := range f.tokens {
		word := string(f.word(tok))
		if i+1 < len(f.tokens) && f.tokens[i+1].gap == gapJoin && isArticle(word) {
			continue
		}
		words = append(words, word)
	}
	return words
}

// isArticle reports whether a word is the Arabic article in one of the forms that it takes
// before certain letters.
func isArticle(word string) bool {
	switch word {
	case "ad", "adh", "al", "an", "ar", "as", "ash", "at", "az", "ed", "el", "er", "es", "ud", "ul", "ur", "us", "uz":
		return true
	}
	return false
}

// The ends of names that are also written as a word of their own. Longer ones come first.
var (
	ofGod   = []string{"ullah", "allah", "ollah", "ulla", "olla", "alla"}
	ofFaith = []string{"uddeen", "udeen", "uddin", "eddin", "addin", "iddin", "udin", "edin"}
	servant = []string{"abdul", "abdel", "abdal", "abdur", "abdus", "abdoul"}
)

// splitCompound takes names such as Zabihullah, Sirajuddin and Abdulrahman apart.
func splitCompound(word string) []string {
	for _, end := range ofGod {
		if first, found := strings.CutSuffix(word, end); found && len(first) > 1 {
			return []string{strings.TrimSuffix(first, "h"), "ula"}
		}
	}
	for _, end := range ofFaith {
		if first, found := strings.CutSuffix(word, end); found && len(first) > 1 {
			return []string{first, "din"}
		}
	}
	for _, start := range servant {
		rest, found := strings.CutPrefix(word, start)
		switch {
		case found && rest == "":
			return []string{"abd"}
		case found && len(rest) > 2:
			return []string{"abd", rest}
		}
	}
	return []string{word}
}

// sounds replaces letters that stand for one sound by one of them.
var sounds = strings.NewReplacer(
	"tch", "ch", "dj", "j", "dh", "d", "th", "t", "ph", "f", "ck", "k",
	"kh", "kh", "gh", "gh", "sh", "sh", "ch", "ch",
	"q", "k", "c", "k", "x", "ks", "v", "w",
	"ee", "i", "ie", "i", "oo", "u", "ou", "u", "o", "u",
	"ei", "ai", "ey", "ai", "ay", "ai", "ae", "ai", "aw", "au",
	"y", "i", "e", "i",
)

// nameForms are spellings of one name that no rule brings together, as the rules leave them.
// It is never changed.
var nameForms = map[string]string{
	"ahmid":     "ahmad",
	"akhunzada": "akhundzada",
	"ibn":       "bin",
	"iusif":     "iusuf",
	"mihsud":    "mahsud",
	"muhamid":   "muhamad",
	"mahamid":   "muhamad",
	"mihmid":    "muhamad",
	"mulana":    "maulana",
	"zauahri":   "zauahiri",
}

// respell applies the rules for letters to a word.
func respell(word string) string {
	word = sounds.Replace(word)
	var out []byte
	for i := 0; i < len(word); i++ {
		if len(out) == 0 || out[len(out)-1] != word[i] || word[i] >= 0x80 {
			out = append(out, word[i])
		}
	}
	if n := len(out); n > 2 && out[n-1] == 'h' && strings.IndexByte("aiu", out[n-2]) >= 0 {
		out = out[:n-1]
	}
	if one, ok := nameForms[string(out)]; ok {
		return one
	}
	return string(out)
}
