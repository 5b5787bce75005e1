package message

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sitrep/bot"
	"sitrep/bot/locale"
)

func in(code string) Renderer { return Renderer{locale.New().For(code)} }

func drawLocale(t *rapid.T) Renderer {
	return in(rapid.SampledFrom([]string{"en", "de", "fr", "es", "ar"}).Draw(t, "language"))
}

func drawCitation(t *rapid.T, n int) bot.Citation {
	quote := stored(t, "quote", 40)
	if quote == "" {
		quote = "q"
	}
	return bot.Citation{
		N: n, Quote: quote, Document: strconv.Itoa(n / 2), Speaker: text(t, "speaker", 4), Title: text(t, "title", 6),
		Publisher: text(t, "publisher", 4), Published: rapid.SampledFrom([]string{"", "2025-02-11", "soon *"}).Draw(t, "date"),
		Link: "https://a.test/" + text(t, "link", 4), URL: "https://a.test/" + text(t, "url", 4),
	}
}

func drawAnswer(t *rapid.T) bot.Answer {
	a := bot.Answer{
		Question: text(t, "question", 30), Mode: bot.Extractive, Origins: rapid.IntRange(1, 5).Draw(t, "origins"),
		AsOf: "2025-02-11", CorpusUntil: rapid.SampledFrom([]string{"", "2025-03-01", "||"}).Draw(t, "until"),
		Generation: rapid.Int64Range(0, 1<<40).Draw(t, "generation"), Dropped: rapid.IntRange(0, 3).Draw(t, "dropped"),
	}
	if rapid.Bool().Draw(t, "generated") {
		a.Mode = bot.Generated
	}
	if rapid.IntRange(0, 4).Draw(t, "refused") == 0 {
		a.Refusal = &bot.Refusal{Kind: bot.FalsePremise, Message: text(t, "message", 10)}
		for range rapid.IntRange(0, 12).Draw(t, "near") {
			a.Refusal.Nearest = append(a.Refusal.Nearest, bot.Nearest{
				Document: text(t, "id", 2), Title: text(t, "title", 9), Publisher: text(t, "publisher", 3), URL: "https://b.test/" + text(t, "url", 3),
			})
		}
		return a
	}
	for n := range rapid.IntRange(1, 7).Draw(t, "quotes") {
		a.Citations = append(a.Citations, drawCitation(t, n+1))
		a.Sentences = append(a.Sentences, bot.Sentence{Text: text(t, "sentence", 12), Citations: []int{n + 1}})
	}
	for range rapid.IntRange(0, 2).Draw(t, "disagreements") {
		d := bot.Disagreement{About: text(t, "about", 5)}
		for range rapid.IntRange(2, 9).Draw(t, "sides") {
			d.Values = append(d.Values, bot.Value{Text: text(t, "side", 9), Citations: []int{1}})
		}
		a.Disagreements = append(a.Disagreements, d)
	}
	return a
}

// checkPages demands that pages keep Discord's limits and that Discord acts on nothing in
// them but what the frame is made of.
func checkPages(t interface{ Fatalf(string, ...any) }, pages []Page) {
	if len(pages) == 0 {
		t.Fatalf("no page at all")
	}
	for i, p := range pages {
		if n := length(p.Content); n == 0 || n > MaxContent || strings.TrimSpace(p.Content) != p.Content {
			t.Fatalf("page %d has %d characters, want 1 to %d without spaces around them: %q", i+1, n, MaxContent, p.Content)
		}
		if !utf8.ValidString(p.Content) {
			t.Fatalf("page %d is cut within a character: %q", i+1, p.Content)
		}
		if p.Number != i+1 || p.Of != len(pages) {
			t.Fatalf("page %d of %d says it is %d of %d", i+1, len(pages), p.Number, p.Of)
		}
		checkRows(t, p.Rows)
		for _, b := range shown(p.Content) {
			for _, act := range b.acts {
				kind, about, _ := strings.Cut(act, " ")
				if !slices.Contains([]string{"heading", "small", "list", "bold", "italic", "link"}, kind) ||
					kind == "link" && !strings.HasPrefix(about, "https://") || b.quote && kind != "bold" {
					t.Fatalf("Discord finds %q in %q of page %d:\n%s", act, b.text, i+1, p.Content)
				}
			}
		}
	}
}

