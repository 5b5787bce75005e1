package evidence

import (
	"math"
	"strings"
	"testing"
	"time"

	"sitrep/bot/answer/question"
	"sitrep/corpus"
	"sitrep/corpus/split"
	"sitrep/retrieval/lexical"
)

// library is a few articles, all of them found, and the words of the corpus they make up.
func library(texts ...string) ([]Article, Known) {
	var articles []Article
	for i, text := range texts {
		title, body, _ := strings.Cut(text, "\n")
		doc := &corpus.Document{ID: corpus.DocumentID(rune('a' + i)), Title: title, Text: body}
		layout := split.Split(title, body)
		a := Article{Document: doc, Layout: &layout, Score: 1 - float64(i)/10}
		for p := range layout.Passages {
			a.Hits = append(a.Hits, Hit{Passage: p, Rank: i + 1, Score: a.Score, Cosine: .5})
		}
		articles = append(articles, a)
	}
	return articles, Known{Words: lexical.Build(func(yield func(lexical.Document) bool) {
		for _, a := range articles {
			d := lexical.Document{Title: a.Document.Title, Text: a.Document.Text}
			for _, p := range a.Layout.Passages {
				d.Passages = append(d.Passages, p.Span)
			}
			if !yield(d) {
				return
			}
		}
	})}
}

const (
	harbour = "Fire at the harbour\n" +
		"Armed men set fire to a grain store in the harbour of Eastport on 4 March 2021. " +
		"The Salt Brigade (SB) claimed responsibility for the fire in a letter to a newspaper. " +
		"Eleven dockers were treated for burns. " +
		"“The store was not guarded that night,” said Marta Quill, a harbour inspector. " +
		"She added that the alarm had been cut a day before."
	bridge = "Bridge reopened\n" +
		"The northern bridge reopened on Sunday after a month of repairs. " +
		"Traffic had gone by the old ferry since a lorry hit a pillar."
)

func best(t *testing.T, asked string, texts ...string) string {
	t.Helper()
	articles, words := library(texts...)
	quotes := Rank(question.Parse(asked), articles, words, Weights()).Choose(Selection{Most: 3, Margin: 6, Diversity: .5})
	if len(quotes) == 0 {
		t.Fatalf("%s: nothing found", asked)
	}
	return quotes[0].Text
}

func TestTheSentenceThatAnswersComesFirst(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]string{
		"Which group claimed responsibility for the fire in Eastport?": "The Salt Brigade",
		"When did armed men set fire to the grain store?":              "4 March 2021",
		"How many dockers were treated for burns?":                     "Eleven dockers",
		"Where was the grain store that was set on fire?":              "harbour of Eastport",
		"What did Marta Quill say about the store?":                    "not guarded",
		"What did Quill say about the alarm?":                          "alarm had been cut",
		"Why had traffic gone by the ferry?":                           "lorry hit a pillar",
	} {
		if got := best(t, asked, harbour, bridge); !strings.Contains(got, want) {
			t.Errorf("%s\n got %q\nwant a sentence with %q", asked, got, want)
		}
	}
}

func TestASentenceThatLeansOnTheOneBeforeIsShownWithIt(t *testing.T) {
	t.Parallel()
	text := "Ferry\nThe ferry Aurora sank off Cape Holm in a storm. It had carried forty pilgrims and a crew of six."
	got := best(t, "How many pilgrims had been carried?", text)
	if !strings.HasPrefix(got, "The ferry Aurora") || !strings.HasSuffix(got, "crew of six.") {
		t.Errorf("got %q, want both sentences", got)
	}
}

func TestRepeatedStatementsAreFoldedAndTheirArticlesNoted(t *testing.T) {
	t.Parallel()
	statement := "The Salt Brigade claimed responsibility for the fire in Eastport in a letter to a newspaper."
	articles, words := library("One\n"+statement+" The mayor was abroad.", "Two\n"+statement+" Rain fell all day.")
	r := Rank(question.Parse("Who claimed responsibility for the fire in Eastport?"), articles, words, Weights())
	quotes := r.Choose(Selection{Most: 3, Margin: math.Inf(1)})
	if len(quotes[0].Also) != 1 || quotes[0].Also[0].Article == quotes[0].Article {
		t.Errorf("first quote's other articles: got %v, want the one other", quotes[0].Also)
	}
	for _, q := range quotes[1:] {
		if q.Text == quotes[0].Text {
			t.Errorf("the statement is shown twice: %q", q.Text)
		}
	}
}

func TestChooseKeepsToItsLimits(t *testing.T) {
	t.Parallel()
	articles, words := library(harbour, bridge)
	r := Rank(question.Parse("Who set fire to the grain store?"), articles, words, Weights())
	for most := range 6 {
		quotes := r.Choose(Selection{Most: most, Margin: math.Inf(1)})
		if len(quotes) > most {
			t.Errorf("%d quotes, want at most %d", len(quotes), most)
		}
		for i, q := range quotes {
			text := articles[q.Article].Document.Text
			if q.Text != text[q.Span.Start:q.Span.End] {
				t.Errorf("quote %q is not the text at its span", q.Text)
			}
			for _, other := range quotes[:i] {
				if other.Article == q.Article && other.Span.Overlaps(q.Span) {
					t.Errorf("quotes overlap: %q and %q", other.Text, q.Text)
				}
			}
		}
	}
	if quotes := r.Choose(Selection{Most: 3, Margin: 0}); len(quotes) != 1 {
		t.Errorf("%d quotes within no margin, want the best alone", len(quotes))
	}
	if quotes := (&Ranking{}).Choose(Selection{Most: 3}); quotes != nil {
		t.Errorf("quotes of nothing: %v", quotes)
	}
}

