package render

import (
	"net/url"
	"strings"
	"testing"
)

func TestFragmentLink(t *testing.T) {
	const page = "https://news.example/a"
	for name, tc := range map[string]struct{ address, quote, want string }{
		"short quote":        {page, "The bridge is closed.", page + "#:~:text=The%20bridge%20is%20closed."},
		"reserved":           {page, "A-1, B & C", page + "#:~:text=A%2D1%2C%20B%20%26%20C"},
		"brackets":           {page, `(so "he" said)`, page + "#:~:text=%28so%20%22he%22%20said%29"},
		"letters of others":  {page, "‘Ré’", page + "#:~:text=%E2%80%98R%C3%A9%E2%80%99"},
		"white space folded": {page, " two  words ", page + "#:~:text=two%20words"},
		"long quote": {
			page, "one two three four five six seven eight nine ten eleven twelve thirteen",
			page + "#:~:text=one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen",
		},
		"over a line end":      {page, "The first line\nand the second.", page + "#:~:text=The%20first%20line,and%20the%20second."},
		"fragment kept":        {page + "#part-2", "Here.", page + "#part-2:~:text=Here."},
		"empty fragment":       {page + "#", "Here.", page + "#:~:text=Here."},
		"directive replaced":   {page + "#part:~:text=old", "new", page + "#part:~:text=new"},
		"query kept":           {page + "?id=3&x=%20", "Here.", page + "?id=3&x=%20#:~:text=Here."},
		"no words":             {page, " \n ", page},
		"no words, fragment":   {page + "#part", "", page + "#part"},
		"plain http":           {"http://news.example", "Here.", "http://news.example#:~:text=Here."},
		"space around address": {" " + page + "\n", "Here.", page + "#:~:text=Here."},
		"no address":           {"", "Here.", ""},
		"script":               {"javascript:alert(1)", "Here.", ""},
		"file":                 {"file:///etc/passwd", "Here.", ""},
		"relative":             {"/a/b", "Here.", ""},
		"no host":              {"https:///a", "Here.", ""},
		"control character":    {"https://news.example/\x1b[2J", "Here.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := FragmentLink(tc.address, tc.quote); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

// FuzzFragmentLink checks, for any address and quote, that a link is a printable ASCII web
// address of the same page, and that its directive decodes to words of the quote.
func FuzzFragmentLink(f *testing.F) {
	f.Add("https://news.example/a", "The bridge, closed since May, is open-ended & empty.")
	f.Add("http://news.example/a?b=c#d:~:text=e", "one two three four five six seven eight nine ten eleven twelve thirteen")
	f.Add("https://xn--nws-8ma.example/%zz", "\xff\n\u2028%")
	f.Add("javascript:alert(1)//https://x", "a")
	f.Fuzz(func(t *testing.T, address, quote string) {
		link := FragmentLink(address, quote)
		if link == "" {
			return
		}
		to, err := url.Parse(link)
		if err != nil {
			t.Fatalf("link %q: %v", link, err)
		}
		from, err := url.Parse(strings.TrimSpace(address))
		if err != nil {
			t.Fatalf("a link, %q, from an address that is none: %v", link, err)
		}
		if to.Scheme != "http" && to.Scheme != "https" || to.Host != from.Host || to.RawQuery != from.RawQuery {
			t.Fatalf("link %q leads elsewhere than %q", link, address)
		}
		_, directive, found := strings.Cut(link, ":~:text=")
		if !found {
			if strings.TrimSpace(strings.ToValidUTF8(quote, "x")) != "" && strings.Fields(quote) != nil {
				t.Fatalf("no directive in %q for quote %q", link, quote)
			}
			return
		}
		words := strings.Join(strings.Fields(strings.ToValidUTF8(quote, string(placeholder))), " ")
		parts := strings.Split(directive, ",")
		if len(parts) > 2 || strings.ContainsAny(directive, "&-#\"'()<> \n") {
			t.Fatalf("directive %q is not one or two escaped parts", directive)
		}
		for i, part := range parts {
			text, err := url.PathUnescape(part)
			if err != nil {
				t.Fatalf("part %q: %v", part, err)
			}
			if text == "" || i == 0 && !strings.HasPrefix(words, text) || i == len(parts)-1 && !strings.HasSuffix(words, text) {
				t.Fatalf("part %d, %q, is not an end of %q", i, text, words)
			}
		}
	})
}
