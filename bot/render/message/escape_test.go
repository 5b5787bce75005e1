package message

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestEscape(t *testing.T) {
	t.Parallel()
	for plain, want := range map[string]string{
		"plain words, 10:30 (local).":   "plain words, 10:30 (local).",
		"a-b # c + 3. d":                "a-b # c + 3. d",
		"*bold*":                        `\*bold\*`,
		"||spoiler|| `code`":            "\\|\\|spoiler\\|\\| \\`code\\`",
		"[x](http://y.test)":            `\[x\](http\://y.test)`,
		"<@1> @everyone":                `\<\@1\> \@everyone`,
		"# title\n- item\n1. a\n  2) b": "\\# title\n\\- item\n1\\. a\n  2\\) b",
		"-# small":                      `\-# small`,
		"a:smile:b 10:30:45":            `a\:smile:b 10\:30:45`,
		`C:\temp\*`:                     `C:\\temp\\\*`,
		"join discord.gg/x":             `join discord\.gg/x`,
		"2025. Then":                    `2025\. Then`,
	} {
		if got := Escape(plain); got != want {
			t.Errorf("Escape(%q) = %q, want %q", plain, got, want)
		}
	}
}

// checkEscaped demands that Discord shows escaped text as it was and does nothing with it.
func checkEscaped(t interface{ Fatalf(string, ...any) }, plain string) {
	var acts []string
	var lines []string
	for _, b := range shown(blockquote(Escape(plain))) {
		acts = append(acts, b.acts...)
		lines = append(lines, b.text)
	}
	if got := strings.Join(lines, "\n"); got != plain || len(acts) > 0 {
		t.Fatalf("%q is escaped as %q, shown as %q, and Discord acts on it: %q", plain, Escape(plain), got, acts)
	}
	if one := strings.ReplaceAll(plain, "\n", " "); one == plain {
		text, acts := shownLine(Escape(plain))
		if text != plain || len(acts) > 0 {
			t.Fatalf("%q outside a quote is shown as %q, and Discord acts on it: %q", plain, text, acts)
		}
	}
}

func TestEscapedTextIsShownAsItIs(t *testing.T) {
	t.Parallel()
	for _, piece := range hostile() {
		checkEscaped(t, strings.ReplaceAll(piece, "\n", " "))
		checkEscaped(t, piece)
	}
	rapid.Check(t, func(t *rapid.T) { checkEscaped(t, text(t, "text", 12)) })
}

func TestEscapeTakesTimeInProportion(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{".", ":", "1.", "a:", ")", " ", "*"} {
		text := strings.Repeat(piece, 1<<17/len(piece))
		start := time.Now()
		Escape(text)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%q over and over takes %v", piece, took)
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, piece := range hostile() {
		f.Add(piece)
	}
	f.Fuzz(func(t *testing.T, plain string) {
		checkEscaped(t, strings.ToValidUTF8(plain, ""))
	})
}

func TestLinksCannotBeBrokenOutOf(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://a.test/x_(y)?q=[1]#:~:text=a%20b":       "[l](<https://a.test/x_%28y%29?q=%5B1%5D#:~:text=a%20b>)",
		"https://a.test/>)[b](<https://evil.test":        "[l](<https://a.test/%3E%29%5Bb%5D%28%3Chttps://evil.test>)",
		"https://a.test/`*|\\ \"":                        "[l](<https://a.test/%60%2A%7C%5C%20%22>)",
		"https://a.test/" + strings.Repeat("a", maxLink): "",
		"javascript:alert(1)":                            "",
		"//a.test":                                       "",
		"https://":                                       "",
		"":                                               "",
	} {
		if got := link("l", address); got != want {
			t.Errorf("link to %q is %q, want %q", address, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		masked := link("label", "https://a.test/"+text(t, "path", 8))
		if masked == "" {
			return
		}
		shown, acts := shownInline(masked + " rest")
		if shown != "label rest" || len(acts) != 1 || !strings.HasPrefix(acts[0], "link https://a.test/") {
			t.Fatalf("%q is shown as %q, Discord acts on it: %q", masked, shown, acts)
		}
	})
}

func TestShortenCountsAsDiscordMight(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"abc", 3, "abc"},
		{"abcd", 3, "ab…"},
		{"a 🙂🙂", 4, "a…"},
		{"a 🙂🙂", 5, "a 🙂…"},
		{"", 3, ""},
	} {
		if got := shorten(c.text, c.limit); got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.text, c.limit, got, c.want)
		}
	}
}
