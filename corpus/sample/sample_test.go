package sample_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"sitrep/corpus"
	"sitrep/corpus/sample"
)

// load returns the sample corpus; a digest that does not load fails the test.
func load(t *testing.T) []corpus.Document {
	t.Helper()
	var docs []corpus.Document
	for doc, err := range sample.Documents() {
		if err != nil {
			t.Fatalf("sample digests: %v", err)
		}
		docs = append(docs, doc)
	}
	return docs
}

func TestDigestsAreComplete(t *testing.T) {
	docs := load(t)
	if len(docs) < 12 {
		t.Fatalf("got %d digests, want at least 12", len(docs))
	}
	for _, doc := range docs {
		if !strings.HasPrefix(string(doc.ID), "sample-") {
			t.Errorf("%s: id does not begin with sample-", doc.ID)
		}
		if !strings.HasPrefix(doc.Title, "Sample digest: ") {
			t.Errorf("%s: title %q does not say that this is a sample digest", doc.ID, doc.Title)
		}
		if doc.Publisher != "sitrep sample digests" {
			t.Errorf("%s: publisher %q", doc.ID, doc.Publisher)
		}
		if doc.Collection != sample.Collection {
			t.Errorf("%s: collection %q, want %q", doc.ID, doc.Collection, sample.Collection)
		}
		if doc.Marking != corpus.Clear {
			t.Errorf("%s: marking %v, want %v", doc.ID, doc.Marking, corpus.Clear)
		}
		if len(doc.Origin) < 40 {
			t.Errorf("%s: origin %q does not name its sources", doc.ID, doc.Origin)
		}
		if doc.Published.IsZero() {
			t.Errorf("%s: no date", doc.ID)
		}
		if words := len(strings.Fields(doc.Text)); words < 150 || words > 400 {
			t.Errorf("%s: %d words, want 150 to 400", doc.ID, words)
		}
		if !doc.Intact() {
			t.Errorf("%s: not sealed", doc.ID)
		}
	}
}

func TestIDsAreUnique(t *testing.T) {
	seen := map[corpus.DocumentID]bool{}
	for _, doc := range load(t) {
		if seen[doc.ID] {
			t.Errorf("%s stands twice", doc.ID)
		}
		seen[doc.ID] = true
	}
}

// A digest reports what was said; it quotes nobody. An apostrophe stands between letters
// or ends a plural possessive, never before a word.
func TestNoQuotationMarks(t *testing.T) {
	quotation := regexp.MustCompile("[\"“”„«»‘’`]|(^|[^\\pL\\pN])'")
	for _, doc := range load(t) {
		if mark := quotation.FindStringIndex(doc.Text); mark != nil {
			from := max(0, mark[0]-30)
			t.Errorf("%s: quotation mark after %q", doc.ID, doc.Text[from:mark[0]])
		}
	}
}

// A sentence must stand alone when it is quoted.
func TestSentencesNameTheirSubject(t *testing.T) {
	pronoun := regexp.MustCompile(`(?m)(^|\. )(He|She|It|They|This|These|His|Her|Its|Their)\b`)
	for _, doc := range load(t) {
		if at := pronoun.FindString(doc.Text); at != "" {
			t.Errorf("%s: a sentence begins with %q", doc.ID, strings.TrimLeft(at, ". "))
		}
	}
}

func TestCoverage(t *testing.T) {
	docs := load(t)
	for _, group := range []string{
		"IS-KP", "Tehrik-e-Taliban Pakistan", "al-Qaida", "AQIS", "Haqqani network",
		"Balochistan Liberation Army", "Lashkar-e-Tayyiba", "APT28", "Lazarus Group", "REvil",
	} {
		if !slices.ContainsFunc(docs, func(doc corpus.Document) bool { return strings.Contains(doc.Text, group) }) {
			t.Errorf("no digest on %s", group)
		}
	}
	warned := regexp.MustCompile(`Voronkov[^.]*warned[^.]*Islamic State Khorasan[^.]*Europe`)
	if !slices.ContainsFunc(docs, func(doc corpus.Document) bool { return warned.MatchString(doc.Text) }) {
		t.Error("no sentence says who warned about Islamic State Khorasan's reach into Europe")
	}
}

// Real reports disagree, and so must the sample corpus: sitrep has to show it.
func TestDigestsDisagree(t *testing.T) {
	byID := map[corpus.DocumentID]string{}
	for _, doc := range load(t) {
		byID[doc.ID] = doc.Text
	}
	for _, c := range []struct {
		about  string
		claims map[corpus.DocumentID]string
	}{
		{"deaths at Kabul airport on 26 August 2021", map[corpus.DocumentID]string{
			"sample-is-kp-taliban-denial":       "26 August 2021 at 182",
			"sample-is-kp-listings-and-attacks": "at least 170 civilians",
		}},
		{"whether IS-KP regroups", map[corpus.DocumentID]string{
			"sample-is-kp-taliban-denial":           "rejected claims that Islamic State Khorasan Province (IS-KP) is regrouping",
			"sample-is-kp-reach-beyond-afghanistan": "IS-KP had strengthened its finances",
		}},
		{"since when APT28 is active", map[corpus.DocumentID]string{
			"sample-apt28":                      "since at least 2004",
			"sample-russian-state-cyber-groups": "likely operated since 2007",
		}},
	} {
		for id, claim := range c.claims {
			if !strings.Contains(byID[id], claim) {
				t.Errorf("%s: %s does not say %q", c.about, id, claim)
			}
		}
	}
}
