package locale

import (
	"strconv"
	"sync"
	"testing"
	"time"
)

func TestForPicksTheFirstSpokenLanguage(t *testing.T) {
	t.Parallel()
	ls := New()
	for _, c := range []struct {
		codes []string
		want  string
	}{
		{[]string{"de"}, "de"},
		{[]string{"en-GB"}, "en"},
		{[]string{"es-419"}, "es"},
		{[]string{"es-ES", "de"}, "es"},
		{[]string{"AR_eg"}, "ar"},
		{[]string{"pt-BR", "fr"}, "fr"},
		{[]string{"", "de"}, "de"},
		{[]string{"es-", ""}, "es"},
		{[]string{"xx", "español"}, "en"},
		{nil, "en"},
	} {
		if got := ls.For(c.codes...).Code(); got != c.want {
			t.Errorf("For(%q) speaks %q, want %q", c.codes, got, c.want)
		}
	}
}

func TestPluralForms(t *testing.T) {
	t.Parallel()
	ls := New()
	for _, c := range []struct {
		code string
		n    int
		want string
	}{
		{"en", 0, "0 articles"},
		{"en", 1, "1 article"},
		{"en", 1240, "1,240 articles"},
		{"de", 1240, "1.240 Artikel"},
		{"fr", 0, "0 article"},
		{"fr", 2, "2 articles"},
		{"es", 1, "1 artículo"},
		{"es", 12400, "12.400 artículos"},
		{"ar", 0, "لا مقالات"},
		{"ar", 1, "مقالة واحدة"},
		{"ar", 2, "مقالتان"},
		{"ar", 3, "3 مقالات"},
		{"ar", 11, "11 مقالة"},
		{"ar", 103, "103 مقالات"},
		{"ar", 1240, "1,240 مقالة"},
	} {
		if got := ls.For(c.code).Count(Articles, c.n); got != c.want {
			t.Errorf("%s: %d articles is %q, want %q", c.code, c.n, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	at := time.Date(2025, 2, 11, 23, 5, 0, 0, time.FixedZone("", -3600))
	for code, want := range map[string]string{
		"en": "12 Feb 2025, 00:05 UTC",
		"de": "12. Feb. 2025, 00:05 UTC",
		"fr": "12 févr. 2025, 00:05 UTC",
		"es": "12 feb 2025, 00:05 UTC",
		"ar": "12 فبراير 2025, 00:05 UTC",
	} {
		l := New().For(code)
		if got := l.Moment(at); got != want {
			t.Errorf("%s: moment is %q, want %q", code, got, want)
		}
		if got := l.Day("not a day"); got != "not a day" {
			t.Errorf("%s: what is no date becomes %q", code, got)
		}
		if l.Date(time.Time{}) != "" || l.Moment(time.Time{}) != "" {
			t.Errorf("%s: the zero time is written %q, want nothing", code, l.Moment(time.Time{}))
		}
	}
}

func TestInsertedWordsAreIsolatedWhereTheFrameRunsFromTheRight(t *testing.T) {
	t.Parallel()
	ls := New()
	if got, want := ls.For("en").Text(NewestEvidence, "11 Feb"), "newest evidence 11 Feb"; got != want {
		t.Errorf("English: %q, want %q", got, want)
	}
	arabic := ls.For("ar")
	if got, want := arabic.Text(GroupUnknown, "IS-KP"), "لا تُعرف جماعة باسم \u2068IS-KP\u2069."; got != want {
		t.Errorf("Arabic: %q, want %q", got, want)
	}
	if got, want := arabic.Line("IS-KP"), "\u200fIS-KP"; got != want {
		t.Errorf("Arabic line: %q, want %q", got, want)
	}
	if got := arabic.Isolate("") + arabic.Line(""); got != "" {
		t.Errorf("nothing becomes %q", got)
	}
}

func TestTextsNameCommandsAsTheyAreTyped(t *testing.T) {
	t.Parallel()
	ls := New()
	for code, want := range map[string]string{
		"en": "There are no articles yet. An admin can read them in with /corpus reindex or add one with /corpus add.",
		"de": "Es gibt noch keine Artikel. Ein Admin kann sie mit /bestand neu-indexieren einlesen oder mit /bestand hinzufügen einen hinzufügen.",
	} {
		if got := ls.For(code).Text(RefuseEmpty); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestALocaleIsSharedByManyAtOnce(t *testing.T) {
	t.Parallel()
	l := New().For("fr")
	var group sync.WaitGroup
	for n := range 20 {
		group.Go(func() {
			if got, want := l.Count(Added, n+2), strconv.Itoa(n+2)+" ajoutés"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
	group.Wait()
}

func TestPercentSignsInArgumentsStay(t *testing.T) {
	t.Parallel()
	if got, want := New().For("en").Text(SorryDate, "100%d"), "I cannot read 100%d as a date. Please write it like 2025-02-11, or “last month”."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