func TestADatelineGoesWithItsSentenceWhenAskedWhere(t *testing.T) {
	t.Parallel()
	text := "Raid\nKARSTAD, 12 MAY 88 -- THREE MEN WITH RIFLES RAIDED THE POST OFFICE AND TOOK THE SAFE. A GUARD WAS HURT."
	if got := best(t, "Where was the post office raided?", text); !strings.HasPrefix(got, "KARSTAD") {
		t.Errorf("asked where: got %q, want it with its dateline", got)
	}
	if got := best(t, "Who raided the post office?", text); strings.HasPrefix(got, "KARSTAD") {
		t.Errorf("asked who: got %q, want it without its dateline", got)
	}
}

func TestSignalsTellWhatIsMissing(t *testing.T) {
	t.Parallel()
	articles, words := library(harbour, bridge)
	known := func(name string) bool { return FoldOutlet(name) == "herald" }
	signals := func(asked string) map[string]float32 {
		values := Rank(question.Parse(asked), articles, words, Weights()).Signals(known)
		named := map[string]float32{}
		for i, name := range SignalNames() {
			named[name] = values[i]
		}
		return named
	}
	here := signals("Which group claimed responsibility for the fire in Eastport?")
	elsewhere := signals("Which group claimed responsibility for the fire in Zanzibar?")
	if here["unknown-name"] != 0 || elsewhere["unknown-name"] != 1 {
		t.Errorf("unknown-name: got %v and %v, want 0 and 1", here["unknown-name"], elsewhere["unknown-name"])
	}
	if here["cover-near"] <= elsewhere["cover-near"] {
		t.Errorf("cover-near: %v with a place that is there, %v with one that is not", here["cover-near"], elsewhere["cover-near"])
	}
	outlets := signals("According to The Herald and the Nordic Post, who set the fire?")
	if outlets["unknown-outlets"] != .5 {
		t.Errorf("unknown-outlets: got %v, want .5", outlets["unknown-outlets"])
	}
}

func TestModelsFitTheCode(t *testing.T) {
	t.Parallel()
	if got, want := len(Weights().Weights), len(FeatureNames()); got != want {
		t.Errorf("%d weights for %d features", got, want)
	}
	if got, want := len(Signs()), len(FeatureNames()); got != want {
		t.Errorf("%d signs for %d features", got, want)
	}
	if got, want := len(SignalSigns()), len(SignalNames()); got != want {
		t.Errorf("%d signs for %d signals", got, want)
	}
	for i, name := range append(FeatureNames(), SignalNames()...) {
		if name == "" {
			t.Errorf("feature or signal %d has no name", i)
		}
	}
	for i, sign := range Signs() {
		if w := Weights().Weights[i]; w*float64(sign) < 0 {
			t.Errorf("weight %v of %s has the wrong sign", w, FeatureNames()[i])
		}
	}
}

func TestDaysOff(t *testing.T) {
	t.Parallel()
	dates := question.Parse("What happened on 4 March 2021?").Dates
	for day, want := range map[string]int{"2021-03-04": 0, "2021-03-07": 3, "2021-02-20": 12} {
		published, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := daysOff(published, dates); got != want {
			t.Errorf("%s: got %d days, want %d", day, got, want)
		}
	}
}

func BenchmarkRank(b *testing.B) {
	texts := []string{harbour, bridge}
	for range 6 {
		texts = append(texts, "Long\n"+strings.Repeat(harbour[strings.Index(harbour, "\n")+1:]+"\n\n"+bridge[strings.Index(bridge, "\n")+1:]+"\n\n", 5))
	}
	articles, words := library(texts...)
	q := question.Parse("Which group claimed responsibility for the fire in the harbour of Eastport on 4 March 2021?")
	for b.Loop() {
		Rank(q, articles, words, Weights()).Choose(Selection{Most: 3, Margin: 6, Diversity: .5})
	}
}

func FuzzRank(f *testing.F) {
	f.Add("Who said what?", "Title\nHe said “a. b.” She: c!")
	f.Add("", "\n")
	f.Add("What did X say about Y?", "X\nX SAID THAT Y -- [TEXT] (Z). ”")
	f.Fuzz(func(t *testing.T, asked, text string) {
		articles, words := library(strings.ToValidUTF8(text, ""), bridge)
		r := Rank(question.Parse(strings.ToValidUTF8(asked, "")), articles, words, Weights())
		for _, q := range r.Choose(Selection{Most: 3, Margin: 6, Diversity: .5}) {
			got, err := q.Span.Cut(articles[q.Article].Document.Text)
			if err != nil || got != q.Text {
				t.Errorf("quote %q at %v: %v", q.Text, q.Span, err)
			}
		}
	})
}
