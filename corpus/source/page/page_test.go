package page

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// article is a page as news sites make them.
const article = `<!DOCTYPE html><html lang="en-GB"><head><title>Ferry halted at Ostrava Bay | The Bay Courier</title>
<meta property="og:site_name" content="The Bay Courier"><meta property="og:title" content="Ferry halted at Ostrava Bay">
<meta name="author" content="Lena Hofer"><meta property="article:published_time" content="2025-03-04T09:30:00+01:00">
<link rel="canonical" href="https://courier.example/ferry"><style>p{color:red}</style></head><body>
<div id="cookie-banner" class="cookie-consent"><p>We value your privacy. Accept all cookies to go on reading our pages.</p><button>Accept</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>Ferry halted at Ostrava Bay</h1><p class="byline">By Lena Hofer</p>
<p>The harbour master stopped the night ferry on Tuesday after a caller &ndash; nobody knows who &ndash; spoke of a bomb &amp; hung up.
Some <em>three hundred</em> passengers waited on the quay for&nbsp;six hours, and the crew searched every deck of the ship twice.</p>
<h2>What was found</h2>
<p>Nothing, the harbour police said in a statement. “We searched the ship twice,” said its commander, Ivo Brandt, “and found
nothing but lost umbrellas, which their owners may collect at the office on the quay.”</p>
<ul><li>No explosives</li><li>No weapons<ol><li>none below</li><li>none above</li></ol></li></ul>
<table><thead><tr><th>Deck</th><th>Searched</th></tr></thead><tbody><tr><td>Upper</td><td>21:10</td></tr><tr><td>Lower</td><td>22:40</td></tr></tbody></table>
<p>The company that runs the ferry, Bay Lines, said that it would give back the fares, and that the morning ferry left on time,
with all of the passengers who had not gone home during the night.</p>
<script>track("reader")</script></article></main>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Ten harbours to see</a></li><li><a href="/b">Storm ahead</a></li></ul></aside>
<footer><p>© The Bay Courier. All rights reserved.</p></footer></body></html>`

func TestArticle(t *testing.T) {
	t.Parallel()
	address, _ := url.Parse("https://courier.example/ferry?utm=1")
	got, err := Extract(article, address)
	if err != nil {
		t.Fatal(err)
	}
	published := got.Published.UTC()
	text := got.Text
	got.Text, got.Published = "", time.Time{}
	want := Article{
		Title: "Ferry halted at Ostrava Bay", Publisher: "The Bay Courier", Author: "Lena Hofer",
		Language: "en-GB", Canonical: "https://courier.example/ferry",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what the page says of itself (-want +got):\n%s", diff)
	}
	if day := time.Date(2025, 3, 4, 8, 30, 0, 0, time.UTC); !published.Equal(day) {
		t.Errorf("published %v, want %v", published, day)
	}
	wantText := "The harbour master stopped the night ferry on Tuesday after a caller – nobody knows who – spoke of a bomb & hung up. " +
		"Some three hundred passengers waited on the quay for\u00a0six hours, and the crew searched every deck of the ship twice.\n\n" +
		"What was found\n\n" +
		"Nothing, the harbour police said in a statement. “We searched the ship twice,” said its commander, Ivo Brandt, “and found " +
		"nothing but lost umbrellas, which their owners may collect at the office on the quay.”\n\n" +
		"- No explosives\n- No weapons\n  1. none below\n  2. none above\n\n" +
		"| Deck | Searched |\n| Upper | 21:10 |\n| Lower | 22:40 |\n\n" +
		"The company that runs the ferry, Bay Lines, said that it would give back the fares, and that the morning ferry left on time, " +
		"with all of the passengers who had not gone home during the night."
	if diff := cmp.Diff(wantText, text); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}

func TestPageWithoutArticle(t *testing.T) {
	t.Parallel()
	got, err := Extract("<title>Note</title><p>The quay is closed.<br>Until Monday.<p>Ask <b>Ivo</b>.<script>x()</script>", nil)
	if err != nil || got.Title != "Note" || got.Text != "The quay is closed.\nUntil Monday.\n\nAsk Ivo." {
		t.Errorf("got %+v, error %v", got, err)
	}
	if got, err = Extract("", nil); err != nil || got.Text != "" {
		t.Errorf("of nothing: %+v, error %v", got, err)
	}
}

// TestHostilePages gives pages that are made to take long or to exhaust the stack.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	for name, markup := range map[string]string{
		"deep":            strings.Repeat("<div>", 1<<18),
		"deep tables":     strings.Repeat("<table><tr><td>", 1<<16),
		"deep formatting": strings.Repeat("<b><i><a href=x>", 1<<14) + strings.Repeat("<p>x", 1<<14),
		"wide":            strings.Repeat("<p>x</p>", 1<<18),
		"just allowed":    strings.Repeat("<div><p>A line of words, and more of them.</p></div>", maxElements/2-10),
		"attributes":      "<p " + strings.Repeat("a=b ", 1<<18) + ">x",
		"many attributes": "<p " + func() string {
			var b strings.Builder
			for i := range 1 << 15 {
				b.WriteString("a" + strings.Repeat("x", i%50) + "=b ")
			}
			return b.String()
		}() + ">x",
		"entities":    strings.Repeat("&amp;", 1<<20),
		"open quotes": strings.Repeat("<a href='", 1<<18),
		"comments":    strings.Repeat("<!-- <", 1<<18),
		"lists":       strings.Repeat("<ul><li>", 120) + "x",
		"json-ld":     `<script type="application/ld+json">` + strings.Repeat("[", 1<<20) + `</script><p>x`,
		"nul bytes":   strings.Repeat("\x00<p>\x00", 1<<12),
		"one line":    "<p>" + strings.Repeat("word ", 1<<19),
		"breaks":      strings.Repeat("x<br>", maxElements-20),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			started := time.Now()
			_, err := Extract(markup, nil)
			if err != nil && !errors.Is(err, ErrTangled) {
				t.Errorf("error %v", err)
			}
			if took := time.Since(started); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