func checkRows(t interface{ Fatalf(string, ...any) }, rows []Row) {
	if len(rows) > MaxRows {
		t.Fatalf("%d rows, want at most %d", len(rows), MaxRows)
	}
	seen := make(map[string]bool)
	for _, row := range rows {
		if (len(row.Buttons) == 0) == (row.Menu == nil) || len(row.Buttons) > MaxButtons {
			t.Fatalf("a row has %d buttons and menu %v", len(row.Buttons), row.Menu)
		}
		for _, b := range row.Buttons {
			if id := fmt.Sprint(b.Action, b.Value); seen[id] {
				t.Fatalf("two buttons do %q", id)
			} else {
				seen[id] = true
			}
			if n := utf8.RuneCountInString(b.Label); n == 0 || n > MaxLabel || b.Style < Primary || b.Style > Danger {
				t.Fatalf("a button is labelled %q in style %d", b.Label, b.Style)
			}
		}
		if row.Menu == nil {
			continue
		}
		values := make(map[string]bool)
		for _, o := range row.Menu.Options {
			if o.Label == "" || length(o.Label) > MaxOptionText || length(o.Description) > MaxOptionText || values[o.Value] {
				t.Fatalf("an option is %+v", o)
			}
			values[o.Value] = true
		}
		if n := len(row.Menu.Options); n == 0 || n > MaxOptions || length(row.Menu.Placeholder) > MaxPlaceholder {
			t.Fatalf("a menu has %d options and the placeholder %q", n, row.Menu.Placeholder)
		}
	}
}

// checkQuotes demands that the pages show each quote word for word and nothing else as one.
func checkQuotes(t interface{ Fatalf(string, ...any) }, pages []Page, citations []bot.Citation) {
	quotes, acts := shownQuotes(pages)
	if len(acts) > 0 {
		t.Fatalf("Discord acts on quotes: %q", acts)
	}
	if len(quotes) != len(citations) {
		t.Fatalf("%d quotes are shown, want %d: %q", len(quotes), len(citations), quotes)
	}
	for _, c := range citations {
		if got := quotes["["+strconv.Itoa(c.N)+"]"]; got != c.Quote {
			t.Fatalf("quote %d is shown as\n%q, want\n%q", c.N, got, c.Quote)
		}
	}
}

// checkAnswer draws an answer and demands that all that is shown of it keeps the limits and
// its quotes.
func checkAnswer(t *rapid.T) {
	r, a := drawLocale(t), drawAnswer(t)
	pages := r.Answer(a)
	checkPages(t, pages)
	checkQuotes(t, pages, a.Citations)
	checkPages(t, r.SourcesOf(a))
	more := r.MoreQuotes(a.Question, a.Citations)
	checkPages(t, more)
	checkQuotes(t, more, a.Citations)
	checkPages(t, []Page{r.ChooseSentence(a)})
	checkPages(t, []Page{r.ChooseQuote(a)})
}

func TestAnyAnswerKeepsTheLimitsAndItsQuotes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, checkAnswer)
}

func FuzzAnswer(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkAnswer)) }

// words is n words of different lengths, about six characters each.
func words(n int) string {
	var all []string
	for i := range n {
		all = append(all, strings.Repeat("w", 3+i%5)+strconv.Itoa(i%10))
	}
	return strings.Join(all, " ")
}

func answerOf(quotes ...string) bot.Answer {
	a := bot.Answer{Question: "What happened?", Mode: bot.Extractive, Origins: 2, AsOf: "2025-02-11", CorpusUntil: "2025-03-01", Generation: 7}
	for i, quote := range quotes {
		a.Citations = append(a.Citations, bot.Citation{
			N: i + 1, Quote: quote, Speaker: "the harbour master", Title: "Night at the harbour", Publisher: "Harbour Post",
			Published: "2025-02-11", Link: "https://harbour.test/night#:~:text=one",
		})
		a.Sentences = append(a.Sentences, bot.Sentence{Text: "The harbour master, according to Harbour Post:", Citations: []int{i + 1}})
	}
	return a
}

func TestAQuoteMovesToTheNextPageWhole(t *testing.T) {
	t.Parallel()
	long := words(150) // about 850 characters
	pages := in("en").Answer(answerOf(long, long, long))
	if len(pages) != 3 {
		t.Fatalf("%d pages, want each quote on its own", len(pages))
	}
	for i, p := range pages {
		quotes, _ := shownQuotes([]Page{p})
		if quotes["["+strconv.Itoa(i+1)+"]"] != long {
			t.Errorf("page %d does not hold quote %d whole", i+1, i+1)
		}
		if strings.Contains(p.Content, "part 1") {
			t.Errorf("page %d divides a quote that fits on a page", i+1)
		}
	}
}

