package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestNormalise(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ in, want string }{
		"plain":                    {"One.\nTwo.", "One.\nTwo."},
		"line ends":                {"a\r\nb\rc\u2028d\u2029e\u0085f\fg", "a\nb\nc\nd\ne\nf\ng"},
		"byte order mark":          {"\ufeffText", "Text"},
		"composed":                 {"Cafe\u0301", "Caf\u00e9"},
		"zero width":               {"al\u200bQai\u2060da\ufeff", "alQaida"},
		"soft hyphen":              {"counter\u00adterrorism", "counterterrorism"},
		"bidirectional overrides":  {"a\u202eb\u2066c\u2069", "abc"},
		"tags that hide text":      {"a\U000e0041\U000e0042b", "ab"},
		"variation selector":       {"\u2764\ufe0f", "\u2764"},
		"controls":                 {"a\x00b\x07c\x1b[1md\x7f", "abc[1md"},
		"spaces":                   {"a\tb\u00a0c\u2009d\u3000e", "a b c d e"},
		"spaces at the end":        {"a  \n b \t\n", "a\n b"},
		"blank lines":              {"\n\n a\n\nb\n\n\nc\n\n\n\n\nd\n\n", " a\n\nb\n\n\nc\n\n\nd"},
		"invalid UTF-8":            {"a\xffb\xc3", "a\ufffdb\ufffd"},
		"Persian non-joiner":       {"می\u200cخواهم", "می\u200cخواهم"},
		"joiner in Latin":          {"a\u200db\u200cc", "abc"},
		"joiners in a row":         {"می\u200c\u200c\u200dخواهم", "می\u200cخواهم"},
		"removal lets two compose": {"e\u200b\u0301", "\u00e9"},
		"nothing":                  {" \n\t\r\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Normalise(test.in); got != test.want {
				t.Errorf("Normalise(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func FuzzNormalise(f *testing.F) {
	f.Add("a\r\n\u200bCafe\u0301\xff \n\n\n\n\tmی\u200c\u200dx\U000e0041")
	f.Add("\u1112\u200b\u1161\u200b\u11ab \u212b\u0340")
	f.Fuzz(func(t *testing.T, s string) {
		once := Normalise(s)
		if again := Normalise(once); again != once {
			t.Fatalf("%q becomes %q, then %q", s, once, again)
		}
		if !utf8.ValidString(once) || !norm.NFC.IsNormalString(once) {
			t.Fatalf("%q becomes %q: not UTF-8 in form C", s, once)
		}
		if strings.Contains(once, "\n\n\n\n") || strings.Contains(once, " \n") || strings.ContainsAny(once, "\r\t\ufeff\u200b\u202e") {
			t.Fatalf("%q becomes %q: white space or marks left", s, once)
		}
	})
}

func BenchmarkNormalise(b *testing.B) {
	for name, text := range map[string]string{
		"ascii":       strings.Repeat("The convoy left at dawn and never arrived, they say.\n", 20000),
		"typographic": strings.Repeat("The convoy’s men “left at dawn” — and never arrived.\r\n", 20000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Normalise(text)
			}
		})
	}
}
