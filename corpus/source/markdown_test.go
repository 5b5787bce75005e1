package source

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdownText(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ in, want string }{
		"headings":          {"# One *two*\nText.\n\nTwo\n---\nMore.\n", "One two\n\nText.\n\nTwo\n\nMore."},
		"wrapped lines":     {"The convoy\nleft at dawn.\n", "The convoy left at dawn."},
		"hard break":        {"The convoy  \nleft.\\\nAt dawn.\n", "The convoy\nleft.\nAt dawn."},
		"emphasis":          {"**Bold**, *plain*, ~~gone~~ and `co*de`.", "Bold, plain, gone and co*de."},
		"links":             {"See [the *report*](https://a.example/x \"t\"), [two][r] and <https://b.example>.\n\n[r]: https://c.example\n", "See the report, two and https://b.example."},
		"image":             {"![A map](map.png)\n", "A map"},
		"escapes":           {"2 \\* 3 &amp; 4 &#8220;x&#8221; \\_", "2 * 3 & 4 “x” _"},
		"list":              {"- one\n- two\n  wrapped\n  - inner\n\n    paragraph\n- three\n", "- one\n- two wrapped\n  - inner\n    paragraph\n- three"},
		"numbered list":     {"3. three\n4. four\n", "3. three\n4. four"},
		"quotation":         {"> The town\n> fell.\n>\n> > Again.\n", "The town fell.\n\nAgain."},
		"code":              {"```sh\nrm  -r *x*\n```\n\n    indented\n", "rm  -r *x*\n\nindented"},
		"table":             {"| Group | Year |\n|:------|-----:|\n| *Red* | 1998 |\n", "| Group | Year |\n| Red | 1998 |"},
		"bare table":        {"Group | Year\n------|-----\nRed | 1998\n", "Group | Year\nRed | 1998"},
		"footnote":          {"It fell.[^1]\n\n[^1]: In May.\n", "It fell.\n\nIn May."},
		"rule":              {"One.\n\n***\n\nTwo.\n", "One.\n\nTwo."},
		"HTML block":        {"<div>\n<p>One <b>two</b></p><p>Three &lt;</p>\n<script>x()</script>\n<!-- no -->\n</div>\n", "One two\n\nThree <"},
		"HTML in a line":    {"One<br>two <b>three</b><!-- no -->.", "One\ntwo three."},
		"carriage returns":  {"# One\r\n\r\nTwo\r\nthree.\r\n", "One\n\nTwo three."},
		"nothing to render": {"<!-- nothing -->\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, Normalise(markdownText(test.in))); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTangledMarkdownIsNotParsed(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"quotations":  strings.Repeat(">", 1<<20),
		"lists":       strings.Repeat("1. ", 1<<18) + "x",
		"both":        strings.Repeat("> - ", 1<<18) + "x",
		"links":       strings.Repeat("[a](", 1<<18),
		"emphasis":    strings.Repeat("**a_\n", 1<<18),
		"wide tables": "|" + strings.Repeat("a|", 1<<16) + "\n|" + strings.Repeat("-|", 1<<16) + "\n" + strings.Repeat("|x|\n", 1<<16),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			started := time.Now()
			if !isTangled(text) {
				markdownText(text)
			}
			if took := time.Since(started); took > time.Minute {
				t.Errorf("took %v", took)
			}
		})
	}
	for name, text := range map[string]string{
		"article":    "# A\n\n> *b* [c](d)\n\n- e\n  - f\n",
		"table rule": "|a|b|\n|-|-|\n",
		"rule":       strings.Repeat("-", 200) + "\n" + strings.Repeat("* ", 100) + "\n",
		"link list":  strings.Repeat("- [a](b)\n", 1500),
	} {
		if isTangled(text) {
			t.Errorf("%s is taken for tangled", name)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	t.Parallel()
	matter, body := splitFrontMatter("\ufeff---\r\nTitle: \"A: b\"\nsource: Alma Post\nauthor: [Mina Karimi, 'Jo Bell']\n" +
		"date: 2025-02-11\ntags:\n  - x\nid: 17\ntlp: AMBER\norigin: |\n  Two\n  lines\nlanguage: en\nurl: null\n" +
		"collection: *anchor\nreliability: !!str b\n...\nBody\n---\n")
	if body != "Body\n---\n" {
		t.Errorf("body %q", body)
	}
	got, err := parseFrontMatter(matter)
	if err != nil {
		t.Fatal(err)
	}
	want := fields{
		id: "17", title: "A: b", publisher: "Alma Post", author: "Mina Karimi, Jo Bell", published: "2025-02-11",
		marking: "AMBER", origin: "Two lines", language: "en", reliability: "b",
	}
	if got != want {
		t.Errorf("fields %+v, want %+v", got, want)
	}
	for _, text := range []string{"", "Text", "---\nnever closed\n", "--- \ntext", "\n---\na: b\n---\n"} {
		if matter, body := splitFrontMatter(text); matter != "" || body != text {
			t.Errorf("splitFrontMatter(%q) = %q, %q; want no front matter", text, matter, body)
		}
	}
	for _, bad := range []string{"a: b: c\n", "a: [b\n", "\ta: b\n", strings.Repeat("[", 5000), strings.Repeat("a: b\n", 20000)} {
		if _, err := parseFrontMatter(bad); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("parseFrontMatter(%.20q): error %v, want one line", bad, err)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	f.Add("---\ntitle: x\ntlp: red\n---\n# A *b*\n\n- c\n\n| d |\n|---|\n| e |\n<p>f</p>[^1]\n\n[^1]: g")
	f.Add("---\na: &x [*x, {b: c}]\n...\n> 1. ```\n")
	f.Fuzz(func(t *testing.T, text string) {
		matter, body := splitFrontMatter(text)
		if _, err := parseFrontMatter(matter); err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("error of several lines: %v", err)
		}
		if !isTangled(body) {
			Normalise(markdownText(body))
		}
	})
}
