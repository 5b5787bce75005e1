package render

import "testing"

func TestClean(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"plain":           {"Kabul, 26 August", "Kabul, 26 August"},
		"white space":     {"  two\n\n lines\tand\u00a0more \u2029", "two lines and more"},
		"escape":          {"\x1b[31mred", "\uFFFD[31mred"},
		"eight-bit CSI":   {"\u009b31mred", "\uFFFD31mred"},
		"bidi override":   {"abc\u202edcba", "abc\uFFFDdcba"},
		"invisible":       {"a\u200bb\ufeffc", "a\uFFFDb\uFFFDc"},
		"joiners stay":    {"می\u200cخواهم", "می\u200cخواهم"},
		"invalid UTF-8":   {"a\xffb", "a\uFFFDb"},
		"only white":      {" \n ", ""},
		"composed letter": {"Ré", "Ré"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Clean(tc.text); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{"\x1b]8;;http://x\x07", "plain words", "\u2066x\u2069", "\xc2", "a\r\nb"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Clean(text)
		for _, r := range got {
			if hidden(r) {
				t.Fatalf("%U survives in %q", r, got)
			}
		}
		if again := Clean(got); again != got {
			t.Fatalf("cleaning twice gives %q, once %q", again, got)
		}
	})
}
