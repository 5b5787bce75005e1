package desk

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sitrep/bot"
	"sitrep/bot/render/message"
	"sitrep/bot/state"
	"sitrep/corpus"
	"sitrep/retrieval"
)

func TestButtonIDsRoundTripAndFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := button{
			action:  message.Action(rapid.StringMatching(`[a-z]{1,10}`).Draw(t, "action")),
			subject: rapid.StringMatching(`[a-z0-9~-]{0,46}`).Draw(t, "subject"),
			owner:   rapid.StringMatching(`\d{17,20}`).Draw(t, "owner"),
			value:   rapid.IntRange(0, 99_999).Draw(t, "value"),
		}
		got, err := parseButton(b.String())
		if err != nil || got != b || len(b.String()) > maxButtonID {
			t.Fatalf("%q reads as %+v, error %v, %d bytes", b, got, err, len(b.String()))
		}
	})
}

func FuzzParseButton(f *testing.F) {
	f.Add("1:turn:abcdefghijklmno:123456789012345678:2")
	f.Add("::::")
	f.Add("1:turn:a:b:-1")
	f.Fuzz(func(t *testing.T, id string) {
		b, err := parseButton(id)
		if err == nil && (b.value < 0 || len(id) > maxButtonID) {
			t.Errorf("%q was taken as %+v", id, b)
		}
	})
}

func TestLimiter(t *testing.T) {
	l := newLimiter()
	now := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	user, channel := want{"user", 2}, want{"channel", 3}
	for i, tc := range []struct {
		after time.Duration
		wants []want
		ok    bool
		wait  time.Duration
	}{
		{0, []want{user, channel}, true, 0},
		{0, []want{user, channel}, true, 0},
		{0, []want{user, channel}, false, 30 * time.Second},
		{0, []want{channel}, true, 0}, // what was refused took nothing of the channel's
		{0, []want{channel}, false, 20 * time.Second},
		{31 * time.Second, []want{user}, true, 0},
		{0, []want{{"nobody", 0}}, true, 0},
		{2 * time.Minute, []want{user}, true, 0},
	} {
		now = now.Add(tc.after)
		wait, ok := l.allow(now, tc.wants...)
		if ok != tc.ok || wait != tc.wait {
			t.Errorf("step %d: got %t after %s, want %t after %s", i, ok, wait, tc.ok, tc.wait)
		}
	}
	if len(l.buckets) != 1 {
		t.Errorf("%d buckets are kept, want the one in use", len(l.buckets))
	}
}

func TestSeen(t *testing.T) {
	var s seen
	at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	for i, tc := range []struct {
		id    string
		after time.Duration
		first bool
	}{
		{"a", 0, true},
		{"a", 0, false},
		{"", 0, true},
		{"", 0, true},
		{"a", 16 * time.Minute, false},
		{"b", 0, true},
		{"b", 16 * time.Minute, false},
		{"a", 40 * time.Minute, true},
	} {
		at = at.Add(tc.after)
		if got := s.first(tc.id, at); got != tc.first {
			t.Errorf("step %d: %q is new: %t, want %t", i, tc.id, got, tc.first)
		}
	}
}

func TestWorkersAdmitSoMany(t *testing.T) {
	w := newWorkers(1, 1)
	for range 2 {
		if err := w.enter(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.enter(); !errors.Is(err, errBusy) {
		t.Errorf("a third: %v, want errBusy", err)
	}
	idle := w.close()
	if err := w.enter(); !errors.Is(err, errClosing) {
		t.Errorf("when closing: %v, want errClosing", err)
	}
	w.leave()
	select {
	case <-idle:
		t.Error("idle with one left")
	default:
	}
	w.leave()
	<-idle
	<-w.close()
}

func TestWorkEndsWithItsContext(t *testing.T) {
	w := newWorkers(1, 1)
	w.slots <- struct{}{} // somebody else is at work
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errClosing)
	if err := w.work(ctx, time.Minute, nil, func() error { t.Error("worked"); return nil }); !errors.Is(err, errClosing) {
		t.Errorf("got %v, want the cause", err)
	}
}

func TestScope(t *testing.T) {
	settings := state.Settings{Scopes: map[string]state.Scope{
		"":     {MaxMarking: corpus.Green},
		"room": {MaxMarking: corpus.Amber, Collections: []string{"reports"}},
	}}
	for name, tc := range map[string]struct {
		r    Request
		want retrieval.Filter
	}{
		"channel of its own":       {Request{Guild: "g", Channel: "room"}, retrieval.Filter{MaxMarking: corpus.Amber, Collections: []string{"reports"}}},
		"thread of such a channel": {Request{Guild: "g", Channel: "talk", Parent: "room"}, retrieval.Filter{MaxMarking: corpus.Amber, Collections: []string{"reports"}}},
		"another channel":          {Request{Guild: "g", Channel: "hall"}, retrieval.Filter{MaxMarking: corpus.Green}},
		"no guild":                 {Request{Channel: "room"}, retrieval.Filter{}},
	} {
		if diff := cmp.Diff(tc.want, scopeOf(settings, &tc.r)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestParseTime(t *testing.T) {
	now := time.Date(2025, 3, 15, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"2025-02-11":   "2025-02-11 2025-02-11",
		"2024":         "2024-01-01 2024-12-31",
		"March 2023":   "2023-03-01 2023-03-31",
		"Last Month":   "2025-02-15 2025-03-15",
		"soonish":      "",
		"2024 or 2025": "",
	} {
		first, last, ok := parseTime(text, now)
		got := ""
		if ok {
			got = first.Format(time.DateOnly) + " " + last.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestStanding(t *testing.T) {
	sentences := []bot.Sentence{{Text: "one", Citations: []int{1}}, {Text: "both", Citations: []int{1, 2}}, {Text: "two", Citations: []int{2}}}
	proved := map[int]bool{1: true}
	for mode, want := range map[bot.Mode]string{bot.Extractive: "one both", bot.Generated: "one"} {
		var texts []string
		for _, s := range standing(bot.Answer{Mode: mode, Sentences: sentences}, proved) {
			texts = append(texts, s.Text)
		}
		if got := strings.Join(texts, " "); got != want {
			t.Errorf("%s: %q stand, want %q", mode, got, want)
		}
	}
}
