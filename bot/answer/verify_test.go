package answer_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/corpus"
)

// saved is an answer with several quotes, and the record it was given from.
func saved(t *testing.T) (answer.Record, bot.Answer) {
	t.Helper()
	record, searcher := library(t, articles())
	a := ask(t, engine(record, searcher), bot.Question{Text: "What is known about the northern route?"})
	if len(a.Citations) < 2 {
		t.Fatalf("%d quotes, want several", len(a.Citations))
	}
	return record, a
}

func TestVerifySound(t *testing.T) {
	record, a := saved(t)
	faults, err := answer.Verify(t.Context(), record, a.Generation, a)
	if err != nil || len(faults) != 0 {
		t.Errorf("got %v, %v, want no faults", faults, err)
	}
	live := a.Generation
	a.Generation = 99
	a.Checksum = bot.Checksum(a)
	if faults, err := answer.Verify(t.Context(), record, live, a); err != nil || len(faults) != 0 {
		t.Errorf("an answer of a generation that is gone gives %v, %v, want none: its articles are live", faults, err)
	}
}

func TestVerifyFaults(t *testing.T) {
	record, sound := saved(t)
	for name, c := range map[string]struct {
		change func(*bot.Answer)
		want   string
	}{
		"quote":             {func(a *bot.Answer) { a.Citations[0].Quote += " No." }, "reads otherwise"},
		"span":              {func(a *bot.Answer) { a.Citations[0].Start++ }, "reads otherwise"},
		"span outside":      {func(a *bot.Answer) { a.Citations[0].End = 1 << 30 }, "does not lie in"},
		"document":          {func(a *bot.Answer) { a.Citations[0].Document = "other" }, "not in the corpus"},
		"hash":              {func(a *bot.Answer) { a.Citations[0].Hash = strings.Repeat("0", 64) }, "has changed"},
		"publisher":         {func(a *bot.Answer) { a.Citations[0].Publisher = "Another Post" }, "publisher"},
		"date":              {func(a *bot.Answer) { a.Citations[0].Published = "2020-01-01" }, "date"},
		"speaker":           {func(a *bot.Answer) { a.Citations[0].Speaker = "Napoleon" }, "speaker"},
		"number":            {func(a *bot.Answer) { a.Citations[0].N = 9 }, "place"},
		"no such quote":     {func(a *bot.Answer) { a.Sentences[0].Citations = []int{77} }, "no such quote"},
		"cites nothing":     {func(a *bot.Answer) { a.Sentences[0].Citations = nil }, "cites nothing"},
		"invented name":     {func(a *bot.Answer) { a.Sentences[0].Text = "According to Napoleon:" }, `"Napoleon"`},
		"no answer":         {func(a *bot.Answer) { a.Sentences, a.Citations = nil, nil }, "neither an answer"},
		"answer to refusal": {func(a *bot.Answer) { a.Refusal = &bot.Refusal{} }, "refusal holds no"},
		"mode":              {func(a *bot.Answer) { a.Mode = "dreamt" }, "unknown mode"},
		"took":              {func(a *bot.Answer) { a.Took++ }, "checksum"},
		"no checksum":       {func(a *bot.Answer) { a.Checksum = "" }, "checksum is missing"},
	} {
		a := clone(t, sound)
		c.change(&a)
		faults, err := answer.Verify(t.Context(), record, a.Generation, a)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		named := func(f answer.Fault) bool { return strings.Contains(f.String(), c.want) }
		if !slices.ContainsFunc(faults, named) {
			t.Errorf("%s: got %v, want a fault about %q", name, faults, c.want)
		}
	}
}

// Whoever changes an answer can make its checksum anew. What it says is still held against
// the articles.
func TestVerifyFaultsBehindANewChecksum(t *testing.T) {
	record, sound := saved(t)
	spoken := slices.IndexFunc(sound.Citations, func(c bot.Citation) bool { return c.Speaker != "" })
	if spoken < 0 {
		t.Fatal("no quote has a speaker")
	}
	for name, c := range map[string]struct {
		change func(*bot.Answer)
		want   string
	}{
		"a line of one's own":      {func(a *bot.Answer) { a.Sentences[0].Text = "The harbour confirmed everything." }, "sentence 1 does not lead"},
		"a line that confirms":     {func(a *bot.Answer) { a.Sentences[0].Text = "It is confirmed in " + a.Sentences[0].Text }, "sentence 1 does not lead"},
		"a speaker left out":       {func(a *bot.Answer) { a.Citations[spoken].Speaker = "" }, "not who speaks"},
		"another man's words":      {func(a *bot.Answer) { a.Citations[spoken].Speaker = "northern route" }, "not who speaks"},
		"a statement made a claim": {func(a *bot.Answer) { a.Citations[spoken].Nature = bot.Claim }, "not who speaks"},
		"fresher than it is":       {func(a *bot.Answer) { a.AsOf = "2026-01-01" }, "newest evidence"},
		"better borne out":         {func(a *bot.Answer) { a.Origins += 2 }, "independent origins"},
	} {
		a := clone(t, sound)
		c.change(&a)
		a.Checksum = bot.Checksum(a)
		faults, err := answer.Verify(t.Context(), record, a.Generation, a)
		named := func(f answer.Fault) bool { return strings.Contains(f.String(), c.want) }
		if err != nil || !slices.ContainsFunc(faults, named) {
			t.Errorf("%s: got %v, %v, want a fault about %q", name, faults, err, c.want)
		}
	}
}

func TestVerifyReportsAnUnreadableRecord(t *testing.T) {
	record, a := saved(t)
	broken := errors.New("disk on fire")
	_, err := answer.Verify(t.Context(), altered{record, func(*corpus.Document) error { return broken }}, a.Generation, a)
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want the record's error", err)
	}
}

// Whatever byte of a saved answer is changed, it is no longer readable or no longer sound.
func TestVerifyNoticesEveryByteOfTheAnswer(t *testing.T) {
	record, sound := saved(t)
	form, err := json.Marshal(sound)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(form)-1).Draw(t, "at")
		changed := slices.Clone(form)
		changed[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		var a bot.Answer
		decoder := json.NewDecoder(bytes.NewReader(changed))
		decoder.DisallowUnknownFields() // as sitrep verify reads it
		if decoder.Decode(&a) != nil || decoder.More() {
			return
		}
		again, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if string(again) == string(form) {
			return // the change means nothing: white space, or the case of a key
		}
		faults, err := answer.Verify(t.Context(), record, sound.Generation, a)
		if err == nil && len(faults) == 0 {
			t.Fatalf("byte %d changed, and nobody noticed: %s", at, changed)
		}
	})
}

// Whatever byte of a quoted article is changed, its quotes are no longer sound.
func TestVerifyNoticesEveryByteOfTheArticle(t *testing.T) {
	record, sound := saved(t)
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, 1<<12).Draw(t, "at")
		flip := byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		changed := altered{record, func(doc *corpus.Document) error {
			text := []byte(doc.Text)
			text[at%len(text)] ^= flip
			doc.Text = string(text)
			return nil
		}}
		faults, err := answer.Verify(t.Context(), changed, sound.Generation, sound)
		if err != nil {
			t.Fatal(err)
		}
		if len(faults) < len(sound.Citations) {
			t.Fatalf("%d faults for %d quotes from changed articles", len(faults), len(sound.Citations))
		}
	})
}

func clone(t *testing.T, a bot.Answer) bot.Answer {
	t.Helper()
	form, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var copied bot.Answer
	if err := json.Unmarshal(form, &copied); err != nil {
		t.Fatal(err)
	}
	return copied
}
