package message

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sitrep/bot"
	"sitrep/bot/locale"
)

// checkSize demands that a page keeps Discord's limits, whatever the frame put in it.
func checkSize(t *rapid.T, pages ...Page) {
	for _, p := range pages {
		if n := length(p.Content); n == 0 || n > MaxContent {
			t.Fatalf("a page has %d characters: %q", n, p.Content)
		}
		checkRows(t, p.Rows)
	}
}

// texts draws a list of hostile texts.
func texts(t *rapid.T, label string, most int) []string {
	var list []string
	for range rapid.IntRange(0, most).Draw(t, label+" count") {
		list = append(list, text(t, label, 3))
	}
	return list
}

func TestAnyProfileKeepsTheLimits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawLocale(t)
		p := Profile{Name: text(t, "name", 5), Lists: text(t, "lists", 5), Articles: rapid.IntRange(0, 3).Draw(t, "articles"), Last: text(t, "last", 1)}
		for _, name := range texts(t, "aliases", 40) {
			p.Aliases = append(p.Aliases, Alias{Name: name, Disputed: rapid.Bool().Draw(t, "disputed")})
		}
		p.Recent = []bot.Citation{drawCitation(t, 1)}
		p.Themes = []Theme{{locale.ThemeAttacks, []bot.Citation{drawCitation(t, 2)}}, {locale.ThemeTactics, nil}}
		pages := r.Group(p)
		checkPages(t, pages)
		checkQuotes(t, pages, []bot.Citation{p.Recent[0], p.Themes[0].Quotes[0]})
		checkPages(t, []Page{r.Unknown(p.Name, texts(t, "near", 9))})
	})
}

func TestAnyListKeepsTheLimits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawLocale(t)
		names := texts(t, "names", 18)
		var groups []Mention
		var publishers []Publisher
		var acts []Act
		var channels []string
		for i, name := range names {
			groups = append(groups, Mention{name, i, "2025-02-11"})
			publishers = append(publishers, Publisher{Name: name, Reliability: name, Articles: i, First: name, Last: "2025-02-11"})
			acts = append(acts, Act{At: time.Unix(int64(i), 0), Who: name, Act: name, Object: name, Result: name})
			channels = append(channels, "1"+strings.Repeat("8", i%20))
		}
		checkPages(t, r.Groups(groups))
		checkPages(t, r.Publishers(publishers))
		checkSize(t, r.History(acts)...)
		checkSize(t, r.Settings(Settings{
			Channels: channels, AdminRoles: names, Language: "ar", PerUser: 3,
			Scopes: []Scope{{Channel: "5", Collections: names, Marking: "TLP:RED"}, {Marking: text(t, "marking", 1)}},
		}, locale.New())...)
		checkSize(t, r.Status(Status{Generation: 1, Places: names, Collections: names, Embedder: text(t, "embedder", 3), Running: &Progress{Stage: text(t, "stage", 3)}})...)
		checkPages(t, []Page{r.Reindexed(Outcome{Problems: names, Skipped: len(names), Took: time.Minute})})
		checkPages(t, r.About(Figures{Generation: 1, Newest: text(t, "newest", 2), Model: text(t, "model", 9)}))
	})
}

func TestAListLongerThanAPageBeginsUnderItsHeading(t *testing.T) {
	var mentions []Mention
	for range 100 {
		mentions = append(mentions, Mention{Name: "The Grey Heron Brigade of the Lowlands", Articles: 3, Last: "2025-02-11"})
	}
	pages := in("en").Groups(mentions)
	if len(pages) < 2 || !strings.HasPrefix(pages[0].Content, "## Groups in the articles\n\n- **The Grey") {
		t.Errorf("%d pages, the first of which begins %.60q", len(pages), pages[0].Content)
	}
}

func TestAnyNoticeKeepsTheLimits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r, outside := drawLocale(t), text(t, "outside", 9)
		for _, notice := range []locale.Text{
			locale.SorryDate, locale.SorrySetting, locale.SorryNoDocument, locale.SorryAddressFetch, locale.GroupUnknown,
			locale.ReindexFailed, locale.DocumentAdded, locale.DocumentRemoved,
		} {
			checkPages(t, []Page{r.Notice(notice, outside)})
		}
		checkPages(t, []Page{r.ConfirmRemoval(outside)})
	})
}

