package group_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"sitrep/corpus/group"
)

// checkMentions fails if mentions overlap, run backwards, cut a character, or name nobody.
func checkMentions(t interface{ Fatalf(string, ...any) }, tab *group.Table, text string) {
	end := 0
	for _, m := range tab.Find(text) {
		if m.Span.Start < end || m.Span.Len() == 0 {
			t.Fatalf("mention %v after %d in %q", m.Span, end, text)
		}
		if _, err := m.Span.Cut(text); err != nil {
			t.Fatalf("%v in %q", err, text)
		}
		if len(m.Groups)+len(m.Disputed) == 0 {
			t.Fatalf("mention %v of nobody in %q", m.Span, text)
		}
		end = m.Span.End
	}
}

// A plain name is found whatever its case and whatever stands between its words.
func TestFindAnySpelling(t *testing.T) {
	tab := defaultTable(t)
	checked := 0
	for _, g := range tab.Groups() {
		for _, a := range g.Aliases {
			plain := a.Kind == group.Distinct && len(a.Name) > 8 && !strings.ContainsAny(a.Name, "()/,.:&’'")
			if !plain || strings.HasPrefix(strings.ToLower(a.Name), "the ") {
				continue
			}
			words := strings.FieldsFunc(a.Name, func(r rune) bool { return strings.ContainsRune(" -–", r) })
			for _, between := range []string{" ", "-", "–", "\n"} {
				spelled := strings.Join(words, between)
				checkSpelling(t, tab, a.Name, spelled)
				checkSpelling(t, tab, a.Name, strings.ToUpper(spelled))
				checkSpelling(t, tab, a.Name, strings.ToLower(spelled))
			}
			checked++
		}
	}
	if checked < 1000 {
		t.Errorf("only %d names were checked", checked)
	}
}

// checkSpelling fails unless a spelling is found in a sentence and names whom the name does.
func checkSpelling(t *testing.T, tab *group.Table, name, spelled string) {
	t.Helper()
	text := "Reports said that " + spelled + " was behind it."
	groups, disputed := tab.Lookup(name)
	for _, m := range tab.Find(text) {
		if strings.Contains(text[m.Span.Start:m.Span.End], spelled) {
			if join(m.Groups) != join(groups) || join(m.Disputed) != join(disputed) {
				t.Errorf("%q names %v, %q names %v", spelled, m.Groups, name, groups)
			}
			return
		}
	}
	t.Errorf("%q is not found in %q", name, text)
}

// Random words, names and punctuation never break the rules of mentions.
func TestFindInJumbledText(t *testing.T) {
	tab := defaultTable(t)
	rng := rand.New(rand.NewPCG(1, 2))
	pieces := []string{" ", "-", ". ", "\n\n", "’s", "'", "(", ")", "é", "\u0301", "&", "i", "the", "IS", "\xff", "764"}
	for _, g := range tab.Groups()[:200] {
		pieces = append(pieces, strings.Fields(g.Name)...)
	}
	for range 2000 {
		var text strings.Builder
		for range rng.IntN(30) {
			text.WriteString(pieces[rng.IntN(len(pieces))])
			if rng.IntN(2) == 0 {
				text.WriteByte(' ')
			}
		}
		checkMentions(t, tab, text.String())
	}
}

func FuzzFind(f *testing.F) {
	tab := defaultTable(f)
	f.Add("The Tehrik-e-Taliban Pakistan (TTP) and al-Qa’ida’s IS-KP; Play ransomware. APT 28!")
	f.Add("THE FMLN’S “SHINING PATH” – É\u0301 &'s 764")
	f.Fuzz(func(t *testing.T, text string) {
		checkMentions(t, tab, strings.ToValidUTF8(text, "?"))
		tab.Lookup(text)
		tab.Expand(strings.Map(unicode.ToUpper, text))
	})
}

// The key of a name does not depend on its case, nor on what stands around it.
func FuzzKey(f *testing.F) {
	f.Add("al-Qa'ida's Base")
	f.Add("The Base")
	f.Fuzz(func(t *testing.T, name string) {
		if strings.ContainsFunc(name, func(r rune) bool { return r > unicode.MaxASCII }) {
			return // the case of some letters does not round-trip
		}
		want := group.Key(name)
		for _, other := range []string{strings.ToUpper(name), strings.ToLower(name), "(" + name + ")", " " + name + "."} {
			if got := group.Key(other); got != want {
				t.Errorf("Key(%q) = %q, Key(%q) = %q", name, want, other, got)
			}
		}
	})
}