func TestQuotesUpTo1800CharactersStayWholeInEveryLanguage(t *testing.T) {
	t.Parallel()
	quote := words(400)[:1800]
	for _, l := range locale.New().All() {
		pages := Renderer{l}.Answer(answerOf("short", quote, "short again"))
		checkPages(t, pages)
		whole := slices.ContainsFunc(pages, func(p Page) bool {
			quotes, _ := shownQuotes([]Page{p})
			return quotes["[2]"] == quote
		})
		if !whole {
			t.Errorf("%s: a quote of 1,800 characters is divided", l.Code())
		}
	}
}

func TestALongQuoteContinuesInMarkedParts(t *testing.T) {
	t.Parallel()
	quote := words(1200) + "\n" + strings.Repeat("*`_", 900)
	a := answerOf(quote)
	pages := in("en").Answer(a)
	checkPages(t, pages)
	checkQuotes(t, pages, a.Citations)
	parts := 0
	for i, p := range pages {
		if mark := fmt.Sprintf("[1] part %d of ", i+1); strings.Contains(p.Content, mark) {
			parts++
		}
	}
	if parts < 5 || parts < len(pages)-1 {
		t.Errorf("%d of %d pages are marked as parts", parts, len(pages))
	}
}

func TestALongQuoteOfManyLinesKeepsTheLimits(t *testing.T) {
	t.Parallel()
	a := answerOf(strings.Repeat("a\n", 3000) + "b")
	pages := in("en").Answer(a)
	checkPages(t, pages)
	checkQuotes(t, pages, a.Citations)
}

func TestALetterWithEndlessMarksIsStillShown(t *testing.T) {
	t.Parallel()
	a := answerOf("e" + strings.Repeat("\u0301", 5000))
	pages := in("en").Answer(a)
	checkPages(t, pages)
	checkQuotes(t, pages, a.Citations)
}

func TestAnExtractiveAnswerIntroducesItsQuotesInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	content := in("de").Answer(answerOf("One."))[0].Content
	if strings.Contains(content, "according to") || !strings.Contains(content, "11. Feb. 2025") {
		t.Errorf("a German answer reads\n%s", content)
	}
}

func TestAGeneratedSentenceThatIsItsQuoteIsShownOnce(t *testing.T) {
	t.Parallel()
	a := answerOf("The quay was empty.", "The crane had gone.")
	a.Mode = bot.Generated
	a.Sentences[0].Text = "“The quay was empty.”"
	a.Sentences[1].Text = "A crane went missing."
	content := in("en").Answer(a)[0].Content
	if strings.Count(content, "The quay was empty.") != 1 || !strings.Contains(content, "A crane went missing. [2]\n\n> The crane") {
		t.Errorf("the answer reads\n%s", content)
	}
}

func TestButtonsThatTurnPages(t *testing.T) {
	t.Parallel()
	pages := in("en").Answer(answerOf(words(200), words(200), words(200)))
	for i, p := range pages {
		back, next := p.Rows[0].Buttons[0], p.Rows[0].Buttons[1]
		if back.Action != Turn || next.Action != Turn || back.Value != i || next.Value != i+2 {
			t.Errorf("page %d turns to %d and %d", i+1, back.Value, next.Value)
		}
		if back.Disabled != (i == 0) || next.Disabled != (i == len(pages)-1) {
			t.Errorf("page %d: back disabled %v, next disabled %v", i+1, back.Disabled, next.Disabled)
		}
	}
	if rows := in("en").Answer(answerOf("One."))[0].Rows; rows[0].Buttons[0].Action == Turn {
		t.Error("a single page has buttons that turn pages")
	}
}

func TestAfterARefusalThereIsNothingToLookInto(t *testing.T) {
	t.Parallel()
	a := bot.Answer{Question: "Why?", Refusal: &bot.Refusal{Kind: bot.NoEvidence}}
	for _, row := range in("en").Answer(a)[0].Rows {
		for _, b := range row.Buttons {
			if slices.Contains([]Action{More, Context, Sources}, b.Action) {
				t.Errorf("a refusal has the button %q", b.Action)
			}
		}
	}
}
