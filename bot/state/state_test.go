package state

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sitrep/bot"
	"sitrep/corpus"
	"sitrep/corpus/store"
	"sitrep/retrieval"
)

func open(t *testing.T, path string) *State {
	t.Helper()
	st, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	s, err := Open(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	s := open(t, path)
	none, err := s.Settings(t.Context(), "1")
	if err != nil || !cmp.Equal(none, Settings{}) {
		t.Fatalf("settings of an unknown guild are %+v, %v, want the zero value", none, err)
	}
	want := Settings{
		Channels: []string{"7"}, Language: "de", Private: true, PerUser: 3,
		Scopes: map[string]Scope{"": {Collections: []string{"news"}}, "9": {MaxMarking: corpus.Amber}},
	}
	change := func(have *Settings) error { *have = want; return nil }
	if err := s.ChangeSettings(t.Context(), "1", change); err != nil {
		t.Fatal(err)
	}
	refused := errors.New("no")
	err = s.ChangeSettings(t.Context(), "1", func(have *Settings) error { have.PerUser = 99; return refused })
	if !errors.Is(err, refused) {
		t.Errorf("a change that fails returns %v, want its error", err)
	}
	got, err := open(t, path).Settings(t.Context(), "1")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings after reopening (-want +got):\n%s", diff)
	}
	if got := got.ScopeOf("9").MaxMarking; got != corpus.Amber {
		t.Errorf("channel 9 may see up to %v, want TLP:AMBER", got)
	}
	if got := got.ScopeOf("8"); got.MaxMarking != corpus.Clear || len(got.Collections) != 1 {
		t.Errorf("a channel without a scope has %+v, want the guild's", got)
	}
}

func TestConcurrentChangesAreAllKept(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "s.db"))
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			err := s.ChangeSettings(t.Context(), "1", func(have *Settings) error {
				have.Channels = append(have.Channels, fmt.Sprint(i))
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	got, err := s.Settings(t.Context(), "1")
	if err != nil || len(got.Channels) != 20 {
		t.Errorf("%d of 20 changes are kept, %v", len(got.Channels), err)
	}
}

func TestKeptAnswer(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "s.db"))
	now := time.Date(2026, 3, 4, 5, 6, 7, 8, time.UTC)
	s.now = func() time.Time { return now }
	kept := Kept{
		Owner: "11", Guild: "1", Channel: "7", Private: true,
		Question: bot.Question{Text: "Who?", Filter: retrieval.Filter{MaxMarking: corpus.Green}, Now: now},
		Answer: bot.Answer{
			Question: "Who?", Sentences: []bot.Sentence{{Text: "He.", Citations: []int{1}}},
			Citations: []bot.Citation{{N: 1, Quote: "secret words", Link: "https://a.test/#:~:text=secret", Document: "d", Start: 3, End: 15}},
		},
	}
	id, err := s.KeepAnswer(t.Context(), kept)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.KeptAnswer(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	want := kept
	want.ID, want.Created = id, now
	want.Answer.Citations = []bot.Citation{{N: 1, Document: "d", Start: 3, End: 15}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kept answer without the words of its quotes (-want +got):\n%s", diff)
	}
	if _, err := s.KeptAnswer(t.Context(), "other"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("an unknown id gives %v, want ErrNotFound", err)
	}
	if gone, err := s.ForgetAnswers(t.Context(), now); gone != 0 || err != nil {
		t.Errorf("%d answers forgotten, %v, want none: it is not older", gone, err)
	}
	if gone, err := s.ForgetAnswers(t.Context(), now.Add(1)); gone != 1 || err != nil {
		t.Errorf("%d answers forgotten, %v, want 1", gone, err)
	}
}

func TestFeedbackCanChange(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "s.db"))
	for _, f := range []Feedback{
		{Answer: "a", User: "1", Guild: "g", Helpful: true},
		{Answer: "a", User: "2", Guild: "g", Helpful: true},
		{Answer: "a", User: "1", Guild: "g", Sentence: 2},
		{Answer: "a", User: "3", Guild: "other", Helpful: true},
	} {
		if err := s.SaveFeedback(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.FeedbackTally(t.Context(), "g"); got != (Tally{Helpful: 1, Wrong: 1}) || err != nil {
		t.Errorf("tally is %+v, %v, want 1 helpful and 1 wrong", got, err)
	}
}

func TestAuditLog(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "s.db"))
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	s.now = func() time.Time { at = at.Add(time.Second); return at }
	for i := range 5 {
		guild := []string{"g", "other"}[i%2]
		if err := s.Log(t.Context(), Act{Who: "u", Guild: guild, Act: "corpus add", Object: fmt.Sprint(i), Result: "ok"}); err != nil {
			t.Fatal(err)
		}
	}
	acts, err := s.Acts(t.Context(), "g", 1, 5)
	if err != nil {
		t.Fatal(err)
	}
	want := []Act{
		{At: time.Date(2026, 1, 1, 0, 0, 3, 0, time.UTC), Who: "u", Guild: "g", Act: "corpus add", Object: "2", Result: "ok"},
		{At: time.Date(2026, 1, 1, 0, 0, 1, 0, time.UTC), Who: "u", Guild: "g", Act: "corpus add", Object: "0", Result: "ok"},
	}
	if diff := cmp.Diff(want, acts); diff != "" {
		t.Errorf("older acts of one guild (-want +got):\n%s", diff)
	}
}
