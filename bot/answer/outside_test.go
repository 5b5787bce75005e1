package answer_test

import (
	"strings"
	"testing"
	"time"

	"sitrep/bot"
	"sitrep/corpus"
)

// lighthouse is a corpus of one dated article that tells of years before it.
func lighthouse() []corpus.Document {
	return []corpus.Document{{
		ID: "light", Title: "The lighthouse of Eastmoor", Publisher: "Harbour Post", Published: date(2025, 2, 11),
		Text: "A storm damaged the lighthouse of Eastmoor on Tuesday. In 1979 a ship struck the lighthouse of Eastmoor and two keepers drowned. " +
			"The lighthouse of Eastmoor was rebuilt from 1985 to 1989 by the harbour commission. The keepers expect the lamp to be lit again in 2031.",
	}}
}

func TestATimeThatNoArticleSpeaksOfIsRefused(t *testing.T) {
	t.Parallel()
	record, searcher := library(t, append(lighthouse(), corpus.Document{
		ID: "fair", Title: "A fair", Publisher: "Valley Wire", Published: date(2025, 3, 4), Text: "The fair of Westmere opened. Its first was in 1975.",
	}))
	e := engine(record, searcher)
	now := date(2026, 11, 20)
	for asked, want := range map[string]struct {
		now    time.Time
		period string // in the refusal, empty where there is an answer
	}{
		"What happened at the lighthouse of Eastmoor in 1979?":                  {now, ""},
		"What happened at the lighthouse of Eastmoor in 1987?":                  {now, ""},
		"What damaged the lighthouse of Eastmoor in February 2025?":             {now, ""},
		"What damaged the lighthouse of Eastmoor on 11 February 2025?":          {now, ""},
		"What damaged the lighthouse of Eastmoor last month?":                   {date(2025, 3, 2), ""},
		"What will the keepers do at the lighthouse of Eastmoor in March 2031?": {now, ""},
		"What happened at the lighthouse of Eastmoor in 1975?":                  {now, "1975"},
		"What happened at the lighthouse of Eastmoor in March 2033?":            {now, "March 2033"},
		"What damaged the lighthouse of Eastmoor last month?  ":                 {now, "October 2026"},
		"What damaged the lighthouse of Eastmoor on 11 February 2024?":          {now, "11 February 2024"},
		"What happened at the lighthouse of Eastmoor since March 2026?":         {now, "1 March 2026 to 20 November 2026"},
	} {
		a := ask(t, e, bot.Question{Text: asked, Now: want.now})
		switch {
		case want.period == "":
			if a.Refusal != nil {
				t.Errorf("%s: refused: %s %s", asked, a.Refusal.Kind, a.Refusal.Message)
			}
		case a.Refusal == nil || a.Refusal.Kind != bot.OutsideDates:
			t.Errorf("%s: got %+v and %d quotes, want a refusal for the time", asked, a.Refusal, len(a.Citations))
		case !strings.Contains(a.Refusal.Message, want.period+".") || !strings.Contains(a.Refusal.Message, "from 11 February 2025 to 4 March 2025") || len(a.Refusal.Nearest) == 0:
			t.Errorf("%s: refused with %q and %d articles, want %s, what the articles cover, and the nearest", asked, a.Refusal.Message, len(a.Refusal.Nearest), want.period)
		}
	}
}

func TestAnArticleWithoutADateIsNotOfAnotherTime(t *testing.T) {
	t.Parallel()
	docs := lighthouse()
	docs[0].Published = time.Time{}
	record, searcher := library(t, docs)
	a := ask(t, engine(record, searcher), bot.Question{Text: "What damaged the lighthouse of Eastmoor in May 2026?", Now: date(2026, 11, 20)})
	if a.Refusal != nil && a.Refusal.Kind == bot.OutsideDates {
		t.Errorf("refused: %s", a.Refusal.Message)
	}
}

func TestTheTimeOfMarkedArticlesIsNotTold(t *testing.T) {
	t.Parallel()
	docs := lighthouse()
	docs = append(docs, corpus.Document{
		ID: "red", Title: "Plans", Publisher: "Valley Wire", Published: date(2025, 6, 30), Marking: corpus.Red,
		Text: "The lighthouse of Eastmoor will be closed.",
	})
	record, searcher := library(t, docs)
	a := ask(t, engine(record, searcher), bot.Question{Text: "What happened at the lighthouse of Eastmoor in 1975?", Now: date(2026, 11, 20)})
	if a.Refusal == nil || !strings.Contains(a.Refusal.Message, "of 11 February 2025.") {
		t.Errorf("got %+v, want the one day of what may be seen", a.Refusal)
	}
}

func TestWhoIsQuotedOnOtherThingsIsSaidToBe(t *testing.T) {
	t.Parallel()
	record, searcher := library(t, []corpus.Document{{
		ID: "light", Title: "The lighthouse of Eastmoor", Publisher: "Harbour Post", Published: date(2025, 2, 11),
		Text: "A storm damaged the lighthouse of Eastmoor on Tuesday. “The lamp will be lit again before winter,” said Marta Quill, a harbour inspector.",
	}})
	e := engine(record, searcher)
	if a := ask(t, e, bot.Question{Text: "What did Quill say about the lamp?"}); a.Refusal != nil {
		t.Errorf("her words are there, but refused: %s", a.Refusal.Message)
	}
	const want = "Marta Quill is quoted in the articles, but not on this."
	if a := ask(t, e, bot.Question{Text: "What did Marta Quill say about pirates smuggling opium through Westmere?"}); a.Refusal == nil || a.Refusal.Message != want {
		t.Errorf("got %+v, want %q", a.Refusal, want)
	}
	if a := ask(t, e, bot.Question{Text: "What did Orlo Fenn say about pirates smuggling opium through Westmere?"}); a.Refusal == nil || a.Refusal.Message == want {
		t.Errorf("got %+v for somebody who is not quoted", a.Refusal)
	}
}