func TestProgressStaysWithinItsBar(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := Progress{Stage: "writing", Done: rapid.Int().Draw(t, "done") / 1000, Total: rapid.Int().Draw(t, "total") / 1000}
		page := in("en").Reindexing(p)
		checkSize(t, page)
		if full := strings.Count(page.Content, "█"); full+strings.Count(page.Content, "░") != barWidth {
			t.Fatalf("the bar is not %d long: %q", barWidth, page.Content)
		}
	})
}

func TestAnyCheckKeepsTheLimitsAndItsQuotes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var claims []Claim
		var all []bot.Citation
		for i := range rapid.IntRange(0, 6).Draw(t, "claims") {
			c := Claim{Text: text(t, "claim", 9), Verdict: Verdict(rapid.IntRange(0, 2).Draw(t, "verdict"))}
			if rapid.Bool().Draw(t, "borne out") {
				c.Quotes = []bot.Citation{drawCitation(t, i+1)}
				all = append(all, c.Quotes...)
			}
			claims = append(claims, c)
		}
		pages := drawLocale(t).Check(claims)
		checkPages(t, pages)
		checkQuotes(t, pages, all)
	})
}

func TestAnyContextIsShownWithTheQuoteInBold(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := drawCitation(t, 1)
		before, after := stored(t, "before", 20), stored(t, "after", 20)
		paragraph := strings.TrimSpace(before + " " + c.Quote + " " + after)
		start := strings.Index(paragraph, c.Quote)
		pages := drawLocale(t).InContext(c, paragraph, start, start+len(c.Quote))
		checkPages(t, pages)
		quotes, acts := shownQuotes(pages)
		if quotes["[1]"] != paragraph {
			t.Fatalf("the text is shown as\n%q, want\n%q", quotes["[1]"], paragraph)
		}
		var loud []string
		for _, p := range pages {
			for _, b := range shown(p.Content) {
				for _, act := range b.acts {
					if words, bold := strings.CutPrefix(act, "bold "); bold && b.quote {
						loud = append(loud, words)
					}
				}
			}
		}
		if got, want := withoutSpace(strings.Join(loud, "")), withoutSpace(c.Quote); got != want {
			t.Fatalf("bold is\n%q, want the quote\n%q; Discord acts on %q", got, want, acts)
		}
	})
}

func TestBoldBeginsAndEndsWithAWord(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text       string
		start, end int
		want       string
	}{
		{"a b c", 2, 3, "a **b** c"},
		{"a b c", 1, 4, "a **b** c"},
		{"a\n b \nc", 0, 6, "**a**\n **b** \nc"},
		{"- a", 0, 3, "**\\- a**"},
		{":a:", 2, 3, "\\:a**:**"},
		{"a b", 1, 2, "a b"},
	} {
		if got := emphasised(c.text, loud{c.start, c.end}); got != c.want {
			t.Errorf("%q with bold from %d to %d is %q, want %q", c.text, c.start, c.end, got, c.want)
		}
	}
}

func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' {
			return -1
		}
		return r
	}, s)
}

func TestOutsideTextIsIsolatedInArabic(t *testing.T) {
	t.Parallel()
	a := answerOf("He said “no”.")
	content := in("ar").Answer(a)[0].Content
	lines := strings.Split(content, "\n")
	if !slices.Contains(lines, "> He said “no”.") {
		t.Errorf("the quote's own line is changed:\n%s", content)
	}
	for _, line := range lines {
		if line == "" || strings.HasPrefix(line, "> ") {
			continue
		}
		if !strings.HasPrefix(strings.TrimPrefix(line, small), "\u200f") {
			t.Errorf("a line of the frame does not run from the right: %q", line)
		}
		if strings.Count(line, "\u2068") != strings.Count(line, "\u2069") {
			t.Errorf("an isolate is left open: %q", line)
		}
	}
	for _, outside := range []string{"the harbour master", "Harbour Post", "Night at the harbour"} {
		if !strings.Contains(content, "\u2068"+outside+"\u2069") {
			t.Errorf("%q is not isolated", outside)
		}
	}
}
